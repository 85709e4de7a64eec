-- A file is what its digest says, of one piece of evidence, added by who acts. Whether readers may
-- have it and whether it was taken off are set again; a redaction that two people agreed to takes
-- its name.
CREATE OR REPLACE FUNCTION public.factcheck_guard_evidence_file()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT claim_id INTO NEW.claim_id FROM public.factcheck_evidence
        WHERE id = NEW.evidence_id;
        NEW.added_by_id := public.factcheck_require_actor();
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - '{readers_may, is_taken_off}'::text[]
            = to_jsonb(OLD) - '{readers_may, is_taken_off}'::text[]
        AND NOT OLD.is_redacted
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - '{name, is_redacted}'::text[]
            = to_jsonb(OLD) - '{name, is_redacted}'::text[]
        AND EXISTS (SELECT FROM public.factcheck_claim
            WHERE id = OLD.claim_id AND public.factcheck_redacts(article_id))
    THEN
        RETURN NEW;
    END IF;
    PERFORM public.factcheck_refuse('%s is written once: nothing of it is changed or removed.',
        TG_TABLE_NAME);
    RETURN NULL;
END $function$;

CREATE OR REPLACE TRIGGER guard_evidence_file
BEFORE INSERT OR DELETE OR UPDATE ON public.factcheck_evidencefile
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_evidence_file();
