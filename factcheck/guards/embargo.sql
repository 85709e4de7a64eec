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

CREATE OR REPLACE TRIGGER guard_embargo BEFORE INSERT OR UPDATE ON public.factcheck_embargo
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_embargo();
