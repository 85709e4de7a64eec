"""Notices of remarks; files of forms that were never saved; remarks in a redaction of the audit."""

import django.contrib.postgres.fields
from django.db import migrations, models

import factcheck.models.staff

GUARD = r"""
CREATE OR REPLACE FUNCTION public.factcheck_written_once()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    before jsonb;
    after jsonb;
    mention CONSTANT text := '@[\w.+@-]*\w';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- A redaction that two people asked for takes words and leaves everything else.
        before := to_jsonb(OLD);
        after := to_jsonb(NEW);
        IF TG_TABLE_NAME = 'factcheck_publication'
            AND after = before || '{"content": null}'
            AND EXISTS (SELECT FROM public.factcheck_redaction
                WHERE (before ->> 'serial')::bigint = ANY (serials) AND agreed_by_id IS NOT NULL)
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_auditentry'
            AND after = before || '{"changes": {}}'
            AND EXISTS (
                SELECT FROM public.factcheck_claim WHERE id = (before ->> 'claim_id')::bigint
                    AND public.factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM public.factcheck_articlerevision WHERE id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_articlerevision'
                    AND public.factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM public.factcheck_readerreport report
                JOIN public.factcheck_claim c ON c.id IN (report.claim_id, report.added_id)
                WHERE report.id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_readerreport'
                    AND public.factcheck_redacts(c.article_id)
                UNION ALL
                SELECT FROM public.factcheck_remark remark
                JOIN public.factcheck_claim c ON c.id = remark.claim_id
                WHERE remark.id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_remark'
                    AND public.factcheck_redacts(c.article_id))
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_move'
            AND after = before || jsonb_build_object('comment', after -> 'comment')
            AND (after = before OR after ->> 'comment' ~ '^█+$')
            AND EXISTS (SELECT FROM public.factcheck_claim
                WHERE id = (before ->> 'claim_id')::bigint
                AND public.factcheck_redacts(article_id))
        THEN
            RETURN NEW;
        END IF;
        -- Whoever left may be called by another name, and by nothing else, where they are named.
        IF TG_TABLE_NAME = 'factcheck_move'
            AND after = before || jsonb_build_object('comment', after -> 'comment')
            AND regexp_replace(after ->> 'comment', mention, '@', 'g')
                = regexp_replace(before ->> 'comment', mention, '@', 'g')
            AND EXISTS (SELECT FROM public.factcheck_user WHERE pseudonymised_at = now()
                AND strpos(after ->> 'comment', '@' || username) > 0)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM public.factcheck_refuse('%s is written once: nothing of it is changed or removed.',
        TG_TABLE_NAME);
    RETURN NULL;
END $function$;
"""
BEFORE = r"""
CREATE OR REPLACE FUNCTION public.factcheck_written_once()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    before jsonb;
    after jsonb;
    mention CONSTANT text := '@[\w.+@-]*\w';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- A redaction that two people asked for takes words and leaves everything else.
        before := to_jsonb(OLD);
        after := to_jsonb(NEW);
        IF TG_TABLE_NAME = 'factcheck_publication'
            AND after = before || '{"content": null}'
            AND EXISTS (SELECT FROM public.factcheck_redaction
                WHERE (before ->> 'serial')::bigint = ANY (serials) AND agreed_by_id IS NOT NULL)
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_auditentry'
            AND after = before || '{"changes": {}}'
            AND EXISTS (
                SELECT FROM public.factcheck_claim WHERE id = (before ->> 'claim_id')::bigint
                    AND public.factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM public.factcheck_articlerevision WHERE id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_articlerevision'
                    AND public.factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM public.factcheck_readerreport report
                JOIN public.factcheck_claim c ON c.id IN (report.claim_id, report.added_id)
                WHERE report.id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_readerreport'
                    AND public.factcheck_redacts(c.article_id))
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_move'
            AND after = before || jsonb_build_object('comment', after -> 'comment')
            AND (after = before OR after ->> 'comment' ~ '^█+$')
            AND EXISTS (SELECT FROM public.factcheck_claim
                WHERE id = (before ->> 'claim_id')::bigint
                AND public.factcheck_redacts(article_id))
        THEN
            RETURN NEW;
        END IF;
        -- Whoever left may be called by another name, and by nothing else, where they are named.
        IF TG_TABLE_NAME = 'factcheck_move'
            AND after = before || jsonb_build_object('comment', after -> 'comment')
            AND regexp_replace(after ->> 'comment', mention, '@', 'g')
                = regexp_replace(before ->> 'comment', mention, '@', 'g')
            AND EXISTS (SELECT FROM public.factcheck_user WHERE pseudonymised_at = now()
                AND strpos(after ->> 'comment', '@' || username) > 0)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM public.factcheck_refuse('%s is written once: nothing of it is changed or removed.',
        TG_TABLE_NAME);
    RETURN NULL;
END $function$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0020_page_versions"),
    ]

    operations = [
        migrations.RunSQL(GUARD, BEFORE),
        migrations.AlterField(
            model_name="jobrun",
            name="job",
            field=models.CharField(
                choices=[
                    ("publish_due", "publishing at the end of an embargo"),
                    ("send_notices", "sending notices by e-mail"),
                    ("forget_senders", "forgetting who sent reports"),
                    ("sweep_files", "removing files of forms that were never saved"),
                ],
                max_length=20,
                primary_key=True,
                serialize=False,
            ),
        ),
        migrations.AlterField(
            model_name="messageline",
            name="notice",
            field=models.CharField(
                choices=[
                    ("assigned", "a claim is given to me, or taken from me"),
                    ("sent-back", "a claim of mine was sent back"),
                    ("waiting", "a claim waits for my sign-off"),
                    ("approved", "a claim waits for a publisher, and I am one"),
                    ("published", "a claim that I worked on is published"),
                    ("void", "a sign-off of mine, or of my claim, is void"),
                    ("embargo", "an embargo of mine failed, or is gone"),
                    ("mentioned", "somebody names me in a comment or a remark, as in “@ana”"),
                    (
                        "answered",
                        "somebody comments where I did, remarks on a claim of mine, settles a remark of mine",
                    ),
                    ("overdue", "a claim of mine is overdue"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="user",
            name="notices",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("assigned", "a claim is given to me, or taken from me"),
                        ("sent-back", "a claim of mine was sent back"),
                        ("waiting", "a claim waits for my sign-off"),
                        ("approved", "a claim waits for a publisher, and I am one"),
                        ("published", "a claim that I worked on is published"),
                        ("void", "a sign-off of mine, or of my claim, is void"),
                        ("embargo", "an embargo of mine failed, or is gone"),
                        ("mentioned", "somebody names me in a comment or a remark, as in “@ana”"),
                        (
                            "answered",
                            "somebody comments where I did, remarks on a claim of mine, settles a remark of mine",
                        ),
                        ("overdue", "a claim of mine is overdue"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=factcheck.models.staff.all_notices,
                help_text="What names you comes at once, everything else once an hour.",
                size=None,
                verbose_name="notices by e-mail",
            ),
        ),
    ]
