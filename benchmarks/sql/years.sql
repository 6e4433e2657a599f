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

-- The buyer-day dossier: several orders of a person and day that pass the single limit together, each within it.
CREATE TEMP TABLE day_findings AS
WITH limited AS (
    SELECT buyer_id, declared_on AS day, currency, list_value,
        CASE WHEN declared_on >= DATE '2019-01-01' THEN 5000 WHEN declared_on >= DATE '2016-04-08' THEN 2000 END AS most
    FROM order_dossier WHERE counts_for_year
), bought AS (
    SELECT buyer_id, day, count(*) AS orders,
        CASE WHEN one_text(currency, count(*)) = '142' THEN whole_sum(list_value, count(*)) <= min(most) END AS together,
        some_row(CASE WHEN currency = '142' THEN list_value > most END, count(*)) AS dear
    FROM limited GROUP BY ALL
)
SELECT 'buyer-day' AS dossier, buyer_id || '/' || strftime(day, '%Y-%m-%d') AS key,
    'day_is_not_parted_under_the_single_limit' AS control,
    CASE WHEN NOT (together OR dear) THEN 'broken' ELSE 'undetermined' END AS outcome, day
FROM bought
WHERE orders > 1 AND (together OR dear) IS DISTINCT FROM true;
