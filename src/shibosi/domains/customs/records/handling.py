"""Records of export handling: arrival (CEB507), departure (CEB509), master list (CEB607), summary (CEB701)."""

from shibosi.kernel.columns import code, decimal, instant, text, whole
from shibosi.kernel.records import Record


class HandlingDocument(
    Record,
    label="Export handling document",
    messages=("507/ArrivalHead", "509/DepartureHead", "607/WayBillHead", "701/SummaryApplyHead"),
):
    """One part of a document about parcels on their way out; a long one is split into parts that are counted."""

    message = code("Kind of message: 507, 509, 607 or 701", key=True, codes="ceb-message")
    company_number = text("Sender's own number", key=True, element="copNo", longest=30)
    part = whole("Number of this part", key=True, element="msgSeqNo")
    parts = whole("How many parts there are", element="msgCount")
    guid = text("Unique id of the document", element="guid", longest=36)
    report_type = code("Report type: 1 new, 2 change, 3 delete", codes="app-type", element="appType")
    reported_at = instant("Time of reporting, Beijing time", element="appTime")
    report_status = code("Report status: 1 stored, 2 declared", codes="app-status", element="appStatus")
    customs_code = code("Customs office", codes="customs-district", element="customsCode")
    carrier_code = text("Logistics company code", element="logisticsCode", longest=18, firm=True)
    firm_code = text("Site operator or declarant", element="operatorCode|agentCode", longest=18, firm=True)
    site_code = text("Supervised site", element="loctNo", longest=10)
    transport_mode = code("Mode of transport", codes="transport-mode", element="trafMode")
    vehicle = text("Means of transport", element="trafName", longest=100)
    voyage = text("Voyage or flight", element="voyageNo", longest=32)
    bill_number = text("Bill of lading or air waybill", element="billNo", longest=37)
    left_at = instant("Time of leaving the country, Beijing time", element="leaveTime")
    gross_weight = decimal("Gross weight in kg", element="grossWeight")
    note = text("Note", element="note", longest=1000)


class HandledParcel(
    Record, label="Parcel of a handling document", messages=("507/ArrivalList", "509/DepartureList", "607/WayBillList")
):
    """One parcel named by an arrival, a departure or a master list."""

    message = code("Kind of message: 507, 509 or 607", key=True, codes="ceb-message")
    company_number = text("Sender's own number", key=True, element="copNo", longest=30)
    part = whole("Number of the part it stands in", key=True, element="msgSeqNo")
    line_number = whole("Line number", key=True, element="gnum")
    carrier_code = text("Logistics company code", key=True, element="logisticsCode", longest=18, firm=True)
    waybill_number = text("Waybill number", element="logisticsNo", longest=60)
    customs_number = text("List under which returned goods had left", element="invtNo", longest=20)
    bag_number = text("Pallet or bag number", element="totalPackageNo", longest=60)
    reported_at = instant("Time of reporting, Beijing time", element="appTime")


class SummarisedList(Record, label="List in a summary application", messages=("701/SummaryApplyList",)):
    """One customs list that a summary application names."""

    company_number = text("Sender's own number", key=True, element="copNo", longest=30)
    part = whole("Number of the part it stands in", key=True, element="msgSeqNo")
    customs_number = text("List number given by customs", key=True, element="invtNo", longest=20)
