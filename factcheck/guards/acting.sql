-- The detail is for the desk, which says it in the editor's language.
CREATE OR REPLACE FUNCTION public.factcheck_refuse(message text,
    VARIADIC arguments text[] DEFAULT '{}'::text[])
RETURNS void LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation',
        MESSAGE = format(message, VARIADIC arguments),
        DETAIL = jsonb_build_object('message', message, 'arguments', arguments);
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_actor()
RETURNS bigint LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT nullif(current_setting('factcheck.actor', true), '')::bigint
$function$;

CREATE OR REPLACE FUNCTION public.factcheck_require_actor()
RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF public.factcheck_actor() IS NULL THEN
        PERFORM public.factcheck_refuse('Nobody is named as acting: use the desk, '
            'or SET LOCAL factcheck.actor = ''<id of the user>'' in the transaction.');
    ELSIF NOT EXISTS (SELECT FROM public.factcheck_user WHERE id = public.factcheck_actor()) THEN
        PERFORM public.factcheck_refuse('There is no user %s.', public.factcheck_actor()::text);
    END IF;
    RETURN public.factcheck_actor();
END $function$;
