"""Records of the parcel: CEB511 (import) and CEB505 (export), and the request that led to it."""

from shibosi.kernel.columns import code, decimal, instant, money, text, whole
from shibosi.kernel.records import Record


class Waybill(Record, label="Waybill", messages=("511/LogisticsHead", "505/Logistics"), needs="number"):
    """One parcel as the logistics company reported it. Only the import message names the order."""

    carrier_code = text("Logistics company code", key=True, element="logisticsCode", longest=18, firm=True)
    number = text("Waybill number", key=True, element="logisticsNo", longest=60)
    order_number = text("Order it carries", element="orderNo", points_to="order", longest=60)
    guid = text("Unique id of the document", element="guid", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type", element="appType")
    reported_at = instant("Time of reporting, Beijing time", element="appTime")
    report_status = code("Report status: 1 stored, 2 declared", codes="app-status", element="appStatus")
    carrier_name = text("Logistics company name", element="logisticsName", longest=100)
    bill_number = text("Bill of lading or air waybill", element="billNo", longest=37)
    freight = money("Freight", currency="currency", element="freight")
    insurance = money("Insurance fee", currency="currency", element="insuredFee")
    currency = code("Currency", codes="currency", element="currency")
    weight = decimal("Gross weight in kg", element="weight|grossWeight")
    packages = whole("Number of parcels", element="packNo")
    contents = text("Contents as the carrier sees them", element="goodsInfo", longest=200)
    consignee = text("Consignee", element="consignee", personal=True, longest=100)
    consignee_address = text("Consignee's address", element="consigneeAddress", personal=True, longest=200)
    consignee_phone = text("Consignee's telephone", element="consigneeTelephone", personal=True, longest=50)
    merchant_code = text("E-commerce company code", element="ebcCode", longest=18, firm=True)
    merchant_name = text("E-commerce company name", element="ebcName", longest=100)
    merchant_phone = text("Telephone of the e-commerce company", element="ebcTelephone", longest=50)
    note = text("Note", element="note", longest=1000)


class WaybillRequest(Record, label="Request for transport"):
    """One request to a carrier after a payment, and when its e-waybill came back."""

    carrier_code = text("Logistics company code", key=True, longest=18, firm=True)
    waybill_number = text("Waybill number", key=True, longest=60)
    order_number = text("Order to be carried", points_to="order", longest=60)
    requested_at = instant("When transport was asked for, Beijing time")
    answered_at = instant("When the e-waybill came back, Beijing time")
