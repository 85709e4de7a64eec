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
