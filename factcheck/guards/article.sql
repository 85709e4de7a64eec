-- What readers see of an article is its revision's text, which the record knows by its digest.
-- A redaction blacks out characters and keeps the digest of what was there.
CREATE OR REPLACE FUNCTION public.factcheck_guard_revision()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.is_redacted OR NEW.sha256 <> encode(sha256(convert_to(NEW.body, 'UTF8')), 'hex') THEN
            PERFORM public.factcheck_refuse('The digest of a revision is that of its text.');
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - 'created_by_id' <> to_jsonb(OLD) - 'created_by_id'
        AND NOT (
            NEW.is_redacted AND public.factcheck_redacts(OLD.article_id)
            AND to_jsonb(NEW) - '{body, is_redacted}'::text[]
                = to_jsonb(OLD) - '{body, is_redacted}'::text[]
            AND NOT EXISTS (
                SELECT FROM unnest(string_to_array(OLD.body, NULL), string_to_array(NEW.body, NULL))
                    AS character (before, after)
                WHERE after IS DISTINCT FROM before AND after IS DISTINCT FROM '█')
        )
    THEN
        PERFORM public.factcheck_refuse(
            'A revision is written once: add a new one to change the text.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE TRIGGER guard_revision BEFORE INSERT OR UPDATE ON public.factcheck_articlerevision
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_revision();
