"""Guards that hold in anybody's session.

Temporary tables are searched first, and anybody may put operators into a schema that they may write
to: so every function pins the path to what nobody else can write to, and names all that is ours
with its schema. The audit is written as the owner, by the owner's tables alone. The number of the
chain's lock stands once.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("factcheck.migrations.0003_guards").Migration.operations

GUARDS = r"""
-- The detail is for the desk, which says it in the editor's language.
CREATE OR REPLACE FUNCTION public.factcheck_refuse(message text,
    VARIADIC arguments text[] DEFAULT '{}'::text[])
RETURNS void LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation',
        MESSAGE = format(message, VARIADIC arguments),
        DETAIL = jsonb_build_object('message', message, 'arguments', arguments);
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_actor()
RETURNS bigint LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT nullif(current_setting('factcheck.actor', true), '')::bigint
$function$;

CREATE OR REPLACE FUNCTION public.factcheck_require_actor()
RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF public.factcheck_actor() IS NULL THEN
        PERFORM public.factcheck_refuse('Nobody is named as acting: use the desk, '
            'or SET LOCAL factcheck.actor = ''<id of the user>'' in the transaction.');
    ELSIF NOT EXISTS (SELECT FROM public.factcheck_user WHERE id = public.factcheck_actor()) THEN
        PERFORM public.factcheck_refuse('There is no user %s.', public.factcheck_actor()::text);
    END IF;
    RETURN public.factcheck_actor();
END $function$;

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

-- Is a redaction that takes from this article, or from one of the same text, agreed to in this
-- very transaction? Only then do the words go that nobody may change otherwise.
CREATE OR REPLACE FUNCTION public.factcheck_redacts(article bigint)
RETURNS boolean LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT EXISTS (
        SELECT FROM public.factcheck_redaction redaction
        JOIN public.factcheck_publication taken ON taken.serial = ANY (redaction.serials)
        JOIN public.factcheck_claim c ON c.id IN (taken.claim_id, redaction.claim_id)
        WHERE redaction.agreed_at = now() AND (c.article_id = article OR EXISTS (
            SELECT FROM public.factcheck_articlerevision one
            JOIN public.factcheck_articlerevision other USING (sha256)
            WHERE one.article_id = c.article_id AND other.article_id = article)))
$function$;

CREATE OR REPLACE FUNCTION public.factcheck_guard_redaction()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.agreed_by_id IS NOT NULL THEN
            PERFORM public.factcheck_refuse('A redaction that was agreed to stays.');
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT'
        AND (NEW.asked_by_id <> public.factcheck_require_actor() OR NEW.agreed_by_id IS NOT NULL)
    THEN
        PERFORM public.factcheck_refuse('A redaction is asked for in the name of who acts; '
            'somebody else agrees to it.');
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM unnest(NEW.serials) AS taken
            WHERE NOT EXISTS (SELECT FROM public.factcheck_publication WHERE serial = taken))
        THEN
            PERFORM public.factcheck_refuse('A redaction takes what is published.');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.agreed_by_id IS NOT NULL
        OR NEW.agreed_by_id IS DISTINCT FROM public.factcheck_require_actor()
        OR to_jsonb(NEW) - '{agreed_by_id, agreed_at}'::text[]
            <> to_jsonb(OLD) - '{agreed_by_id, agreed_at}'::text[]
    THEN
        PERFORM public.factcheck_refuse('A redaction is agreed to once, in the name of who acts, '
            'and not changed.');
    END IF;
    NEW.agreed_at := now();
    -- Nobody publishes a repeat of what is about to go.
    PERFORM public.factcheck_lock_chain();
    IF EXISTS (
        SELECT FROM public.factcheck_publication taken
        CROSS JOIN public.factcheck_repeating(taken.claim_id) AS repeat
        WHERE taken.serial = ANY (NEW.serials)
            AND taken.serial = (public.factcheck_latest(taken.claim_id)).serial
            AND repeat.serial <> ALL (NEW.serials)
    ) THEN
        PERFORM public.factcheck_refuse(
            'Other claims repeat this one: withdraw their reviews first, '
            'or take them with the same redaction.');
    END IF;
    RETURN NEW;
END $function$;

-- What readers see of an article is its revision's text, which the record knows by its digest.
-- A redaction blacks out characters and keeps the digest of what was there.
CREATE OR REPLACE FUNCTION public.factcheck_guard_revision()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.is_redacted OR NEW.sha256 <> encode(sha256(convert_to(NEW.body, 'UTF8')), 'hex') THEN
            PERFORM public.factcheck_refuse('The digest of a revision is that of its text.');
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - 'created_by_id' <> to_jsonb(OLD) - 'created_by_id'
        AND NOT (
            NEW.is_redacted AND public.factcheck_redacts(OLD.article_id)
            AND to_jsonb(NEW) - '{body, is_redacted}'::text[]
                = to_jsonb(OLD) - '{body, is_redacted}'::text[]
            AND NOT EXISTS (
                SELECT FROM unnest(string_to_array(OLD.body, NULL), string_to_array(NEW.body, NULL))
                    AS character (before, after)
                WHERE after IS DISTINCT FROM before AND after IS DISTINCT FROM '█')
        )
    THEN
        PERFORM public.factcheck_refuse(
            'A revision is written once: add a new one to change the text.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_guard_claim()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    latest record;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage <> 'open' OR NEW.round <> 1 THEN
            PERFORM public.factcheck_refuse('A claim begins open, in its first round.');
        END IF;
        NEW.version := 1;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.article_id) IS DISTINCT FROM (OLD.id, OLD.article_id) THEN
        PERFORM public.factcheck_refuse(
            'A claim stays with its article: add a new one to the other.');
    END IF;
    IF (NEW.stage, NEW.round) IS DISTINCT FROM (OLD.stage, OLD.round) THEN
        SELECT from_stage, to_stage, verb INTO latest
        FROM public.factcheck_move WHERE claim_id = OLD.id ORDER BY id DESC LIMIT 1;
        IF NOT FOUND OR latest.from_stage <> OLD.stage OR latest.to_stage <> NEW.stage
            OR NEW.stage = OLD.stage
            OR NEW.round <> OLD.round + (latest.verb = 'publish')::int
        THEN
            PERFORM public.factcheck_refuse('The stage of a claim changes only through a move.');
        END IF;
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $function$;

-- Foreign keys are checked at the end of a transaction: a claim that came back in it under the
-- same id would be open again, with the moves and publications of the one that was there.
CREATE OR REPLACE FUNCTION public.factcheck_keep_claim()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    PERFORM public.factcheck_require_actor();
    IF EXISTS (SELECT FROM public.factcheck_move WHERE claim_id = OLD.id)
        OR EXISTS (SELECT FROM public.factcheck_publication WHERE claim_id = OLD.id)
    THEN
        PERFORM public.factcheck_refuse('The claim has a history: drop it, with a reason.');
    END IF;
    RETURN OLD;
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

CREATE OR REPLACE FUNCTION public.factcheck_void(claims bigint[], why text)
RETURNS void LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    INSERT INTO public.factcheck_move (claim_id, verb, from_stage, to_stage, actor_id, actor_name,
        comment, candidate_sha256, created_at)
    SELECT id, 'void', 'approved', 'in-review', public.factcheck_require_actor(), '', why, '', now()
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

-- Nobody else publishes until the transaction ends. Any number that no other lock of this database
-- has; it stands here alone.
CREATE OR REPLACE FUNCTION public.factcheck_lock_chain()
RETURNS void LANGUAGE sql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT pg_advisory_xact_lock(1717658484)
$function$;

-- As factcheck.models.content has it.
CREATE OR REPLACE FUNCTION public.factcheck_without_verdict(said jsonb)
RETURNS jsonb LANGUAGE sql IMMUTABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT jsonb_set(
        said - '{summary, reasoning, evidence, replies, same_as, search_log, translations}'::text[],
        '{citations}',
        (SELECT coalesce(jsonb_agg(citation - 'finding' - 'evidence' ORDER BY place), '[]')
         FROM jsonb_array_elements(said -> 'citations') WITH ORDINALITY AS c (citation, place))
    )
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

CREATE OR REPLACE FUNCTION public.factcheck_guard_embargo()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF NEW.publisher_id <> public.factcheck_require_actor() THEN
        PERFORM public.factcheck_refuse('An embargo is ordered in the name of who acts.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_written_once()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    before jsonb;
    after jsonb;
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
    END IF;
    PERFORM public.factcheck_refuse('%s is written once: nothing of it is changed or removed.',
        TG_TABLE_NAME);
    RETURN NULL;
END $function$;

-- The audit is written by factcheck_audit alone, which runs as the owner: nobody else says who
-- contributed. The depth is against an owner's own hand, and proves nothing of anybody else.
CREATE OR REPLACE FUNCTION public.factcheck_guard_audit()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF pg_trigger_depth() < 2
        OR current_user <> (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
    THEN
        PERFORM public.factcheck_refuse('The audit is written by the database, not by hand.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_never_truncated()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    PERFORM public.factcheck_refuse('%s is never truncated: the audit would not know of it.',
        TG_TABLE_NAME);
    RETURN NULL;
END $function$;

-- Is all that changed that one speaker or source became the one it was merged into?
CREATE OR REPLACE FUNCTION public.factcheck_is_merge(changed jsonb, columns text[])
RETURNS boolean LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT bool_and(CASE changed_column
        WHEN 'speaker_id' THEN EXISTS (SELECT FROM public.factcheck_speaker
            WHERE id = (changed -> changed_column ->> 0)::bigint
                AND merged_into_id = (changed -> changed_column ->> 1)::bigint)
        WHEN 'source_id' THEN EXISTS (SELECT FROM public.factcheck_source
            WHERE id = (changed -> changed_column ->> 0)::bigint
                AND merged_into_id = (changed -> changed_column ->> 1)::bigint)
        ELSE false
    END)
    FROM unnest(columns) AS changed_column
$function$;

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

REVOKE EXECUTE ON FUNCTION public.factcheck_audit() FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0003_guards")]
    operations = [
        migrations.RunSQL(
            GUARDS,
            [
                *(operation.reverse_sql for operation in reversed(BEFORE)),
                "DROP FUNCTION factcheck_lock_chain()",
                *(operation.sql for operation in BEFORE),
            ],
        )
    ]
