"""An editor chooses the review that leads the front page."""

import django.db.models.deletion
from django.db import migrations, models

GUARDS = r"""
CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_lead
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('beside', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_lead
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_lead
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('all');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0026_slugs_in_any_script"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "chosen_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="chosen at"),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        help_text="One with a published review. It leads until another one is chosen.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="factcheck.claim",
                        verbose_name="claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "lead of the front page",
                "verbose_name_plural": "leads of the front page",
                "ordering": ["-pk"],
            },
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    ]
