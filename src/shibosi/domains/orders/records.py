"""Records of the order: CEB311 (import), CEB303 (export and overseas-warehouse booking), and shops' own exports."""

from shibosi.kernel.columns import code, decimal, instant, money, text, whole
from shibosi.kernel.records import Record


class Order(Record, label="Order", messages=("311/OrderHead", "303/OrderHead")):
    """One order as the platform or its agent reported it.

    Order types are those of the messages: I retail import, E retail export, B export to a business (9710), W booking
    for an overseas warehouse (9810); and M, our own, for a shop's order outside the customs channel. Services and
    digital goods (`subject`) have neither waybill nor customs list.
    """

    number = text("Order number", key=True, element="orderNo", longest=60)
    order_type = code("Order type", codes="order-type", element="orderType")
    subject = code("What is sold: goods, service or digital", codes="order-subject")
    guid = text("Unique id of the document", element="guid", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type", element="appType")
    reported_at = instant("Time of reporting, Beijing time", element="appTime")
    report_status = code("Report status: 1 stored, 2 declared", codes="app-status", element="appStatus")
    ordered_at = instant("Time of the order")
    platform_code = text("Platform code", element="ebpCode", longest=18, firm=True)
    platform_name = text("Platform name", element="ebpName", longest=100)
    merchant_code = text("E-commerce company code", element="ebcCode", longest=18, firm=True)
    merchant_name = text("E-commerce company name", element="ebcName", longest=100)
    goods_value = money("Value of the goods", currency="currency", element="goodsValue")
    freight = money("Freight not in the goods price", currency="currency", element="freight")
    discount = money("Non-cash deduction", currency="currency", element="discount")
    tax = money("Tax withheld in advance", currency="currency", element="taxTotal")
    paid = money("Amount actually paid", currency="currency", element="acturalPaid")
    currency = code("Currency", codes="currency", element="currency")
    buyer_account = text("Buyer's account", element="buyerRegNo", personal=True, longest=60)
    buyer_name = text("Buyer's name", element="buyerName", personal=True, longest=60)
    buyer_phone = text("Buyer's telephone", element="buyerTelephone", personal=True, longest=30)
    buyer_id_type = code("Buyer's identity document: 1 identity card, 2 other", codes="id-type", element="buyerIdType")
    buyer_id = text("Buyer's identity number", element="buyerIdNumber", personal=True, sensitive=True, longest=60)
    payment_firm_code = text("Payment company code", element="payCode", longest=18, firm=True)
    payment_firm_name = text("Payment company name", element="payName", longest=100)
    payment_number = text("Payment transaction number", element="payTransactionId", longest=60)
    batch_numbers = text("Batch numbers of the goods", element="batchNumbers", longest=100)
    consignee = text("Consignee", element="consignee", personal=True, longest=100)
    consignee_phone = text("Consignee's telephone", element="consigneeTelephone", personal=True, longest=50)
    consignee_address = text("Consignee's address", element="consigneeAddress", personal=True, longest=200)
    consignee_district = code("Division of the address", codes="division", element="consigneeDistrict")
    state = code("State of the order at the shop")
    note = text("Note", element="note", longest=1000)


class OrderLine(Record, label="Order line", part_of="order", messages=("311/OrderList", "303/OrderList")):
    """One line of an order."""

    order_number = text("Order number", key=True, element="orderNo", points_to="order", longest=60)
    line_number = whole("Line number", key=True, element="gnum")
    document = text("Unique id of the order document it stands in", longest=36)
    item_number = text("Item number of the company", element="itemNo", longest=30)
    item_name = text("Item name", element="itemName", longest=250)
    model = text("Specification", element="gmodel", longest=510)
    description = text("Description on the platform", element="itemDescribe", longest=1000)
    barcode = text("Bar code", element="barCode", longest=50)
    unit = code("Unit", codes="unit", element="unit")
    quantity = decimal("Quantity", element="qty")
    price = money("Unit price", currency="currency", element="price")
    total = money("Total of the line", currency="currency", element="totalPrice")
    freight = money("Freight charged with the line", currency="currency")
    currency = code("Currency", codes="currency", element="currency")
    country = code("Country of origin", codes="country", element="country")
    note = text("Note", element="note", longest=1000)
