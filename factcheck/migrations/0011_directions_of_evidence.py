"""Evidence points the way of its status, or an exception is made with a reason."""

from django.db import migrations, models

# No review says so: no sign-off is void by it. Statuses of the newsroom's own take what they took.
DIRECTIONS = """
ALTER TABLE public.factcheck_verificationstatus DISABLE TRIGGER void_resting;
UPDATE public.factcheck_verificationstatus SET direction = CASE
    WHEN slug IN ('true', 'mostly-true') THEN 'supports'
    WHEN slug IN ('false', 'mostly-false') THEN 'refutes'
    ELSE 'either' END
WHERE policy = 'evidence';
ALTER TABLE public.factcheck_verificationstatus ENABLE TRIGGER void_resting;
"""

GUARDS = r"""
-- As factcheck.models.content has it.
CREATE OR REPLACE FUNCTION public.factcheck_without_verdict(said jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT jsonb_set(
        said - '{summary, reasoning, evidence, replies, same_as, search_log, translations,
            policy_exception}'::text[],
        '{citations}',
        (SELECT coalesce(jsonb_agg(citation - 'finding' - 'evidence' ORDER BY place), '[]')
         FROM jsonb_array_elements(said -> 'citations') WITH ORDINALITY AS c (citation, place))
    )
$function$;
"""

BEFORE = r"""
-- As factcheck.models.content has it.
CREATE OR REPLACE FUNCTION public.factcheck_without_verdict(said jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT jsonb_set(
        said - '{summary, reasoning, evidence, replies, same_as, search_log, translations}'::text[],
        '{citations}',
        (SELECT coalesce(jsonb_agg(citation - 'finding' - 'evidence' ORDER BY place), '[]')
         FROM jsonb_array_elements(said -> 'citations') WITH ORDINALITY AS c (citation, place))
    )
$function$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0010_wording"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="policy_exception",
            field=models.TextField(
                blank=True,
                help_text="Only where the evidence does not point the way of the status; readers see it.",
                verbose_name="why an exception is made",
            ),
        ),
        migrations.AddField(
            model_name="verificationstatus",
            name="direction",
            field=models.CharField(
                choices=[
                    ("supports", "it supports the claim"),
                    ("refutes", "it refutes the claim"),
                    ("either", "it supports or refutes the claim"),
                    ("none", "no evidence is demanded"),
                ],
                default="none",
                help_text="Which way the evidence must point that the policy demands.",
                max_length=10,
                verbose_name="direction of the evidence",
            ),
        ),
        migrations.RunSQL(DIRECTIONS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="verificationstatus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("direction__in", ["supports", "refutes", "either"]), ("policy", "evidence")
                    ),
                    models.Q(
                        models.Q(("policy", "evidence"), _negated=True), ("direction", "none")
                    ),
                    _connector="OR",
                ),
                name="status_direction_of_evidence",
                violation_error_message="Where evidence is demanded, say which way it must point; elsewhere, none is.",
            ),
        ),
        migrations.RunSQL(GUARDS, BEFORE),
    ]
