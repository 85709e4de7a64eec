"""Roles of speakers and reasons of amendments in other languages; a page about a speaker."""

from django.db import migrations, models

from factcheck.models.translated import TranslatedField

EMPTIED = r"""
CREATE OR REPLACE FUNCTION public.factcheck_make_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    UPDATE public.factcheck_claim
    SET stage = NEW.to_stage, round = round + (NEW.verb = 'publish')::int,
        amendment_kind = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_kind END,
        amendment_reason = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_reason END,
        amendment_translations = CASE WHEN NEW.verb = 'publish' THEN '{}'
            ELSE amendment_translations END
    WHERE id = NEW.claim_id AND NEW.from_stage <> NEW.to_stage;
    -- An order to publish ends with the approval that it rests on.
    DELETE FROM public.factcheck_embargo
    WHERE claim_id = NEW.claim_id AND NEW.from_stage = 'approved' AND NEW.to_stage <> 'approved';
    RETURN NULL;
END $function$;
"""

BEFORE = r"""
CREATE OR REPLACE FUNCTION public.factcheck_make_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    UPDATE public.factcheck_claim
    SET stage = NEW.to_stage, round = round + (NEW.verb = 'publish')::int,
        amendment_kind = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_kind END,
        amendment_reason = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_reason END
    WHERE id = NEW.claim_id AND NEW.from_stage <> NEW.to_stage;
    -- An order to publish ends with the approval that it rests on.
    DELETE FROM public.factcheck_embargo
    WHERE claim_id = NEW.claim_id AND NEW.from_stage = 'approved' AND NEW.to_stage <> 'approved';
    RETURN NULL;
END $function$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0029_wording_of_claims"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="amendment_translations",
            field=TranslatedField(
                blank=True, default=dict, verbose_name="what changed and why, in other languages"
            ),
        ),
        migrations.AddField(
            model_name="publicspeaker",
            name="role_translations",
            field=TranslatedField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="publicspeaker",
            name="url",
            field=models.URLField(blank=True, max_length=2000),
        ),
        migrations.AddField(
            model_name="speaker",
            name="role_translations",
            field=TranslatedField(
                blank=True,
                default=dict,
                help_text="Where readers of a language are to see other words than those above.",
                verbose_name="role in other languages",
            ),
        ),
        migrations.AddField(
            model_name="speaker",
            name="url",
            field=models.URLField(
                blank=True,
                help_text="A page that says who they are, best their own.",
                max_length=2000,
                verbose_name="address",
            ),
        ),
        migrations.AddField(
            model_name="translation",
            name="speaker_role",
            field=models.CharField(
                blank=True,
                help_text="Where the claim itself says which it was.",
                max_length=200,
                verbose_name="role at the time",
            ),
        ),
        migrations.RunSQL(EMPTIED, BEFORE),
    ]
