CREATE OR REPLACE FUNCTION public.factcheck_void(claims bigint[], why text)
RETURNS void LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    INSERT INTO public.factcheck_move (claim_id, verb, from_stage, to_stage, actor_id, comment,
        candidate_sha256, created_at)
    SELECT id, 'void', 'approved', 'in-review', public.factcheck_require_actor(), why, '', now()
    FROM (SELECT id FROM public.factcheck_claim WHERE id = ANY (claims) AND stage = 'approved'
          ORDER BY id FOR UPDATE) AS approved;
END $function$;

-- What a sign-off rests on beside the claim's own rows: its digest would no longer match.
CREATE OR REPLACE FUNCTION public.factcheck_void_resting()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    key text := coalesce(to_jsonb(NEW) ->> 'id', to_jsonb(NEW) ->> 'slug');
    resting bigint[];
BEGIN
    IF to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' THEN
        RETURN NULL;
    END IF;
    SELECT array_agg(claim.id) INTO resting FROM public.factcheck_claim AS claim
    WHERE claim.stage = 'approved' AND CASE TG_TABLE_NAME
        WHEN 'factcheck_article' THEN claim.article_id::text = key
        WHEN 'factcheck_verificationstatus' THEN claim.status_id = key
        WHEN 'factcheck_speaker' THEN claim.speaker_id::text = key OR EXISTS (
            SELECT FROM public.factcheck_claim_co_speakers
            WHERE claim_id = claim.id AND speaker_id::text = key)
        WHEN 'factcheck_topic' THEN EXISTS (SELECT FROM public.factcheck_claim_topics
            WHERE claim_id = claim.id AND topic_id::text = key)
        WHEN 'factcheck_source' THEN EXISTS (
            SELECT FROM public.factcheck_citation
            WHERE claim_id = claim.id AND source_id::text = key
            UNION ALL
            SELECT FROM public.factcheck_evidence
            WHERE claim_id = claim.id AND source_id::text = key)
        WHEN 'factcheck_finding' THEN EXISTS (SELECT FROM public.factcheck_citation
            WHERE claim_id = claim.id AND finding_id = key)
    END;
    IF resting IS NOT NULL THEN
        PERFORM public.factcheck_void(resting, format('Changed after the sign-off: %s.',
            replace(TG_TABLE_NAME, 'factcheck_', '')));
    END IF;
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER void_resting AFTER UPDATE ON public.factcheck_article
FOR EACH ROW EXECUTE FUNCTION public.factcheck_void_resting();

CREATE OR REPLACE TRIGGER void_resting AFTER UPDATE ON public.factcheck_speaker
FOR EACH ROW EXECUTE FUNCTION public.factcheck_void_resting();

CREATE OR REPLACE TRIGGER void_resting AFTER UPDATE ON public.factcheck_source
FOR EACH ROW EXECUTE FUNCTION public.factcheck_void_resting();

CREATE OR REPLACE TRIGGER void_resting AFTER UPDATE ON public.factcheck_topic
FOR EACH ROW EXECUTE FUNCTION public.factcheck_void_resting();

CREATE OR REPLACE TRIGGER void_resting AFTER UPDATE ON public.factcheck_verificationstatus
FOR EACH ROW EXECUTE FUNCTION public.factcheck_void_resting();

CREATE OR REPLACE TRIGGER void_resting AFTER UPDATE ON public.factcheck_finding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_void_resting();
