"""What must never break, held by the database: moves, sign-offs, the record, the audit.

Plain SQL, because a library's guards can be switched off by any connection. Every refusal is an
integrity error (`check_violation`) whose message says what to do. These are the guards of 0.1.0;
as they stand today they are in `factcheck/guards/`.
"""

from django.db import migrations

ONCE = ("publication", "move", "auditentry")
NO_PART_OF_VERDICT = (
    "stage round passage assignee_id reviewer_id due_on priority legal_hold note origin external_id"
)
AUDITED = {
    "claim": ("claim", NO_PART_OF_VERDICT),
    "claim_co_speakers": ("part", ""),
    "claim_topics": ("part", ""),
    "citation": ("part", "note"),
    "citation_evidence": ("part-of-citation", ""),
    "evidence": ("part", "note"),
    "searchlogentry": ("part", ""),
    "translation": ("part", ""),
    "replyrequest": ("part", ""),
    "embargo": ("part", "id claim_id until kind reason publisher_id"),
    "article": ("shared", "note"),
    "articlerevision": ("beside", ""),
    "speaker": ("shared", "note"),
    "speakeralias": ("beside", ""),
    "source": ("shared", "note"),
    "topic": ("shared", ""),
    "verificationstatus": ("shared", ""),
    "finding": ("shared", ""),
    "redaction": ("beside", ""),
    "page": ("beside", ""),
    "readerreport": ("beside", ""),
}
# What readers write of themselves and others, and what lets them follow it.
KEPT_NOWHERE = {"readerreport": "token message links email"}

RESTED_ON = {
    "article": "claim.article_id = ($1).id",
    "speaker": "claim.speaker_id = ($1).id OR EXISTS (SELECT FROM factcheck_claim_co_speakers "
    "WHERE claim_id = claim.id AND speaker_id = ($1).id)",
    "source": "EXISTS (SELECT FROM factcheck_citation "
    "WHERE claim_id = claim.id AND source_id = ($1).id) "
    "OR EXISTS (SELECT FROM factcheck_evidence "
    "WHERE claim_id = claim.id AND source_id = ($1).id)",
    "topic": "EXISTS (SELECT FROM factcheck_claim_topics "
    "WHERE claim_id = claim.id AND topic_id = ($1).id)",
    "verificationstatus": "claim.status_id = ($1).slug",
    "finding": "EXISTS (SELECT FROM factcheck_citation "
    "WHERE claim_id = claim.id AND finding_id = ($1).slug)",
}

ACTING = r"""
-- The detail is for the desk, which says it in the editor's language.
CREATE FUNCTION factcheck_refuse(message text, VARIADIC arguments text[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation',
        MESSAGE = format(message, VARIADIC arguments),
        DETAIL = jsonb_build_object('message', message, 'arguments', arguments);
END $$;

CREATE FUNCTION factcheck_actor() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('factcheck.actor', true), '')::bigint
$$;

CREATE FUNCTION factcheck_require_actor() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF factcheck_actor() IS NULL THEN
        PERFORM factcheck_refuse('Nobody is named as acting: use the desk, '
            'or SET LOCAL factcheck.actor = ''<id of the user>'' in the transaction.');
    ELSIF NOT EXISTS (SELECT FROM factcheck_user WHERE id = factcheck_actor()) THEN
        PERFORM factcheck_refuse('There is no user %s.', factcheck_actor()::text);
    END IF;
    RETURN factcheck_actor();
END $$;

-- Backwards
DROP FUNCTION factcheck_require_actor();
DROP FUNCTION factcheck_actor();
DROP FUNCTION factcheck_refuse(text, text[]);
"""

CONTRIBUTIONS = r"""
-- Changes of the verdict's parts in the claim's current round, and of what the verdict rests on
-- since the round before: a name or a title is published with it, and read by who signs off.
CREATE FUNCTION factcheck_contributions(claim bigint) RETURNS SETOF factcheck_auditentry
LANGUAGE sql STABLE AS $$
    SELECT entry.* FROM factcheck_auditentry entry
    JOIN factcheck_claim c ON c.id = entry.claim_id AND c.round = entry.round
    WHERE entry.claim_id = claim AND entry.is_contribution
    UNION ALL
    SELECT entry.* FROM (
        SELECT 'article' AS kind, article_id::text AS key FROM factcheck_claim WHERE id = claim
        UNION SELECT 'speaker', speaker_id::text FROM factcheck_claim WHERE id = claim
        UNION SELECT 'verificationstatus', status_id FROM factcheck_claim WHERE id = claim
        UNION SELECT 'speaker', speaker_id::text FROM factcheck_claim_co_speakers
            WHERE claim_id = claim
        UNION SELECT 'topic', topic_id::text FROM factcheck_claim_topics WHERE claim_id = claim
        UNION SELECT 'source', source_id::text FROM factcheck_citation WHERE claim_id = claim
        UNION SELECT 'source', source_id::text FROM factcheck_evidence WHERE claim_id = claim
        UNION SELECT 'finding', finding_id FROM factcheck_citation WHERE claim_id = claim
    ) AS resting_on
    JOIN factcheck_auditentry entry
        ON entry."table" = 'factcheck_' || kind AND entry."row" = key
    WHERE entry.claim_id IS NULL AND entry.operation = 'UPDATE' AND entry.is_contribution
        AND entry.at > coalesce(
            (SELECT max(created_at) FROM factcheck_move
             WHERE claim_id = claim AND verb = 'publish'),
            (SELECT created_at FROM factcheck_claim WHERE id = claim))
$$;

CREATE FUNCTION factcheck_contributed(claim bigint, person bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM factcheck_contributions(claim) WHERE actor_id = person)
$$;

-- Backwards
DROP FUNCTION factcheck_contributed(bigint, bigint);
DROP FUNCTION factcheck_contributions(bigint);
"""

REDACTION = r"""
-- Is a redaction that takes from this article, or from one of the same text, agreed to in this
-- very transaction? Only then do the words go that nobody may change otherwise.
CREATE FUNCTION factcheck_redacts(article bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM factcheck_redaction redaction
        JOIN factcheck_publication taken ON taken.serial = ANY (redaction.serials)
        JOIN factcheck_claim c ON c.id IN (taken.claim_id, redaction.claim_id)
        WHERE redaction.agreed_at = now() AND (c.article_id = article OR EXISTS (
            SELECT FROM factcheck_articlerevision one
            JOIN factcheck_articlerevision other USING (sha256)
            WHERE one.article_id = c.article_id AND other.article_id = article)))
$$;

CREATE FUNCTION factcheck_guard_redaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.agreed_by_id IS NOT NULL THEN
            PERFORM factcheck_refuse('A redaction that was agreed to stays.');
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT'
        AND (NEW.asked_by_id <> factcheck_require_actor() OR NEW.agreed_by_id IS NOT NULL)
    THEN
        PERFORM factcheck_refuse('A redaction is asked for in the name of who acts; '
            'somebody else agrees to it.');
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM unnest(NEW.serials) AS taken
            WHERE NOT EXISTS (SELECT FROM factcheck_publication WHERE serial = taken))
        THEN
            PERFORM factcheck_refuse('A redaction takes what is published.');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.agreed_by_id IS NOT NULL
        OR NEW.agreed_by_id IS DISTINCT FROM factcheck_require_actor()
        OR to_jsonb(NEW) - '{agreed_by_id, agreed_at}'::text[]
            <> to_jsonb(OLD) - '{agreed_by_id, agreed_at}'::text[]
    THEN
        PERFORM factcheck_refuse('A redaction is agreed to once, in the name of who acts, '
            'and not changed.');
    END IF;
    NEW.agreed_at := now();
    -- Nobody publishes a repeat of what is about to go.
    PERFORM pg_advisory_xact_lock(1717658484);
    IF EXISTS (
        SELECT FROM factcheck_publication taken
        CROSS JOIN factcheck_repeating(taken.claim_id) AS repeat
        WHERE taken.serial = ANY (NEW.serials)
            AND taken.serial = (factcheck_latest(taken.claim_id)).serial
            AND repeat.serial <> ALL (NEW.serials)
    ) THEN
        PERFORM factcheck_refuse('Other claims repeat this one: withdraw their reviews first, '
            'or take them with the same redaction.');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_redaction BEFORE INSERT OR UPDATE OR DELETE ON factcheck_redaction
FOR EACH ROW EXECUTE FUNCTION factcheck_guard_redaction();

-- Backwards
DROP TRIGGER guard_redaction ON factcheck_redaction;
DROP FUNCTION factcheck_guard_redaction();
DROP FUNCTION factcheck_redacts(bigint);
"""

ARTICLE = r"""
-- What readers see of an article is its revision's text, which the record knows by its digest.
-- A redaction blacks out characters and keeps the digest of what was there.
CREATE FUNCTION factcheck_guard_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.is_redacted OR NEW.sha256 <> encode(sha256(convert_to(NEW.body, 'UTF8')), 'hex') THEN
            PERFORM factcheck_refuse('The digest of a revision is that of its text.');
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - 'created_by_id' <> to_jsonb(OLD) - 'created_by_id'
        AND NOT (
            NEW.is_redacted AND factcheck_redacts(OLD.article_id)
            AND to_jsonb(NEW) - '{body, is_redacted}'::text[]
                = to_jsonb(OLD) - '{body, is_redacted}'::text[]
            AND NOT EXISTS (
                SELECT FROM unnest(string_to_array(OLD.body, NULL), string_to_array(NEW.body, NULL))
                    AS character (before, after)
                WHERE after IS DISTINCT FROM before AND after IS DISTINCT FROM '█')
        )
    THEN
        PERFORM factcheck_refuse('A revision is written once: add a new one to change the text.');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_revision BEFORE INSERT OR UPDATE ON factcheck_articlerevision
FOR EACH ROW EXECUTE FUNCTION factcheck_guard_revision();

-- Backwards
DROP TRIGGER guard_revision ON factcheck_articlerevision;
DROP FUNCTION factcheck_guard_revision();
"""

CLAIM = r"""
CREATE FUNCTION factcheck_guard_claim() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    latest record;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage <> 'open' OR NEW.round <> 1 THEN
            PERFORM factcheck_refuse('A claim begins open, in its first round.');
        END IF;
        NEW.version := 1;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.article_id) IS DISTINCT FROM (OLD.id, OLD.article_id) THEN
        PERFORM factcheck_refuse('A claim stays with its article: add a new one to the other.');
    END IF;
    IF (NEW.stage, NEW.round) IS DISTINCT FROM (OLD.stage, OLD.round) THEN
        SELECT from_stage, to_stage, verb INTO latest
        FROM factcheck_move WHERE claim_id = OLD.id ORDER BY id DESC LIMIT 1;
        IF NOT FOUND OR latest.from_stage <> OLD.stage OR latest.to_stage <> NEW.stage
            OR NEW.stage = OLD.stage
            OR NEW.round <> OLD.round + (latest.verb = 'publish')::int
        THEN
            PERFORM factcheck_refuse('The stage of a claim changes only through a move.');
        END IF;
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $$;

-- Foreign keys are checked at the end of a transaction: a claim that came back in it under the
-- same id would be open again, with the moves and publications of the one that was there.
CREATE FUNCTION factcheck_keep_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_require_actor();
    IF EXISTS (SELECT FROM factcheck_move WHERE claim_id = OLD.id)
        OR EXISTS (SELECT FROM factcheck_publication WHERE claim_id = OLD.id)
    THEN
        PERFORM factcheck_refuse('The claim has a history: drop it, with a reason.');
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER guard_claim BEFORE INSERT OR UPDATE ON factcheck_claim
FOR EACH ROW EXECUTE FUNCTION factcheck_guard_claim();
CREATE TRIGGER keep_claim BEFORE DELETE ON factcheck_claim
FOR EACH ROW EXECUTE FUNCTION factcheck_keep_claim();

-- Backwards
DROP TRIGGER keep_claim ON factcheck_claim;
DROP TRIGGER guard_claim ON factcheck_claim;
DROP FUNCTION factcheck_keep_claim();
DROP FUNCTION factcheck_guard_claim();
"""

MOVE = r"""
-- The edges are those of factcheck.models.stages; a test compares the two.
CREATE FUNCTION factcheck_guard_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claim factcheck_claim;
    latest factcheck_publication;
    reviews int;
BEGIN
    SELECT * INTO claim FROM factcheck_claim WHERE id = NEW.claim_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM factcheck_refuse('There is no claim %s.', NEW.claim_id::text);
    END IF;
    -- The order of moves and their times are those of the lock, whatever was asked for.
    NEW.id := nextval(pg_get_serial_sequence('factcheck_move', 'id'));
    NEW.created_at := clock_timestamp();
    IF NEW.actor_id <> factcheck_require_actor() THEN
        PERFORM factcheck_refuse('A move is made in the name of who acts.');
    END IF;
    SELECT username INTO NEW.actor_name FROM factcheck_user WHERE id = NEW.actor_id;
    IF NEW.from_stage <> claim.stage THEN
        PERFORM factcheck_refuse('The claim is %s by now, not %s: look at it again.',
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
        PERFORM factcheck_refuse('No claim can %s from %s to %s.',
            NEW.verb, NEW.from_stage, NEW.to_stage);
    END IF;
    IF NEW.verb = 'void' AND EXISTS (SELECT FROM factcheck_embargo WHERE claim_id = claim.id) THEN
        NEW.comment := NEW.comment || ' Its embargo is cancelled.';
    END IF;
    IF NEW.verb IN ('send-back', 'reopen', 'withdraw', 'drop', 'comment')
        AND btrim(NEW.comment) = ''
    THEN
        PERFORM factcheck_refuse('Say why in a comment: %s needs one.', NEW.verb);
    END IF;
    IF NEW.verb = 'sign-off' AND factcheck_contributed(claim.id, NEW.actor_id) THEN
        PERFORM factcheck_refuse('You changed this claim since it was last published: '
            'somebody else must sign it off.');
    END IF;
    SELECT * INTO latest FROM factcheck_publication WHERE claim_id = claim.id
    ORDER BY number DESC LIMIT 1;
    SELECT count(*) INTO reviews FROM factcheck_publication WHERE claim_id = claim.id
        AND kind IN ('review', 'correction', 'update');
    IF NEW.verb = 'publish' AND reviews <> claim.round THEN
        PERFORM factcheck_refuse('Publish writes a publication first.');
    END IF;
    IF reviews = claim.round AND NEW.verb NOT IN ('publish', 'comment') THEN
        PERFORM factcheck_refuse('The review is public already: make the move “publish”.');
    END IF;
    IF NEW.verb = 'withdraw' AND (reviews = 0 OR latest.kind <> 'retraction') THEN
        PERFORM factcheck_refuse('Withdraw takes back a review: write the retraction first.');
    END IF;
    IF NEW.verb = 'drop'
        AND (reviews > 0 OR latest.kind <> 'retraction' AND latest.content IS NOT NULL)
    THEN
        PERFORM factcheck_refuse('What readers see is taken back before a claim is dropped; '
            'a claim with a review is withdrawn instead.');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION factcheck_make_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE factcheck_claim
    SET stage = NEW.to_stage, round = round + (NEW.verb = 'publish')::int
    WHERE id = NEW.claim_id AND NEW.from_stage <> NEW.to_stage;
    -- An order to publish ends with the approval that it rests on.
    DELETE FROM factcheck_embargo
    WHERE claim_id = NEW.claim_id AND NEW.from_stage = 'approved' AND NEW.to_stage <> 'approved';
    RETURN NULL;
END $$;

CREATE TRIGGER guard_move BEFORE INSERT ON factcheck_move
FOR EACH ROW EXECUTE FUNCTION factcheck_guard_move();
CREATE TRIGGER make_move AFTER INSERT ON factcheck_move
FOR EACH ROW EXECUTE FUNCTION factcheck_make_move();

-- Backwards
DROP TRIGGER make_move ON factcheck_move;
DROP TRIGGER guard_move ON factcheck_move;
DROP FUNCTION factcheck_make_move();
DROP FUNCTION factcheck_guard_move();
"""

VOID = r"""
CREATE FUNCTION factcheck_void(claims bigint[], why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO factcheck_move (claim_id, verb, from_stage, to_stage, actor_id, actor_name,
        comment, candidate_sha256, created_at)
    SELECT id, 'void', 'approved', 'in-review', factcheck_require_actor(), '', why, '', now()
    FROM (SELECT id FROM factcheck_claim WHERE id = ANY (claims) AND stage = 'approved'
          ORDER BY id FOR UPDATE) AS approved;
END $$;

-- What a sign-off rests on beside the claim's own rows: its digest would no longer match.
CREATE FUNCTION factcheck_void_resting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    resting bigint[];
BEGIN
    IF to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT array_agg(claim.id) FROM factcheck_claim AS claim '
        'WHERE claim.stage = ''approved'' AND (%s)', TG_ARGV[0]) INTO resting USING NEW;
    IF resting IS NOT NULL THEN
        PERFORM factcheck_void(resting, format('Changed after the sign-off: %s.', TG_ARGV[1]));
    END IF;
    RETURN NULL;
END $$;

-- Backwards
DROP FUNCTION factcheck_void_resting();
DROP FUNCTION factcheck_void(bigint[], text);
"""

PUBLICATION = r"""
-- As factcheck.publishing.content has it.
CREATE FUNCTION factcheck_without_verdict(said jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_set(
        said - '{summary, reasoning, evidence, replies, same_as, search_log, translations}'::text[],
        '{citations}',
        (SELECT coalesce(jsonb_agg(citation - 'finding' - 'evidence' ORDER BY place), '[]')
         FROM jsonb_array_elements(said -> 'citations') WITH ORDINALITY AS c (citation, place))
    )
$$;

-- The claim that a review says it repeats.
CREATE FUNCTION factcheck_same_as(content bytea) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN convert_from(content, 'UTF8')::jsonb #>> '{claim, same_as, id}';
EXCEPTION WHEN data_exception THEN
    RETURN NULL; -- Forged content, which verifying finds.
END $$;

-- Which claims repeat this one?
CREATE INDEX factcheck_publication_repeating ON factcheck_publication (factcheck_same_as(content))
WHERE factcheck_same_as(content) IS NOT NULL;

CREATE FUNCTION factcheck_latest(claim bigint) RETURNS factcheck_publication
LANGUAGE sql STABLE AS $$
    SELECT publication FROM factcheck_publication publication WHERE claim_id = claim
    ORDER BY number DESC LIMIT 1
$$;

CREATE FUNCTION factcheck_repeating(claim bigint) RETURNS SETOF factcheck_publication
LANGUAGE sql STABLE AS $$
    SELECT repeat.* FROM factcheck_publication repeat
    WHERE factcheck_same_as(repeat.content) = claim
        AND repeat.serial = (factcheck_latest(repeat.claim_id)).serial
$$;

-- The candidate is the first value of the canonical content, whose keys are sorted:
-- {"claim":<candidate>,"nonce":"…","publication":{…},"schema_version":1}
CREATE FUNCTION factcheck_guard_publication() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    claim factcheck_claim;
    head factcheck_publication;
    latest factcheck_publication;
    repeated factcheck_publication;
    signed factcheck_move;
    reviews int;
    person bigint := factcheck_require_actor();
    content jsonb := convert_from(NEW.content, 'UTF8');
    said jsonb := content -> 'claim';
BEGIN
    SELECT * INTO claim FROM factcheck_claim WHERE id = NEW.claim_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM factcheck_refuse('There is no claim %s.', NEW.claim_id::text);
    END IF;
    PERFORM pg_advisory_xact_lock(1717658484);
    SELECT * INTO head FROM factcheck_publication ORDER BY serial DESC LIMIT 1;
    SELECT * INTO latest FROM factcheck_publication WHERE claim_id = claim.id
    ORDER BY number DESC LIMIT 1;
    SELECT count(*) INTO reviews FROM factcheck_publication WHERE claim_id = claim.id
        AND kind IN ('review', 'correction', 'update');

    IF NEW.serial <> coalesce(head.serial, 0) + 1
        OR NEW.previous_link <> coalesce(head.link, repeat('0', 64))
        OR NEW.number <> coalesce(latest.number, 0) + 1
        OR NEW.content_sha256 <> encode(sha256(NEW.content), 'hex')
        OR NEW.link <> encode(sha256(convert_to(
            NEW.previous_link || E'\n' || NEW.serial || E'\n' || NEW.content_sha256, 'UTF8'
        )), 'hex')
    THEN
        PERFORM factcheck_refuse('A publication continues the chain.');
    END IF;
    IF jsonb_typeof(said) IS DISTINCT FROM 'object'
        OR content - '{claim, nonce, publication, schema_version}'::text[] <> '{}'
        OR (content -> 'publication' @> jsonb_build_object(
            'claim_id', NEW.claim_id, 'number', NEW.number, 'kind', NEW.kind, 'published_at',
            to_char(NEW.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        )) IS NOT TRUE
    THEN
        PERFORM factcheck_refuse('A publication says of itself what its columns say.');
    END IF;

    IF claim.legal_hold <> '' AND NEW.kind <> 'retraction' THEN
        PERFORM factcheck_refuse('The claim is under legal hold: nothing of it is published.');
    END IF;
    IF NEW.kind = 'listing' THEN
        IF reviews > 0 OR latest.kind <> 'retraction' THEN
            PERFORM factcheck_refuse('The claim is public already.');
        END IF;
        IF said <> factcheck_without_verdict(said)
            OR said -> 'status' ->> 'slug' IS DISTINCT FROM 'unverified'
            OR (said ->> 'headline', said ->> 'statement', said -> 'quote' ->> 'exact')
                IS DISTINCT FROM (claim.headline, claim.statement, nullif(claim.quote, ''))
        THEN
            PERFORM factcheck_refuse('A listing says what the claim says, and no verdict.');
        END IF;
        IF factcheck_contributed(claim.id, person) THEN
            PERFORM factcheck_refuse('You wrote this claim: somebody else must list it.');
        END IF;
    ELSIF NEW.kind = 'retraction' THEN
        IF latest.serial IS NULL OR latest.kind = 'retraction' THEN
            PERFORM factcheck_refuse('There is nothing public to take back.');
        END IF;
        IF latest.content IS NULL
            OR said - 'status' <> factcheck_without_verdict(
                convert_from(latest.content, 'UTF8')::jsonb -> 'claim') - 'status'
            OR said -> 'status' ->> 'slug' IS DISTINCT FROM 'unverified'
        THEN
            PERFORM factcheck_refuse('A retraction repeats what was public, without a verdict.');
        END IF;
        IF EXISTS (SELECT FROM factcheck_repeating(claim.id)) THEN
            PERFORM factcheck_refuse('Other claims repeat this one: withdraw their reviews first, '
                'or publish them with a verdict of their own.');
        END IF;
    ELSE
        IF reviews = claim.round THEN
            PERFORM factcheck_refuse('The review is public already: make the move “publish”.');
        END IF;
        IF (NEW.kind = 'review') <> (reviews = 0) THEN
            PERFORM factcheck_refuse('The first review is a review, a later one a correction '
                'or an update.');
        END IF;
        IF said -> 'same_as' <> 'null' THEN
            repeated := factcheck_latest(factcheck_same_as(NEW.content));
            IF repeated.content IS NULL OR repeated.kind NOT IN ('review', 'correction', 'update')
            THEN
                PERFORM factcheck_refuse('It is the same as a claim that has no published review.');
            END IF;
            IF factcheck_same_as(repeated.content) IS NOT NULL
                OR EXISTS (SELECT FROM factcheck_repeating(claim.id))
            THEN
                PERFORM factcheck_refuse('A claim that repeats another is not itself repeated.');
            END IF;
        END IF;
        SELECT * INTO signed FROM factcheck_move
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
            PERFORM factcheck_refuse('What would be published is not what was signed off: '
                'let somebody sign it off as it stands.');
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_publication BEFORE INSERT ON factcheck_publication
FOR EACH ROW EXECUTE FUNCTION factcheck_guard_publication();

-- Backwards
DROP TRIGGER guard_publication ON factcheck_publication;
DROP FUNCTION factcheck_guard_publication();
DROP FUNCTION factcheck_repeating(bigint);
DROP FUNCTION factcheck_latest(bigint);
DROP INDEX factcheck_publication_repeating;
DROP FUNCTION factcheck_same_as(bytea);
DROP FUNCTION factcheck_without_verdict(jsonb);
"""

EMBARGO = r"""
CREATE FUNCTION factcheck_guard_embargo() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.publisher_id <> factcheck_require_actor() THEN
        PERFORM factcheck_refuse('An embargo is ordered in the name of who acts.');
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_embargo BEFORE INSERT OR UPDATE ON factcheck_embargo
FOR EACH ROW EXECUTE FUNCTION factcheck_guard_embargo();

-- Backwards
DROP TRIGGER guard_embargo ON factcheck_embargo;
DROP FUNCTION factcheck_guard_embargo();
"""

WRITTEN_ONCE = r"""
CREATE FUNCTION factcheck_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
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
            AND EXISTS (SELECT FROM factcheck_redaction
                WHERE (before ->> 'serial')::bigint = ANY (serials) AND agreed_by_id IS NOT NULL)
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_auditentry'
            AND after = before || '{"changes": {}}'
            AND EXISTS (
                SELECT FROM factcheck_claim WHERE id = (before ->> 'claim_id')::bigint
                    AND factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM factcheck_articlerevision WHERE id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_articlerevision'
                    AND factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM factcheck_readerreport report
                JOIN factcheck_claim c ON c.id IN (report.claim_id, report.added_id)
                WHERE report.id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_readerreport'
                    AND factcheck_redacts(c.article_id))
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_move'
            AND after = before || jsonb_build_object('comment', after -> 'comment')
            AND (after = before OR after ->> 'comment' ~ '^█+$')
            AND EXISTS (SELECT FROM factcheck_claim WHERE id = (before ->> 'claim_id')::bigint
                AND factcheck_redacts(article_id))
        THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM factcheck_refuse('%s is written once: nothing of it is changed or removed.',
        TG_TABLE_NAME);
    RETURN NULL;
END $$;

-- Backwards
DROP FUNCTION factcheck_written_once();
"""

AUDIT = r"""
-- The audit is written by its trigger alone: nobody else says who contributed.
CREATE FUNCTION factcheck_guard_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        PERFORM factcheck_refuse('The audit is written by the database, not by hand.');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION factcheck_never_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse('%s is never truncated: the audit would not know of it.',
        TG_TABLE_NAME);
    RETURN NULL;
END $$;

-- Is all that changed that one speaker or source became the one it was merged into?
CREATE FUNCTION factcheck_is_merge(changed jsonb, columns text[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT bool_and(CASE changed_column
        WHEN 'speaker_id' THEN EXISTS (SELECT FROM factcheck_speaker
            WHERE id = (changed -> changed_column ->> 0)::bigint
                AND merged_into_id = (changed -> changed_column ->> 1)::bigint)
        WHEN 'source_id' THEN EXISTS (SELECT FROM factcheck_source
            WHERE id = (changed -> changed_column ->> 0)::bigint
                AND merged_into_id = (changed -> changed_column ->> 1)::bigint)
        ELSE false
    END)
    FROM unnest(columns) AS changed_column
$$;

-- Arguments: what the row is to a claim (claim, part, part-of-citation, shared, beside), the
-- columns that are no part of the verdict, and those of which nothing is kept.
CREATE FUNCTION factcheck_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    entity jsonb := CASE WHEN TG_OP = 'DELETE' THEN before ELSE after END;
    changed jsonb;
    verdict text[];
    claim factcheck_claim;
    claim_key bigint;
BEGIN
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
        PERFORM factcheck_refuse('A part stays with its claim: add a new one to the other.');
    END IF;
    claim_key := CASE TG_ARGV[0]
        WHEN 'claim' THEN (entity ->> 'id')::bigint
        WHEN 'part' THEN (entity ->> 'claim_id')::bigint
        WHEN 'part-of-citation' THEN
            (SELECT claim_id FROM factcheck_citation WHERE id = (entity ->> 'citation_id')::bigint)
    END;
    IF claim_key IS NOT NULL THEN
        SELECT * INTO claim FROM factcheck_claim WHERE id = claim_key FOR UPDATE;
    END IF;

    IF verdict IS NOT NULL AND claim.id IS NOT NULL THEN
        PERFORM factcheck_require_actor();
        IF TG_OP = 'UPDATE' AND factcheck_is_merge(changed, verdict) THEN
            NULL; -- Whoever is named is the same as before, whatever the stage.
        ELSIF claim.stage IN ('published', 'withdrawn', 'dropped')
            AND factcheck_redacts(claim.article_id)
        THEN
            NULL; -- Two people take the words out.
        ELSIF claim.stage IN ('published', 'withdrawn') THEN
            PERFORM factcheck_refuse('The claim is %s: reopen it before you change it.',
                claim.stage);
        ELSIF claim.stage = 'dropped' THEN
            PERFORM factcheck_refuse('The claim is dropped: restore it before you change it.');
        END IF;
    END IF;

    INSERT INTO factcheck_auditentry (at, actor_id, actor_name, "table", "row", operation,
        changes, claim_id, round, is_contribution)
    VALUES (clock_timestamp(), factcheck_actor(),
        coalesce((SELECT username FROM factcheck_user WHERE id = factcheck_actor()), ''),
        TG_TABLE_NAME, coalesce(entity ->> 'id', entity ->> 'slug'), TG_OP, changed,
        claim_key, claim.round,
        verdict IS NOT NULL AND (claim_key IS NOT NULL OR TG_ARGV[0] = 'shared'));

    IF verdict IS NOT NULL AND claim.stage = 'approved' THEN
        PERFORM factcheck_void(ARRAY[claim.id],
            format('Changed after the sign-off: %s.', CASE
                WHEN TG_ARGV[0] = 'claim' THEN array_to_string(verdict, ', ')
                ELSE replace(TG_TABLE_NAME, 'factcheck_', '') END));
    END IF;
    IF TG_ARGV[0] LIKE 'part%' AND claim.id IS NOT NULL THEN
        UPDATE factcheck_claim SET version = version WHERE id = claim.id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER guard_audit BEFORE INSERT ON factcheck_auditentry
FOR EACH ROW EXECUTE FUNCTION factcheck_guard_audit();

-- Backwards
DROP TRIGGER guard_audit ON factcheck_auditentry;
DROP FUNCTION factcheck_audit();
DROP FUNCTION factcheck_is_merge(jsonb, text[]);
DROP FUNCTION factcheck_never_truncated();
DROP FUNCTION factcheck_guard_audit();
"""

SCALE = r"""
-- What readers may know of the audit: since when the scale says what it says, and what it said.
CREATE VIEW factcheck_scalechange AS
SELECT id, at, replace("table", 'factcheck_', '') AS entry, "row" AS slug, changes
FROM factcheck_auditentry
WHERE "table" IN ('factcheck_verificationstatus', 'factcheck_finding');

-- Backwards
DROP VIEW factcheck_scalechange;
"""


def guard(sql: str) -> migrations.RunSQL:
    """Run a subject's SQL, whose last part takes the rest back."""
    return migrations.RunSQL(*sql.split("\n-- Backwards\n"))


def written_once(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON factcheck_{table}
        FOR EACH ROW EXECUTE FUNCTION factcheck_written_once();
        CREATE TRIGGER never_truncated BEFORE TRUNCATE ON factcheck_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION factcheck_written_once();
        """,
        f"""
        DROP TRIGGER never_truncated ON factcheck_{table};
        DROP TRIGGER written_once ON factcheck_{table};
        """,
    )


def audited(table: str) -> migrations.RunSQL:
    relation, outside = AUDITED[table]
    nowhere = KEPT_NOWHERE.get(table, "")
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON factcheck_{table}
        FOR EACH ROW EXECUTE FUNCTION factcheck_audit('{relation}', '{outside}', '{nowhere}');
        CREATE TRIGGER never_truncated BEFORE TRUNCATE ON factcheck_{table}
        FOR EACH STATEMENT EXECUTE FUNCTION factcheck_never_truncated();
        """,
        f"""
        DROP TRIGGER never_truncated ON factcheck_{table};
        DROP TRIGGER audit ON factcheck_{table};
        """,
    )


def rested_on(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TRIGGER void_resting AFTER UPDATE ON factcheck_{table}
        FOR EACH ROW EXECUTE FUNCTION factcheck_void_resting('{RESTED_ON[table]}', '{table}');
        """,
        f"DROP TRIGGER void_resting ON factcheck_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0002_search_configurations")]
    operations = [
        guard(ACTING),
        guard(CONTRIBUTIONS),
        guard(REDACTION),
        guard(ARTICLE),
        guard(CLAIM),
        guard(MOVE),
        guard(VOID),
        guard(PUBLICATION),
        guard(EMBARGO),
        guard(WRITTEN_ONCE),
        *map(written_once, ONCE),
        guard(AUDIT),
        *map(audited, AUDITED),
        *map(rested_on, RESTED_ON),
        guard(SCALE),
    ]
