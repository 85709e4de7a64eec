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
