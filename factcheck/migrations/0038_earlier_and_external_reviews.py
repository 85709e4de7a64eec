"""Reviews from before this record, and those of others."""

import django.db.models.deletion
from django.db import migrations, models

import factcheck.models.days

GUARDS = r"""
CREATE OR REPLACE FUNCTION public.factcheck_without_verdict(said jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT jsonb_set(
        said - '{summary, reasoning, evidence, replies, same_as, search_log, translations,
            policy_exception, earlier,
            amendment}'::text[],
        '{citations}',
        (SELECT coalesce(jsonb_agg(citation - 'finding' - 'evidence' ORDER BY place), '[]')
         FROM jsonb_array_elements(said -> 'citations') WITH ORDINALITY AS c (citation, place))
    )
$function$;

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_externalreview
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_externalreview
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();
"""
BACKWARDS = r"""
CREATE OR REPLACE FUNCTION public.factcheck_without_verdict(said jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT jsonb_set(
        said - '{summary, reasoning, evidence, replies, same_as, search_log, translations,
            policy_exception,
            amendment}'::text[],
        '{citations}',
        (SELECT coalesce(jsonb_agg(citation - 'finding' - 'evidence' ORDER BY place), '[]')
         FROM jsonb_array_elements(said -> 'citations') WITH ORDINALITY AS c (citation, place))
    )
$function$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0037_documents_in"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExternalReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("publisher", models.CharField(max_length=200, verbose_name="whose review it is")),
                (
                    "rating",
                    models.CharField(max_length=300, verbose_name="their rating, in their words"),
                ),
                ("url", models.URLField(max_length=2000, verbose_name="address")),
                (
                    "published_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[factcheck.models.days.not_to_come],
                        verbose_name="published on",
                    ),
                ),
            ],
            options={
                "verbose_name": "review of others",
                "verbose_name_plural": "reviews of others",
                "ordering": ["published_on", "pk"],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="earlier_author",
            field=models.CharField(blank=True, max_length=200, verbose_name="by"),
        ),
        migrations.AddField(
            model_name="claim",
            name="earlier_published_on",
            field=models.DateField(
                blank=True,
                null=True,
                validators=[factcheck.models.days.not_to_come],
                verbose_name="published on",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="earlier_rating",
            field=models.CharField(
                blank=True,
                help_text="In the words of then; the status above is what comes nearest to it.",
                max_length=300,
                verbose_name="rating as it was",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="earlier_url",
            field=models.URLField(blank=True, max_length=2000, verbose_name="its address"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("earlier_author", ""),
                        ("earlier_published_on", None),
                        ("earlier_rating", ""),
                        ("earlier_url", ""),
                    ),
                    models.Q(
                        models.Q(("earlier_url", ""), _negated=True),
                        models.Q(("earlier_rating", ""), _negated=True),
                        ("earlier_published_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="claim_earlier_review_is_whole",
                violation_error_message="An earlier review of ours needs its address, its date and its rating: give all three, or none.",
            ),
        ),
        migrations.AddField(
            model_name="externalreview",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="external_reviews",
                to="factcheck.claim",
            ),
        ),
        migrations.RunSQL(GUARDS, BACKWARDS),
    ]
