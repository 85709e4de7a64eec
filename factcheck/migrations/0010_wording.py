"""Help texts and a message in better English; nothing changes in the database."""

import django.db.models.deletion
from django.db import migrations, models

import factcheck.models.staff
import factcheck.models.translated


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0009_like_names"),
    ]

    operations = [
        migrations.AlterField(
            model_name="article",
            name="body_display",
            field=models.CharField(
                choices=[
                    ("full", "the whole text"),
                    ("excerpts", "only the paragraphs around claims"),
                ],
                default="full",
                help_text="Excerpts where rights forbid showing the whole text.",
                max_length=10,
                verbose_name="show to readers",
            ),
        ),
        migrations.AlterField(
            model_name="citation",
            name="finding",
            field=models.ForeignKey(
                default="unchecked",
                help_text="Does the source say what the article claims that it says?",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="factcheck.finding",
                verbose_name="finding",
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="subject",
            field=models.CharField(
                choices=[("substance", "substance: is it so?"), ("saying", "saying: was it said?")],
                default="substance",
                help_text="Only an attribution leaves a choice: a quotation is always rated on whether it was said, everything else on whether it is so.",
                max_length=20,
                verbose_name="subject",
            ),
        ),
        migrations.AlterField(
            model_name="evidence",
            name="confidential",
            field=models.BooleanField(
                default=False,
                help_text="Readers learn only that it exists, and why it is withheld.",
                verbose_name="confidential",
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(
                choices=factcheck.models.translated.languages,
                default=factcheck.models.staff.own_language,
                help_text="Of the desk and of the notices; public pages have their own.",
                max_length=10,
                verbose_name="language",
            ),
        ),
        migrations.AlterConstraint(
            model_name="redaction",
            name="redaction_by_two_people",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at", None), ("agreed_by", None)),
                    models.Q(
                        models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                        ("agreed_at__isnull", False),
                        ("agreed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="redaction_by_two_people",
                violation_error_message="Somebody other than the person who asked for it must agree.",
            ),
        ),
    ]
