-- The detail is for the desk, which says it in the editor's language.
CREATE FUNCTION factcheck_refuse(message text, VARIADIC arguments text[] DEFAULT '{}')
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'check_violation',
        MESSAGE = format(message, VARIADIC arguments),
        DETAIL = jsonb_build_object('message', message, 'arguments', arguments);
END $$;

CREATE FUNCTION factcheck_actor() RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT nullif(current_setting('factcheck.actor', true), '')::bigint
$$;

CREATE FUNCTION factcheck_require_actor() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF factcheck_actor() IS NULL THEN
        PERFORM factcheck_refuse('Nobody is named as acting: use the desk, '
            'or SET LOCAL factcheck.actor = ''<id of the user>'' in the transaction.');
    ELSIF NOT EXISTS (SELECT FROM factcheck_user WHERE id = factcheck_actor()) THEN
        PERFORM factcheck_refuse('There is no user %s.', factcheck_actor()::text);
    END IF;
    RETURN factcheck_actor();
END $$;

-- Backwards
DROP FUNCTION factcheck_require_actor();
DROP FUNCTION factcheck_actor();
DROP FUNCTION factcheck_refuse(text, text[]);
