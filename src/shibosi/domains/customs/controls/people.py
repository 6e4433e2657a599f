"""People: buyer, payer and consignee are the same persons on every document.

Not modelled: an identity checked by a recognised body in place of buyer = payer; no document of the family says so.
"""

from shibosi.domains.customs.dossiers import IMPORT, IMPORT_ORDER, ORDER
from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Payment
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, every
from shibosi.methods.identifiers import RESIDENT_NUMBER

DECLARED_ON = CustomsList.declared_on


@control(
    clauses=["4.5.3", "10.4.2.2-a"], rule="IM-10", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    remedy="Put the buyer of the order on the customs list.",
)  # fmt: skip
def buyer_name_agrees() -> BoolX:
    """The customs list names the buyer of the order."""
    return CustomsList.buyer_name.same_as(Order.buyer_name)


@control(
    clauses=["4.5.3", "10.4.2.2-a", "002-16"], rule="IM-10", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    severity=Severity.CRITICAL, remedy="Put the identity number of the order's buyer on the customs list.",
)  # fmt: skip
def buyer_id_agrees() -> BoolX:
    """The customs list has the identity number of the order's buyer."""
    return CustomsList.buyer_id == Order.buyer_id


@control(
    clauses=["4.5.3"], rule="IM-10", dossier=ORDER, day=DECLARED_ON, when=IMPORT, severity=Severity.MINOR,
    remedy="Put the telephone of the order's buyer on the customs list.",
)  # fmt: skip
def buyer_phone_agrees() -> BoolX:
    """The customs list has the telephone of the order's buyer."""
    return CustomsList.buyer_phone.same_as(Order.buyer_phone)


@control(
    clauses=["4.5.1.3", "10.4.2.2-a", "10.5.2.2-a"], rule="IM-11", dossier=ORDER, day=DECLARED_ON, when=IMPORT_ORDER,
    severity=Severity.CRITICAL, remedy="Let the buyer pay, or enter the person who paid as the buyer.",
)  # fmt: skip
def payer_is_the_buyer() -> BoolX:
    """Whoever paid for a retail import is its buyer, by name and identity number."""
    return every(Payment.payer_name.same_as(Order.buyer_name) & (Payment.payer_id == Order.buyer_id))


@control(
    clauses=["4.5.1.2", "10.4.2.2-a"], rule="IM-12", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    remedy="Correct the consignee on the waybill.",
)  # fmt: skip
def consignee_agrees() -> BoolX:
    """The waybill goes to the consignee of the order."""
    return Waybill.consignee.same_as(Order.consignee)


@control(
    clauses=["4.5.1.2"], rule="IM-12", dossier=ORDER, day=DECLARED_ON, when=IMPORT, severity=Severity.MINOR,
    remedy="Correct the consignee's telephone on the waybill.",
)  # fmt: skip
def consignee_phone_agrees() -> BoolX:
    """The waybill has the telephone of the order's consignee."""
    return Waybill.consignee_phone.same_as(Order.consignee_phone)


@control(
    clauses=["4.5.1.2", "10.4.2.2-a"], rule="IM-12", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    remedy="Correct the consignee's address on the waybill or the customs list.",
)  # fmt: skip
def consignee_address_agrees() -> BoolX:
    """Waybill and customs list have the address of the order's consignee."""
    address = Order.consignee_address
    return Waybill.consignee_address.same_as(address) & CustomsList.consignee_address.same_as(address)


@control(
    clauses=["4.5.1.1"], rule="IM-10", dossier=ORDER, day=DECLARED_ON,
    when=IMPORT_ORDER & (Order.buyer_id_type == "1"),
    remedy="Ask the buyer for the right identity number.",
)  # fmt: skip
def buyer_identity_number_is_valid() -> BoolX:
    """The buyer's identity card number has a possible birth date and the right check digit."""
    return RESIDENT_NUMBER(Order.buyer_id)


@control(
    clauses=["4.5.1.1", "4.5.1.3", "4.5.3"], rule="IM-13", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    remedy="Retail import accepts identity cards only: enter document type 1 with its number.",
)  # fmt: skip
def identity_document_is_a_card() -> BoolX:
    """Order, customs list and payments identify the person by identity card."""
    return (Order.buyer_id_type == "1") & (CustomsList.buyer_id_type == "1") & every(Payment.payer_id_type == "1")
