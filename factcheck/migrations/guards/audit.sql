-- The audit is written by its trigger alone: nobody else says who contributed.
CREATE FUNCTION factcheck_guard_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        PERFORM factcheck_refuse('The audit is written by the database, not by hand.');
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION factcheck_never_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM factcheck_refuse('%s is never truncated: the audit would not know of it.',
        TG_TABLE_NAME);
    RETURN NULL;
END $$;

-- Is all that changed that one speaker or source became the one it was merged into?
CREATE FUNCTION factcheck_is_merge(changed jsonb, columns text[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT bool_and(CASE changed_column
        WHEN 'speaker_id' THEN EXISTS (SELECT FROM factcheck_speaker
            WHERE id = (changed -> changed_column ->> 0)::bigint
                AND merged_into_id = (changed -> changed_column ->> 1)::bigint)
        WHEN 'source_id' THEN EXISTS (SELECT FROM factcheck_source
            WHERE id = (changed -> changed_column ->> 0)::bigint
                AND merged_into_id = (changed -> changed_column ->> 1)::bigint)
        ELSE false
    END)
    FROM unnest(columns) AS changed_column
$$;

-- Arguments: what the row is to a claim (claim, part, part-of-citation, shared, beside), the
-- columns that are no part of the verdict, and those of which nothing is kept.
CREATE FUNCTION factcheck_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    entity jsonb := CASE WHEN TG_OP = 'DELETE' THEN before ELSE after END;
    changed jsonb;
    verdict text[];
    claim factcheck_claim;
    claim_key bigint;
BEGIN
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
    IF TG_OP = 'UPDATE' AND TG_ARGV[0] LIKE 'part%' AND changed ?| '{claim_id, citation_id}' THEN
        PERFORM factcheck_refuse('A part stays with its claim: add a new one to the other.');
    END IF;
    claim_key := CASE TG_ARGV[0]
        WHEN 'claim' THEN (entity ->> 'id')::bigint
        WHEN 'part' THEN (entity ->> 'claim_id')::bigint
        WHEN 'part-of-citation' THEN
            (SELECT claim_id FROM factcheck_citation WHERE id = (entity ->> 'citation_id')::bigint)
    END;
    IF claim_key IS NOT NULL THEN
        SELECT * INTO claim FROM factcheck_claim WHERE id = claim_key FOR UPDATE;
    END IF;

    IF verdict IS NOT NULL AND claim.id IS NOT NULL THEN
        PERFORM factcheck_require_actor();
        IF TG_OP = 'UPDATE' AND factcheck_is_merge(changed, verdict) THEN
            NULL; -- Whoever is named is the same as before, whatever the stage.
        ELSIF claim.stage IN ('published', 'withdrawn', 'dropped')
            AND factcheck_redacts(claim.article_id)
        THEN
            NULL; -- Two people take the words out.
        ELSIF claim.stage IN ('published', 'withdrawn') THEN
            PERFORM factcheck_refuse('The claim is %s: reopen it before you change it.',
                claim.stage);
        ELSIF claim.stage = 'dropped' THEN
            PERFORM factcheck_refuse('The claim is dropped: restore it before you change it.');
        END IF;
    END IF;

    INSERT INTO factcheck_auditentry (at, actor_id, actor_name, "table", "row", operation,
        changes, claim_id, round, is_contribution)
    VALUES (clock_timestamp(), factcheck_actor(),
        coalesce((SELECT username FROM factcheck_user WHERE id = factcheck_actor()), ''),
        TG_TABLE_NAME, coalesce(entity ->> 'id', entity ->> 'slug'), TG_OP, changed,
        claim_key, claim.round,
        verdict IS NOT NULL AND (claim_key IS NOT NULL OR TG_ARGV[0] = 'shared'));

    IF verdict IS NOT NULL AND claim.stage = 'approved' THEN
        PERFORM factcheck_void(ARRAY[claim.id],
            format('Changed after the sign-off: %s.', CASE
                WHEN TG_ARGV[0] = 'claim' THEN array_to_string(verdict, ', ')
                ELSE replace(TG_TABLE_NAME, 'factcheck_', '') END));
    END IF;
    IF TG_ARGV[0] LIKE 'part%' AND claim.id IS NOT NULL THEN
        UPDATE factcheck_claim SET version = version WHERE id = claim.id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER guard_audit BEFORE INSERT ON factcheck_auditentry
FOR EACH ROW EXECUTE FUNCTION factcheck_guard_audit();

-- Backwards
DROP TRIGGER guard_audit ON factcheck_auditentry;
DROP FUNCTION factcheck_audit();
DROP FUNCTION factcheck_is_merge(jsonb, text[]);
DROP FUNCTION factcheck_never_truncated();
DROP FUNCTION factcheck_guard_audit();
