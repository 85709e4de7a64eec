"""What is next published of a claim, and why, is signed off with what it says."""

from django.db import migrations, models

# What was said with an order to publish is kept for whoever signs it off: no sign-off covers it yet.
CARRIED = """
ALTER TABLE public.factcheck_claim DISABLE TRIGGER USER;
ALTER TABLE public.factcheck_embargo DISABLE TRIGGER USER;
UPDATE public.factcheck_claim claim
SET amendment_kind = embargo.kind, amendment_reason = embargo.reason
FROM public.factcheck_embargo embargo
WHERE embargo.claim_id = claim.id AND embargo.kind IN ('correction', 'update');
UPDATE public.factcheck_embargo SET reason = '' WHERE kind IN ('correction', 'update');
ALTER TABLE public.factcheck_embargo ENABLE TRIGGER USER;
ALTER TABLE public.factcheck_claim ENABLE TRIGGER USER;
"""

GUARDS = r"""
-- Arguments: what the row is to a claim (claim, part, part-of-citation, shared, beside), the
-- columns that are no part of the verdict, and those of which nothing is kept. Runs as the owner,
-- for the owner's tables in this schema: EXECUTE is for the owner alone, who makes the triggers.
CREATE OR REPLACE FUNCTION public.factcheck_audit()
RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    before jsonb := '{}';
    after jsonb := '{}';
    entity jsonb;
    changed jsonb;
    verdict text[];
    claim public.factcheck_claim;
    claim_key bigint;
BEGIN
    -- Before anything else: a row of somebody's table may bring casts of theirs, which would run
    -- as the owner.
    IF NOT EXISTS (
        SELECT FROM pg_class AS fired JOIN pg_class AS audit USING (relnamespace, relowner)
        WHERE fired.oid = TG_RELID AND audit.oid = 'public.factcheck_auditentry'::regclass)
    THEN
        PERFORM public.factcheck_refuse('The audit is written by the database, not by hand.');
    END IF;
    IF TG_OP <> 'INSERT' THEN
        before := to_jsonb(OLD);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := to_jsonb(NEW);
    END IF;
    entity := CASE WHEN TG_OP = 'DELETE' THEN before ELSE after END;
    SELECT jsonb_object_agg(key, jsonb_build_array(before -> key, after -> key)) INTO changed
    FROM jsonb_object_keys(before || after) AS key
    WHERE nullif(before -> key, 'null') IS DISTINCT FROM nullif(after -> key, 'null')
        AND key NOT IN ('version', 'updated_at')
        AND key <> ALL (string_to_array(TG_ARGV[2], ' '));
    IF changed IS NULL THEN
        RETURN NULL;
    END IF;

    SELECT array_agg(key ORDER BY key) INTO verdict FROM jsonb_object_keys(changed) AS key
    WHERE TG_ARGV[0] <> 'beside' AND key <> ALL (string_to_array(TG_ARGV[1], ' '));
    -- The stage changes only through a move, which changes no verdict.
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] = 'claim' AND changed ? 'stage' THEN
        verdict := NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] LIKE 'part%' AND changed ?| '{claim_id, citation_id}' THEN
        PERFORM public.factcheck_refuse('A part stays with its claim: add a new one to the other.');
    END IF;
    claim_key := CASE TG_ARGV[0]
        WHEN 'claim' THEN (entity ->> 'id')::bigint
        WHEN 'part' THEN (entity ->> 'claim_id')::bigint
        WHEN 'part-of-citation' THEN
            (SELECT claim_id FROM public.factcheck_citation
             WHERE id = (entity ->> 'citation_id')::bigint)
    END;
    IF claim_key IS NOT NULL THEN
        SELECT * INTO claim FROM public.factcheck_claim WHERE id = claim_key FOR UPDATE;
    END IF;

    IF verdict IS NOT NULL AND claim.id IS NOT NULL THEN
        PERFORM public.factcheck_require_actor();
        IF TG_OP = 'UPDATE' AND public.factcheck_is_merge(changed, verdict) THEN
            NULL; -- Whoever is named is the same as before, whatever the stage.
        ELSIF claim.stage IN ('published', 'withdrawn', 'dropped')
            AND public.factcheck_redacts(claim.article_id)
        THEN
            NULL; -- Two people take the words out.
        ELSIF claim.stage IN ('published', 'withdrawn') THEN
            PERFORM public.factcheck_refuse('The claim is %s: reopen it before you change it.',
                claim.stage);
        ELSIF claim.stage = 'dropped' THEN
            PERFORM public.factcheck_refuse(
                'The claim is dropped: restore it before you change it.');
        END IF;
    END IF;

    INSERT INTO public.factcheck_auditentry (at, actor_id, actor_name, "table", "row", operation,
        changes, claim_id, round, is_contribution)
    VALUES (clock_timestamp(), public.factcheck_actor(),
        coalesce(
            (SELECT username FROM public.factcheck_user WHERE id = public.factcheck_actor()), ''),
        TG_TABLE_NAME, coalesce(entity ->> 'id', entity ->> 'slug'), TG_OP, changed,
        claim_key, claim.round,
        verdict IS NOT NULL AND (claim_key IS NOT NULL OR TG_ARGV[0] = 'shared'));

    IF verdict IS NOT NULL AND claim.stage = 'approved' THEN
        PERFORM public.factcheck_void(ARRAY[claim.id],
            format('Changed after the sign-off: %s.', CASE
                WHEN TG_ARGV[0] = 'claim' THEN array_to_string(verdict, ', ')
                ELSE replace(TG_TABLE_NAME, 'factcheck_', '') END));
    END IF;
    IF TG_ARGV[0] LIKE 'part%' AND claim.id IS NOT NULL THEN
        UPDATE public.factcheck_claim SET version = version WHERE id = claim.id;
    END IF;
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_embargo FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part',
    'id claim_id until comment publisher_id',
    '');

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
            policy_exception,
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

-- The candidate is the first value of the canonical content, whose keys are sorted:
-- {"claim":<candidate>,"nonce":"…","publication":{…},"schema_version":1}
CREATE OR REPLACE FUNCTION public.factcheck_guard_publication()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    claim public.factcheck_claim;
    head public.factcheck_publication;
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
    SELECT * INTO head FROM public.factcheck_publication ORDER BY serial DESC LIMIT 1;
    SELECT * INTO latest FROM public.factcheck_publication WHERE claim_id = claim.id
    ORDER BY number DESC LIMIT 1;
    SELECT count(*) INTO reviews FROM public.factcheck_publication WHERE claim_id = claim.id
        AND public.factcheck_is_review(kind);

    IF NEW.serial <> coalesce(head.serial, 0) + 1
        OR NEW.previous_link <> coalesce(head.link, repeat('0', 64))
        OR NEW.number <> coalesce(latest.number, 0) + 1
        OR NEW.content_sha256 <> encode(sha256(NEW.content), 'hex')
        OR NEW.link <> encode(sha256(convert_to(
            NEW.previous_link || E'\n' || NEW.serial || E'\n' || NEW.content_sha256, 'UTF8'
        )), 'hex')
    THEN
        PERFORM public.factcheck_refuse('A publication continues the chain.');
    END IF;
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
        IF claim.stage <> 'approved' OR signed.id IS NULL
            OR substring(NEW.content FROM 1 FOR 9) <> convert_to('{"claim":', 'UTF8')
            OR encode(sha256(substring(NEW.content FROM 10 FOR signed.candidate_size)), 'hex')
                <> signed.candidate_sha256
            OR substring(NEW.content FROM 10 + signed.candidate_size FOR 10)
                <> convert_to(',"nonce":"', 'UTF8')
            -- Of two values of one name, readers would take the last.
            OR said <> convert_from(
                substring(NEW.content FROM 10 FOR signed.candidate_size), 'UTF8')::jsonb
        THEN
            PERFORM public.factcheck_refuse('What would be published is not what was signed off: '
                'let somebody sign it off as it stands.');
        END IF;
    END IF;
    RETURN NEW;
END $function$;

-- The edges are those of factcheck.models.acts; a test compares the two.
CREATE OR REPLACE FUNCTION public.factcheck_guard_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    claim public.factcheck_claim;
    latest public.factcheck_publication;
    reviews int;
BEGIN
    SELECT * INTO claim FROM public.factcheck_claim WHERE id = NEW.claim_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM public.factcheck_refuse('There is no claim %s.', NEW.claim_id::text);
    END IF;
    -- The order of moves and their times are those of the lock, whatever was asked for.
    NEW.id := nextval(pg_get_serial_sequence('public.factcheck_move', 'id'));
    NEW.created_at := clock_timestamp();
    IF NEW.actor_id <> public.factcheck_require_actor() THEN
        PERFORM public.factcheck_refuse('A move is made in the name of who acts.');
    END IF;
    SELECT username INTO NEW.actor_name FROM public.factcheck_user WHERE id = NEW.actor_id;
    IF NEW.from_stage <> claim.stage THEN
        PERFORM public.factcheck_refuse('The claim is %s by now, not %s: look at it again.',
            claim.stage, NEW.from_stage);
    END IF;
    IF NOT (NEW.verb = 'comment' AND NEW.from_stage = NEW.to_stage) AND NOT EXISTS (
        SELECT FROM (VALUES
            ('take', 'open', 'checking'),
            ('assign', 'open', 'checking'),
            ('reassign', 'checking', 'checking'),
            ('release', 'checking', 'open'),
            ('submit', 'checking', 'in-review'),
            ('recall', 'in-review', 'checking'),
            ('send-back', 'in-review', 'checking'),
            ('send-back', 'approved', 'checking'),
            ('sign-off', 'in-review', 'approved'),
            ('void', 'approved', 'in-review'),
            ('publish', 'approved', 'published'),
            ('reopen', 'published', 'checking'),
            ('reopen', 'withdrawn', 'checking'),
            ('withdraw', 'open', 'withdrawn'),
            ('withdraw', 'checking', 'withdrawn'),
            ('withdraw', 'in-review', 'withdrawn'),
            ('withdraw', 'approved', 'withdrawn'),
            ('withdraw', 'published', 'withdrawn'),
            ('drop', 'open', 'dropped'),
            ('drop', 'checking', 'dropped'),
            ('restore', 'dropped', 'open')
        ) AS edge (verb, source, target)
        WHERE (verb, source, target) = (NEW.verb, NEW.from_stage, NEW.to_stage)
    ) THEN
        PERFORM public.factcheck_refuse('No claim can %s from %s to %s.',
            NEW.verb, NEW.from_stage, NEW.to_stage);
    END IF;
    IF NEW.verb = 'void'
        AND EXISTS (SELECT FROM public.factcheck_embargo WHERE claim_id = claim.id)
    THEN
        NEW.comment := NEW.comment || ' Its embargo is cancelled.';
    END IF;
    IF NEW.verb IN ('send-back', 'reopen', 'withdraw', 'drop', 'comment')
        AND btrim(NEW.comment) = ''
    THEN
        PERFORM public.factcheck_refuse('Say why in a comment: %s needs one.', NEW.verb);
    END IF;
    IF NEW.verb = 'sign-off' AND public.factcheck_contributed(claim.id, NEW.actor_id) THEN
        PERFORM public.factcheck_refuse('You changed this claim since it was last published: '
            'somebody else must sign it off.');
    END IF;
    SELECT * INTO latest FROM public.factcheck_publication WHERE claim_id = claim.id
    ORDER BY number DESC LIMIT 1;
    SELECT count(*) INTO reviews FROM public.factcheck_publication WHERE claim_id = claim.id
        AND public.factcheck_is_review(kind);
    IF NEW.verb = 'publish' AND reviews <> claim.round THEN
        PERFORM public.factcheck_refuse('Publish writes a publication first.');
    END IF;
    IF reviews = claim.round AND NEW.verb NOT IN ('publish', 'comment') THEN
        PERFORM public.factcheck_refuse(
            'The review is public already: make the move “publish”.');
    END IF;
    IF NEW.verb = 'withdraw' AND (reviews = 0 OR latest.kind <> 'retraction') THEN
        PERFORM public.factcheck_refuse(
            'Withdraw takes back a review: write the retraction first.');
    END IF;
    IF NEW.verb = 'drop'
        AND (reviews > 0 OR latest.kind <> 'retraction' AND latest.content IS NOT NULL)
    THEN
        PERFORM public.factcheck_refuse('What readers see is taken back before a claim is dropped; '
            'a claim with a review is withdrawn instead.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_make_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    UPDATE public.factcheck_claim
    SET stage = NEW.to_stage, round = round + (NEW.verb = 'publish')::int,
        amendment_kind = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_kind END,
        amendment_reason = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_reason END
    WHERE id = NEW.claim_id AND NEW.from_stage <> NEW.to_stage;
    -- An order to publish ends with the approval that it rests on.
    DELETE FROM public.factcheck_embargo
    WHERE claim_id = NEW.claim_id AND NEW.from_stage = 'approved' AND NEW.to_stage <> 'approved';
    RETURN NULL;
END $function$;
"""

BEFORE = r"""
CREATE OR REPLACE FUNCTION public.factcheck_make_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    UPDATE public.factcheck_claim
    SET stage = NEW.to_stage, round = round + (NEW.verb = 'publish')::int
    WHERE id = NEW.claim_id AND NEW.from_stage <> NEW.to_stage;
    -- An order to publish ends with the approval that it rests on.
    DELETE FROM public.factcheck_embargo
    WHERE claim_id = NEW.claim_id AND NEW.from_stage = 'approved' AND NEW.to_stage <> 'approved';
    RETURN NULL;
END $function$;

-- The edges are those of factcheck.models.acts; a test compares the two.
CREATE OR REPLACE FUNCTION public.factcheck_guard_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    claim public.factcheck_claim;
    latest public.factcheck_publication;
    reviews int;
BEGIN
    SELECT * INTO claim FROM public.factcheck_claim WHERE id = NEW.claim_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM public.factcheck_refuse('There is no claim %s.', NEW.claim_id::text);
    END IF;
    -- The order of moves and their times are those of the lock, whatever was asked for.
    NEW.id := nextval(pg_get_serial_sequence('public.factcheck_move', 'id'));
    NEW.created_at := clock_timestamp();
    IF NEW.actor_id <> public.factcheck_require_actor() THEN
        PERFORM public.factcheck_refuse('A move is made in the name of who acts.');
    END IF;
    SELECT username INTO NEW.actor_name FROM public.factcheck_user WHERE id = NEW.actor_id;
    IF NEW.from_stage <> claim.stage THEN
        PERFORM public.factcheck_refuse('The claim is %s by now, not %s: look at it again.',
            claim.stage, NEW.from_stage);
    END IF;
    IF NOT (NEW.verb = 'comment' AND NEW.from_stage = NEW.to_stage) AND NOT EXISTS (
        SELECT FROM (VALUES
            ('take', 'open', 'checking'),
            ('assign', 'open', 'checking'),
            ('reassign', 'checking', 'checking'),
            ('release', 'checking', 'open'),
            ('submit', 'checking', 'in-review'),
            ('recall', 'in-review', 'checking'),
            ('send-back', 'in-review', 'checking'),
            ('sign-off', 'in-review', 'approved'),
            ('void', 'approved', 'in-review'),
            ('publish', 'approved', 'published'),
            ('reopen', 'published', 'checking'),
            ('reopen', 'withdrawn', 'checking'),
            ('withdraw', 'open', 'withdrawn'),
            ('withdraw', 'checking', 'withdrawn'),
            ('withdraw', 'in-review', 'withdrawn'),
            ('withdraw', 'approved', 'withdrawn'),
            ('withdraw', 'published', 'withdrawn'),
            ('drop', 'open', 'dropped'),
            ('drop', 'checking', 'dropped'),
            ('restore', 'dropped', 'open')
        ) AS edge (verb, source, target)
        WHERE (verb, source, target) = (NEW.verb, NEW.from_stage, NEW.to_stage)
    ) THEN
        PERFORM public.factcheck_refuse('No claim can %s from %s to %s.',
            NEW.verb, NEW.from_stage, NEW.to_stage);
    END IF;
    IF NEW.verb = 'void'
        AND EXISTS (SELECT FROM public.factcheck_embargo WHERE claim_id = claim.id)
    THEN
        NEW.comment := NEW.comment || ' Its embargo is cancelled.';
    END IF;
    IF NEW.verb IN ('send-back', 'reopen', 'withdraw', 'drop', 'comment')
        AND btrim(NEW.comment) = ''
    THEN
        PERFORM public.factcheck_refuse('Say why in a comment: %s needs one.', NEW.verb);
    END IF;
    IF NEW.verb = 'sign-off' AND public.factcheck_contributed(claim.id, NEW.actor_id) THEN
        PERFORM public.factcheck_refuse('You changed this claim since it was last published: '
            'somebody else must sign it off.');
    END IF;
    SELECT * INTO latest FROM public.factcheck_publication WHERE claim_id = claim.id
    ORDER BY number DESC LIMIT 1;
    SELECT count(*) INTO reviews FROM public.factcheck_publication WHERE claim_id = claim.id
        AND kind IN ('review', 'correction', 'update');
    IF NEW.verb = 'publish' AND reviews <> claim.round THEN
        PERFORM public.factcheck_refuse('Publish writes a publication first.');
    END IF;
    IF reviews = claim.round AND NEW.verb NOT IN ('publish', 'comment') THEN
        PERFORM public.factcheck_refuse(
            'The review is public already: make the move “publish”.');
    END IF;
    IF NEW.verb = 'withdraw' AND (reviews = 0 OR latest.kind <> 'retraction') THEN
        PERFORM public.factcheck_refuse(
            'Withdraw takes back a review: write the retraction first.');
    END IF;
    IF NEW.verb = 'drop'
        AND (reviews > 0 OR latest.kind <> 'retraction' AND latest.content IS NOT NULL)
    THEN
        PERFORM public.factcheck_refuse('What readers see is taken back before a claim is dropped; '
            'a claim with a review is withdrawn instead.');
    END IF;
    RETURN NEW;
END $function$;

-- The candidate is the first value of the canonical content, whose keys are sorted:
-- {"claim":<candidate>,"nonce":"…","publication":{…},"schema_version":1}
CREATE OR REPLACE FUNCTION public.factcheck_guard_publication()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    claim public.factcheck_claim;
    head public.factcheck_publication;
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
    SELECT * INTO head FROM public.factcheck_publication ORDER BY serial DESC LIMIT 1;
    SELECT * INTO latest FROM public.factcheck_publication WHERE claim_id = claim.id
    ORDER BY number DESC LIMIT 1;
    SELECT count(*) INTO reviews FROM public.factcheck_publication WHERE claim_id = claim.id
        AND kind IN ('review', 'correction', 'update');

    IF NEW.serial <> coalesce(head.serial, 0) + 1
        OR NEW.previous_link <> coalesce(head.link, repeat('0', 64))
        OR NEW.number <> coalesce(latest.number, 0) + 1
        OR NEW.content_sha256 <> encode(sha256(NEW.content), 'hex')
        OR NEW.link <> encode(sha256(convert_to(
            NEW.previous_link || E'\n' || NEW.serial || E'\n' || NEW.content_sha256, 'UTF8'
        )), 'hex')
    THEN
        PERFORM public.factcheck_refuse('A publication continues the chain.');
    END IF;
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
                'The first review is a review, a later one a correction '
                'or an update.');
        END IF;
        IF said -> 'same_as' <> 'null' THEN
            repeated := public.factcheck_latest(public.factcheck_same_as(NEW.content));
            IF repeated.content IS NULL OR repeated.kind NOT IN ('review', 'correction', 'update')
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
        IF claim.stage <> 'approved' OR signed.id IS NULL
            OR substring(NEW.content FROM 1 FOR 9) <> convert_to('{"claim":', 'UTF8')
            OR encode(sha256(substring(NEW.content FROM 10 FOR signed.candidate_size)), 'hex')
                <> signed.candidate_sha256
            OR substring(NEW.content FROM 10 + signed.candidate_size FOR 10)
                <> convert_to(',"nonce":"', 'UTF8')
            -- Of two values of one name, readers would take the last.
            OR said <> convert_from(
                substring(NEW.content FROM 10 FOR signed.candidate_size), 'UTF8')::jsonb
        THEN
            PERFORM public.factcheck_refuse('What would be published is not what was signed off: '
                'let somebody sign it off as it stands.');
        END IF;
    END IF;
    RETURN NEW;
END $function$;

DROP FUNCTION public.factcheck_without_words(jsonb);

-- As factcheck.models.content has it.
CREATE OR REPLACE FUNCTION public.factcheck_without_verdict(said jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT jsonb_set(
        said - '{summary, reasoning, evidence, replies, same_as, search_log, translations,
            policy_exception}'::text[],
        '{citations}',
        (SELECT coalesce(jsonb_agg(citation - 'finding' - 'evidence' ORDER BY place), '[]')
         FROM jsonb_array_elements(said -> 'citations') WITH ORDINALITY AS c (citation, place))
    )
$function$;

DROP FUNCTION public.factcheck_is_review(text);

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_embargo FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part',
    'id claim_id until kind reason publisher_id',
    '');

-- Arguments: what the row is to a claim (claim, part, part-of-citation, shared, beside), the
-- columns that are no part of the verdict, and those of which nothing is kept. Runs as the owner,
-- for the owner's tables in this schema: EXECUTE is for the owner alone, who makes the triggers.
CREATE OR REPLACE FUNCTION public.factcheck_audit()
RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    before jsonb := '{}';
    after jsonb := '{}';
    entity jsonb;
    changed jsonb;
    verdict text[];
    claim public.factcheck_claim;
    claim_key bigint;
BEGIN
    -- Before anything else: a row of somebody's table may bring casts of theirs, which would run
    -- as the owner.
    IF NOT EXISTS (
        SELECT FROM pg_class AS fired JOIN pg_class AS audit USING (relnamespace, relowner)
        WHERE fired.oid = TG_RELID AND audit.oid = 'public.factcheck_auditentry'::regclass)
    THEN
        PERFORM public.factcheck_refuse('The audit is written by the database, not by hand.');
    END IF;
    IF TG_OP <> 'INSERT' THEN
        before := to_jsonb(OLD);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := to_jsonb(NEW);
    END IF;
    entity := CASE WHEN TG_OP = 'DELETE' THEN before ELSE after END;
    SELECT jsonb_object_agg(key, jsonb_build_array(before -> key, after -> key)) INTO changed
    FROM jsonb_object_keys(before || after) AS key
    WHERE nullif(before -> key, 'null') IS DISTINCT FROM nullif(after -> key, 'null')
        AND key NOT IN ('version', 'updated_at')
        AND key <> ALL (string_to_array(TG_ARGV[2], ' '));
    IF changed IS NULL THEN
        RETURN NULL;
    END IF;

    SELECT array_agg(key ORDER BY key) INTO verdict FROM jsonb_object_keys(changed) AS key
    WHERE TG_ARGV[0] <> 'beside' AND key <> ALL (string_to_array(TG_ARGV[1], ' '));
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] LIKE 'part%' AND changed ?| '{claim_id, citation_id}' THEN
        PERFORM public.factcheck_refuse('A part stays with its claim: add a new one to the other.');
    END IF;
    claim_key := CASE TG_ARGV[0]
        WHEN 'claim' THEN (entity ->> 'id')::bigint
        WHEN 'part' THEN (entity ->> 'claim_id')::bigint
        WHEN 'part-of-citation' THEN
            (SELECT claim_id FROM public.factcheck_citation
             WHERE id = (entity ->> 'citation_id')::bigint)
    END;
    IF claim_key IS NOT NULL THEN
        SELECT * INTO claim FROM public.factcheck_claim WHERE id = claim_key FOR UPDATE;
    END IF;

    IF verdict IS NOT NULL AND claim.id IS NOT NULL THEN
        PERFORM public.factcheck_require_actor();
        IF TG_OP = 'UPDATE' AND public.factcheck_is_merge(changed, verdict) THEN
            NULL; -- Whoever is named is the same as before, whatever the stage.
        ELSIF claim.stage IN ('published', 'withdrawn', 'dropped')
            AND public.factcheck_redacts(claim.article_id)
        THEN
            NULL; -- Two people take the words out.
        ELSIF claim.stage IN ('published', 'withdrawn') THEN
            PERFORM public.factcheck_refuse('The claim is %s: reopen it before you change it.',
                claim.stage);
        ELSIF claim.stage = 'dropped' THEN
            PERFORM public.factcheck_refuse(
                'The claim is dropped: restore it before you change it.');
        END IF;
    END IF;

    INSERT INTO public.factcheck_auditentry (at, actor_id, actor_name, "table", "row", operation,
        changes, claim_id, round, is_contribution)
    VALUES (clock_timestamp(), public.factcheck_actor(),
        coalesce(
            (SELECT username FROM public.factcheck_user WHERE id = public.factcheck_actor()), ''),
        TG_TABLE_NAME, coalesce(entity ->> 'id', entity ->> 'slug'), TG_OP, changed,
        claim_key, claim.round,
        verdict IS NOT NULL AND (claim_key IS NOT NULL OR TG_ARGV[0] = 'shared'));

    IF verdict IS NOT NULL AND claim.stage = 'approved' THEN
        PERFORM public.factcheck_void(ARRAY[claim.id],
            format('Changed after the sign-off: %s.', CASE
                WHEN TG_ARGV[0] = 'claim' THEN array_to_string(verdict, ', ')
                ELSE replace(TG_TABLE_NAME, 'factcheck_', '') END));
    END IF;
    IF TG_ARGV[0] LIKE 'part%' AND claim.id IS NOT NULL THEN
        UPDATE public.factcheck_claim SET version = version WHERE id = claim.id;
    END IF;
    RETURN NULL;
END $function$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0011_directions_of_evidence"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="amendment_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("correction", "correction"),
                    ("update", "update"),
                    ("typographical", "typing error set right"),
                ],
                help_text="A correction sets an error right; an update adds what was not known; a typing error set right changes no meaning, and is kept in the history alone.",
                max_length=13,
                verbose_name="published as",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="amendment_reason",
            field=models.TextField(blank=True, verbose_name="what changed and why, for readers"),
        ),
        migrations.RunSQL(CARRIED, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="embargo", name="kind"),
        migrations.RenameField(model_name="embargo", old_name="reason", new_name="comment"),
        migrations.AlterField(
            model_name="embargo",
            name="comment",
            field=models.TextField(blank=True, verbose_name="comment"),
        ),
        migrations.AlterField(
            model_name="publication",
            name="kind",
            field=models.CharField(
                choices=[
                    ("listing", "listing"),
                    ("review", "review"),
                    ("correction", "correction"),
                    ("update", "update"),
                    ("typographical", "typing error set right"),
                    ("retraction", "retraction"),
                ],
                max_length=13,
                verbose_name="kind",
            ),
        ),
        migrations.RunSQL(GUARDS, BEFORE),
    ]
