-- The histories keep the number of who acted; who that is, the account says.
CREATE OR REPLACE FUNCTION public.factcheck_keep_account()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF EXISTS (SELECT FROM public.factcheck_move WHERE actor_id = OLD.id)
        OR EXISTS (SELECT FROM public.factcheck_auditentry WHERE actor_id = OLD.id)
    THEN
        PERFORM public.factcheck_refuse('The account has a history: deactivate it.');
    END IF;
    RETURN OLD;
END $function$;

CREATE OR REPLACE TRIGGER keep_account BEFORE DELETE ON public.factcheck_user
FOR EACH ROW EXECUTE FUNCTION public.factcheck_keep_account();
