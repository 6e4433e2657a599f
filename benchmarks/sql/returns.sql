-- The return dossier (number of the list) and the return-line dossier (number of the list and of its line).

CREATE TEMP TABLE return_findings AS
WITH listed AS (
    SELECT customs_number AS number, count(*) AS found, any_value(direction) AS direction,
        any_value(merchant_code) AS merchant_code, any_value(declarant_code) AS declarant_code
    FROM lists WHERE customs_number IS NOT NULL GROUP BY ALL
),
list AS (FROM listed WHERE found = 1),
answered AS (
    SELECT customs_number AS number, count(*) AS found,
        NOT every_row(status NOT IN ('800', '899'), found) AS released,
        CASE WHEN count(status) = found AND count(answered_at) FILTER (status IN ('800', '899'))
                  = count(*) FILTER (status IN ('800', '899'))
             THEN min(beijing_day(answered_at)) FILTER (status IN ('800', '899')) END AS released_on
    FROM answers WHERE customs_number IS NOT NULL GROUP BY ALL
),
asked AS (
    SELECT r.customs_number AS number, count(*) AS returns,
        every_row(r.merchant_code = l.merchant_code AND r.declarant_code = l.declarant_code, returns) AS same_company,
        every_row(r.direction = 'I' AND r.country <> '142', returns) AS from_abroad,
        CASE WHEN count(r.reported_at) = returns THEN max(beijing_day(r.reported_at)) END AS asked_on,
        max(beijing_day(r.reported_at)) AS last_asked, count(r.reported_at) = returns AS all_asked,
        max(whole_day(r.returned_on)) AS last_back, count(r.returned_on) = returns AS all_back
    FROM customs_returns AS r LEFT JOIN list AS l ON l.number = r.customs_number
    WHERE r.customs_number IS NOT NULL GROUP BY ALL
),
judged AS (
    SELECT r.number AS key, r.asked_on, l.direction = 'I' AS import, l.direction = 'E' AS export,
        verdict(true, r.same_company) AS returned_list_is_of_the_same_company,
        verdict(true, a.released) AS returned_list_was_released,
        verdict(export, r.from_abroad) AS export_return_comes_from_abroad,
        CASE WHEN r.asked_on >= whole_day(DATE '2020-03-28') THEN a.released_on + 30 END AS ask_until,
        CASE WHEN r.asked_on >= whole_day(DATE '2020-03-28') THEN a.released_on + 45 END AS back_until,
        a.released_on + 365 AS export_until,
        verdict(import, CASE WHEN r.last_asked > ask_until THEN false
            WHEN r.all_asked THEN r.last_asked <= ask_until END)
            AS import_return_was_asked_in_time,
        verdict(import, CASE WHEN r.last_back > back_until THEN false
            WHEN r.all_back THEN r.last_back <= back_until END)
            AS import_return_came_back_in_time,
        verdict(export, CASE WHEN r.last_asked > export_until THEN false
            WHEN r.all_asked THEN r.last_asked <= export_until END) AS export_return_was_asked_in_time
    FROM asked AS r LEFT JOIN list AS l USING (number) LEFT JOIN answered AS a USING (number)
),
told AS (
    UNPIVOT (SELECT * EXCLUDE (import, export, ask_until, back_until, export_until) FROM judged)
    ON COLUMNS(* EXCLUDE (key, asked_on)) INTO NAME control VALUE verdict
)
SELECT 'return' AS dossier, key, control, outcome(verdict) AS outcome, written_day(asked_on) AS day
FROM told WHERE verdict > 1;

CREATE TEMP TABLE return_line_findings AS
WITH listed AS (
    SELECT customs_number, line_number, count(*) AS found,
        CASE count(*) WHEN 1 THEN any_value(quantity) END AS quantity,
        CASE count(*) WHEN 1 THEN any_value(commodity_code) END AS commodity_code
    FROM list_lines WHERE customs_number IS NOT NULL AND line_number IS NOT NULL GROUP BY ALL
),
judged AS (
    SELECT r.customs_number || '/' || r.line_number AS key,
        any_value(l.found) IS NULL AS no_line,
        whole_sum(r.quantity, count(*)) <= any_value(l.quantity) AS enough,
        every_row(r.commodity_code = l.commodity_code, count(*)) AS same_goods
    FROM return_lines AS r LEFT JOIN listed AS l USING (customs_number, line_number)
    WHERE r.customs_number IS NOT NULL AND r.line_number IS NOT NULL
    GROUP BY r.customs_number, r.line_number
)
SELECT 'return-line' AS dossier, key, 'returned_line_was_listed' AS control, 'broken' AS outcome,
    written_day($today) AS day
FROM judged WHERE no_line
UNION ALL
SELECT 'return-line', key, 'returned_quantity_was_listed',
    CASE WHEN NOT enough THEN 'broken' ELSE 'undetermined' END, written_day($today)
FROM judged WHERE NOT enough OR (enough IS NULL AND NOT no_line)
UNION ALL
SELECT 'return-line', key, 'returned_goods_are_the_listed',
    CASE WHEN NOT same_goods THEN 'broken' ELSE 'undetermined' END, written_day($today)
FROM judged WHERE NOT same_goods OR (same_goods IS NULL AND NOT no_line);
