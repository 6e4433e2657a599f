-- What another control tells as the cause is not told again. A control that tells of an absence itself is silent only
-- where not even its scope is known.
CREATE TEMP TABLE order_findings AS
WITH cause AS (
    SELECT *, whole_day(declared_on) AS listed_on, coalesce(order_reported_on, placed_on) AS ordered_on,
        coalesce(listed_on, ordered_on) AS declared_day,
        order_was_reported > 1 OR order_number_has_one_content > 1 AS no_order,
        list_was_reported > 1 OR order_is_declared_once > 1 AS no_list,
        waybill_was_reported > 1 OR order_travels_in_one_waybill > 1 AS no_waybill,
        payment_was_reported > 1 OR shop_payment_was_reported > 1 AS no_payment,
        collection_was_reported > 1 AS no_collection,
        order_lines_were_reported > 1 AS no_order_lines,
        list_lines_were_reported > 1 AS no_list_lines,
        lines_correspond > 1 AS no_pairs
    FROM order_dossier
    WHERE greatest(amount_paid_adds_up, amounts_are_in_yuan, barcodes_are_valid,
        bonded_import_has_no_transport, bonded_import_names_the_zone, buyer_id_agrees,
        buyer_identity_number_is_valid, buyer_name_agrees, buyer_phone_agrees,
        collection_names_platform_and_merchant, collection_was_reported, commodity_codes_are_well_formed,
        company_codes_are_well_formed, company_number_is_given, consignee_address_agrees,
        consignee_agrees, consignee_phone_agrees, direct_import_has_no_account_book,
        direct_import_names_the_transport, documents_precede_the_list, goods_value_is_the_sum_of_lines,
        gross_weight_covers_net, guarantor_is_a_party, identity_document_is_a_card,
        line_currencies_agree, line_names_agree, line_prices_agree,
        line_quantities_agree, line_totals_agree, line_totals_multiply,
        line_units_agree, lines_correspond, list_and_payment_agree,
        list_line_totals_multiply, list_lines_are_numbered, list_lines_were_reported,
        list_names_the_merchant, list_names_the_platform, list_was_reported,
        mode_fits_the_order_type, one_parcel, order_is_declared_once,
        order_is_paid_once, order_lines_are_numbered, order_lines_were_reported,
        order_number_has_one_content, order_travels_in_one_waybill, order_was_reported,
        owner_is_named, payer_is_the_buyer, payment_follows_the_order,
        order_was_accepted, payment_company_code_is_well_formed, payment_company_is_the_one_named,
        payment_is_the_one_named, payment_names_the_platform, payment_was_reported, shop_payment_was_reported,
        payments_cover_lines_and_freight, payments_equal_the_amount_paid, second_unit_with_second_quantity,
        services_need_no_customs, simplified_export_has_no_licence, simplified_export_stays_small,
        single_purchase_within_limit, single_purchase_within_limit_until_2018, waybill_is_the_one_listed,
        waybill_was_reported, waybill_weight_is_near_the_list, zone_export_names_the_zone) > 1
),
told AS (
    SELECT key, unnest([
        say('amount_paid_adds_up', amount_paid_adds_up, order_reported_on, no_order OR no_list),
        say('amounts_are_in_yuan', amounts_are_in_yuan, listed_on, no_order OR no_list OR no_payment OR
            no_waybill OR no_order_lines OR no_list_lines),
        say('barcodes_are_valid', barcodes_are_valid, listed_on, no_order OR no_list OR no_list_lines),
        say('bonded_import_has_no_transport', bonded_import_has_no_transport, listed_on, no_order OR no_list),
        say('bonded_import_names_the_zone', bonded_import_names_the_zone, listed_on, no_order OR no_list OR
            no_list_lines),
        say('buyer_id_agrees', buyer_id_agrees, listed_on, no_order OR no_list),
        say('buyer_identity_number_is_valid', buyer_identity_number_is_valid, listed_on, no_order OR no_list),
        say('buyer_name_agrees', buyer_name_agrees, listed_on, no_order OR no_list),
        say('buyer_phone_agrees', buyer_phone_agrees, listed_on, no_order OR no_list),
        say('collection_names_platform_and_merchant', collection_names_platform_and_merchant, listed_on,
            no_order OR no_list OR no_collection),
        say('collection_was_reported', collection_was_reported, declared_day, collection_was_reported = 4 AND
            (no_order OR no_list)),
        say('commodity_codes_are_well_formed', commodity_codes_are_well_formed, listed_on, no_order OR no_list
            OR no_list_lines),
        say('company_codes_are_well_formed', company_codes_are_well_formed, listed_on, no_order OR no_list),
        say('company_number_is_given', company_number_is_given, listed_on, no_order OR no_list),
        say('consignee_address_agrees', consignee_address_agrees, listed_on, no_order OR no_list OR no_waybill),
        say('consignee_agrees', consignee_agrees, listed_on, no_order OR no_list OR no_waybill),
        say('consignee_phone_agrees', consignee_phone_agrees, listed_on, no_order OR no_list OR no_waybill),
        say('direct_import_has_no_account_book', direct_import_has_no_account_book, listed_on, no_order OR no_list),
        say('direct_import_names_the_transport', direct_import_names_the_transport, listed_on, no_order OR no_list),
        say('documents_precede_the_list', documents_precede_the_list, listed_on, no_order OR no_list OR
            no_payment OR no_waybill),
        say('goods_value_is_the_sum_of_lines', goods_value_is_the_sum_of_lines, order_reported_on, no_order OR
            no_list OR no_order_lines),
        say('gross_weight_covers_net', gross_weight_covers_net, listed_on, no_order OR no_list),
        say('guarantor_is_a_party', guarantor_is_a_party, listed_on, no_order OR no_list),
        say('identity_document_is_a_card', identity_document_is_a_card, listed_on, no_order OR no_list OR no_payment),
        say('line_currencies_agree', line_currencies_agree, listed_on, no_order OR no_list OR no_order_lines
            OR no_list_lines OR no_pairs),
        say('line_names_agree', line_names_agree, listed_on, no_order OR no_list OR no_order_lines OR
            no_list_lines OR no_pairs),
        say('line_prices_agree', line_prices_agree, listed_on, no_order OR no_list OR no_order_lines OR
            no_list_lines OR no_pairs),
        say('line_quantities_agree', line_quantities_agree, listed_on, no_order OR no_list OR no_order_lines
            OR no_list_lines OR no_pairs),
        say('line_totals_agree', line_totals_agree, listed_on, no_order OR no_list OR no_order_lines OR
            no_list_lines OR no_pairs),
        say('line_totals_multiply', line_totals_multiply, order_reported_on, no_order OR no_list OR no_order_lines),
        say('line_units_agree', line_units_agree, listed_on, no_order OR no_list OR no_order_lines OR
            no_list_lines OR no_pairs),
        say('lines_correspond', lines_correspond, listed_on, lines_correspond = 4 AND (no_order OR no_list OR
            no_order_lines OR no_list_lines)),
        say('list_and_payment_agree', list_and_payment_agree, order_reported_on, no_order OR no_list OR
            no_payment OR no_list_lines),
        say('list_line_totals_multiply', list_line_totals_multiply, order_reported_on, no_order OR no_list OR
            no_list_lines),
        say('list_lines_are_numbered', list_lines_are_numbered, listed_on, no_order OR no_list OR no_list_lines),
        say('list_lines_were_reported', list_lines_were_reported, list_reported_on, list_lines_were_reported =
            4 AND (no_list)),
        say('list_names_the_merchant', list_names_the_merchant, listed_on, no_order OR no_list),
        say('list_names_the_platform', list_names_the_platform, listed_on, no_order OR no_list),
        say('list_was_reported', list_was_reported, ordered_on, list_was_reported = 4 AND (no_order)),
        say('mode_fits_the_order_type', mode_fits_the_order_type, listed_on, no_order OR no_list),
        say('one_parcel', one_parcel, listed_on, no_order OR no_list OR no_waybill),
        say('order_is_declared_once', order_is_declared_once, ordered_on, false),
        say('order_is_paid_once', order_is_paid_once, ordered_on, no_order OR no_list OR no_payment),
        say('order_lines_are_numbered', order_lines_are_numbered, listed_on, no_order OR no_list OR no_order_lines),
        say('order_lines_were_reported', order_lines_were_reported, ordered_on, order_lines_were_reported = 4
            AND (no_order OR no_list)),
        say('order_number_has_one_content', order_number_has_one_content, ordered_on, false),
        say('order_travels_in_one_waybill', order_travels_in_one_waybill, ordered_on,
            order_travels_in_one_waybill = 4 AND (no_order OR no_list)),
        say('order_was_reported', order_was_reported, seen_on, order_was_reported = 4 AND (no_payment OR
            no_waybill OR no_list OR no_collection OR no_order_lines OR no_list_lines)),
        say('owner_is_named', owner_is_named, listed_on, no_order OR no_list),
        say('payer_is_the_buyer', payer_is_the_buyer, listed_on, no_order OR no_list OR no_payment),
        say('payment_follows_the_order', payment_follows_the_order, listed_on, no_order OR no_list OR no_payment),
        say('order_was_accepted', order_was_accepted, ordered_on, no_order OR no_list),
        say('payment_company_code_is_well_formed', payment_company_code_is_well_formed, listed_on, no_order OR no_list
            OR no_payment),
        say('payment_company_is_the_one_named', payment_company_is_the_one_named, listed_on, no_order OR no_list
            OR no_payment),
        say('payment_is_the_one_named', payment_is_the_one_named, listed_on, no_order OR no_list OR no_payment),
        say('payment_names_the_platform', payment_names_the_platform, listed_on, no_order OR no_list OR no_payment),
        say('payment_was_reported', payment_was_reported, ordered_on, payment_was_reported = 4 AND (no_order
            OR no_list)),
        say('shop_payment_was_reported', shop_payment_was_reported, ordered_on, shop_payment_was_reported = 4 AND no_order),
        say('payments_cover_lines_and_freight', payments_cover_lines_and_freight, placed_on, no_order OR
            no_payment OR no_order_lines),
        say('payments_equal_the_amount_paid', payments_equal_the_amount_paid, order_reported_on, no_order OR
            no_list OR no_payment),
        say('second_unit_with_second_quantity', second_unit_with_second_quantity, listed_on, no_order OR
            no_list OR no_list_lines),
        say('services_need_no_customs', services_need_no_customs, placed_on, no_order OR no_list OR no_waybill),
        say('simplified_export_has_no_licence', simplified_export_has_no_licence, listed_on, no_order OR no_list),
        say('simplified_export_stays_small', simplified_export_stays_small, listed_on, no_order OR no_list OR
            no_list_lines),
        say('single_purchase_within_limit', single_purchase_within_limit, listed_on, no_order OR no_list OR
            no_list_lines),
        say('single_purchase_within_limit_until_2018', single_purchase_within_limit_until_2018, listed_on,
            no_order OR no_list OR no_list_lines),
        say('waybill_is_the_one_listed', waybill_is_the_one_listed, listed_on, no_order OR no_list OR no_waybill),
        say('waybill_was_reported', waybill_was_reported, ordered_on, waybill_was_reported = 4 AND (no_order
            OR no_list)),
        say('waybill_weight_is_near_the_list', waybill_weight_is_near_the_list, listed_on, no_order OR no_list
            OR no_waybill),
        say('zone_export_names_the_zone', zone_export_names_the_zone, listed_on, no_order OR no_list OR no_list_lines)
    ]) AS found FROM cause
)
SELECT 'order' AS dossier, key, found.control AS control,
    outcome(found.verdict) AS outcome, written_day(found.day) AS day
FROM told WHERE found.verdict = 2 OR (found.verdict > 2 AND NOT found.told);
