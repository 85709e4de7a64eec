-- Is a redaction that takes from this article, or from one of the same text, agreed to in this
-- very transaction? Only then do the words go that nobody may change otherwise.
CREATE OR REPLACE FUNCTION public.factcheck_redacts(article bigint)
RETURNS boolean LANGUAGE sql STABLE
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
    SELECT EXISTS (
        SELECT FROM public.factcheck_redaction redaction
        JOIN public.factcheck_publication taken ON taken.serial = ANY (redaction.serials)
        JOIN public.factcheck_claim c ON c.id IN (taken.claim_id, redaction.claim_id)
        WHERE redaction.agreed_at = now() AND (c.article_id = article OR EXISTS (
            SELECT FROM public.factcheck_articlerevision one
            JOIN public.factcheck_articlerevision other USING (sha256)
            WHERE one.article_id = c.article_id AND other.article_id = article)))
$function$;

CREATE OR REPLACE FUNCTION public.factcheck_guard_redaction()
RETURNS trigger LANGUAGE plpgsql
SET search_path TO 'pg_catalog', 'pg_temp' AS $function$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.agreed_by_id IS NOT NULL THEN
            PERFORM public.factcheck_refuse('A redaction that was agreed to stays.');
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT'
        AND (NEW.asked_by_id <> public.factcheck_require_actor() OR NEW.agreed_by_id IS NOT NULL)
    THEN
        PERFORM public.factcheck_refuse('A redaction is asked for in the name of who acts; '
            'somebody else agrees to it.');
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM unnest(NEW.serials) AS taken
            WHERE NOT EXISTS (SELECT FROM public.factcheck_publication WHERE serial = taken))
        THEN
            PERFORM public.factcheck_refuse('A redaction takes what is published.');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.agreed_by_id IS NOT NULL
        OR NEW.agreed_by_id IS DISTINCT FROM public.factcheck_require_actor()
        OR to_jsonb(NEW) - '{agreed_by_id, agreed_at}'::text[]
            <> to_jsonb(OLD) - '{agreed_by_id, agreed_at}'::text[]
    THEN
        PERFORM public.factcheck_refuse('A redaction is agreed to once, in the name of who acts, '
            'and not changed.');
    END IF;
    NEW.agreed_at := now();
    -- Nobody publishes a repeat of what is about to go.
    PERFORM public.factcheck_lock_chain();
    IF EXISTS (
        SELECT FROM public.factcheck_publication taken
        CROSS JOIN public.factcheck_repeating(taken.claim_id) AS repeat
        WHERE taken.serial = ANY (NEW.serials)
            AND taken.serial = (public.factcheck_latest(taken.claim_id)).serial
            AND repeat.serial <> ALL (NEW.serials)
    ) THEN
        PERFORM public.factcheck_refuse(
            'Other claims repeat this one: withdraw their reviews first, '
            'or take them with the same redaction.');
    END IF;
    RETURN NEW;
END $function$;

CREATE OR REPLACE TRIGGER guard_redaction
BEFORE INSERT OR DELETE OR UPDATE ON public.factcheck_redaction
FOR EACH ROW EXECUTE FUNCTION public.factcheck_guard_redaction();
