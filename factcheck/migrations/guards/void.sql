CREATE FUNCTION factcheck_void(claims bigint[], why text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO factcheck_move (claim_id, verb, from_stage, to_stage, actor_id, actor_name,
        comment, candidate_sha256, created_at)
    SELECT id, 'void', 'approved', 'in-review', factcheck_require_actor(), '', why, '', now()
    FROM (SELECT id FROM factcheck_claim WHERE id = ANY (claims) AND stage = 'approved'
          ORDER BY id FOR UPDATE) AS approved;
END $$;

-- What a sign-off rests on beside the claim's own rows: its digest would no longer match.
CREATE FUNCTION factcheck_void_resting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    resting bigint[];
BEGIN
    IF to_jsonb(NEW) - 'note' = to_jsonb(OLD) - 'note' THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT array_agg(claim.id) FROM factcheck_claim AS claim '
        'WHERE claim.stage = ''approved'' AND (%s)', TG_ARGV[0]) INTO resting USING NEW;
    IF resting IS NOT NULL THEN
        PERFORM factcheck_void(resting, format('Changed after the sign-off: %s.', TG_ARGV[1]));
    END IF;
    RETURN NULL;
END $$;

-- Backwards
DROP FUNCTION factcheck_void_resting();
DROP FUNCTION factcheck_void(bigint[], text);
