-- What was handed in: the columns that some control reads. `$folder` holds the documents.

CREATE TEMP VIEW order_file AS SELECT
    number, order_type, subject, guid, report_type, reported_at, ordered_at, platform_code, merchant_code,
    goods_value, freight, discount, tax, paid, currency, buyer_name, buyer_phone, buyer_id_type, buyer_id,
    payment_firm_code, payment_number, consignee, consignee_phone, consignee_address,
    try_cast(buyer_id[:17] AS BIGINT) AS buyer_digits
FROM read_parquet($folder || '/order-*.parquet');

CREATE TEMP VIEW order_line_file AS SELECT
    order_number, line_number, document, item_name, unit, quantity, price, total, freight, currency
FROM read_parquet($folder || '/order_line-*.parquet');

CREATE TEMP VIEW payment_file AS SELECT
    firm_code, number, order_number, guid, report_type, reported_at, platform_code, payer_id_type, payer_id,
    payer_name, amount, currency, paid_at
FROM read_parquet($folder || '/payment-*.parquet');

CREATE TEMP VIEW collection_file AS SELECT
    order_number, number, guid, report_type, reported_at, platform_code, merchant_code
FROM read_parquet($folder || '/collection-*.parquet');

CREATE TEMP VIEW waybill_file AS SELECT
    carrier_code, number, order_number, guid, report_type, reported_at, currency, weight, packages, consignee,
    consignee_address, consignee_phone
FROM read_parquet($folder || '/waybill-*.parquet');

CREATE TEMP VIEW customs_list_file AS SELECT
    order_number, company_number, customs_number, direction, mode, filing, guid, report_type, reported_at,
    declared_on, platform_code, merchant_code, carrier_code, waybill_number, declarant_code, guarantor_code,
    owner_code, zone_firm_code, zone_firm_name, account_book, buyer_id_type, buyer_id, buyer_name, buyer_phone,
    consignee_address, transport_mode, vehicle, voyage, bill_number, licence_number, country, freight, insurance,
    currency, coalesce(insurance_currency, currency) AS insurance_currency, packages, gross_weight, net_weight
FROM read_parquet($folder || '/customs_list-*.parquet');

CREATE TEMP VIEW list_line_file AS SELECT
    order_number, line_number, document, customs_number, item_record, commodity_code, name, barcode, quantity, unit,
    second_quantity, second_unit, price, total, currency,
    try_cast(barcode AS BIGINT) AS barcode_digits
FROM read_parquet($folder || '/list_line-*.parquet');

CREATE TEMP VIEW customs_return_file AS SELECT
    customs_number, company_number, order_number, direction, guid, report_type, reported_at, returned_on,
    merchant_code, declarant_code, country
FROM read_parquet($folder || '/customs_return-*.parquet');

CREATE TEMP VIEW return_line_file AS SELECT
    customs_number, company_number, line_number, order_number, document, commodity_code, quantity
FROM read_parquet($folder || '/return_line-*.parquet');

CREATE TEMP VIEW answer_file AS SELECT
    about, order_number, document_number, payment_number, waybill_number, firm_code, status, answered_at,
    customs_number
FROM read_parquet($folder || '/answer-*.parquet');

