CREATE FUNCTION factcheck_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb;
    after jsonb;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- A redaction that two people asked for takes words and leaves everything else.
        before := to_jsonb(OLD);
        after := to_jsonb(NEW);
        IF TG_TABLE_NAME = 'factcheck_publication'
            AND after = before || '{"content": null}'
            AND EXISTS (SELECT FROM factcheck_redaction
                WHERE (before ->> 'serial')::bigint = ANY (serials) AND agreed_by_id IS NOT NULL)
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_auditentry'
            AND after = before || '{"changes": {}}'
            AND EXISTS (
                SELECT FROM factcheck_claim WHERE id = (before ->> 'claim_id')::bigint
                    AND factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM factcheck_articlerevision WHERE id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_articlerevision'
                    AND factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM factcheck_readerreport report
                JOIN factcheck_claim c ON c.id IN (report.claim_id, report.added_id)
                WHERE report.id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_readerreport'
                    AND factcheck_redacts(c.article_id))
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_move'
            AND after = before || jsonb_build_object('comment', after -> 'comment')
            AND (after = before OR after ->> 'comment' ~ '^█+$')
            AND EXISTS (SELECT FROM factcheck_claim WHERE id = (before ->> 'claim_id')::bigint
                AND factcheck_redacts(article_id))
        THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM factcheck_refuse('%s is written once: nothing of it is changed or removed.',
        TG_TABLE_NAME);
    RETURN NULL;
END $$;

-- Backwards
DROP FUNCTION factcheck_written_once();
