-- The order dossier: order, payments, collections, waybill, customs list, their lines, and what was returned.
-- `$today` is the day as of which the question is asked (whole days since 1970).

-- One row per order number; where a number stands for two documents its columns are null and `rows` says how many.
CREATE TEMP VIEW one_order AS
    SELECT *, 1 AS rows FROM order_file ANTI JOIN busy_order USING (number)
    UNION ALL BY NAME
    SELECT * EXCLUDE stays, 1 AS rows FROM order_versions WHERE stays QUALIFY count(*) OVER (PARTITION BY number) = 1
    UNION ALL BY NAME
    SELECT number, count(*) AS rows FROM order_versions WHERE stays GROUP BY number HAVING count(*) > 1;
CREATE TEMP VIEW one_list AS
    SELECT *, 1 AS rows FROM customs_list_file ANTI JOIN busy_list USING (order_number)
    UNION ALL BY NAME
    SELECT * EXCLUDE stays, 1 AS rows FROM list_versions WHERE stays
    QUALIFY count(*) OVER (PARTITION BY order_number) = 1
    UNION ALL BY NAME
    SELECT order_number, count(*) AS rows FROM list_versions WHERE stays GROUP BY order_number HAVING count(*) > 1;
CREATE TEMP TABLE many_waybills AS
    SELECT order_number, count(*) AS rows FROM waybills WHERE order_number IS NOT NULL GROUP BY 1 HAVING count(*) > 1;
CREATE TEMP VIEW one_waybill AS
    SELECT *, 1 AS rows FROM waybills ANTI JOIN many_waybills USING (order_number) WHERE order_number IS NOT NULL
    UNION ALL BY NAME FROM many_waybills;

-- Firms are few: each code is looked at once.
CREATE TEMP TABLE good_code AS
    SELECT code FROM (SELECT platform_code AS code FROM lists UNION SELECT merchant_code FROM lists
                      UNION SELECT carrier_code FROM lists UNION SELECT declarant_code FROM lists
                      UNION SELECT owner_code FROM lists)
    WHERE company_code(code);

CREATE TEMP TABLE order_dossier AS
WITH lines AS (
    -- Order lines and list lines side by side by number, folded in one go.
    SELECT coalesce(a.order_number, b.order_number) AS number, count(*) AS pairs,
        count(a.order_number) AS a_rows, count(b.order_number) AS b_rows,
        bool_and(a.line_number IS NOT NULL AND b.line_number IS NOT NULL) AS both,
        every_row(same_text(b.name, a.item_name), pairs) AS names,
        every_row(b.quantity = a.quantity, pairs) AS quantities,
        every_row(b.unit = a.unit, pairs) AS units,
        every_row(b.currency = a.currency, pairs) AS currencies,
        every_row(CASE WHEN b.currency = a.currency THEN b.price = a.price END, pairs) AS prices,
        every_row(CASE WHEN b.currency = a.currency THEN b.total = a.total END, pairs) AS totals,
        -- order lines
        whole_sum(a.total, a_rows) AS a_total, whole_sum(a.freight, a_rows) AS a_freight,
        one_text(a.currency, a_rows) AS a_currency, every_row(a.currency = '142', a_rows) AS a_yuan,
        every_row(abs(a.total - a.price * a.quantity) <= 0.01, a_rows) AS a_multiply,
        list(a.currency) FILTER (abs(a.total - a.price * a.quantity) > 0.01) AS a_wrong,
        CASE WHEN count(a.line_number) = a_rows THEN
            min(a.line_number) = 1 AND max(a.line_number) = a_rows AND count(a.pair_number) = a_rows END AS a_numbered,
        -- list lines
        whole_sum(b.total, b_rows) AS b_total,
        one_text(b.currency, b_rows) AS b_currency, every_row(b.currency = '142', b_rows) AS b_yuan,
        every_row(abs(b.total - b.price * b.quantity) <= 0.01, b_rows) AS b_multiply,
        list(b.currency) FILTER (abs(b.total - b.price * b.quantity) > 0.01) AS b_wrong,
        CASE WHEN count(b.line_number) = b_rows THEN
            min(b.line_number) = 1 AND max(b.line_number) = b_rows AND count(b.pair_number) = b_rows END AS b_numbered,
        every_row(b.quantity = 1, b_rows) AS b_single,
        bool_and(b.item_record IS NOT NULL) FILTER (b.order_number IS NOT NULL) AS b_recorded,
        bool_and((b.second_unit IS NOT NULL) = (b.second_quantity IS NOT NULL))
            FILTER (b.order_number IS NOT NULL) AS b_second,
        every_row(regexp_full_match(b.commodity_code, '[0-9]{10}'), b_rows) AS b_codes,
        bool_and(barcode(b.barcode)) FILTER (b.order_number IS NOT NULL) AS b_barcodes
    FROM order_lines AS a
    FULL JOIN list_lines AS b ON a.order_number = b.order_number AND a.pair_number = b.pair_number
    GROUP BY ALL
),
paid AS (
    SELECT p.order_number AS number, count(*) AS rows,
        whole_sum(p.amount, rows) AS total, one_text(p.currency, rows) AS currency,
        every_row(p.currency = '142', rows) AS yuan,
        every_row(p.platform_code = o.platform_code, rows) AS platform,
        every_row(same_text(p.payer_name, o.buyer_name), rows) AND every_row(p.payer_id = o.buyer_id, rows) AS payer,
        every_row(p.payer_id_type = '1', rows) AS card,
        NOT every_row(NOT (p.number = o.payment_number
            AND (p.firm_code = o.payment_firm_code OR o.payment_firm_code IS NULL)), rows) AS named,
        CASE WHEN count(p.reported_at) = rows THEN max(beijing_day(p.reported_at)) END AS seen,
        max(p.reported_at) AS last_reported, count(p.reported_at) = rows AS all_reported,
        every_row(p.paid_at >= o.ordered_at, rows) AS after_order
    FROM payments AS p LEFT JOIN one_order AS o ON o.number = p.order_number
    WHERE p.order_number IS NOT NULL
    GROUP BY p.order_number
),
received AS (
    SELECT c.order_number AS number, count(*) AS rows,
        every_row(c.platform_code = o.platform_code AND c.merchant_code = o.merchant_code, rows) AS parties
    FROM collections AS c LEFT JOIN one_order AS o ON o.number = c.order_number
    GROUP BY c.order_number
),
returned AS (
    -- What came back, at the price of the list line it was declared under.
    SELECT r.order_number AS number, count(*) AS rows, whole_sum(b.price * r.quantity, rows) AS total
    FROM return_lines AS r
    LEFT JOIN list_lines AS b ON b.order_number = r.order_number AND b.pair_number = r.line_number
    WHERE r.order_number IS NOT NULL
    GROUP BY r.order_number
),
asked_back AS (SELECT DISTINCT order_number AS number FROM customs_returns WHERE order_number IS NOT NULL),
dossier AS (
    SELECT coalesce(o.number, l.order_number, w.order_number, t.number, p.number, c.number, r.number, q.number) AS key,
        o.order_type = 'I' OR l.direction = 'I' AS import,
        o.order_type IN ('E', 'B', 'W') OR l.direction = 'E' AS export,
        coalesce(o.subject, 'goods') = 'goods' AS goods,
        coalesce(o.rows, 0) AS orders, coalesce(l.rows, 0) AS lists, coalesce(w.rows, 0) AS waybills,
        coalesce(p.rows, 0) AS payments, coalesce(c.rows, 0) AS collections,
        coalesce(t.a_rows, 0) AS order_lines, coalesce(t.b_rows, 0) AS list_lines,
        coalesce(beijing_day(o.reported_at), beijing_day(o.ordered_at)) AS ordered_on,
        coalesce(beijing_day(l.reported_at), beijing_day(w.reported_at), p.seen) AS seen_on,
        CASE WHEN t.b_currency = l.currency AND t.b_currency = coalesce(l.insurance_currency, l.currency)
             THEN t.b_total + l.freight + l.insurance END AS list_value,
        o, l, w, t, p, c, r
    FROM one_order AS o
    FULL JOIN one_list AS l ON l.order_number = o.number
    FULL JOIN one_waybill AS w ON w.order_number = coalesce(o.number, l.order_number)
    FULL JOIN lines AS t ON t.number = coalesce(o.number, l.order_number, w.order_number)
    FULL JOIN paid AS p ON p.number = coalesce(o.number, l.order_number, w.order_number, t.number)
    FULL JOIN received AS c ON c.number = coalesce(o.number, l.order_number, w.order_number, t.number, p.number)
    FULL JOIN returned AS r
        ON r.number = coalesce(o.number, l.order_number, w.order_number, t.number, p.number, c.number)
    FULL JOIN asked_back AS q
        ON q.number = coalesce(o.number, l.order_number, w.order_number, t.number, p.number, c.number, r.number)
)
SELECT 1;
