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

CREATE OR REPLACE FUNCTION public.factcheck_make_move()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    UPDATE public.factcheck_claim
    SET stage = NEW.to_stage, round = round + (NEW.verb = 'publish')::int,
        amendment_kind = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_kind END,
        amendment_reason = CASE WHEN NEW.verb = 'publish' THEN '' ELSE amendment_reason END,
        amendment_translations = CASE WHEN NEW.verb = 'publish' THEN '{}'
            ELSE amendment_translations END
    WHERE id = NEW.claim_id AND NEW.from_stage <> NEW.to_stage;
    -- An order to publish ends with the approval that it rests on.
    DELETE FROM public.factcheck_embargo
    WHERE claim_id = NEW.claim_id AND NEW.from_stage = 'approved' AND NEW.to_stage <> 'approved';
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER guard_move BEFORE INSERT ON public.factcheck_move
FOR EACH ROW WHEN ((new.claim_id IS NOT NULL)) EXECUTE FUNCTION public.factcheck_guard_move();
CREATE OR REPLACE TRIGGER make_move AFTER INSERT ON public.factcheck_move
FOR EACH ROW WHEN ((new.claim_id IS NOT NULL)) EXECUTE FUNCTION public.factcheck_make_move();
