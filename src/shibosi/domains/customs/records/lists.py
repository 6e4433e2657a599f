"""Records towards customs: lists (CEB621 import, CEB603 export), answers, returns (CEB625 import, CEB213 export)."""

from shibosi.kernel.columns import code, day, decimal, instant, money, text, whole
from shibosi.kernel.records import Record


class CustomsList(Record, label="Customs list", messages=("621/InventoryHead", "603/InventoryHead")):
    """One list as the declarant reported it. Modes: 9610, 1210, 1239, 9710, 9810."""

    order_number = text("Order number", key=True, element="orderNo", points_to="order", longest=60)
    company_number = text("Declarant's own number", key=True, element="copNo", longest=30)
    customs_number = text("List number given by customs", element="invtNo", longest=20)
    port_number = text("Number given by the e-port", element="preNo", longest=18)
    direction = code("Direction: I import, E export", codes="ie-flag", element="ieFlag")
    mode = code("Supervision mode", codes="trade-mode", element="tradeMode")
    filing = code("Kind of export filing: A simplified, B summary", codes="statistics-flag", element="statisticsFlag")
    guid = text("Unique id of the document", element="guid", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type", element="appType")
    reported_at = instant("Time of reporting, Beijing time", element="appTime")
    report_status = code("Report status: 1 stored, 2 declared", codes="app-status", element="appStatus")
    declared_on = day("Day of declaration, Beijing time", element="declTime")
    crossed_on = day("Day of import or export, Beijing time", element="ieDate")
    customs_code = code("Customs office of declaration", codes="customs-district", element="customsCode")
    port_code = code("Customs office of entry or exit", codes="customs-district", element="portCode")
    platform_code = text("Platform code", element="ebpCode", longest=18, firm=True)
    platform_name = text("Platform name", element="ebpName", longest=100)
    merchant_code = text("E-commerce company code", element="ebcCode", longest=18, firm=True)
    merchant_name = text("E-commerce company name", element="ebcName", longest=100)
    carrier_code = text("Logistics company code", element="logisticsCode", longest=18, firm=True)
    carrier_name = text("Logistics company name", element="logisticsName", longest=100)
    waybill_number = text("Waybill number", element="logisticsNo", points_to="waybill", longest=60)
    declarant_code = text("Declaring company code", element="agentCode", longest=18, firm=True)
    declarant_name = text("Declaring company name", element="agentName", longest=100)
    guarantor_code = text("Company guaranteeing the tax", element="assureCode", longest=30, firm=True)
    owner_code = text("Producer or seller code", element="ownerCode", longest=18, firm=True)
    owner_name = text("Producer or seller name", element="ownerName", longest=100)
    zone_firm_code = text("Warehouse company in the zone, code", element="areaCode|iacCode", longest=18, firm=True)
    zone_firm_name = text("Warehouse company in the zone, name", element="areaName|iacName", longest=100)
    account_book = text("Bonded account book", element="emsNo", longest=30)
    buyer_id_type = code("Buyer's identity document: 1 identity card, 2 other", codes="id-type", element="buyerIdType")
    buyer_id = text("Buyer's identity number", element="buyerIdNumber", personal=True, sensitive=True, longest=60)
    buyer_name = text("Buyer's name", element="buyerName", personal=True, longest=60)
    buyer_phone = text("Buyer's telephone", element="buyerTelephone", personal=True, longest=30)
    consignee_address = text("Consignee's address", element="consigneeAddress", personal=True, longest=200)
    transport_mode = code("Mode of transport", codes="transport-mode", element="trafMode")
    vehicle = text("Means of transport", element="trafNo|trafName", longest=100)
    voyage = text("Voyage or flight", element="voyageNo", longest=32)
    bill_number = text("Bill of lading or air waybill", element="billNo", longest=37)
    bag_number = text("Pallet or bag number", element="totalPackageNo", longest=37)
    site_code = text("Supervised site", element="loctNo", longest=10)
    licence_number = text("Licence number", element="licenseNo", longest=19)
    country = code("Country of dispatch (import) or arrival (export)", codes="country", element="country")
    port_of_destination = code("Port of destination", codes="port", element="POD")
    freight = money("Freight", currency="currency", element="freight")
    insurance = money("Insurance fee", currency="insurance_currency", element="insuredFee")
    currency = code("Currency of list and freight", codes="currency", element="currency|fCurrency")
    insurance_currency = code(
        "Currency of the insurance fee", codes="currency", element="iCurrency", otherwise="currency"
    )
    freight_flag = code("Freight is: 1 rate, 2 unit price, 3 total", element="fFlag")
    insurance_flag = code("Insurance is: 1 rate, 2 unit price, 3 total", element="iFlag")
    wrapping = code("Kind of package", codes="wrap-type", element="wrapType")
    packages = whole("Number of parcels", element="packNo")
    gross_weight = decimal("Gross weight in kg", element="grossWeight")
    net_weight = decimal("Net weight in kg", element="netWeight")
    note = text("Note", element="note", longest=1000)


class ListLine(
    Record, label="Customs list line", part_of="customs_list", messages=("621/InventoryList", "603/InventoryList")
):
    """One line of a customs list; line n corresponds to line n of the order."""

    order_number = text("Order number", key=True, element="orderNo", points_to="order", longest=60)
    line_number = whole("Line number", key=True, element="gnum")
    document = text("Unique id of the list it stands in", longest=36)
    customs_number = text("List number given by customs", element="invtNo", longest=20)
    item_number = text("Item number of the company", element="itemNo", longest=30)
    item_record = text("Item number in the account book", element="itemRecordNo", longest=30)
    item_name = text("Item name of the company", element="itemName", longest=250)
    commodity_code = code("Commodity code, 10 digits", codes="commodity", element="gcode")
    name = text("Declared name", element="gname", longest=250)
    model = text("Specification", element="gmodel", longest=510)
    barcode = text("Bar code", element="barCode", longest=50)
    country = code("Country of origin (import) or destination (export)", codes="country", element="country")
    trade_country = code("Trading country", codes="country", element="tradeCountry")
    quantity = decimal("Declared quantity", element="qty")
    unit = code("Declared unit", codes="unit", element="unit")
    first_quantity = decimal("Quantity in the first statutory unit", element="qty1")
    first_unit = code("First statutory unit", codes="unit", element="unit1")
    second_quantity = decimal("Quantity in the second statutory unit", element="qty2")
    second_unit = code("Second statutory unit", codes="unit", element="unit2")
    price = money("Unit price", currency="currency", element="price")
    total = money("Total of the line", currency="currency", element="totalPrice")
    currency = code("Currency", codes="currency", element="currency")
    note = text("Note", element="note", longest=1000)


class Answer(
    Record,
    label="Answer of customs",
    needs="status",
    messages=(
        "312/OrderReturn", "304/OrderReturn", "412/PaymentReturn", "404/ReceiptsReturn", "512/LogisticsReturn",
        "506/LogisticsReturn", "622/InventoryReturn", "604/InventoryReturn", "626/InvtRefundReturn", "214/RefundReturn",
    ),
):  # fmt: skip
    """One answer (回执) to an order, payment, waybill, list, cancellation or return.

    `about` is the number of the message that was answered: 311, 411, 511, 621, 303, ... Which document of that kind
    was meant, the number of the order, payment, waybill or declaration says, with the company answered.
    """

    about = code("Message answered", key=True, codes="ceb-message")
    order_number = text("Order number", key=True, element="orderNo", points_to="order", longest=60)
    document_number = text("Declarant's number of the document answered", key=True, longest=60, element="copNo|coElNo")
    payment_number = text("Number of the payment answered", key=True, longest=60, element="payTransactionId|payNo")
    waybill_number = text("Number of the waybill answered", key=True, longest=60, element="logisticsNo")
    status = code("Status", codes="return-status", element="returnStatus")
    answered_at = instant("Time of the answer, Beijing time", element="returnTime")
    information = text("Text of the answer", element="returnInfo", longest=1000)
    guid = text("Unique id of the answer", element="guid", longest=36)
    firm_code = text(
        "Company answered", element="agentCode|payCode|logisticsCode|ebcCode|ebpCode", longest=18, firm=True
    )
    port_number = text("Number given by the e-port", element="preNo", longest=18)
    customs_number = text("List number given by customs", element="invtNo", longest=20)


class CustomsReturn(Record, label="Customs return", messages=("625/InvtRefundHead", "213/InvtRefundHead")):
    """Goods sent back under an earlier list: CEB625 (import) or CEB213 (export)."""

    customs_number = text("List number of the returned goods", key=True, element="invtNo", longest=20)
    company_number = text("Declarant's own number", key=True, element="copNo|coElNo", longest=30)
    order_number = text("Order number", element="orderNo", points_to="order", longest=60)
    direction = code("Direction of the return: I into the country", codes="ie-flag", element="ieFlag")
    mode = code("Supervision mode of the return", codes="trade-mode", element="tradeMode")
    guid = text("Unique id of the document", element="guid", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type", element="appType")
    reported_at = instant("Time of reporting, Beijing time", element="appTime")
    report_status = code("Report status: 1 stored, 2 declared", codes="app-status", element="appStatus")
    port_number = text("Number given by the e-port", element="preNo", longest=18)
    returned_on = day("Day the goods were back in the supervised site, Beijing time")
    customs_code = code("Customs office", codes="customs-district", element="customsCode")
    platform_code = text("Platform code", element="ebpCode", longest=18, firm=True)
    platform_name = text("Platform name", element="ebpName", longest=100)
    merchant_code = text("E-commerce company code", element="ebcCode", longest=18, firm=True)
    merchant_name = text("E-commerce company name", element="ebcName", longest=100)
    carrier_code = text("Logistics company code", element="logisticsCode", longest=18, firm=True)
    carrier_name = text("Logistics company name", element="logisticsName", longest=100)
    waybill_number = text("Waybill number", element="logisticsNo", longest=80)
    declarant_code = text("Declaring company code", element="agentCode", longest=18, firm=True)
    declarant_name = text("Declaring company name", element="agentName", longest=100)
    buyer_id_type = code("Buyer's identity document: 1 identity card, 2 other", codes="id-type", element="buyerIdType")
    buyer_id = text("Buyer's identity number", element="buyerIdNumber", personal=True, sensitive=True, longest=60)
    buyer_name = text("Buyer's name", element="buyerName", personal=True, longest=60)
    buyer_phone = text("Buyer's telephone", element="buyerTelephone", personal=True, longest=30)
    country = code("Country of dispatch", codes="country", element="country")
    reason = text("Reason", element="reason", longest=1000)
    note = text("Note", element="note", longest=1000)


class ReturnLine(
    Record,
    label="Customs return line",
    part_of="customs_return",
    messages=("625/InvtRefundList", "213/InvtRefundList"),
):
    """One line of a customs return, by the line number of the original list."""

    customs_number = text("List number of the returned goods", key=True, element="invtNo", longest=20)
    company_number = text("Declarant's own number", key=True, element="copNo|coElNo", longest=30)
    line_number = whole("Line number of the original list", key=True, element="gnum")
    order_number = text("Order number", element="orderNo", points_to="order", longest=60)
    document = text("Unique id of the return it stands in", longest=36)
    commodity_code = code("Commodity code", codes="commodity", element="gcode")
    name = text("Declared name", element="gname", longest=250)
    quantity = decimal("Returned quantity", element="qty")
    unit = code("Unit", codes="unit", element="unit")
    note = text("Note", element="note", longest=1000)


class Purchase(Record, label="Purchase counted for the yearly limit", internal=True):
    """One retail import as it counts for a person's year; made from order dossiers, reported by nobody."""

    order_number = text("Order number", key=True, points_to="order")
    buyer_id = text("Buyer's identity number", personal=True, sensitive=True)
    year = whole("Calendar year of the declaration")
    day = day("Day of declaration, Beijing time")
    value = money("Dutiable value", currency="currency")
    returned = money("Value sent back", currency="currency")
    currency = code("Currency", codes="currency")
