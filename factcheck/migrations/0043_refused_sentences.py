"""Sentences of which somebody said that they carry no claim are not proposed again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARDS = r"""
CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_refusedsentence
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_refusedsentence
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0042_words_of_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="RefusedSentence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="SHA-256 of its words"
                    ),
                ),
                ("refused_at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refused_sentences",
                        to="factcheck.article",
                    ),
                ),
                (
                    "refused_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "refused sentence",
                "verbose_name_plural": "refused sentences",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "digest"), name="sentence_refused_once"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
