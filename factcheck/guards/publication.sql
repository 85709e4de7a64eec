-- Nobody else publishes until the transaction ends. Any number that no other lock of this database
-- has; it stands here alone.
CREATE OR REPLACE FUNCTION public.factcheck_lock_chain()
RETURNS void LANGUAGE sql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT pg_advisory_xact_lock(1717658484)
$function$;

-- As factcheck.models.vocabulary has it.
CREATE OR REPLACE FUNCTION public.factcheck_is_review(kind text)
RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT kind IN ('review', 'correction', 'update', 'typographical')
$function$;

-- As factcheck.models.content has it.
CREATE OR REPLACE FUNCTION public.factcheck_without_verdict(said jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT jsonb_set(
        said - '{summary, reasoning, evidence, replies, same_as, search_log, translations,
            policy_exception, earlier,
            amendment}'::text[],
        '{citations}',
        (SELECT coalesce(jsonb_agg(citation - 'finding' - 'evidence' ORDER BY place), '[]')
         FROM jsonb_array_elements(said -> 'citations') WITH ORDINALITY AS c (citation, place))
    )
$function$;

-- What a typing error can stand in is left out: factcheck.workflow.amendments.
CREATE OR REPLACE FUNCTION public.factcheck_without_words(said jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT said - '{headline, statement, question, summary, reasoning, policy_exception,
        translations, amendment}'::text[]
$function$;

-- The claim that a review says it repeats.
CREATE OR REPLACE FUNCTION public.factcheck_same_as(content bytea)
RETURNS bigint LANGUAGE plpgsql IMMUTABLE STRICT
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    RETURN convert_from(content, 'UTF8')::jsonb #>> '{claim, same_as, id}';
EXCEPTION WHEN data_exception THEN
    RETURN NULL; -- Forged content, which verifying finds.
END $function$;

-- Which claims repeat this one?
CREATE INDEX IF NOT EXISTS factcheck_publication_repeating
ON public.factcheck_publication (public.factcheck_same_as(content))
WHERE public.factcheck_same_as(content) IS NOT NULL;

CREATE OR REPLACE FUNCTION public.factcheck_latest(claim bigint)
RETURNS public.factcheck_publication LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT publication FROM public.factcheck_publication publication WHERE claim_id = claim
    ORDER BY number DESC LIMIT 1
$function$;

CREATE OR REPLACE FUNCTION public.factcheck_repeating(claim bigint)
RETURNS SETOF public.factcheck_publication LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT repeat.* FROM public.factcheck_publication repeat
    WHERE public.factcheck_same_as(repeat.content) = claim
        AND repeat.serial = (public.factcheck_latest(repeat.claim_id)).serial
$function$;

-- An entry comes next in the chain, as the revision of that number of what it is about.
CREATE OR REPLACE FUNCTION public.factcheck_check_chain(entry public.factcheck_publication,
    revision integer)
RETURNS void LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    head public.factcheck_publication;
BEGIN
    SELECT * INTO head FROM public.factcheck_publication ORDER BY serial DESC LIMIT 1;
    IF entry.serial <> coalesce(head.serial, 0) + 1
        OR entry.previous_link <> coalesce(head.link, repeat('0', 64))
        OR entry.number <> revision
        OR entry.content_sha256 <> encode(sha256(entry.content), 'hex')
        OR entry.link <> encode(sha256(convert_to(
            entry.previous_link || E'\n' || entry.serial || E'\n' || entry.content_sha256, 'UTF8'
        )), 'hex')
    THEN
        PERFORM public.factcheck_refuse('A publication continues the chain.');
    END IF;
END $function$;

-- Is what stands behind these bytes the candidate that was signed off, with the nonce after it?
CREATE OR REPLACE FUNCTION public.factcheck_is_as_signed(content bytea, before text, said jsonb,
    signed public.factcheck_move)
RETURNS boolean LANGUAGE plpgsql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    first int := length(before) + 1;
BEGIN
    RETURN signed.id IS NOT NULL
        AND substring(content FROM 1 FOR length(before)) = convert_to(before, 'UTF8')
        AND encode(sha256(substring(content FROM first FOR signed.candidate_size)), 'hex')
            = signed.candidate_sha256
        AND substring(content FROM first + signed.candidate_size FOR 10)
            = convert_to(',"nonce":"', 'UTF8')
        -- Of two values of one name, readers would take the last.
        AND said = convert_from(
            substring(content FROM first FOR signed.candidate_size), 'UTF8')::jsonb;
END $function$;

-- The candidate is the first value of the canonical content, whose keys are sorted:
-- {"claim":<candidate>,"nonce":"…","publication":{…},"schema_version":1}
CREATE OR REPLACE FUNCTION public.factcheck_guard_publication()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    claim public.factcheck_claim;
    latest public.factcheck_publication;
    repeated public.factcheck_publication;
    signed public.factcheck_move;
    reviews int;
    person bigint := public.factcheck_require_actor();
    content jsonb := convert_from(NEW.content, 'UTF8');
    said jsonb := content -> 'claim';
BEGIN
    SELECT * INTO claim FROM public.factcheck_claim WHERE id = NEW.claim_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM public.factcheck_refuse('There is no claim %s.', NEW.claim_id::text);
    END IF;
    PERFORM public.factcheck_lock_chain();
    SELECT * INTO latest FROM public.factcheck_publication WHERE claim_id = claim.id
    ORDER BY number DESC LIMIT 1;
    SELECT count(*) INTO reviews FROM public.factcheck_publication WHERE claim_id = claim.id
        AND public.factcheck_is_review(kind);

    PERFORM public.factcheck_check_chain(NEW, coalesce(latest.number, 0) + 1);
    IF jsonb_typeof(said) IS DISTINCT FROM 'object'
        OR content - '{claim, nonce, publication, schema_version}'::text[] <> '{}'
        OR (content -> 'publication' @> jsonb_build_object(
            'claim_id', NEW.claim_id, 'number', NEW.number, 'kind', NEW.kind, 'published_at',
            to_char(NEW.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        )) IS NOT TRUE
    THEN
        PERFORM public.factcheck_refuse('A publication says of itself what its columns say.');
    END IF;

    IF claim.legal_hold <> '' AND NEW.kind <> 'retraction' THEN
        PERFORM public.factcheck_refuse(
            'The claim is under legal hold: nothing of it is published.');
    END IF;
    IF NEW.kind = 'listing' THEN
        IF reviews > 0 OR latest.kind <> 'retraction' THEN
            PERFORM public.factcheck_refuse('The claim is public already.');
        END IF;
        IF said <> public.factcheck_without_verdict(said)
            OR said -> 'status' ->> 'slug' IS DISTINCT FROM 'unverified'
            OR (said ->> 'headline', said ->> 'statement', said -> 'quote' ->> 'exact')
                IS DISTINCT FROM (claim.headline, claim.statement, nullif(claim.quote, ''))
        THEN
            PERFORM public.factcheck_refuse('A listing says what the claim says, and no verdict.');
        END IF;
        IF public.factcheck_contributed(claim.id, person) THEN
            PERFORM public.factcheck_refuse('You wrote this claim: somebody else must list it.');
        END IF;
    ELSIF NEW.kind = 'retraction' THEN
        IF latest.serial IS NULL OR latest.kind = 'retraction' THEN
            PERFORM public.factcheck_refuse('There is nothing public to take back.');
        END IF;
        IF latest.content IS NULL
            OR said - 'status' <> public.factcheck_without_verdict(
                convert_from(latest.content, 'UTF8')::jsonb -> 'claim') - 'status'
            OR said -> 'status' ->> 'slug' IS DISTINCT FROM 'unverified'
        THEN
            PERFORM public.factcheck_refuse(
                'A retraction repeats what was public, without a verdict.');
        END IF;
        IF EXISTS (SELECT FROM public.factcheck_repeating(claim.id)) THEN
            PERFORM public.factcheck_refuse(
                'Other claims repeat this one: withdraw their reviews first, '
                'or publish them with a verdict of their own.');
        END IF;
    ELSE
        IF reviews = claim.round THEN
            PERFORM public.factcheck_refuse(
                'The review is public already: make the move “publish”.');
        END IF;
        IF (NEW.kind = 'review') <> (reviews = 0) THEN
            PERFORM public.factcheck_refuse(
                'The first review is a review, a later one a correction, an update '
                'or a typing error set right.');
        END IF;
        IF claim.passage NOT IN ('there', 'kept') THEN
            PERFORM public.factcheck_refuse('The newest text has other words than the claim: '
                'settle its passage first.');
        END IF;
        IF (NEW.kind, content -> 'publication' ->> 'reason') IS DISTINCT FROM (
            coalesce(said -> 'amendment' ->> 'kind', 'review'),
            coalesce(said -> 'amendment' ->> 'reason', ''))
        THEN
            PERFORM public.factcheck_refuse(
                'A review is published as what was signed off, for the reason that was signed off.');
        END IF;
        IF NEW.kind = 'typographical' AND (latest.kind = 'retraction'
            OR public.factcheck_without_words(said) IS DISTINCT FROM public.factcheck_without_words(
                convert_from(latest.content, 'UTF8')::jsonb -> 'claim'))
        THEN
            PERFORM public.factcheck_refuse(
                'A typing error set right leaves everything but words as it was.');
        END IF;
        IF said -> 'same_as' <> 'null' THEN
            repeated := public.factcheck_latest(public.factcheck_same_as(NEW.content));
            IF repeated.content IS NULL OR NOT public.factcheck_is_review(repeated.kind)
            THEN
                PERFORM public.factcheck_refuse(
                    'It is the same as a claim that has no published review.');
            END IF;
            IF public.factcheck_same_as(repeated.content) IS NOT NULL
                OR EXISTS (SELECT FROM public.factcheck_repeating(claim.id))
            THEN
                PERFORM public.factcheck_refuse(
                    'A claim that repeats another is not itself repeated.');
            END IF;
        END IF;
        SELECT * INTO signed FROM public.factcheck_move
        WHERE claim_id = claim.id AND verb = 'sign-off' ORDER BY id DESC LIMIT 1;
        IF claim.stage <> 'approved'
            OR NOT public.factcheck_is_as_signed(NEW.content, '{"claim":', said, signed)
        THEN
            PERFORM public.factcheck_refuse('What would be published is not what was signed off: '
                'let somebody sign it off as it stands.');
        END IF;
    END IF;
    -- The lock of the chain keeps others from taking the same number. No claim that was public is
    -- ever deleted, so that none is given twice.
    UPDATE public.factcheck_claim SET number = (
        SELECT coalesce(max(number), 0) + 1 FROM public.factcheck_claim
        WHERE article_id = claim.article_id
    ) WHERE id = claim.id AND number IS NULL;
    RETURN NEW;
END $function$;

CREATE OR REPLACE TRIGGER guard_publication BEFORE INSERT ON public.factcheck_publication
FOR EACH ROW WHEN ((new.claim_id IS NOT NULL)) EXECUTE FUNCTION public.factcheck_guard_publication();
