"""Findings: their notices, and reasons of their amendments in every language of the site."""

import django.db.models.deletion
from django.db import migrations, models

import factcheck.models.translated

GUARDS = r"""
CREATE OR REPLACE FUNCTION public.factcheck_guard_finding()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    latest record;
BEGIN
    PERFORM public.factcheck_require_actor();
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM public.factcheck_move WHERE finding_id = OLD.id)
            OR EXISTS (SELECT FROM public.factcheck_publication WHERE finding_id = OLD.id)
        THEN
            PERFORM public.factcheck_refuse('The finding has a history: withdraw it, with a reason.');
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage <> 'checking' THEN
            PERFORM public.factcheck_refuse('A finding begins with being written.');
        END IF;
        NEW.version := 1;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.article_id) IS DISTINCT FROM (OLD.id, OLD.article_id) THEN
        PERFORM public.factcheck_refuse('A finding stays with its article.');
    END IF;
    IF NEW.stage <> OLD.stage THEN
        SELECT from_stage, to_stage INTO latest
        FROM public.factcheck_move WHERE finding_id = OLD.id ORDER BY id DESC LIMIT 1;
        IF NOT FOUND OR latest.from_stage <> OLD.stage OR latest.to_stage <> NEW.stage THEN
            PERFORM public.factcheck_refuse('The stage of a finding changes only through a move.');
        END IF;
    ELSIF (NEW.text, NEW.amendment_kind, NEW.amendment_reason, NEW.amendment_translations)
            IS DISTINCT FROM (OLD.text, OLD.amendment_kind, OLD.amendment_reason,
                OLD.amendment_translations)
        AND OLD.stage IN ('published', 'withdrawn')
        AND NOT public.factcheck_redacts(OLD.article_id)
    THEN
        PERFORM public.factcheck_refuse('The finding is %s: reopen it before you change it.',
            OLD.stage);
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_void_finding()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF NOT (OLD.stage = 'approved' AND NEW.stage = 'approved')
        OR (NEW.text, NEW.amendment_kind, NEW.amendment_reason, NEW.amendment_translations)
            IS NOT DISTINCT FROM (OLD.text, OLD.amendment_kind, OLD.amendment_reason,
                OLD.amendment_translations)
    THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.factcheck_move (finding_id, verb, from_stage, to_stage, actor_id, comment,
        candidate_sha256, created_at)
    VALUES (NEW.id, 'void', 'approved', 'in-review', public.factcheck_require_actor(),
        'Changed after the sign-off: text.', '', now());
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_make_finding_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    UPDATE public.factcheck_articlefinding
    SET stage = NEW.to_stage,
        amendment_kind = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_kind END,
        amendment_reason = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_reason END,
        amendment_translations = CASE WHEN NEW.verb = 'publish' THEN '{}'
            ELSE amendment_translations END
    WHERE id = NEW.finding_id;
    RETURN NULL;
END $function$;
"""

EARLIER_GUARDS = r"""
CREATE OR REPLACE FUNCTION public.factcheck_guard_finding()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    latest record;
BEGIN
    PERFORM public.factcheck_require_actor();
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM public.factcheck_move WHERE finding_id = OLD.id)
            OR EXISTS (SELECT FROM public.factcheck_publication WHERE finding_id = OLD.id)
        THEN
            PERFORM public.factcheck_refuse('The finding has a history: withdraw it, with a reason.');
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage <> 'checking' THEN
            PERFORM public.factcheck_refuse('A finding begins with being written.');
        END IF;
        NEW.version := 1;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.article_id) IS DISTINCT FROM (OLD.id, OLD.article_id) THEN
        PERFORM public.factcheck_refuse('A finding stays with its article.');
    END IF;
    IF NEW.stage <> OLD.stage THEN
        SELECT from_stage, to_stage INTO latest
        FROM public.factcheck_move WHERE finding_id = OLD.id ORDER BY id DESC LIMIT 1;
        IF NOT FOUND OR latest.from_stage <> OLD.stage OR latest.to_stage <> NEW.stage THEN
            PERFORM public.factcheck_refuse('The stage of a finding changes only through a move.');
        END IF;
    ELSIF (NEW.text, NEW.amendment_kind, NEW.amendment_reason)
            IS DISTINCT FROM (OLD.text, OLD.amendment_kind, OLD.amendment_reason)
        AND OLD.stage IN ('published', 'withdrawn')
        AND NOT public.factcheck_redacts(OLD.article_id)
    THEN
        PERFORM public.factcheck_refuse('The finding is %s: reopen it before you change it.',
            OLD.stage);
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_void_finding()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF NOT (OLD.stage = 'approved' AND NEW.stage = 'approved')
        OR (NEW.text, NEW.amendment_kind, NEW.amendment_reason)
            IS NOT DISTINCT FROM (OLD.text, OLD.amendment_kind, OLD.amendment_reason)
    THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.factcheck_move (finding_id, verb, from_stage, to_stage, actor_id, comment,
        candidate_sha256, created_at)
    VALUES (NEW.id, 'void', 'approved', 'in-review', public.factcheck_require_actor(),
        'Changed after the sign-off: text.', '', now());
    RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_make_finding_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    UPDATE public.factcheck_articlefinding
    SET stage = NEW.to_stage,
        amendment_kind = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_kind END,
        amendment_reason = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_reason END
    WHERE id = NEW.finding_id;
    RETURN NULL;
END $function$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0033_claims_out"),
    ]

    operations = [
        migrations.AlterField(
            model_name="messageline",
            name="claim",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="factcheck.claim",
            ),
        ),
        migrations.AddField(
            model_name="articlefinding",
            name="amendment_translations",
            field=factcheck.models.translated.TranslatedField(
                blank=True,
                default=dict,
                verbose_name="what changed and why, in other languages",
            ),
        ),
        migrations.RunSQL(GUARDS, EARLIER_GUARDS),
    ]
