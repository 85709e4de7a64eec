"""Evidence says for itself what it is; an embargo ends at a time to come."""

from django.db import migrations, models

import factcheck.models.days

GUARDS = r"""
CREATE OR REPLACE FUNCTION public.factcheck_guard_embargo()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF NEW.publisher_id <> public.factcheck_require_actor() THEN
        PERFORM public.factcheck_refuse('An embargo is ordered in the name of who acts.');
    END IF;
    IF NEW.until <= now() THEN
        PERFORM public.factcheck_refuse('An embargo ends at a time to come.');
    END IF;
    RETURN NEW;
END $function$;
"""

BEFORE = r"""
CREATE OR REPLACE FUNCTION public.factcheck_guard_embargo()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF NEW.publisher_id <> public.factcheck_require_actor() THEN
        PERFORM public.factcheck_refuse('An embargo is ordered in the name of who acts.');
    END IF;
    RETURN NEW;
END $function$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0004_pinned_guards"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="accessed_on",
            field=models.DateField(
                validators=[factcheck.models.days.not_to_come], verbose_name="consulted on"
            ),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="extent",
            field=models.CharField(
                choices=[("whole", "read in full"), ("excerpt", "read in excerpt")],
                max_length=10,
                verbose_name="read",
            ),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="method",
            field=models.CharField(
                choices=[("primary", "primary"), ("secondary", "secondary")],
                max_length=10,
                verbose_name="primary or secondary",
            ),
        ),
        migrations.AlterField(
            model_name="replyrequest",
            name="answered_on",
            field=models.DateField(
                blank=True,
                null=True,
                validators=[factcheck.models.days.not_to_come],
                verbose_name="answered on",
            ),
        ),
        migrations.AlterField(
            model_name="replyrequest",
            name="asked_on",
            field=models.DateField(
                validators=[factcheck.models.days.not_to_come], verbose_name="asked on"
            ),
        ),
        migrations.AlterField(
            model_name="searchlogentry",
            name="searched_on",
            field=models.DateField(
                validators=[factcheck.models.days.not_to_come], verbose_name="on"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("extent__in", ["whole", "excerpt"]),
                    ("method__in", ["primary", "secondary"]),
                    ("stance__in", ["supports", "refutes", "context"]),
                ),
                name="evidence_states_itself",
                violation_error_message="Say which way the evidence points, whether it is primary or secondary, and how much of it was read.",
            ),
        ),
        migrations.RunSQL(GUARDS, BEFORE),
    ]
