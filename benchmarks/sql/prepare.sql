-- The documents in force, each once. `<kind>_file` is a view of what was handed in.
-- A number with one document that is neither a change nor a deletion is the rule, and that document stays as it is. The
-- few others ("busy") are put in order: exact copies count once, a change replaces what came before it, a deletion
-- removes it. Two different documents under one number stay two.

CREATE OR REPLACE MACRO is_change(report_type) AS coalesce(report_type IN ('2', '3'), false);
-- `later`: how many changes and deletions follow, itself counted. Without all times nothing can be put in order.
CREATE OR REPLACE MACRO in_force(report_type, later, dated) AS
    NOT dated OR (report_type IS DISTINCT FROM '3' AND (later = 0 OR (later = 1 AND is_change(report_type))));

CREATE TEMP TABLE busy_order AS
    SELECT number FROM order_file
    GROUP BY ALL HAVING count(*) > 1 OR bool_or(report_type IN ('2', '3'));
CREATE TEMP TABLE order_versions AS
    SELECT *, in_force(report_type,
                       sum(is_change(report_type)::INT)
                           OVER (PARTITION BY number ORDER BY reported_at DESC),
                       bool_and(reported_at IS NOT NULL) OVER (PARTITION BY number)) AS stays
    FROM (SELECT DISTINCT * FROM order_file SEMI JOIN busy_order USING (number));
CREATE TEMP VIEW orders AS
    SELECT * FROM order_file ANTI JOIN busy_order USING (number)
    UNION ALL SELECT * EXCLUDE stays FROM order_versions WHERE stays;

CREATE TEMP TABLE busy_payment AS
    SELECT firm_code, number FROM payment_file
    GROUP BY ALL HAVING count(*) > 1 OR bool_or(report_type IN ('2', '3'));
CREATE TEMP TABLE payment_versions AS
    SELECT *, in_force(report_type,
                       sum(is_change(report_type)::INT)
                           OVER (PARTITION BY firm_code, number ORDER BY reported_at DESC),
                       bool_and(reported_at IS NOT NULL) OVER (PARTITION BY firm_code, number)) AS stays
    FROM (SELECT DISTINCT * FROM payment_file SEMI JOIN busy_payment USING (firm_code, number));
CREATE TEMP VIEW payments AS
    SELECT * FROM payment_file ANTI JOIN busy_payment USING (firm_code, number)
    UNION ALL SELECT * EXCLUDE stays FROM payment_versions WHERE stays;

CREATE TEMP TABLE busy_collection AS
    SELECT order_number, number FROM collection_file
    GROUP BY ALL HAVING count(*) > 1 OR bool_or(report_type IN ('2', '3'));
CREATE TEMP TABLE collection_versions AS
    SELECT *, in_force(report_type,
                       sum(is_change(report_type)::INT)
                           OVER (PARTITION BY order_number, number ORDER BY reported_at DESC),
                       bool_and(reported_at IS NOT NULL) OVER (PARTITION BY order_number, number)) AS stays
    FROM (SELECT DISTINCT * FROM collection_file SEMI JOIN busy_collection USING (order_number, number));
CREATE TEMP VIEW collections AS
    SELECT * FROM collection_file ANTI JOIN busy_collection USING (order_number, number)
    UNION ALL SELECT * EXCLUDE stays FROM collection_versions WHERE stays;

CREATE TEMP TABLE busy_waybill AS
    SELECT carrier_code, number FROM waybill_file
    GROUP BY ALL HAVING count(*) > 1 OR bool_or(report_type IN ('2', '3'));
CREATE TEMP TABLE waybill_versions AS
    SELECT *, in_force(report_type,
                       sum(is_change(report_type)::INT)
                           OVER (PARTITION BY carrier_code, number ORDER BY reported_at DESC),
                       bool_and(reported_at IS NOT NULL) OVER (PARTITION BY carrier_code, number)) AS stays
    FROM (SELECT DISTINCT * FROM waybill_file SEMI JOIN busy_waybill USING (carrier_code, number));
CREATE TEMP VIEW waybills AS
    SELECT * FROM waybill_file ANTI JOIN busy_waybill USING (carrier_code, number)
    UNION ALL SELECT * EXCLUDE stays FROM waybill_versions WHERE stays;

CREATE TEMP TABLE busy_list AS
    SELECT order_number FROM customs_list_file
    GROUP BY ALL HAVING count(*) > 1 OR bool_or(report_type IN ('2', '3'));
CREATE TEMP TABLE list_versions AS
    SELECT *, in_force(report_type,
                       sum(is_change(report_type)::INT)
                           OVER (PARTITION BY order_number, company_number ORDER BY reported_at DESC),
                       bool_and(reported_at IS NOT NULL) OVER (PARTITION BY order_number, company_number)) AS stays
    FROM (SELECT DISTINCT * FROM customs_list_file SEMI JOIN busy_list USING (order_number));
CREATE TEMP VIEW lists AS
    SELECT * FROM customs_list_file ANTI JOIN busy_list USING (order_number)
    UNION ALL SELECT * EXCLUDE stays FROM list_versions WHERE stays;

CREATE TEMP TABLE busy_return AS
    SELECT customs_number, company_number FROM customs_return_file
    GROUP BY ALL HAVING count(*) > 1 OR bool_or(report_type IN ('2', '3'));
CREATE TEMP TABLE return_versions AS
    SELECT *, in_force(report_type,
                       sum(is_change(report_type)::INT)
                           OVER (PARTITION BY customs_number, company_number ORDER BY reported_at DESC),
                       bool_and(reported_at IS NOT NULL) OVER (PARTITION BY customs_number, company_number)) AS stays
    FROM (SELECT DISTINCT * FROM customs_return_file SEMI JOIN busy_return USING (customs_number, company_number));
CREATE TEMP VIEW customs_returns AS
    SELECT * FROM customs_return_file ANTI JOIN busy_return USING (customs_number, company_number)
    UNION ALL SELECT * EXCLUDE stays FROM return_versions WHERE stays;

-- Lines go with the document they stand in. Lines equal in all that is read are one, in whatever document; different
-- lines under one number have no partner (`pair_number` is null).

CREATE TEMP TABLE gone_order_line AS
    SELECT DISTINCT guid AS document FROM order_versions WHERE NOT stays AND guid IS NOT NULL;
CREATE TEMP TABLE busy_order_line AS
    SELECT order_number, line_number FROM order_line_file GROUP BY ALL HAVING count(*) > 1;
CREATE TEMP TABLE order_line_versions AS
    SELECT *, CASE count(*) OVER (PARTITION BY order_number, line_number) WHEN 1 THEN line_number END AS pair_number
    FROM (SELECT DISTINCT * EXCLUDE document FROM order_line_file
          SEMI JOIN busy_order_line USING (order_number, line_number) ANTI JOIN gone_order_line USING (document));
CREATE TEMP VIEW order_lines AS
    SELECT * EXCLUDE document, line_number AS pair_number FROM order_line_file
    ANTI JOIN busy_order_line USING (order_number, line_number) ANTI JOIN gone_order_line USING (document)
    UNION ALL FROM order_line_versions;

CREATE TEMP TABLE gone_list_line AS
    SELECT DISTINCT guid AS document FROM list_versions WHERE NOT stays AND guid IS NOT NULL;
CREATE TEMP TABLE busy_list_line AS
    SELECT order_number, line_number FROM list_line_file GROUP BY ALL HAVING count(*) > 1;
CREATE TEMP TABLE list_line_versions AS
    SELECT *, CASE count(*) OVER (PARTITION BY order_number, line_number) WHEN 1 THEN line_number END AS pair_number
    FROM (SELECT DISTINCT * EXCLUDE document FROM list_line_file
          SEMI JOIN busy_list_line USING (order_number, line_number) ANTI JOIN gone_list_line USING (document));
CREATE TEMP VIEW list_lines AS
    SELECT * EXCLUDE document, line_number AS pair_number FROM list_line_file
    ANTI JOIN busy_list_line USING (order_number, line_number) ANTI JOIN gone_list_line USING (document)
    UNION ALL FROM list_line_versions;

CREATE TEMP TABLE return_lines AS
    SELECT DISTINCT * EXCLUDE document FROM return_line_file
    ANTI JOIN (SELECT guid AS document FROM return_versions WHERE NOT stays) USING (document);
CREATE TEMP TABLE answers AS
    SELECT DISTINCT *, status IN ('120', '399', '800', '899') AS accepts, status IN ('1', '2', '3', '300') AS waits,
        status IN ('4', '100') OR starts_with(status, '-') AS refuses
    FROM answer_file;

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
