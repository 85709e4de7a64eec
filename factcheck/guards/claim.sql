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

CREATE OR REPLACE TRIGGER guard_claim BEFORE INSERT OR UPDATE ON public.factcheck_claim
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_claim();
CREATE OR REPLACE TRIGGER keep_claim BEFORE DELETE ON public.factcheck_claim
FOR EACH ROW EXECUTE FUNCTION public.factcheck_keep_claim();
