"""Original payment data for customs: whole when kept, uploaded soon when asked for, signed and taken.

Not modelled: that they are kept for three years (that is a matter of deletion), and whether what was said then is true.
"""

from shibosi.domains.payments.dossiers import QUERIED
from shibosi.domains.payments.records import OriginalPayment, PaymentQuery
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, count, every, largest
from shibosi.kernel.expressions.times import minutes
from shibosi.kernel.parameters import Parameters, whole

ASKED = count(PaymentQuery).or_else(0) > 0
ASKED_ON = largest(PaymentQuery.asked_at.day())


class QueryTimes(Parameters):
    """How fast a question of customs is answered."""

    upload = whole("Minutes from the question to the upload", unit="minutes")


@control(
    clauses=["002-15"], dossier=QUERIED, day=ASKED_ON, when=ASKED, severity=Severity.CRITICAL,
    reports=[OriginalPayment],
    remedy="Keep request and answer when an order is paid: they cannot be made again.",
)  # fmt: skip
def payment_asked_for_was_kept() -> BoolX:
    """Of an order customs asks about, order, payment, goods and payee are kept as they were at the payment."""
    one = OriginalPayment
    said = one.request.is_known() & one.response.is_known() & one.amount.is_known() & one.traded_at.is_known()
    paid = one.goods.is_known() & one.links.is_known() & one.payee_account.is_known() & one.payee_name.is_known()
    return (count(OriginalPayment) > 0) & every(said & paid)


@control(
    clauses=["002-15"], dossier=QUERIED, day=ASKED_ON, when=ASKED, severity=Severity.MAJOR, blocks=NOTHING,
    remedy="Look at the job that uploads, and at the address and the key it was given.",
)  # fmt: skip
def payment_asked_for_is_uploaded_in_time(limits: QueryTimes) -> BoolX:
    """Payment data customs asks for are uploaded within minutes."""
    soon = PaymentQuery.uploaded_at - PaymentQuery.asked_at <= minutes(limits.upload)
    return every(PaymentQuery.uploaded_at.is_known() & soon)


@control(
    clauses=["002-15"], dossier=QUERIED, day=ASKED_ON, when=ASKED, severity=Severity.MAJOR, blocks=NOTHING,
    remedy="Register the certificate with customs under the code of the platform, and upload again when asked again.",
)  # fmt: skip
def payment_asked_for_is_signed_and_taken() -> BoolX:
    """Payment data uploaded for customs are signed by a certificate, and customs has taken them."""
    return every(PaymentQuery.certificate_number.is_known() & PaymentQuery.taken)
