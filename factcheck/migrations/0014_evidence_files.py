"""Files of evidence: written once, audited, part of what is signed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARDS = r"""
-- A file is what its digest says, of one piece of evidence, added by who acts. Whether readers may
-- have it and whether it was taken off are set again; a redaction that two people agreed to takes
-- its name.
CREATE OR REPLACE FUNCTION public.factcheck_guard_evidence_file()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT claim_id INTO NEW.claim_id FROM public.factcheck_evidence
        WHERE id = NEW.evidence_id;
        NEW.added_by_id := public.factcheck_require_actor();
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - '{readers_may, is_taken_off}'::text[]
            = to_jsonb(OLD) - '{readers_may, is_taken_off}'::text[]
        AND NOT OLD.is_redacted
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - '{name, is_redacted}'::text[]
            = to_jsonb(OLD) - '{name, is_redacted}'::text[]
        AND EXISTS (SELECT FROM public.factcheck_claim
            WHERE id = OLD.claim_id AND public.factcheck_redacts(article_id))
    THEN
        RETURN NEW;
    END IF;
    PERFORM public.factcheck_refuse('%s is written once: nothing of it is changed or removed.',
        TG_TABLE_NAME);
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER guard_evidence_file
BEFORE INSERT OR DELETE OR UPDATE ON public.factcheck_evidencefile
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_evidence_file();

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_evidencefile
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_evidencefile
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();
"""

BEFORE = r"""
DROP FUNCTION public.factcheck_guard_evidence_file() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0013_settled_passages"),
    ]

    operations = [
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("type", models.CharField(editable=False, max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="size")),
                (
                    "sha256",
                    models.CharField(
                        db_index=True, editable=False, max_length=64, verbose_name="SHA-256"
                    ),
                ),
                (
                    "readers_may",
                    models.BooleanField(default=False, verbose_name="readers may download it"),
                ),
                ("is_taken_off", models.BooleanField(default=False, verbose_name="taken off")),
                ("is_redacted", models.BooleanField(default=False, editable=False)),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="added at")),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="added by",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence_files",
                        to="factcheck.claim",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="factcheck.evidence",
                    ),
                ),
            ],
            options={
                "verbose_name": "file",
                "verbose_name_plural": "files",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evidence", "sha256"),
                        name="file_once_per_evidence",
                        violation_error_message="The evidence has this file already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="file_has_digest",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, BEFORE),
    ]
