-- The audit is written by factcheck_audit alone, which runs as the owner: nobody else says who
-- contributed. The depth is against an owner's own hand, and proves nothing of anybody else.
CREATE OR REPLACE FUNCTION public.factcheck_guard_audit()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF pg_trigger_depth() < 2
        OR current_user <> (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID)
    THEN
        PERFORM public.factcheck_refuse('The audit is written by the database, not by hand.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.factcheck_never_truncated()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    PERFORM public.factcheck_refuse('%s is never truncated: the audit would not know of it.',
        TG_TABLE_NAME);
    RETURN NULL;
END $function$;

-- Is all that changed that one speaker or source became the one it was merged into?
CREATE OR REPLACE FUNCTION public.factcheck_is_merge(changed jsonb, columns text[])
RETURNS boolean LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT bool_and(CASE changed_column
        WHEN 'speaker_id' THEN EXISTS (SELECT FROM public.factcheck_speaker
            WHERE id = (changed -> changed_column ->> 0)::bigint
                AND merged_into_id = (changed -> changed_column ->> 1)::bigint)
        WHEN 'source_id' THEN EXISTS (SELECT FROM public.factcheck_source
            WHERE id = (changed -> changed_column ->> 0)::bigint
                AND merged_into_id = (changed -> changed_column ->> 1)::bigint)
        ELSE false
    END)
    FROM unnest(columns) AS changed_column
$function$;

-- Arguments: what the row is to a claim (claim, part, part-of-citation, shared, beside), the
-- columns that are no part of the verdict, and those of which nothing is kept. Runs as the owner,
-- for the owner's tables in this schema: EXECUTE is for the owner alone, who makes the triggers.
CREATE OR REPLACE FUNCTION public.factcheck_audit()
RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    before jsonb := '{}';
    after jsonb := '{}';
    entity jsonb;
    changed jsonb;
    verdict text[];
    claim public.factcheck_claim;
    claim_key bigint;
BEGIN
    -- Before anything else: a row of somebody's table may bring casts of theirs, which would run
    -- as the owner.
    IF NOT EXISTS (
        SELECT FROM pg_class AS fired JOIN pg_class AS audit USING (relnamespace, relowner)
        WHERE fired.oid = TG_RELID AND audit.oid = 'public.factcheck_auditentry'::regclass)
    THEN
        PERFORM public.factcheck_refuse('The audit is written by the database, not by hand.');
    END IF;
    IF TG_OP <> 'INSERT' THEN
        before := to_jsonb(OLD);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        after := to_jsonb(NEW);
    END IF;
    entity := CASE WHEN TG_OP = 'DELETE' THEN before ELSE after END;
    SELECT jsonb_object_agg(key, jsonb_build_array(before -> key, after -> key)) INTO changed
    FROM jsonb_object_keys(before || after) AS key
    WHERE nullif(before -> key, 'null') IS DISTINCT FROM nullif(after -> key, 'null')
        AND key NOT IN ('version', 'updated_at')
        AND key <> ALL (string_to_array(TG_ARGV[2], ' '));
    IF changed IS NULL THEN
        RETURN NULL;
    END IF;

    SELECT array_agg(key ORDER BY key) INTO verdict FROM jsonb_object_keys(changed) AS key
    WHERE TG_ARGV[0] <> 'beside' AND key <> ALL (string_to_array(TG_ARGV[1], ' '));
    -- The stage changes only through a move, which changes no verdict.
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] = 'claim' AND changed ? 'stage' THEN
        verdict := NULL;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] LIKE 'part%' AND changed ?| '{claim_id, citation_id}' THEN
        PERFORM public.factcheck_refuse('A part stays with its claim: add a new one to the other.');
    END IF;
    claim_key := CASE TG_ARGV[0]
        WHEN 'claim' THEN (entity ->> 'id')::bigint
        WHEN 'part' THEN (entity ->> 'claim_id')::bigint
        WHEN 'part-of-citation' THEN
            (SELECT claim_id FROM public.factcheck_citation
             WHERE id = (entity ->> 'citation_id')::bigint)
    END;
    IF claim_key IS NOT NULL THEN
        SELECT * INTO claim FROM public.factcheck_claim WHERE id = claim_key FOR UPDATE;
    END IF;

    IF verdict IS NOT NULL AND claim.id IS NOT NULL THEN
        PERFORM public.factcheck_require_actor();
        IF TG_OP = 'UPDATE' AND public.factcheck_is_merge(changed, verdict) THEN
            NULL; -- Whoever is named is the same as before, whatever the stage.
        ELSIF claim.stage IN ('published', 'withdrawn', 'dropped')
            AND public.factcheck_redacts(claim.article_id)
        THEN
            NULL; -- Two people take the words out.
        ELSIF claim.stage IN ('published', 'withdrawn') THEN
            PERFORM public.factcheck_refuse('The claim is %s: reopen it before you change it.',
                claim.stage);
        ELSIF claim.stage = 'dropped' THEN
            PERFORM public.factcheck_refuse(
                'The claim is dropped: restore it before you change it.');
        END IF;
    END IF;

    INSERT INTO public.factcheck_auditentry (at, actor_id, "table", "row", operation, changes,
        claim_id, round, is_contribution)
    VALUES (clock_timestamp(), public.factcheck_actor(), TG_TABLE_NAME,
        coalesce(entity ->> 'id', entity ->> 'slug'), TG_OP, changed,
        claim_key, claim.round,
        verdict IS NOT NULL AND (claim_key IS NOT NULL OR TG_ARGV[0] = 'shared'));

    IF verdict IS NOT NULL AND claim.stage = 'approved' THEN
        PERFORM public.factcheck_void(ARRAY[claim.id],
            format('Changed after the sign-off: %s.', CASE
                WHEN TG_ARGV[0] = 'claim' THEN array_to_string(verdict, ', ')
                ELSE replace(TG_TABLE_NAME, 'factcheck_', '') END));
    END IF;
    IF TG_ARGV[0] LIKE 'part%' AND claim.id IS NOT NULL THEN
        UPDATE public.factcheck_claim SET version = version WHERE id = claim.id;
    END IF;
    RETURN NULL;
END $function$;

REVOKE EXECUTE ON FUNCTION public.factcheck_audit() FROM PUBLIC;

CREATE OR REPLACE TRIGGER guard_audit BEFORE INSERT ON public.factcheck_auditentry
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_audit();
