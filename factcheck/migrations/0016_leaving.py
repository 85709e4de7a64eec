"""Names stand in the accounts, and nowhere else; an account with a history stays.

Whoever was deleted before this version gets an account again, under the name that the histories
kept, and inactive. Of two people with one byline the later one gets a number.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Lower

ACCOUNTS = """
    INSERT INTO factcheck_user (id, password, is_superuser, username, first_name, last_name, email,
        is_staff, is_active, date_joined, byline, language, notices, noticed_move, noticed_entry)
    SELECT actor_id, '!', false,
        CASE WHEN EXISTS (SELECT FROM factcheck_user WHERE username = min(actor_name))
            OR count(*) OVER (PARTITION BY min(actor_name)) > 1 OR min(actor_name) = ''
        THEN left(min(actor_name), 120) || '-' || actor_id ELSE min(actor_name) END,
        '', '', '', false, false, now(), '', 'en', '{}', 0, 0
    FROM (SELECT actor_id, actor_name FROM factcheck_move
        UNION ALL SELECT actor_id, actor_name FROM factcheck_auditentry) AS acted
    WHERE actor_id IS NOT NULL AND NOT EXISTS (SELECT FROM factcheck_user WHERE id = actor_id)
    GROUP BY actor_id;
    UPDATE factcheck_user SET byline = left(byline, 80) || ' ' || id WHERE byline <> '' AND EXISTS (
        SELECT FROM factcheck_user other
        WHERE lower(other.byline) = lower(factcheck_user.byline) AND other.id < factcheck_user.id);
"""

GUARDS = r"""
-- The histories keep the number of who acted; who that is, the account says.
CREATE OR REPLACE FUNCTION public.factcheck_keep_account()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF EXISTS (SELECT FROM public.factcheck_move WHERE actor_id = OLD.id)
        OR EXISTS (SELECT FROM public.factcheck_auditentry WHERE actor_id = OLD.id)
    THEN
        PERFORM public.factcheck_refuse('The account has a history: deactivate it.');
    END IF;
    RETURN OLD;
END $function$;

CREATE OR REPLACE TRIGGER keep_account BEFORE DELETE ON public.factcheck_user
FOR EACH ROW EXECUTE FUNCTION public.factcheck_keep_account();

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
    IF NEW.verb IN ('submit', 'sign-off', 'publish')
        AND claim.passage NOT IN ('there', 'kept')
    THEN
        PERFORM public.factcheck_refuse('The newest text has other words than the claim: '
            'settle its passage first.');
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

    INSERT INTO public.factcheck_auditentry (at, actor_id, "table", "row", operation, changes,
        claim_id, round, is_contribution)
    VALUES (clock_timestamp(), public.factcheck_actor(), TG_TABLE_NAME,
        coalesce(entity ->> 'id', entity ->> 'slug'), TG_OP, changed,
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

CREATE OR REPLACE FUNCTION public.factcheck_guard_embargo()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    -- What somebody ordered who left becomes somebody else's, as it stands.
    IF TG_OP = 'UPDATE' AND public.factcheck_require_actor() IS NOT NULL
        AND to_jsonb(NEW) - 'publisher_id' = to_jsonb(OLD) - 'publisher_id'
        AND EXISTS (SELECT FROM public.factcheck_user
            WHERE id = OLD.publisher_id AND NOT is_active)
        AND EXISTS (SELECT FROM public.factcheck_user WHERE id = NEW.publisher_id AND is_active)
    THEN
        RETURN NEW;
    END IF;
    IF NEW.publisher_id <> public.factcheck_require_actor() THEN
        PERFORM public.factcheck_refuse('An embargo is ordered in the name of who acts.');
    END IF;
    IF NEW.until <= now() THEN
        PERFORM public.factcheck_refuse('An embargo ends at a time to come.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_written_once()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    before jsonb;
    after jsonb;
    mention CONSTANT text := '@[\w.+@-]*\w';
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
        -- Whoever left may be called by another name, and by nothing else, where they are named.
        IF TG_TABLE_NAME = 'factcheck_move'
            AND after = before || jsonb_build_object('comment', after -> 'comment')
            AND regexp_replace(after ->> 'comment', mention, '@', 'g')
                = regexp_replace(before ->> 'comment', mention, '@', 'g')
            AND EXISTS (SELECT FROM public.factcheck_user WHERE pseudonymised_at = now()
                AND strpos(after ->> 'comment', '@' || username) > 0)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM public.factcheck_refuse('%s is written once: nothing of it is changed or removed.',
        TG_TABLE_NAME);
    RETURN NULL;
END $function$;
"""

BEFORE = r"""
DROP TRIGGER keep_account ON public.factcheck_user;
DROP FUNCTION public.factcheck_keep_account();

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
    IF NEW.verb IN ('submit', 'sign-off', 'publish')
        AND claim.passage NOT IN ('there', 'kept')
    THEN
        PERFORM public.factcheck_refuse('The newest text has other words than the claim: '
            'settle its passage first.');
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

CREATE OR REPLACE FUNCTION public.factcheck_guard_embargo()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF NEW.publisher_id <> public.factcheck_require_actor() THEN
        PERFORM public.factcheck_refuse('An embargo is ordered in the name of who acts.');
    END IF;
    IF NEW.until <= now() THEN
        PERFORM public.factcheck_refuse('An embargo ends at a time to come.');
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
"""


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0015_saved_views")]

    operations = [
        migrations.RunSQL(ACCOUNTS, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddField(
            model_name="user",
            name="pseudonymised_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                Lower("byline"),
                condition=models.Q(("byline", ""), _negated=True),
                name="user_byline_once",
                violation_error_message="Somebody else has this byline already.",
            ),
        ),
        # Going back, the columns are there again before what writes them is.
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="move",
            name="actor_name",
            field=models.CharField(default="", max_length=150, verbose_name="by"),
        ),
        migrations.RemoveField(model_name="move", name="actor_name"),
        migrations.RemoveField(model_name="auditentry", name="actor_name"),
        migrations.RunSQL(migrations.RunSQL.noop, BEFORE),
        migrations.AlterField(
            model_name="move",
            name="actor",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="actor",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
