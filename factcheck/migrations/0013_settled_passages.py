"""A passage that the newest text has otherwise is settled before a claim goes on."""

from django.db import migrations, models

GUARDS = r"""
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
    RETURN NEW;
END $function$;
"""

BEFORE = r"""
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
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0012_what_will_be_said"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="kept_reason",
            field=models.TextField(
                blank=True,
                help_text="Where the newest text has other words; readers see it beside the quote.",
                verbose_name="why it stays as quoted",
            ),
        ),
        migrations.AlterField(
            model_name="claim",
            name="passage",
            field=models.CharField(
                choices=[
                    ("there", "there"),
                    ("changed", "changed since it was checked"),
                    ("altered", "changed in a number, a negation or a name"),
                    ("orphaned", "gone"),
                    ("kept", "kept as quoted from an earlier text"),
                ],
                default="there",
                editable=False,
                max_length=10,
                verbose_name="passage in the newest text",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passage", "kept"), _negated=True),
                    models.Q(("kept_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="claim_kept_as_quoted_with_reason",
                violation_error_message="Say why it stays as quoted from an earlier text.",
            ),
        ),
        migrations.RunSQL(GUARDS, BEFORE),
    ]
