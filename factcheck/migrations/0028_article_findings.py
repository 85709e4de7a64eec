"""The finding on a whole article: its row, its moves, and its entries of the record."""

import django.db.models.deletion
from django.db import migrations, models

import factcheck.models.translated

GUARDS = r"""
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
    ELSIF (NEW.text, NEW.amendment_kind, NEW.amendment_reason)
            IS DISTINCT FROM (OLD.text, OLD.amendment_kind, OLD.amendment_reason)
        AND OLD.stage IN ('published', 'withdrawn')
        AND NOT public.factcheck_redacts(OLD.article_id)
    THEN
        PERFORM public.factcheck_refuse('The finding is %s: reopen it before you change it.',
            OLD.stage);
    END IF;
    NEW.version := OLD.version + 1;
    RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.factcheck_void_finding()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF NOT (OLD.stage = 'approved' AND NEW.stage = 'approved')
        OR (NEW.text, NEW.amendment_kind, NEW.amendment_reason)
            IS NOT DISTINCT FROM (OLD.text, OLD.amendment_kind, OLD.amendment_reason)
    THEN
        RETURN NULL;
    END IF;
    INSERT INTO public.factcheck_move (finding_id, verb, from_stage, to_stage, actor_id, comment,
        candidate_sha256, created_at)
    VALUES (NEW.id, 'void', 'approved', 'in-review', public.factcheck_require_actor(),
        'Changed after the sign-off: text.', '', now());
    RETURN NULL;
END $function$;
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
        amendment_reason = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_reason END
    WHERE id = NEW.finding_id;
    RETURN NULL;
END $function$;
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
CREATE OR REPLACE TRIGGER guard_finding BEFORE INSERT OR DELETE OR UPDATE
ON public.factcheck_articlefinding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_finding();
CREATE OR REPLACE TRIGGER void_finding AFTER UPDATE ON public.factcheck_articlefinding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_void_finding();
CREATE OR REPLACE TRIGGER guard_finding_move BEFORE INSERT ON public.factcheck_move
FOR EACH ROW WHEN ((new.finding_id IS NOT NULL))
EXECUTE FUNCTION public.factcheck_guard_finding_move();
CREATE OR REPLACE TRIGGER make_finding_move AFTER INSERT ON public.factcheck_move
FOR EACH ROW WHEN ((new.finding_id IS NOT NULL))
EXECUTE FUNCTION public.factcheck_make_finding_move();
CREATE OR REPLACE TRIGGER guard_finding_publication BEFORE INSERT ON public.factcheck_publication
FOR EACH ROW WHEN ((new.finding_id IS NOT NULL))
EXECUTE FUNCTION public.factcheck_guard_finding_publication();
CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_articlefinding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('shared', 'id article_id stage created_at',
'');
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_articlefinding
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_never_truncated();
CREATE OR REPLACE TRIGGER guard_move BEFORE INSERT ON public.factcheck_move
FOR EACH ROW WHEN ((new.claim_id IS NOT NULL)) EXECUTE FUNCTION public.factcheck_guard_move();
CREATE OR REPLACE TRIGGER make_move AFTER INSERT ON public.factcheck_move
FOR EACH ROW WHEN ((new.claim_id IS NOT NULL)) EXECUTE FUNCTION public.factcheck_make_move();
CREATE OR REPLACE TRIGGER show_anew AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_publicfinding
FOR EACH ROW EXECUTE FUNCTION public.factcheck_show_anew('finding');
CREATE OR REPLACE TRIGGER show_all_anew AFTER TRUNCATE ON public.factcheck_publicfinding
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_show_anew('all');
CREATE OR REPLACE TRIGGER guard_publication BEFORE INSERT ON public.factcheck_publication
FOR EACH ROW WHEN ((new.claim_id IS NOT NULL)) EXECUTE FUNCTION public.factcheck_guard_publication();
"""

BEFORE = r"""
DROP TRIGGER show_all_anew ON public.factcheck_publicfinding;
DROP TRIGGER show_anew ON public.factcheck_publicfinding;
DROP TRIGGER never_truncated ON public.factcheck_articlefinding;
DROP TRIGGER audit ON public.factcheck_articlefinding;
DROP TRIGGER guard_finding_publication ON public.factcheck_publication;
DROP TRIGGER make_finding_move ON public.factcheck_move;
DROP TRIGGER guard_finding_move ON public.factcheck_move;
DROP TRIGGER void_finding ON public.factcheck_articlefinding;
DROP TRIGGER guard_finding ON public.factcheck_articlefinding;
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
        subjects := subjects || ('claim:' || coalesce(NEW.claim_id, OLD.claim_id));
        claims := ARRAY(SELECT claim FROM public.factcheck_publicclaim AS claim
            WHERE id = coalesce(NEW.claim_id, OLD.claim_id));
    WHEN 'redaction' THEN
        subjects := subjects || ARRAY(SELECT 'claim:' || claim_id FROM public.factcheck_publication
            WHERE serial = ANY (coalesce(NEW.serials, OLD.serials)));
    END CASE;
    PERFORM public.factcheck_raise_versions(subjects || ARRAY(
        SELECT unnest(public.factcheck_shown_by(claim)) FROM unnest(claims) AS claim));
    RETURN NULL;
END $function$;
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
    -- The lock of the chain keeps others from taking the same number. No claim that was public is
    -- ever deleted, so that none is given twice.
    UPDATE public.factcheck_claim SET number = (
        SELECT coalesce(max(number), 0) + 1 FROM public.factcheck_claim
        WHERE article_id = claim.article_id
    ) WHERE id = claim.id AND number IS NULL;
    RETURN NEW;
END $function$;
CREATE OR REPLACE TRIGGER guard_move BEFORE INSERT ON public.factcheck_move
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_move();
CREATE OR REPLACE TRIGGER make_move AFTER INSERT ON public.factcheck_move
FOR EACH ROW EXECUTE FUNCTION public.factcheck_make_move();
CREATE OR REPLACE TRIGGER guard_publication BEFORE INSERT ON public.factcheck_publication
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_publication();
DROP FUNCTION public.factcheck_wrote_finding(bigint, bigint);
DROP FUNCTION public.factcheck_guard_finding();
DROP FUNCTION public.factcheck_void_finding();
DROP FUNCTION public.factcheck_guard_finding_move();
DROP FUNCTION public.factcheck_make_finding_move();
DROP FUNCTION public.factcheck_guard_finding_publication();
DROP FUNCTION public.factcheck_check_chain(public.factcheck_publication, integer);
DROP FUNCTION public.factcheck_is_as_signed(bytea, text, jsonb, public.factcheck_move);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0027_lead"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicFinding",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("article_slug", models.SlugField(allow_unicode=True, max_length=120)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AlterField(
            model_name="move",
            name="claim",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="moves",
                to="factcheck.claim",
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="claim",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publications",
                to="factcheck.claim",
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="kind",
            field=models.CharField(
                choices=[
                    ("listing", "listing"),
                    ("review", "review"),
                    ("finding", "finding on the article"),
                    ("correction", "correction"),
                    ("update", "update"),
                    ("typographical", "typing error set right"),
                    ("retraction", "retraction"),
                ],
                max_length=13,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="publicclaim",
            name="reviewed_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("listing", "listing"),
                    ("review", "review"),
                    ("finding", "finding on the article"),
                    ("correction", "correction"),
                    ("update", "update"),
                    ("typographical", "typing error set right"),
                    ("retraction", "retraction"),
                ],
                max_length=13,
            ),
        ),
        migrations.CreateModel(
            name="ArticleFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "amendment_kind",
                    models.CharField(
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
                (
                    "amendment_reason",
                    models.TextField(blank=True, verbose_name="what changed and why, for readers"),
                ),
                (
                    "text",
                    factcheck.models.translated.TranslatedField(
                        verbose_name="finding on the article"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("checking", "checking"),
                            ("in-review", "in review"),
                            ("approved", "approved"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                            ("dropped", "dropped"),
                        ],
                        default="checking",
                        editable=False,
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="finding",
                        to="factcheck.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding on an article",
                "verbose_name_plural": "findings on articles",
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="move",
            name="finding",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="factcheck.articlefinding",
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="finding",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="factcheck.articlefinding",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("claim__isnull", False), ("finding__isnull", True)),
                    models.Q(("claim__isnull", True), ("finding__isnull", False)),
                    _connector="OR",
                ),
                name="move_of_claim_or_finding",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                fields=("finding", "number"), name="finding_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("claim__isnull", False), ("finding__isnull", True)),
                    models.Q(("claim__isnull", True), ("finding__isnull", False)),
                    _connector="OR",
                ),
                name="publication_of_claim_or_finding",
            ),
        ),
        migrations.AddField(
            model_name="publicfinding",
            name="publication",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="factcheck.publication",
                verbose_name="latest publication",
            ),
        ),
        migrations.AddIndex(
            model_name="articlefinding",
            index=models.Index(fields=["stage", "-id"], name="article_finding_in_stage"),
        ),
        migrations.RunSQL(GUARDS, BEFORE),
    ]
