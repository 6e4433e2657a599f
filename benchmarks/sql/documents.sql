-- The document dossier: one unique id, one document. Exact copies are one document.

CREATE TEMP TABLE document_findings AS
WITH document AS (
    SELECT guid FROM orders UNION ALL SELECT guid FROM payments
    UNION ALL SELECT guid FROM waybills UNION ALL SELECT guid FROM lists
)
SELECT 'document' AS dossier, guid AS key, 'guid_is_unique' AS control, 'broken' AS outcome,
    written_day($today) AS day
FROM document WHERE guid IS NOT NULL GROUP BY guid HAVING count(*) > 1;
