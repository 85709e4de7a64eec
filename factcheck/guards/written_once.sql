CREATE OR REPLACE FUNCTION public.factcheck_written_once()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
DECLARE
    before jsonb;
    after jsonb;
    mention CONSTANT text := '@[\w.+@-]*\w';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- A redaction that two people asked for takes words and leaves everything else.
        before := to_jsonb(OLD);
        after := to_jsonb(NEW);
        IF TG_TABLE_NAME = 'factcheck_publication'
            AND after = before || '{"content": null}'
            AND EXISTS (SELECT FROM public.factcheck_redaction
                WHERE (before ->> 'serial')::bigint = ANY (serials) AND agreed_by_id IS NOT NULL)
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_auditentry'
            AND after = before || '{"changes": {}}'
            AND EXISTS (
                SELECT FROM public.factcheck_claim WHERE id = (before ->> 'claim_id')::bigint
                    AND public.factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM public.factcheck_articlerevision WHERE id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_articlerevision'
                    AND public.factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM public.factcheck_articlefinding WHERE id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_articlefinding'
                    AND public.factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM public.factcheck_readerreport report
                JOIN public.factcheck_claim c ON c.id IN (report.claim_id, report.added_id)
                WHERE report.id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_readerreport'
                    AND public.factcheck_redacts(c.article_id)
                UNION ALL
                SELECT FROM public.factcheck_remark remark
                JOIN public.factcheck_claim c ON c.id = remark.claim_id
                WHERE remark.id::text = before ->> 'row'
                    AND before ->> 'table' = 'factcheck_remark'
                    AND public.factcheck_redacts(c.article_id))
        THEN
            RETURN NEW;
        END IF;
        IF TG_TABLE_NAME = 'factcheck_move'
            AND after = before || jsonb_build_object('comment', after -> 'comment')
            AND (after = before OR after ->> 'comment' ~ '^█+$')
            AND EXISTS (
                SELECT FROM public.factcheck_claim WHERE id = (before ->> 'claim_id')::bigint
                    AND public.factcheck_redacts(article_id)
                UNION ALL
                SELECT FROM public.factcheck_articlefinding
                WHERE id = (before ->> 'finding_id')::bigint
                    AND public.factcheck_redacts(article_id))
        THEN
            RETURN NEW;
        END IF;
        -- Whoever left may be called by another name, and by nothing else, where they are named.
        IF TG_TABLE_NAME = 'factcheck_move'
            AND after = before || jsonb_build_object('comment', after -> 'comment')
            AND regexp_replace(after ->> 'comment', mention, '@', 'g')
                = regexp_replace(before ->> 'comment', mention, '@', 'g')
            AND EXISTS (SELECT FROM public.factcheck_user WHERE pseudonymised_at = now()
                AND strpos(after ->> 'comment', '@' || username) > 0)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    PERFORM public.factcheck_refuse('%s is written once: nothing of it is changed or removed.',
        TG_TABLE_NAME);
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER written_once BEFORE DELETE OR UPDATE ON public.factcheck_publication
FOR EACH ROW EXECUTE FUNCTION public.factcheck_written_once();
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_publication
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_written_once();

CREATE OR REPLACE TRIGGER written_once BEFORE DELETE OR UPDATE ON public.factcheck_move
FOR EACH ROW EXECUTE FUNCTION public.factcheck_written_once();
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_move
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_written_once();

CREATE OR REPLACE TRIGGER written_once BEFORE DELETE OR UPDATE ON public.factcheck_auditentry
FOR EACH ROW EXECUTE FUNCTION public.factcheck_written_once();
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_auditentry
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_written_once();

CREATE OR REPLACE TRIGGER written_once BEFORE DELETE OR UPDATE ON public.factcheck_claimexport
FOR EACH ROW EXECUTE FUNCTION public.factcheck_written_once();
CREATE OR REPLACE TRIGGER never_truncated BEFORE TRUNCATE ON public.factcheck_claimexport
FOR EACH STATEMENT EXECUTE FUNCTION public.factcheck_written_once();
