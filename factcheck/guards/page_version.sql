-- Versions of what public pages show, so that a page is kept for as long as it is true, and no
-- longer (factcheck.models.reading_room.page_version says which page shows what).

-- What shows a claim, or names it.
CREATE OR REPLACE FUNCTION public.factcheck_shown_by(claim public.factcheck_publicclaim)
RETURNS text[] LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT array_remove(ARRAY[
            'claim:' || claim.id, 'claim:' || claim.same_as, 'article:' || claim.article_id
        ], NULL)
        || ARRAY(SELECT 'speaker:' || slug FROM unnest(claim.speaker_slugs) AS slug)
        || ARRAY(SELECT 'source:' || slug FROM unnest(claim.source_slugs) AS slug)
        || ARRAY(SELECT 'topic:' || slug FROM unnest(claim.topic_slugs) AS slug)
$function$;

-- All that a transaction changes has one version, which no other transaction ever has: whoever sees
-- its changes sees a version that was not there before. Nobody waits: a row that another
-- transaction is about to remove stays beside the new one, and goes with the next change. The
-- second identifier tells apart what the transaction itself reads after each of its changes.
CREATE OR REPLACE FUNCTION public.factcheck_raise_versions(subjects text[])
RETURNS void LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    known text[] := string_to_array(current_setting('factcheck.version', true), ' ');
    now_shown uuid;
BEGIN
    now_shown := CASE WHEN known[1] = pg_current_xact_id()::text THEN known[2]::uuid
        ELSE gen_random_uuid() END;
    PERFORM set_config('factcheck.version',
        concat_ws(' ', pg_current_xact_id(), now_shown, gen_random_uuid()), true);
    DELETE FROM public.factcheck_pageversion WHERE id IN (
        SELECT id FROM public.factcheck_pageversion
        WHERE subject = ANY (subjects) AND version <> now_shown FOR UPDATE SKIP LOCKED);
    INSERT INTO public.factcheck_pageversion (subject, version, since)
        SELECT DISTINCT subject, now_shown, now() FROM unnest(subjects) AS subject
        ON CONFLICT DO NOTHING;
END $function$;

-- The argument: what a row is to pages.
CREATE OR REPLACE FUNCTION public.factcheck_show_anew()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    subjects text[] := '{everything}';
    claims public.factcheck_publicclaim[];
BEGIN
    IF TG_OP = 'TRUNCATE' OR TG_ARGV[0] = 'all' THEN
        PERFORM public.factcheck_raise_versions('{everything, any}');
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NULL;
    END IF;
    CASE TG_ARGV[0]
    WHEN 'claim' THEN
        claims := array_remove(ARRAY[OLD, NEW]::public.factcheck_publicclaim[], NULL);
    WHEN 'article' THEN
        subjects := subjects || ('article:' || coalesce(NEW.slug, OLD.slug));
        claims := ARRAY(SELECT claim FROM public.factcheck_publicclaim AS claim
            WHERE article_id = coalesce(NEW.slug, OLD.slug));
    WHEN 'speaker' THEN
        subjects := subjects || ('speaker:' || coalesce(NEW.slug, OLD.slug));
        claims := ARRAY(SELECT claim FROM public.factcheck_publicclaim AS claim
            WHERE speaker_slugs @> ARRAY[coalesce(NEW.slug, OLD.slug)]);
    WHEN 'source' THEN
        subjects := subjects || ('source:' || coalesce(NEW.slug, OLD.slug));
    WHEN 'topic' THEN
        subjects := subjects || ('topic:' || coalesce(NEW.slug, OLD.slug));
    WHEN 'publication' THEN
        subjects := array_remove(
                subjects || ('claim:' || coalesce(NEW.claim_id, OLD.claim_id)), NULL)
            || ARRAY(SELECT 'article:' || article_slug FROM public.factcheck_publicfinding
                WHERE id = coalesce(NEW.finding_id, OLD.finding_id));
        claims := ARRAY(SELECT claim FROM public.factcheck_publicclaim AS claim
            WHERE id = coalesce(NEW.claim_id, OLD.claim_id));
    WHEN 'redaction' THEN
        subjects := subjects || ARRAY(
            SELECT coalesce('claim:' || claim_id, 'article:' || article_slug)
            FROM public.factcheck_publication
            LEFT JOIN public.factcheck_publicfinding AS finding ON finding.id = finding_id
            WHERE serial = ANY (coalesce(NEW.serials, OLD.serials))
                AND coalesce(claim_id, finding.id) IS NOT NULL);
    WHEN 'finding' THEN
        subjects := subjects || array_remove(
            ARRAY['article:' || OLD.article_slug, 'article:' || NEW.article_slug], NULL);
    END CASE;
    PERFORM public.factcheck_raise_versions(subjects || ARRAY(
        SELECT unnest(public.factcheck_shown_by(claim)) FROM unnest(claims) AS claim));
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_publicclaim
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('claim');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_publicarticle
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('article');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_publicspeaker
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('speaker');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_publicsource
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('source');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_publictopic
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('topic');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_publication
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('publication');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_publicfinding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('finding');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_redaction
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('redaction');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_verificationstatus
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_finding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_page
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_lead
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER show_all_anew AFTER TRUNCATE ON public.factcheck_publicclaim
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER show_all_anew AFTER TRUNCATE ON public.factcheck_publicarticle
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER show_all_anew AFTER TRUNCATE ON public.factcheck_publicspeaker
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER show_all_anew AFTER TRUNCATE ON public.factcheck_publicsource
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER show_all_anew AFTER TRUNCATE ON public.factcheck_publictopic
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER show_all_anew AFTER TRUNCATE ON public.factcheck_publicfinding
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_show_anew('all');
