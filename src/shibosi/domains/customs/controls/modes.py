"""Modes: 9610, 1210, 1239, 9710, 9810 each with the data they need and without those they exclude."""

from shibosi.domains.customs.dossiers import BONDED, EXPORT, IMPORT, ORDER
from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, count, every, total_money
from shibosi.kernel.parameters import Parameters, amount

DECLARED_ON = CustomsList.declared_on
EXPORTED_ON = DECLARED_ON.or_else(CustomsList.reported_at.day())
"""The export message (CEB603) has no place for the day of declaration."""
ZONE = (
    CustomsList.account_book.is_known()
    & CustomsList.zone_firm_code.is_known()
    & CustomsList.zone_firm_name.is_known()
    & every(ListLine.item_record.is_known())
)


class SimplifiedExport(Parameters):
    """What may leave under a simplified list."""

    limit = amount("Largest value of one simplified export list", currency="142")


@control(
    clauses=["4.5.3", "000-60", "002-18"], rule="EX-07", dossier=ORDER, day=DECLARED_ON,
    when=Order.order_type.is_in(["I", "E", "B", "W"]) & (count(CustomsList) > 0),
    remedy="Declare under the mode that fits the order, or correct the order type.",
)  # fmt: skip
def mode_fits_the_order_type() -> BoolX:
    """The supervision mode fits the kind of order: retail, to a business, or to an overseas warehouse."""
    mode = CustomsList.mode
    return (
        ((Order.order_type == "I") & mode.is_in(["9610", "1210", "1239"]))
        | ((Order.order_type == "E") & mode.is_in(["9610", "1210"]))
        | ((Order.order_type == "B") & (mode == "9710"))
        | ((Order.order_type == "W") & (mode == "9810"))
    )


@control(
    clauses=["4.5.3", "000-60"], rule="IM-14", dossier=ORDER, day=DECLARED_ON,
    when=IMPORT & (CustomsList.mode == "9610"),
    blocks=NOTHING, severity=Severity.MINOR,
    remedy="Give means of transport, voyage and bill; by post the bill may be left out.",
)  # fmt: skip
def direct_import_names_the_transport() -> BoolX:
    """A direct import names means of transport, voyage and bill."""
    bill = CustomsList.bill_number.is_known() | (CustomsList.transport_mode == "6")
    return CustomsList.vehicle.is_known() & CustomsList.voyage.is_known() & bill


@control(
    clauses=["4.5.3", "000-60"], rule="IM-14", dossier=ORDER, day=DECLARED_ON,
    when=IMPORT & (CustomsList.mode == "9610"),
    remedy="Leave out account book and zone warehouse, or declare under 1210.",
)  # fmt: skip
def direct_import_has_no_account_book() -> BoolX:
    """A direct import names no bonded account book and no zone warehouse."""
    return CustomsList.account_book.is_missing() & CustomsList.zone_firm_code.is_missing()


@control(
    clauses=["4.5.3", "000-60"], rule="IM-15", dossier=ORDER, day=DECLARED_ON, when=IMPORT & BONDED,
    remedy="Give account book, zone warehouse and the account-book number of every item.",
)  # fmt: skip
def bonded_import_names_the_zone() -> BoolX:
    """A bonded import names account book, zone warehouse and the book number of every item."""
    return ZONE


@control(
    clauses=["4.5.3", "000-60"], rule="IM-15", dossier=ORDER, day=DECLARED_ON, when=IMPORT & BONDED,
    remedy="Enter China (142) as country of dispatch and leave out transport, voyage and bill.",
)  # fmt: skip
def bonded_import_has_no_transport() -> BoolX:
    """A bonded import comes from the zone: dispatched in China, without transport, voyage or bill."""
    return (
        (CustomsList.country == "142")
        & CustomsList.vehicle.is_missing()
        & CustomsList.voyage.is_missing()
        & CustomsList.bill_number.is_missing()
    )


@control(
    clauses=["4.5.3", "000-60"], rule="EX-06", dossier=ORDER, day=EXPORTED_ON,
    when=EXPORT & (CustomsList.mode == "1210"),
    remedy="Give account book, zone warehouse and the account-book number of every item.",
)  # fmt: skip
def zone_export_names_the_zone() -> BoolX:
    """An export out of a zone names account book, zone warehouse and the book number of every item."""
    return ZONE


@control(
    clauses=["4.5.3"], rule="EX-05", dossier=ORDER, day=EXPORTED_ON, when=EXPORT & (CustomsList.filing == "A"),
    remedy="File a summary declaration (B) or a general declaration.",
)  # fmt: skip
def simplified_export_stays_small(limits: SimplifiedExport) -> BoolX:
    """A simplified export list is worth no more than its limit; other currencies cannot be decided here."""
    return total_money(ListLine.total) <= limits.limit


@control(
    clauses=["4.5.3"], rule="EX-05", dossier=ORDER, day=EXPORTED_ON, when=EXPORT & (CustomsList.filing == "A"),
    remedy="Goods under licence need a summary declaration (B) or a general declaration.",
)  # fmt: skip
def simplified_export_has_no_licence() -> BoolX:
    """A simplified export list carries no licence."""
    return CustomsList.licence_number.is_missing()


@control(
    clauses=["4.5.3"], rule="SV-01", dossier=ORDER, day=Order.ordered_at.day(),
    when=Order.subject.or_else("goods").is_in(["service", "digital"]),
    remedy="Withdraw waybill and customs list, or correct what the order sells.",
)  # fmt: skip
def services_need_no_customs() -> BoolX:
    """An order of services or digital goods has neither waybill nor customs list."""
    return (count(Waybill).or_else(0) == 0) & (count(CustomsList).or_else(0) == 0)
