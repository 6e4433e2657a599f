-- The parcel dossier (carrier and waybill number) and the payment dossier (firm and transaction number).

CREATE TEMP TABLE parcel_findings AS
WITH carried AS (
    SELECT carrier_code, number, count(*) AS found, CASE count(*) WHEN 1 THEN any_value(weight) END AS weight,
        CASE count(*) WHEN 1 THEN any_value(packages) END AS packages
    FROM waybills WHERE carrier_code IS NOT NULL AND number IS NOT NULL GROUP BY ALL
),
listed AS (
    SELECT l.carrier_code, l.waybill_number AS number, count(*) AS lists,
        NOT every_row(l.direction <> 'E', lists) AS some_export, every_row(l.direction = 'E', lists) AS all_export,
        CASE WHEN count(l.reported_at) = lists THEN max(beijing_day(l.reported_at)) END AS seen_on,
        CASE WHEN count(l.declared_on) = lists THEN max(whole_day(l.declared_on)) END AS declared_on,
        CASE WHEN count(l.order_number) = lists THEN min(l.order_number) = max(l.order_number) END AS one_order,
        every_row(abs(w.weight - l.gross_weight) <= l.gross_weight * 0.1, lists) AS near
    FROM lists AS l LEFT JOIN carried AS w ON w.carrier_code = l.carrier_code AND w.number = l.waybill_number
    WHERE l.carrier_code IS NOT NULL AND l.waybill_number IS NOT NULL
    GROUP BY ALL
),
answered AS (
    SELECT firm_code AS carrier_code, waybill_number AS number, count(*) AS rows,
        CASE WHEN count(answered_at) = rows THEN max(beijing_day(answered_at)) END AS answered_on,
        accepted(some_row(accepts, rows), some_row(refuses, rows), some_row(waits, rows), answered_on, $today) AS taken
    FROM answers WHERE firm_code IS NOT NULL AND waybill_number IS NOT NULL AND about IN ('511', '505')
    GROUP BY ALL
),
parcel AS (
    SELECT carrier_code || '/' || number AS key, l.seen_on, l.declared_on, a.answered_on,
        verdict(coalesce(w.found, 0) > 0 AND coalesce(a.rows, 0) > 0, a.taken) AS waybill_was_accepted,
        verdict(coalesce(l.lists, 0) > 0 AND coalesce(w.found, 0) > 0, w.weight > 0 AND w.packages > 0)
            AS waybill_has_weight_and_pieces,
        verdict(coalesce(l.lists, 0) > 0 AND l.some_export, arrived(coalesce(w.found, 0), l.seen_on, $today))
            AS listed_waybill_was_reported,
        verdict(coalesce(w.found, 0) > 0, w.found <= 1) AS waybill_number_has_one_content,
        verdict(coalesce(l.lists, 0) > 0, l.one_order) AS waybill_is_used_once,
        verdict(coalesce(l.lists, 0) > 0 AND l.all_export, l.near) AS export_weight_is_near_the_list,
        listed_waybill_was_reported > 1 OR waybill_number_has_one_content > 1 AS no_waybill
    FROM carried AS w FULL JOIN listed AS l USING (carrier_code, number)
    LEFT JOIN answered AS a USING (carrier_code, number)
),
told AS (
    SELECT key, unnest([
        say('listed_waybill_was_reported', listed_waybill_was_reported, seen_on, false),
        say('waybill_number_has_one_content', waybill_number_has_one_content, $today, false),
        say('waybill_is_used_once', waybill_is_used_once, seen_on, false),
        say('waybill_was_accepted', waybill_was_accepted, answered_on, no_waybill),
        say('waybill_has_weight_and_pieces', waybill_has_weight_and_pieces, declared_on, no_waybill),
        say('export_weight_is_near_the_list', export_weight_is_near_the_list, NULL, no_waybill)
    ]) AS found
    FROM parcel
    WHERE greatest(listed_waybill_was_reported, waybill_number_has_one_content, waybill_is_used_once,
                   export_weight_is_near_the_list, waybill_was_accepted, waybill_has_weight_and_pieces) > 1
)
SELECT 'parcel' AS dossier, key, found.control AS control,
    outcome(found.verdict) AS outcome, written_day(found.day) AS day
FROM told WHERE found.verdict = 2 OR (found.verdict > 2 AND NOT found.told);

CREATE TEMP TABLE payment_findings AS
WITH paid AS (
    SELECT firm_code, number, count(*) AS found, CASE count(*) WHEN 1 THEN any_value(order_number) END AS order_number
    FROM payments WHERE firm_code IS NOT NULL AND number IS NOT NULL GROUP BY ALL
),
named AS (
    SELECT o.payment_firm_code AS firm_code, o.payment_number AS number, count(*) AS found,
        min(o.number) = max(o.number) AND bool_and(p.order_number IS NULL OR o.number = p.order_number) AS one_order
    FROM orders AS o LEFT JOIN paid AS p ON p.firm_code = o.payment_firm_code AND p.number = o.payment_number
    WHERE o.payment_firm_code IS NOT NULL AND o.payment_number IS NOT NULL
    GROUP BY ALL
),
answered AS (
    SELECT firm_code, payment_number AS number, count(*) AS rows,
        CASE WHEN count(answered_at) = rows THEN max(beijing_day(answered_at)) END AS answered_on,
        verdict(true, accepted(some_row(accepts, rows), some_row(refuses, rows), some_row(waits, rows), answered_on,
                               $today)) AS accepted
    FROM answers SEMI JOIN paid ON paid.firm_code = answers.firm_code AND paid.number = answers.payment_number
    WHERE about = '411'
    GROUP BY ALL
)
SELECT 'payment' AS dossier, firm_code || '/' || number AS key, 'payment_number_has_one_content' AS control,
    'broken' AS outcome, written_day($today) AS day
FROM paid WHERE found > 1
UNION ALL
SELECT 'payment', firm_code || '/' || number, 'payment_is_used_once', 'broken', written_day($today)
FROM named WHERE NOT one_order
UNION ALL
SELECT 'payment', firm_code || '/' || number, 'payment_was_accepted', outcome(accepted), written_day(answered_on)
FROM answered LEFT JOIN paid USING (firm_code, number)
WHERE accepted = 2 OR (accepted > 2 AND paid.found = 1);
