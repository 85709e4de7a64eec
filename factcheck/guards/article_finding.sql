-- The finding on an article: who may change, move, sign and publish it. Its acts are those of a
-- claim's review (move.sql), but for those that say who has it.

-- Who wrote it since it was last published; titles and notices of the article are published with it.
CREATE OR REPLACE FUNCTION public.factcheck_wrote_finding(finding bigint, person bigint)
RETURNS boolean LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT EXISTS (
        SELECT FROM public.factcheck_articlefinding own
        LEFT JOIN LATERAL (
            SELECT max(created_at) AS at FROM public.factcheck_move
            WHERE finding_id = own.id AND verb = 'publish'
        ) AS published ON true
        JOIN public.factcheck_auditentry entry ON entry.actor_id = person AND entry.is_contribution
            AND (entry."table" = 'factcheck_articlefinding' AND entry."row" = own.id::text
                    AND entry.at > coalesce(published.at, '-infinity')
                    -- A move that empties what was said of the last publication writes nothing.
                    AND NOT (entry.operation = 'UPDATE' AND entry.changes ? 'stage')
                OR entry."table" = 'factcheck_article' AND entry."row" = own.article_id::text
                    AND entry.operation = 'UPDATE'
                    AND entry.at > coalesce(published.at, own.created_at))
        WHERE own.id = finding)
$function$;

CREATE OR REPLACE FUNCTION public.factcheck_guard_finding()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    latest record;
BEGIN
    PERFORM public.factcheck_require_actor();
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT FROM public.factcheck_move WHERE finding_id = OLD.id)
            OR EXISTS (SELECT FROM public.factcheck_publication WHERE finding_id = OLD.id)
        THEN
            PERFORM public.factcheck_refuse('The finding has a history: withdraw it, with a reason.');
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage <> 'checking' THEN
            PERFORM public.factcheck_refuse('A finding begins with being written.');
        END IF;
        NEW.version := 1;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.article_id) IS DISTINCT FROM (OLD.id, OLD.article_id) THEN
        PERFORM public.factcheck_refuse('A finding stays with its article.');
    END IF;
    IF NEW.stage <> OLD.stage THEN
        SELECT from_stage, to_stage INTO latest
        FROM public.factcheck_move WHERE finding_id = OLD.id ORDER BY id DESC LIMIT 1;
        IF NOT FOUND OR latest.from_stage <> OLD.stage OR latest.to_stage <> NEW.stage THEN
            PERFORM public.factcheck_refuse('The stage of a finding changes only through a move.');
        END IF;
    ELSIF (NEW.text, NEW.amendment_kind, NEW.amendment_reason, NEW.amendment_translations)
            IS DISTINCT FROM (OLD.text, OLD.amendment_kind, OLD.amendment_reason,
                OLD.amendment_translations)
        AND OLD.stage IN ('published', 'withdrawn')
        AND NOT public.factcheck_redacts(OLD.article_id)
    THEN
        PERFORM public.factcheck_refuse('The finding is %s: reopen it before you change it.',
            OLD.stage);
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $function$;

-- A sign-off is for the words that were signed.
CREATE OR REPLACE FUNCTION public.factcheck_void_finding()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF NOT (OLD.stage = 'approved' AND NEW.stage = 'approved')
        OR (NEW.text, NEW.amendment_kind, NEW.amendment_reason, NEW.amendment_translations)
            IS NOT DISTINCT FROM (OLD.text, OLD.amendment_kind, OLD.amendment_reason,
                OLD.amendment_translations)
    THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.factcheck_move (finding_id, verb, from_stage, to_stage, actor_id, comment,
        candidate_sha256, created_at)
    VALUES (NEW.id, 'void', 'approved', 'in-review', public.factcheck_require_actor(),
        'Changed after the sign-off: text.', '', now());
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER guard_finding BEFORE INSERT OR DELETE OR UPDATE
ON public.factcheck_articlefinding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_finding();
CREATE OR REPLACE TRIGGER void_finding AFTER UPDATE ON public.factcheck_articlefinding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_void_finding();

CREATE OR REPLACE FUNCTION public.factcheck_guard_finding_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    finding public.factcheck_articlefinding;
    written int;
    made int;
BEGIN
    SELECT * INTO finding FROM public.factcheck_articlefinding WHERE id = NEW.finding_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM public.factcheck_refuse('There is no finding %s.', NEW.finding_id::text);
    END IF;
    NEW.id := nextval(pg_get_serial_sequence('public.factcheck_move', 'id'));
    NEW.created_at := clock_timestamp();
    IF NEW.actor_id <> public.factcheck_require_actor() THEN
        PERFORM public.factcheck_refuse('A move is made in the name of who acts.');
    END IF;
    IF NEW.from_stage <> finding.stage THEN
        PERFORM public.factcheck_refuse('The finding is %s by now, not %s: look at it again.',
            finding.stage, NEW.from_stage);
    END IF;
    IF NOT EXISTS (
        SELECT FROM (VALUES
            ('submit', 'checking', 'in-review'),
            ('recall', 'in-review', 'checking'),
            ('send-back', 'in-review', 'checking'),
            ('send-back', 'approved', 'checking'),
            ('sign-off', 'in-review', 'approved'),
            ('void', 'approved', 'in-review'),
            ('publish', 'approved', 'published'),
            ('reopen', 'published', 'checking'),
            ('reopen', 'withdrawn', 'checking'),
            ('withdraw', 'checking', 'withdrawn'),
            ('withdraw', 'in-review', 'withdrawn'),
            ('withdraw', 'approved', 'withdrawn'),
            ('withdraw', 'published', 'withdrawn')
        ) AS edge (verb, source, target)
        WHERE (verb, source, target) = (NEW.verb, NEW.from_stage, NEW.to_stage)
    ) THEN
        PERFORM public.factcheck_refuse('No finding can %s from %s to %s.',
            NEW.verb, NEW.from_stage, NEW.to_stage);
    END IF;
    IF NEW.verb IN ('send-back', 'reopen', 'withdraw') AND btrim(NEW.comment) = '' THEN
        PERFORM public.factcheck_refuse('Say why in a comment: %s needs one.', NEW.verb);
    END IF;
    IF NEW.verb = 'sign-off' AND public.factcheck_wrote_finding(finding.id, NEW.actor_id) THEN
        PERFORM public.factcheck_refuse('You wrote on this finding since it was last published: '
            'somebody else must sign it off.');
    END IF;

    SELECT count(*) INTO written FROM public.factcheck_publication
    WHERE finding_id = finding.id AND kind <> 'retraction';
    SELECT count(*) INTO made FROM public.factcheck_move
    WHERE finding_id = finding.id AND verb = 'publish';
    IF written <> made + (NEW.verb = 'publish')::int THEN
        PERFORM public.factcheck_refuse('Publish writes a publication first, and every '
            'publication is published by that move.');
    END IF;
    IF NEW.verb = 'withdraw' AND (SELECT kind FROM public.factcheck_publication
        WHERE finding_id = finding.id ORDER BY number DESC LIMIT 1) IS DISTINCT FROM 'retraction'
    THEN
        PERFORM public.factcheck_refuse(
            'Withdraw takes back a finding: write the retraction first.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_make_finding_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    UPDATE public.factcheck_articlefinding
    SET stage = NEW.to_stage,
        amendment_kind = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_kind END,
        amendment_reason = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_reason END,
        amendment_translations = CASE WHEN NEW.verb = 'publish' THEN '{}'
            ELSE amendment_translations END
    WHERE id = NEW.finding_id;
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER guard_finding_move BEFORE INSERT ON public.factcheck_move
FOR EACH ROW WHEN ((new.finding_id IS NOT NULL))
EXECUTE FUNCTION public.factcheck_guard_finding_move();
CREATE OR REPLACE TRIGGER make_finding_move AFTER INSERT ON public.factcheck_move
FOR EACH ROW WHEN ((new.finding_id IS NOT NULL))
EXECUTE FUNCTION public.factcheck_make_finding_move();

-- {"entry":"finding","finding":<candidate>,"nonce":"…","publication":{…},"schema_version":1}
CREATE OR REPLACE FUNCTION public.factcheck_guard_finding_publication()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    finding public.factcheck_articlefinding;
    latest public.factcheck_publication;
    signed public.factcheck_move;
    before jsonb;
    content jsonb := convert_from(NEW.content, 'UTF8');
    said jsonb := content -> 'finding';
BEGIN
    PERFORM public.factcheck_require_actor();
    SELECT * INTO finding FROM public.factcheck_articlefinding WHERE id = NEW.finding_id FOR UPDATE;
    IF NOT FOUND THEN
        PERFORM public.factcheck_refuse('There is no finding %s.', NEW.finding_id::text);
    END IF;
    PERFORM public.factcheck_lock_chain();
    SELECT * INTO latest FROM public.factcheck_publication WHERE finding_id = finding.id
    ORDER BY number DESC LIMIT 1;
    before := convert_from(latest.content, 'UTF8')::jsonb -> 'finding';
    PERFORM public.factcheck_check_chain(NEW, coalesce(latest.number, 0) + 1);
    IF jsonb_typeof(said) IS DISTINCT FROM 'object'
        OR content ->> 'entry' IS DISTINCT FROM 'finding'
        OR content - '{entry, finding, nonce, publication, schema_version}'::text[] <> '{}'
        OR (content -> 'publication' @> jsonb_build_object(
            'finding_id', NEW.finding_id, 'number', NEW.number, 'kind', NEW.kind, 'published_at',
            to_char(NEW.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        )) IS NOT TRUE
    THEN
        PERFORM public.factcheck_refuse('A publication says of itself what its columns say.');
    END IF;

    IF NEW.kind = 'retraction' THEN
        IF latest.serial IS NULL OR latest.kind = 'retraction' THEN
            PERFORM public.factcheck_refuse('There is nothing public to take back.');
        END IF;
        IF said IS DISTINCT FROM jsonb_build_object('article', before -> 'article') THEN
            PERFORM public.factcheck_refuse(
                'The retraction of a finding says which article it was on, and nothing else.');
        END IF;
        RETURN NEW;
    END IF;
    IF NEW.kind NOT IN ('finding', 'correction', 'update', 'typographical')
        OR (NEW.kind = 'finding') <> (latest.serial IS NULL)
    THEN
        PERFORM public.factcheck_refuse('The first publication is a finding, a later one '
            'a correction, an update or a typing error set right.');
    END IF;
    IF (NEW.kind, content -> 'publication' ->> 'reason') IS DISTINCT FROM (
        coalesce(said -> 'amendment' ->> 'kind', 'finding'),
        coalesce(said -> 'amendment' ->> 'reason', ''))
    THEN
        PERFORM public.factcheck_refuse(
            'A finding is published as what was signed off, for the reason that was signed off.');
    END IF;
    IF NEW.kind = 'typographical' AND (latest.kind = 'retraction'
        OR said - '{text, amendment}'::text[] IS DISTINCT FROM before - '{text, amendment}'::text[])
    THEN
        PERFORM public.factcheck_refuse(
            'A typing error set right leaves everything but words as it was.');
    END IF;
    SELECT * INTO signed FROM public.factcheck_move
    WHERE finding_id = finding.id AND verb = 'sign-off' ORDER BY id DESC LIMIT 1;
    IF finding.stage <> 'approved' OR NOT public.factcheck_is_as_signed(
        NEW.content, '{"entry":"finding","finding":', said, signed)
    THEN
        PERFORM public.factcheck_refuse('What would be published is not what was signed off: '
            'let somebody sign it off as it stands.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE TRIGGER guard_finding_publication BEFORE INSERT ON public.factcheck_publication
FOR EACH ROW WHEN ((new.finding_id IS NOT NULL))
EXECUTE FUNCTION public.factcheck_guard_finding_publication();
