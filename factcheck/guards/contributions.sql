-- Changes of the verdict's parts in the claim's current round, and of what the verdict rests on
-- since the round before: a name or a title is published with it, and read by who signs off.
CREATE OR REPLACE FUNCTION public.factcheck_contributions(claim bigint)
RETURNS SETOF public.factcheck_auditentry LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT entry.* FROM public.factcheck_auditentry entry
    JOIN public.factcheck_claim c ON c.id = entry.claim_id AND c.round = entry.round
    WHERE entry.claim_id = claim AND entry.is_contribution
    UNION ALL
    SELECT entry.* FROM (
        SELECT 'article' AS kind, article_id::text AS key FROM public.factcheck_claim
            WHERE id = claim
        UNION SELECT 'speaker', speaker_id::text FROM public.factcheck_claim WHERE id = claim
        UNION SELECT 'verificationstatus', status_id FROM public.factcheck_claim WHERE id = claim
        UNION SELECT 'speaker', speaker_id::text FROM public.factcheck_claim_co_speakers
            WHERE claim_id = claim
        UNION SELECT 'topic', topic_id::text FROM public.factcheck_claim_topics
            WHERE claim_id = claim
        UNION SELECT 'source', source_id::text FROM public.factcheck_citation WHERE claim_id = claim
        UNION SELECT 'source', source_id::text FROM public.factcheck_evidence WHERE claim_id = claim
        UNION SELECT 'finding', finding_id FROM public.factcheck_citation WHERE claim_id = claim
    ) AS resting_on
    JOIN public.factcheck_auditentry entry
        ON entry."table" = 'factcheck_' || kind AND entry."row" = key
    WHERE entry.claim_id IS NULL AND entry.operation = 'UPDATE' AND entry.is_contribution
        AND entry.at > coalesce(
            (SELECT max(created_at) FROM public.factcheck_move
             WHERE claim_id = claim AND verb = 'publish'),
            (SELECT created_at FROM public.factcheck_claim WHERE id = claim))
$function$;

CREATE OR REPLACE FUNCTION public.factcheck_contributed(claim bigint, person bigint)
RETURNS boolean LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT EXISTS (SELECT FROM public.factcheck_contributions(claim) WHERE actor_id = person)
$function$;
