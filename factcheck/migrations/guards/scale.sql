-- What readers may know of the audit: since when the scale says what it says, and what it said.
CREATE VIEW factcheck_scalechange AS
SELECT id, at, replace("table", 'factcheck_', '') AS entry, "row" AS slug, changes
FROM factcheck_auditentry
WHERE "table" IN ('factcheck_verificationstatus', 'factcheck_finding');

-- Backwards
DROP VIEW factcheck_scalechange;
