-- The order dossier: order, payments, collections, waybill, customs list, their lines, and what was returned.
-- `$today` is the day as of which the question is asked (whole days since 1970).

-- What order or list say; an order that says neither is a shop's, outside the customs channel.
CREATE OR REPLACE MACRO channel(order_type, by_order, by_list) AS
    CASE WHEN order_type IS NULL THEN by_list ELSE by_order OR coalesce(by_list, false) END;

-- Firms are few: each code is looked at once.
CREATE TEMP TABLE code AS
    SELECT platform_code AS code FROM customs_list_file UNION SELECT merchant_code FROM customs_list_file
    UNION SELECT carrier_code FROM customs_list_file UNION SELECT declarant_code FROM customs_list_file
    UNION SELECT owner_code FROM customs_list_file UNION SELECT firm_code FROM payment_file;
CREATE TEMP TABLE good_code AS FROM code WHERE company_code(code);

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
        CASE WHEN count(a.line_number) = a_rows THEN
            min(a.line_number) = 1 AND max(a.line_number) = a_rows AND count(a.pair_number) = a_rows END AS a_numbered,
        -- list lines
        whole_sum(b.total, b_rows) AS b_total,
        one_text(b.currency, b_rows) AS b_currency, every_row(b.currency = '142', b_rows) AS b_yuan,
        every_row(abs(b.total - b.price * b.quantity) <= 0.01, b_rows) AS b_multiply,
        CASE WHEN count(b.line_number) = b_rows THEN
            min(b.line_number) = 1 AND max(b.line_number) = b_rows AND count(b.pair_number) = b_rows END AS b_numbered,
        every_row(b.quantity = 1, b_rows) AS b_single,
        bool_and(b.item_record IS NOT NULL) FILTER (b.order_number IS NOT NULL) AS b_recorded,
        bool_and((b.second_unit IS NOT NULL) = (b.second_quantity IS NOT NULL))
            FILTER (b.order_number IS NOT NULL) AS b_second,
        every_row(regexp_full_match(b.commodity_code, '[0-9]{10}'), b_rows) AS b_codes,
        bool_and(barcode(b.barcode, b.barcode_digits)) FILTER (b.order_number IS NOT NULL) AS b_barcodes
    FROM order_lines AS a
    FULL JOIN list_lines AS b ON a.order_number = b.order_number AND a.pair_number = b.pair_number
    GROUP BY ALL
),
paid AS (
    SELECT p.order_number AS number, count(*) AS found,
        whole_sum(p.amount, found) AS total, one_text(p.currency, found) AS currency,
        every_row(p.currency = '142', found) AS yuan,
        every_row(p.platform_code = o.platform_code, found) AS platform,
        every_row(same_text(p.payer_name, o.buyer_name), found) AND every_row(p.payer_id = o.buyer_id, found) AS payer,
        every_row(p.payer_id_type = '1', found) AS card,
        NOT every_row(NOT (p.number = o.payment_number
            AND (p.firm_code = o.payment_firm_code OR o.payment_firm_code IS NULL)), found) AS named,
        every_row(p.firm_code = o.payment_firm_code, found) AS firm,
        every_row(CASE WHEN p.firm_code IS NOT NULL THEN p.firm_code IN (FROM good_code) END, found) AS firm_code,
        CASE WHEN count(p.reported_at) = found THEN max(beijing_day(p.reported_at)) END AS seen,
        max(p.reported_at) AS last_reported, count(p.reported_at) = found AS all_reported,
        every_row(p.paid_at >= o.ordered_at, found) AS after_order
    FROM payments AS p LEFT JOIN one_order AS o ON o.number = p.order_number
    WHERE p.order_number IS NOT NULL
    GROUP BY p.order_number
),
received AS (
    SELECT c.order_number AS number, count(*) AS found,
        every_row(c.platform_code = o.platform_code AND c.merchant_code = o.merchant_code, found) AS parties,
        CASE WHEN count(c.reported_at) = found THEN max(beijing_day(c.reported_at)) END AS seen
    FROM collections AS c LEFT JOIN one_order AS o ON o.number = c.order_number
    GROUP BY c.order_number
),
returned AS (
    -- What came back, at the price of the list line it was declared under.
    SELECT r.order_number AS number, count(*) AS found, whole_sum(b.price * r.quantity, found) AS total
    FROM return_lines AS r
    LEFT JOIN list_lines AS b ON b.order_number = r.order_number AND b.pair_number = r.line_number
    WHERE r.order_number IS NOT NULL
    GROUP BY r.order_number
),
asked_back AS (
    SELECT order_number AS number, count(*) AS found,
        CASE WHEN count(reported_at) = found THEN max(beijing_day(reported_at)) END AS seen
    FROM customs_returns WHERE order_number IS NOT NULL
    GROUP BY ALL
),
answered AS (
    SELECT order_number AS number, count(*) AS found,
        CASE WHEN count(answered_at) = found THEN max(beijing_day(answered_at)) END AS seen
    FROM answers WHERE order_number IS NOT NULL
    GROUP BY ALL
),
order_answers AS (
    SELECT order_number AS number, count(*) AS rows,
        accepted(some_row(accepts, rows), some_row(refuses, rows), some_row(waits, rows),
                 CASE WHEN count(answered_at) = rows THEN max(beijing_day(answered_at)) END, $today) AS taken
    FROM answers WHERE order_number IS NOT NULL AND about IN ('311', '303')
    GROUP BY ALL
),
fact AS (
    -- Conditions first, each over whole columns; where they apply follows below.
    SELECT
        coalesce(o.number, l.order_number, w.order_number, t.number, p.number, c.number, r.number, q.number, a.number) AS key,
        o.order_type, coalesce(o.subject, 'goods') AS subject, o.ordered_at, o.buyer_id_type,
        o.payment_number IS NOT NULL AS payment_is_named, o.payment_firm_code IS NOT NULL AS firm_is_named,
        l.direction, l.mode, l.filing, l.declared_on, l.buyer_id,
        l.currency,
        channel(o.order_type, o.order_type = 'I', l.direction = 'I') AS import,
        channel(o.order_type, o.order_type IN ('E', 'B', 'W'), l.direction = 'E') AS export,
        import OR export AS declared,
        coalesce(o.rows, 0) AS orders, coalesce(l.rows, 0) AS lists, coalesce(w.rows, 0) AS waybills,
        coalesce(q.found, 0) AS returns, coalesce(a.found, 0) AS answers, coalesce(s.rows, 0) AS answers_to_order,
        coalesce(p.found, 0) AS payments, coalesce(c.found, 0) AS collections,
        coalesce(t.a_rows, 0) AS order_lines, coalesce(t.b_rows, 0) AS list_lines,
        beijing_day(o.reported_at) AS order_reported_on, beijing_day(o.ordered_at) AS placed_on,
        coalesce(order_reported_on, placed_on) AS ordered_on, beijing_day(l.reported_at) AS list_reported_on,
        coalesce(whole_day(l.declared_on), ordered_on) AS declared_day,
        coalesce(list_reported_on, beijing_day(w.reported_at), p.seen, c.seen, a.seen, q.seen) AS seen_on,
        CASE WHEN t.b_currency = l.currency AND t.b_currency = l.insurance_currency
             THEN t.b_total + l.freight + l.insurance END AS list_value,
        CASE WHEN r.found > 0 THEN r.total ELSE 0 END AS value_returned,
        l.account_book IS NOT NULL AND l.zone_firm_code IS NOT NULL AND l.zone_firm_name IS NOT NULL
            AND t.b_recorded AS zone,

    -- Presence: what belongs to an order came, once.
        arrived(orders, seen_on, $today) AS order_was_reported,
        arrived(payments, ordered_on, $today) AS payment_was_reported,
        arrived(payments, ordered_on, $today) AS shop_payment_was_reported,
        arrived(waybills, ordered_on, $today) AS waybill_was_reported,
        arrived(lists, ordered_on, $today) AS list_was_reported,
        arrived(collections, declared_day, $today) AS collection_was_reported,
        arrived(order_lines, ordered_on, $today) AS order_lines_were_reported,
        arrived(list_lines, list_reported_on, $today) AS list_lines_were_reported,
        orders <= 1 AS order_number_has_one_content,
        lists <= 1 AS order_is_declared_once,
        waybills <= 1 AS order_travels_in_one_waybill,
        payments <= 1 AS order_is_paid_once,
        order_lines = list_lines AND t.both AS lines_correspond,

    -- Parties.
        p.platform AS payment_names_the_platform,
        l.platform_code = o.platform_code AS list_names_the_platform,
        l.merchant_code = o.merchant_code AS list_names_the_merchant,
        c.parties AS collection_names_platform_and_merchant,
        p.named AS payment_is_the_one_named,
        p.firm AS payment_company_is_the_one_named,
        p.firm_code AS payment_company_code_is_well_formed,
        s.taken AS order_was_accepted,
        l.carrier_code = w.carrier_code AND l.waybill_number = w.number AS waybill_is_the_one_listed,
        l.guarantor_code = l.platform_code OR l.guarantor_code = l.merchant_code OR l.guarantor_code =
            l.carrier_code OR l.guarantor_code = l.declarant_code AS guarantor_is_a_party,
        l.owner_code = 'NO' OR l.owner_code IN (FROM good_code) AS owner_is_named,
        ((l.direction = 'E' AND l.platform_code = '无') OR l.platform_code IN (FROM good_code)) AND
            l.merchant_code IN (FROM good_code) AND l.carrier_code IN (FROM good_code) AND l.declarant_code IN (FROM
            good_code) AS company_codes_are_well_formed,

    -- Amounts.
        o.paid = o.goods_value + o.freight + o.tax - o.discount AS amount_paid_adds_up,
        CASE WHEN p.currency = o.currency THEN p.total = o.paid END AS payments_equal_the_amount_paid,
        CASE WHEN p.currency = o.currency AND p.currency = t.b_currency THEN list_value = p.total + o.discount -
            o.tax END AS list_and_payment_agree,
        CASE WHEN p.currency = t.a_currency AND p.currency = o.currency THEN abs(p.total - (t.a_total +
            t.a_freight)) <= 0.01 END AS payments_cover_lines_and_freight,
        CASE WHEN o.currency = t.a_currency THEN abs(o.goods_value - t.a_total) <= 0.01 END AS
            goods_value_is_the_sum_of_lines,
        t.a_multiply AS line_totals_multiply,
        t.b_multiply AS list_line_totals_multiply,

    -- Lines.
        t.names AS line_names_agree,
        t.quantities AS line_quantities_agree,
        t.units AS line_units_agree,
        t.prices AS line_prices_agree,
        t.totals AS line_totals_agree,
        t.currencies AS line_currencies_agree,
        t.a_numbered AS order_lines_are_numbered,
        t.b_numbered AS list_lines_are_numbered,
        t.b_second AS second_unit_with_second_quantity,

    -- People.
        same_text(l.buyer_name, o.buyer_name) AS buyer_name_agrees,
        l.buyer_id = o.buyer_id AS buyer_id_agrees,
        same_text(l.buyer_phone, o.buyer_phone) AS buyer_phone_agrees,
        p.payer AS payer_is_the_buyer,
        same_text(w.consignee, o.consignee) AS consignee_agrees,
        same_text(w.consignee_phone, o.consignee_phone) AS consignee_phone_agrees,
        same_text(w.consignee_address, o.consignee_address) AND same_text(l.consignee_address,
            o.consignee_address) AS consignee_address_agrees,
        resident_number(o.buyer_id, o.buyer_digits) AS buyer_identity_number_is_valid,
        o.buyer_id_type = '1' AND l.buyer_id_type = '1' AND p.card AS identity_document_is_a_card,

    -- Form.
        w.packages = 1 AND l.packages = 1 AS one_parcel,
        o.currency = '142' AND t.a_yuan AND p.yuan AND l.currency = '142' AND t.b_yuan AND w.currency = '142' AS
            amounts_are_in_yuan,
        l.company_number IS NOT NULL AS company_number_is_given,
        t.b_codes AS commodity_codes_are_well_formed,
        t.b_barcodes AS barcodes_are_valid,

    -- Modes.
        (o.order_type = 'I' AND l.mode IN ('9610', '1210', '1239')) OR (o.order_type = 'E' AND l.mode IN
            ('9610', '1210')) OR (o.order_type = 'B' AND l.mode = '9710') OR (o.order_type = 'W' AND l.mode =
            '9810') AS mode_fits_the_order_type,
        l.vehicle IS NOT NULL AND l.voyage IS NOT NULL AND (l.bill_number IS NOT NULL OR l.transport_mode = '6')
            AS direct_import_names_the_transport,
        l.account_book IS NULL AND l.zone_firm_code IS NULL AS direct_import_has_no_account_book,
        zone AS bonded_import_names_the_zone,
        l.country = '142' AND l.vehicle IS NULL AND l.voyage IS NULL AND l.bill_number IS NULL AS
            bonded_import_has_no_transport,
        zone AS zone_export_names_the_zone,
        CASE WHEN t.b_currency = '142' AND l.declared_on IS NOT NULL THEN t.b_total <= 5000 END AS
            simplified_export_stays_small,
        l.licence_number IS NULL AS simplified_export_has_no_licence,
        waybills = 0 AND lists = 0 AS services_need_no_customs,

    -- Weights, events, limits.
        l.gross_weight >= l.net_weight AS gross_weight_covers_net,
        abs(w.weight - l.gross_weight) <= l.gross_weight * 0.1 AS waybill_weight_is_near_the_list,
        o.reported_at <= l.reported_at AND w.reported_at <= l.reported_at AND CASE WHEN p.last_reported >
            l.reported_at THEN false WHEN p.all_reported THEN p.last_reported <= l.reported_at END AS
            documents_precede_the_list,
        p.after_order AS payment_follows_the_order,
        CASE WHEN t.b_currency = '142' THEN list_value <= 5000 OR (list_lines = 1 AND t.b_single AND list_value
            <= 26000) END AS single_purchase_within_limit,
        CASE WHEN t.b_currency = '142' THEN list_value <= 2000 END AS single_purchase_within_limit_until_2018
        -- goods_are_on_the_positive_list, payment_company_is_registered: the lists are not at hand, so every outcome is
        -- undetermined and nothing is told.
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
    FULL JOIN answered AS a ON a.number = coalesce(o.number, l.order_number, w.order_number, t.number, p.number,
        c.number, r.number, q.number)
    LEFT JOIN order_answers AS s ON s.number = a.number
)
SELECT key, order_reported_on, placed_on, list_reported_on, seen_on,
    buyer_id, year(declared_on) AS year, declared_on, currency, list_value, value_returned,
    import AND buyer_id IS NOT NULL AND declared_on IS NOT NULL AS counts_for_year,
    verdict(payments + waybills + lists + order_lines + list_lines + collections + answers + returns > 0,
        order_was_reported) AS order_was_reported,
    verdict(orders > 0 AND import AND subject = 'goods', payment_was_reported) AS payment_was_reported,
    verdict(orders > 0 AND order_type = 'M', shop_payment_was_reported) AS shop_payment_was_reported,
    verdict(orders > 0 AND import AND subject = 'goods', waybill_was_reported) AS waybill_was_reported,
    verdict(orders > 0 AND declared AND subject = 'goods', list_was_reported) AS list_was_reported,
    verdict(orders > 0 AND export AND subject = 'goods' AND order_type = 'E'
        AND declared_day <= whole_day(DATE '2024-12-14'), collection_was_reported) AS collection_was_reported,
    verdict(declared AND orders > 0, order_lines_were_reported) AS order_lines_were_reported,
    verdict(lists > 0, list_lines_were_reported) AS list_lines_were_reported,
    verdict(orders > 0, order_number_has_one_content) AS order_number_has_one_content,
    verdict(lists > 0, order_is_declared_once) AS order_is_declared_once,
    verdict(import AND waybills > 0, order_travels_in_one_waybill) AS order_travels_in_one_waybill,
    verdict(import AND payments > 0, order_is_paid_once) AS order_is_paid_once,
    verdict(declared AND order_lines > 0 AND list_lines > 0, lines_correspond) AS lines_correspond,
    verdict(import, payment_names_the_platform) AS payment_names_the_platform,
    verdict(declared, list_names_the_platform) AS list_names_the_platform,
    verdict(declared, list_names_the_merchant) AS list_names_the_merchant,
    verdict(export AND collections > 0, collection_names_platform_and_merchant) AS
        collection_names_platform_and_merchant,
    verdict(import AND payment_is_named, payment_is_the_one_named) AS payment_is_the_one_named,
    verdict(import AND firm_is_named AND NOT payment_is_named, payment_company_is_the_one_named) AS
        payment_company_is_the_one_named,
    verdict(import, payment_company_code_is_well_formed) AS payment_company_code_is_well_formed,
    verdict(orders > 0 AND declared AND answers_to_order > 0, order_was_accepted) AS order_was_accepted,
    verdict(import, waybill_is_the_one_listed) AS waybill_is_the_one_listed,
    verdict(import, guarantor_is_a_party) AS guarantor_is_a_party,
    verdict(export, owner_is_named) AS owner_is_named,
    verdict(declared, company_codes_are_well_formed) AS company_codes_are_well_formed,
    verdict(import, amount_paid_adds_up) AS amount_paid_adds_up,
    verdict(import, payments_equal_the_amount_paid) AS payments_equal_the_amount_paid,
    verdict(import, list_and_payment_agree) AS list_and_payment_agree,
    verdict(order_type = 'M', payments_cover_lines_and_freight) AS payments_cover_lines_and_freight,
    verdict(declared, goods_value_is_the_sum_of_lines) AS goods_value_is_the_sum_of_lines,
    verdict(declared, line_totals_multiply) AS line_totals_multiply,
    verdict(declared, list_line_totals_multiply) AS list_line_totals_multiply,
    verdict(import, line_names_agree) AS line_names_agree,
    verdict(declared, line_quantities_agree) AS line_quantities_agree,
    verdict(declared, line_units_agree) AS line_units_agree,
    verdict(declared, line_prices_agree) AS line_prices_agree,
    verdict(declared, line_totals_agree) AS line_totals_agree,
    verdict(declared, line_currencies_agree) AS line_currencies_agree,
    verdict(declared, order_lines_are_numbered) AS order_lines_are_numbered,
    verdict(declared, list_lines_are_numbered) AS list_lines_are_numbered,
    verdict(declared, second_unit_with_second_quantity) AS second_unit_with_second_quantity,
    verdict(import, buyer_name_agrees) AS buyer_name_agrees,
    verdict(import, buyer_id_agrees) AS buyer_id_agrees,
    verdict(import, buyer_phone_agrees) AS buyer_phone_agrees,
    verdict(import, payer_is_the_buyer) AS payer_is_the_buyer,
    verdict(import, consignee_agrees) AS consignee_agrees,
    verdict(import, consignee_phone_agrees) AS consignee_phone_agrees,
    verdict(import, consignee_address_agrees) AS consignee_address_agrees,
    verdict(import AND buyer_id_type = '1', buyer_identity_number_is_valid) AS buyer_identity_number_is_valid,
    verdict(import, identity_document_is_a_card) AS identity_document_is_a_card,
    verdict(import, one_parcel) AS one_parcel,
    verdict(import, amounts_are_in_yuan) AS amounts_are_in_yuan,
    verdict(import AND lists = 1, company_number_is_given) AS company_number_is_given,
    verdict(declared, commodity_codes_are_well_formed) AS commodity_codes_are_well_formed,
    verdict(declared, barcodes_are_valid) AS barcodes_are_valid,
    verdict(order_type IN ('I', 'E', 'B', 'W') AND lists > 0, mode_fits_the_order_type) AS
        mode_fits_the_order_type,
    verdict(import AND mode = '9610', direct_import_names_the_transport) AS direct_import_names_the_transport,
    verdict(import AND mode = '9610', direct_import_has_no_account_book) AS direct_import_has_no_account_book,
    verdict(import AND mode IN ('1210', '1239'), bonded_import_names_the_zone) AS bonded_import_names_the_zone,
    verdict(import AND mode IN ('1210', '1239'), bonded_import_has_no_transport) AS
        bonded_import_has_no_transport,
    verdict(export AND mode = '1210', zone_export_names_the_zone) AS zone_export_names_the_zone,
    verdict(export AND filing = 'A', simplified_export_stays_small) AS simplified_export_stays_small,
    verdict(export AND filing = 'A', simplified_export_has_no_licence) AS
        simplified_export_has_no_licence,
    verdict(subject IN ('service', 'digital'), services_need_no_customs) AS services_need_no_customs,
    verdict(declared, gross_weight_covers_net) AS gross_weight_covers_net,
    verdict(import, waybill_weight_is_near_the_list) AS waybill_weight_is_near_the_list,
    verdict(import, documents_precede_the_list) AS documents_precede_the_list,
    verdict(import AND ordered_at IS NOT NULL, payment_follows_the_order) AS payment_follows_the_order,
    verdict(import AND declared_on >= DATE '2019-01-01', single_purchase_within_limit) AS
        single_purchase_within_limit,
    verdict(import AND declared_on BETWEEN DATE '2016-04-08' AND DATE '2018-12-31',
        single_purchase_within_limit_until_2018) AS single_purchase_within_limit_until_2018
FROM fact;
