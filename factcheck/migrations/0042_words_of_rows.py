"""Editors find rows by the words that `factcheck.words` reads in them."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

# As in factcheck/guards/unread.sql.
NOTED = r"""
CREATE OR REPLACE FUNCTION public.factcheck_unread()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    INSERT INTO public.factcheck_unreadrow (kind, "row")
        SELECT DISTINCT TG_ARGV[0], (changed ->> TG_ARGV[1])::bigint
        FROM unnest(ARRAY[to_jsonb(OLD), to_jsonb(NEW)]) AS changed
        WHERE changed IS NOT NULL;
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF headline, statement, quote, summary, speaker_id, article_id
ON public.factcheck_claim
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('claim', 'id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE
ON public.factcheck_claim_co_speakers
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('claim', 'claim_id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF headline, summary, language
ON public.factcheck_translation
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('claim', 'claim_id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF source_id
ON public.factcheck_citation
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('claim', 'claim_id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF source_id, summary
ON public.factcheck_evidence
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('claim', 'claim_id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF title, publisher, author, url, language
ON public.factcheck_article
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('article', 'id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF name, role, role_translations
ON public.factcheck_speaker
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('speaker', 'id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF name, speaker_id
ON public.factcheck_speakeralias
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('speaker', 'speaker_id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF title, publisher, url
ON public.factcheck_source
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('source', 'id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF slug, name
ON public.factcheck_topic
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('topic', 'id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF username, byline, first_name, last_name, email
ON public.factcheck_user
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('user', 'id');

CREATE OR REPLACE TRIGGER unread AFTER INSERT OR DELETE OR UPDATE OF message
ON public.factcheck_readerreport
FOR EACH ROW EXECUTE FUNCTION public.factcheck_unread('readerreport', 'id');
"""
NOT_NOTED = """
DROP TRIGGER unread ON public.factcheck_claim;
DROP TRIGGER unread ON public.factcheck_claim_co_speakers;
DROP TRIGGER unread ON public.factcheck_translation;
DROP TRIGGER unread ON public.factcheck_citation;
DROP TRIGGER unread ON public.factcheck_evidence;
DROP TRIGGER unread ON public.factcheck_article;
DROP TRIGGER unread ON public.factcheck_speaker;
DROP TRIGGER unread ON public.factcheck_speakeralias;
DROP TRIGGER unread ON public.factcheck_source;
DROP TRIGGER unread ON public.factcheck_topic;
DROP TRIGGER unread ON public.factcheck_user;
DROP TRIGGER unread ON public.factcheck_readerreport;
DROP FUNCTION public.factcheck_unread();
"""
ALL_UNREAD = """
INSERT INTO public.factcheck_unreadrow (kind, "row") SELECT 'article', id FROM public.factcheck_article;
INSERT INTO public.factcheck_unreadrow (kind, "row") SELECT 'claim', id FROM public.factcheck_claim;
INSERT INTO public.factcheck_unreadrow (kind, "row") SELECT 'readerreport', id FROM public.factcheck_readerreport;
INSERT INTO public.factcheck_unreadrow (kind, "row") SELECT 'source', id FROM public.factcheck_source;
INSERT INTO public.factcheck_unreadrow (kind, "row") SELECT 'speaker', id FROM public.factcheck_speaker;
INSERT INTO public.factcheck_unreadrow (kind, "row") SELECT 'topic', id FROM public.factcheck_topic;
INSERT INTO public.factcheck_unreadrow (kind, "row") SELECT 'user', id FROM public.factcheck_user;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0041_words_of_searches"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnreadRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(editable=False, max_length=20)),
                ("row", models.BigIntegerField(editable=False)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RowWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "search",
                    django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
                ),
                ("kind", models.CharField(editable=False, max_length=20)),
                ("row", models.BigIntegerField(editable=False)),
            ],
            options={
                "abstract": False,
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search"], name="words_of_rows"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "row"), name="words_of_each_row")
                ],
            },
        ),
        migrations.RunSQL(NOTED, NOT_NOTED),
        migrations.RunSQL(ALL_UNREAD, migrations.RunSQL.noop),
    ]
