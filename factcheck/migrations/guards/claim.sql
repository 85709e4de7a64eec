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
