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

CREATE OR REPLACE TRIGGER guard_embargo BEFORE INSERT OR UPDATE ON public.factcheck_embargo
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_embargo();
