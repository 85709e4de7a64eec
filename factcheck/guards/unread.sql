-- Rows whose words changed, whoever changed them: their words are read before the desk is searched
-- (factcheck.finding). Rows are only added, so that no writer waits for another.
--
-- The arguments: the kind of row that is found by these words, and the column with its key.
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
