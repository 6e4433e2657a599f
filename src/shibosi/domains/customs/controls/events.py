"""Events: first the order, then the money and the parcel, then the customs list."""

from shibosi.domains.customs.dossiers import IMPORT, IMPORT_ORDER, ORDER
from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Payment
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, every


@control(
    clauses=["4.5.1.1", "4.5.1.2", "4.5.1.3"], rule="10.4", dossier=ORDER, when=IMPORT,
    day=CustomsList.declared_on, blocks=NOTHING, severity=Severity.MINOR,
    remedy="Send order, payment and waybill before the customs list.",
)  # fmt: skip
def documents_precede_the_list() -> BoolX:
    """Order, payment and waybill are reported before the customs list."""
    declared = CustomsList.reported_at
    return (Order.reported_at <= declared) & every(Payment.reported_at <= declared) & (Waybill.reported_at <= declared)


@control(
    clauses=["4.5.1.3"], rule="10.4", dossier=ORDER, when=IMPORT_ORDER & Order.ordered_at.is_known(),
    day=CustomsList.declared_on, remedy="Correct the time of the payment, or find the payment of this order.",
)  # fmt: skip
def payment_follows_the_order() -> BoolX:
    """An order is placed before it is paid."""
    return every(Payment.paid_at >= Order.ordered_at)
