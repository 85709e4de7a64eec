-- What readers may know of the audit: since when the scale says what it says, and what it said.
CREATE OR REPLACE VIEW public.factcheck_scalechange AS
SELECT id, at, replace("table", 'factcheck_', '') AS entry, "row" AS slug, changes
FROM public.factcheck_auditentry
WHERE "table" IN ('factcheck_verificationstatus', 'factcheck_finding');
