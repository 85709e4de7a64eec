"""A claim gets a number within its article when it becomes public, and keeps it for ever."""

from django.db import migrations, models

# As the pages numbered them until now; then what is no longer public.
AS_THEY_WERE_SHOWN = """
ALTER TABLE public.factcheck_claim DISABLE TRIGGER USER;
UPDATE public.factcheck_claim claim SET number = numbered.number FROM (
    SELECT published.id, row_number() OVER (
        PARTITION BY published.article_id
        ORDER BY shown.id IS NULL, shown.start NULLS LAST, shown."end" DESC, published.id
    ) AS number
    FROM public.factcheck_claim published
    LEFT JOIN public.factcheck_publicclaim shown ON shown.id = published.id
    WHERE published.id IN (SELECT claim_id FROM public.factcheck_publication)
) AS numbered WHERE numbered.id = claim.id;
ALTER TABLE public.factcheck_claim ENABLE TRIGGER USER;
UPDATE public.factcheck_publicclaim shown SET number = claim.number
FROM public.factcheck_claim claim WHERE claim.id = shown.id;
"""

GUARDS = r"""
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
        IF NEW.number IS NOT NULL THEN
            PERFORM public.factcheck_refuse(
                'A claim gets its number when it becomes public, and keeps it.');
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
    -- Whoever saves the row may have loaded it before it had its number.
    NEW.number := coalesce(NEW.number, OLD.number);
    IF NEW.number IS NOT DISTINCT FROM OLD.number THEN
        NEW.version := OLD.version + 1;
    ELSIF OLD.number IS NOT NULL OR pg_trigger_depth() < 2 THEN
        PERFORM public.factcheck_refuse(
            'A claim gets its number when it becomes public, and keeps it.');
    END IF;
    RETURN NEW;
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

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_claim FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('claim',
'stage round passage assignee_id reviewer_id due_on priority legal_hold note origin external_id',
'number');
"""

BEFORE = r"""
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

CREATE OR REPLACE TRIGGER audit AFTER INSERT OR DELETE OR UPDATE
ON public.factcheck_claim FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('claim',
'stage round passage assignee_id reviewer_id due_on priority legal_hold note origin external_id',
'');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0018_withdrawn"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="number",
            field=models.PositiveIntegerField(
                editable=False, null=True, verbose_name="number in its article"
            ),
        ),
        migrations.AddField(
            model_name="publicclaim",
            name="number",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunSQL(AS_THEY_WERE_SHOWN, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="claim_number_once"
            ),
        ),
        migrations.RunSQL(GUARDS, BEFORE),
    ]
