"""Dossiers around one cross-border order, and what kind of order it is."""

from shibosi.domains.aml.records import NameScreening
from shibosi.domains.customs.records import (
    AeoStatus,
    Answer,
    CustomsList,
    CustomsReturn,
    EntryDeclaration,
    FilingLookup,
    GatePassage,
    GoodsFiling,
    HandledParcel,
    HandlingDocument,
    InspectionVisit,
    ListLine,
    MerchantFiling,
    Purchase,
    ReturnLine,
    SummarisedList,
    TradePaper,
    Transmission,
)
from shibosi.domains.logistics.records import Waybill, WaybillRequest
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.papers.records import StaffMember
from shibosi.domains.parties.records import AccountReceipt, Firm
from shibosi.domains.payments.records import Collection, Payment
from shibosi.domains.tax.records import AmountDifference, Invoice, ItemTariff, RefundClaim, ReturnRelief
from shibosi.kernel.dossiers import Dossier, lookup, many, one, pair
from shibosi.kernel.expressions import BoolX, count, total_money, when

ORDER = Dossier(
    "order",
    "Order with everything reported about it",
    ("order number",),
    [
        one(Order.number),
        many(OrderLine.order_number),
        many(Payment.order_number),
        many(Collection.order_number),
        one(Waybill.order_number),
        one(CustomsList.order_number),
        many(ListLine.order_number),
        many(CustomsReturn.order_number),
        many(ReturnLine.order_number),
        many(Answer.order_number),
        many(Invoice.order_number),
        many(RefundClaim.order_number),
        many(AmountDifference.order_number),
        many(ItemTariff.order_number),
        many(NameScreening.order_number),
        many(AccountReceipt.order_number),
    ],
    [
        pair(OrderLine.line_number, ListLine.line_number),
        lookup(ReturnLine.line_number, ListLine.line_number),
        lookup(ListLine.line_number, ItemTariff.line_number),
    ],
)
LINES = ORDER.pairs[0]

PARCEL = Dossier(
    "parcel",
    "Waybill with its answers, its request and the lists that name it",
    ("logistics company", "waybill number"),
    [
        one(Waybill.carrier_code, Waybill.number),
        many(CustomsList.carrier_code, CustomsList.waybill_number),
        many(Answer.firm_code, Answer.waybill_number),
        many(WaybillRequest.carrier_code, WaybillRequest.waybill_number),
    ],
)

PAYMENT = Dossier(
    "payment",
    "Payment with its answers and the orders that name it",
    ("payment company", "transaction number"),
    [
        one(Payment.firm_code, Payment.number),
        many(Order.payment_firm_code, Order.payment_number),
        many(Answer.firm_code, Answer.payment_number),
    ],
)

DOCUMENT = Dossier(
    "document",
    "Documents with one unique id",
    ("unique id",),
    [many(Order.guid), many(Payment.guid), many(Waybill.guid), many(CustomsList.guid)],
)

RETURN = Dossier(
    "return",
    "Customs list with its returns, answers and passages of a gate",
    ("list number",),
    [
        one(CustomsList.customs_number),
        many(CustomsReturn.customs_number),
        many(Answer.customs_number),
        one(ReturnRelief.customs_number),
        many(GatePassage.customs_number),
    ],
)

RETURN_LINE = Dossier(
    "return-line",
    "Line of a customs list with what was returned of it",
    ("list number", "line number"),
    [
        one(ListLine.customs_number, ListLine.line_number),
        many(ReturnLine.customs_number, ReturnLine.line_number),
    ],
)

BUYER_YEAR = Dossier(
    "buyer-year",
    "What one person bought through retail import in a year",
    ("buyer", "year"),
    [many(Purchase.buyer_id, Purchase.year)],
    personal_key=True,
)

BUYER_DAY = Dossier(
    "buyer-day",
    "What one person bought through retail import on a day",
    ("buyer", "day"),
    [many(Purchase.buyer_id, Purchase.day)],
    personal_key=True,
)

SPLIT = Dossier(
    "split-document",
    "Handling document with all its parts",
    ("kind of message", "own number"),
    [many(HandlingDocument.message, HandlingDocument.company_number)],
)

CONVEYANCE = Dossier(
    "conveyance", "Bill with its handling documents", ("bill number",), [many(HandlingDocument.bill_number)]
)

HANDLED_PARCEL = Dossier(
    "handled-parcel",
    "Parcel on its way out, with its lists",
    ("logistics company", "waybill number"),
    [
        many(HandledParcel.carrier_code, HandledParcel.waybill_number),
        many(CustomsList.carrier_code, CustomsList.waybill_number),
    ],
)

RELISTED = Dossier(
    "relisted-return",
    "List that a master list names again, with its returns",
    ("list number",),
    [many(HandledParcel.customs_number), many(CustomsReturn.customs_number)],
)

SUMMARISED = Dossier(
    "summarised-list",
    "Customs list in summary applications, with its answers",
    ("list number",),
    [many(SummarisedList.customs_number), one(CustomsList.customs_number), many(Answer.customs_number)],
)

ENTRY = Dossier(
    "entry",
    "Order at its destination: declaration and papers",
    ("order number",),
    [one(EntryDeclaration.order_number), many(TradePaper.order_number)],
)

TRANSMISSION = Dossier(
    "transmission",
    "Document on its way to customs",
    ("kind of message", "sender", "number"),
    [one(Transmission.message, Transmission.firm_code, Transmission.number)],
)

FILED_FIRM = Dossier(
    "filed-firm",
    "Firm with its filings with customs",
    ("firm",),
    [one(Firm.party_code), many(MerchantFiling.party_code)],
)

FILED_GOODS = Dossier(
    "filed-goods",
    "Filing of goods with customs",
    ("firm", "number of the goods"),
    [one(GoodsFiling.party_code, GoodsFiling.item_number)],
)

FILED_LINE = Dossier(
    "filed-line",
    "Line of a customs list, with the filings it rests on",
    ("order number", "line number"),
    [one(FilingLookup.order_number, FilingLookup.line_number)],
)

AUTHORISED = Dossier(
    "authorised-operator",
    "Standing as authorised operator",
    ("firm", "certificate"),
    [one(AeoStatus.party_code, AeoStatus.number)],
)

ATTENDING = Dossier(
    "attending-person",
    "Member of staff with visits to inspections",
    ("firm", "staff number"),
    [one(StaffMember.party_code, StaffMember.number), many(InspectionVisit.party_code, InspectionVisit.person)],
)


def _declared(by_order: BoolX, by_list: BoolX) -> BoolX:
    """What order or list say; an order that says neither (a shop order) is not in the customs channel."""
    return when(Order.order_type.is_known(), by_order | by_list.or_else(False), by_list)


IMPORT_ORDER = _declared(Order.order_type == "I", CustomsList.direction == "I")
EXPORT_ORDER = _declared(Order.order_type.is_in(["E", "B", "W"]), CustomsList.direction == "E")
CROSS_BORDER = IMPORT_ORDER | EXPORT_ORDER
"""An order in a retail channel, whatever it sells: services and digital goods are ordered and paid like goods."""
GOODS = Order.subject.or_else("goods") == "goods"
"""Services and digital goods have nothing to do with waybills and lists; that they have none is a control."""
IMPORT = IMPORT_ORDER & GOODS
EXPORT = EXPORT_ORDER & GOODS
DECLARED = CROSS_BORDER & GOODS
LIST_VALUE = total_money(ListLine.total) + CustomsList.freight + CustomsList.insurance
"""Retail price, freight and insurance of a list: the dutiable value of retail import (import-tax formula, P)."""
BONDED = CustomsList.mode.is_in(["1210", "1239"])

ORDER.derive(
    Purchase,
    IMPORT_ORDER & CustomsList.buyer_id.is_known() & CustomsList.declared_on.is_known(),
    order_number=CustomsList.order_number,
    buyer_id=CustomsList.buyer_id,
    year=CustomsList.declared_on.year(),
    day=CustomsList.declared_on,
    value=LIST_VALUE,
    returned=total_money(ListLine.price * ReturnLine.quantity).only_if((count(ReturnLine) > 0).or_else(False)),
    currency=CustomsList.currency,
)
