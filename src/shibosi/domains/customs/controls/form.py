"""Form: what the messages prescribe for single values."""

from shibosi.domains.customs.dossiers import DECLARED, DOCUMENT, IMPORT, ORDER
from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Payment
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, every
from shibosi.kernel.parameters import Parameters, word
from shibosi.methods.identifiers import BARCODE

DECLARED_ON = CustomsList.declared_on


class RetailImport(Parameters):
    """What the retail import messages fix."""

    currency = word("Currency of all amounts in retail import")


@control(
    clauses=["4.5.1.2", "4.5.3"], rule="IM-13", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    remedy="Send each parcel under its own waybill and list.",
)  # fmt: skip
def one_parcel() -> BoolX:
    """Waybill and customs list of a retail import are for one parcel."""
    return (Waybill.packages == 1) & (CustomsList.packages == 1)


@control(
    clauses=["4.5.1.1", "4.5.1.2", "4.5.1.3", "4.5.3"], rule="IM-13", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    remedy="State all amounts of a retail import in yuan (142).",
)  # fmt: skip
def amounts_are_in_yuan(fixed: RetailImport) -> BoolX:
    """All amounts of a retail import are stated in yuan."""
    return (
        (Order.currency == fixed.currency)
        & every(OrderLine.currency == fixed.currency)
        & every(Payment.currency == fixed.currency)
        & (CustomsList.currency == fixed.currency)
        & every(ListLine.currency == fixed.currency)
        & (Waybill.currency == fixed.currency)
    )


@control(
    clauses=["4.5.3"], rule="IM-19b", dossier=ORDER, day=DECLARED_ON, when=IMPORT & (count(CustomsList) == 1),
    blocks=NOTHING, severity=Severity.MINOR,
    remedy="Give the list a number of your own, so that answers of customs can be matched.",
)  # fmt: skip
def company_number_is_given() -> BoolX:
    """The declarant gives every customs list a number of its own."""
    return CustomsList.company_number.is_known()


@control(
    clauses=["4.5.3", "7.2.4-b"], rule="IM-09", dossier=ORDER, day=DECLARED_ON, when=DECLARED,
    remedy="Give the commodity code with all 10 digits.",
)  # fmt: skip
def commodity_codes_are_well_formed() -> BoolX:
    """Every line of the customs list has a commodity code of 10 digits."""
    return every(ListLine.commodity_code.matches("[0-9]{10}"))


@control(
    clauses=["4.5.3"], rule="IM-09", dossier=ORDER, day=DECLARED_ON, when=DECLARED, blocks=NOTHING,
    severity=Severity.MINOR, remedy="Correct the bar code, or write 无 when there is none.",
)  # fmt: skip
def barcodes_are_valid() -> BoolX:
    """A bar code on the customs list has the right check digit."""
    code = ListLine.barcode
    return every(code.is_missing() | (code == "无") | BARCODE(code))


@control(
    clauses=["4.5.1.1", "4.5.1.2", "4.5.1.3", "4.5.3"], rule="IM-19", dossier=DOCUMENT, day=as_of(),
    severity=Severity.MINOR, remedy="Give every document a unique id of its own and send it again.",
)  # fmt: skip
def guid_is_unique() -> BoolX:
    """No two documents have the same unique id."""
    documents = [count(kind).or_else(0) for kind in (Order, Payment, Waybill, CustomsList)]
    return documents[0] + documents[1] + documents[2] + documents[3] <= 1
