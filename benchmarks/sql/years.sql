-- The buyer-year dossier, made of the imports among the order dossiers. One's own data can break the limit, never hold
-- it, so only broken ones are told.

CREATE TEMP TABLE year_findings AS
WITH bought AS (
    SELECT buyer_id, year, max(declared_on) AS day, one_text(currency, count(*)) AS currency,
        whole_sum(list_value, count(*)) - whole_sum(value_returned, count(*)) AS value
    FROM order_dossier WHERE counts_for_year GROUP BY ALL
)
SELECT 'buyer-year' AS dossier, buyer_id || '/' || year AS key, 'yearly_purchases_within_limit' AS control,
    'broken' AS outcome, day
FROM bought
WHERE currency = '142' AND value > CASE WHEN day >= DATE '2019-01-01' THEN 26000
                                        WHEN day >= DATE '2016-04-08' THEN 20000 END;
