"""Sellers in markets that make the marketplace answer for their tax: it keeps proof of registration and their trade.

Which markets do so is a row of the norms; a market without such a row is undetermined, never held.
"""

from shibosi.domains.tax.dossiers import SELLER
from shibosi.domains.tax.records import TaxCertificate, TaxEntry, TaxRegistration
from shibosi.kernel.controls import RELEASE, Severity, control
from shibosi.kernel.expressions import BoolX, all_of, common, count, every, largest, some, unknown, when
from shibosi.kernel.parameters import Parameters, word

SOLD = count(TaxEntry).or_else(0) > 0
LAST_SALE = largest(TaxEntry.booked_on)


class MarketplaceDuty(Parameters):
    """Where a marketplace answers for the tax of its sellers."""

    rule = word("Rule by which a marketplace keeps the tax status of its sellers")


@control(
    clauses=["000-61"], dossier=SELLER, day=LAST_SALE, place=common(TaxEntry.market), when=SOLD,
    reports=[TaxCertificate], severity=Severity.CRITICAL, blocks=RELEASE,
    remedy="Hold the seller's offers in this market until proof of its tax registration is there.",
)  # fmt: skip
def seller_has_proof_of_registration(duty: MarketplaceDuty) -> BoolX:
    """A seller in a market whose tax the marketplace answers for has proof of registration on the day of its sales."""
    open_end = TaxCertificate.valid_until.is_missing()
    holds = (TaxCertificate.valid_from <= LAST_SALE) & (open_end | (LAST_SALE <= TaxCertificate.valid_until))
    proven = when(count(TaxCertificate) > 0, some(holds), count(TaxCertificate) > 0)
    return when(duty.rule.is_known(), proven, unknown())


@control(
    clauses=["000-61"], dossier=SELLER, day=LAST_SALE, place=common(TaxEntry.market),
    when=SOLD & (count(TaxCertificate).or_else(0) > 0), blocks=RELEASE,
    remedy="Look the number up at the tax office, and correct registration or proof.",
)  # fmt: skip
def proof_of_registration_was_looked_up(duty: MarketplaceDuty) -> BoolX:
    """Proof of a seller's registration was looked up at the tax office and names the number it is registered under."""
    looked_up = every(TaxCertificate.checked_on >= TaxCertificate.valid_from)
    same = some(TaxCertificate.number == common(TaxRegistration.number))
    return when(duty.rule.is_known(), looked_up & same, unknown())


@control(
    clauses=["000-61"], dossier=SELLER, day=LAST_SALE, place=common(TaxEntry.market), when=SOLD,
    remedy="Complete the books: the file of a seller that the tax office asks for has no gaps.",
)  # fmt: skip
def trade_of_a_seller_is_on_record(duty: MarketplaceDuty) -> BoolX:
    """The trade of a seller is kept whole: order, day, amount, rate and tax of every sale."""
    what = [TaxEntry.order_number, TaxEntry.booked_on, TaxEntry.taxable, TaxEntry.rate, TaxEntry.tax]
    known = every(all_of(*(one.is_known() for one in what)))
    return when(duty.rule.is_known(), known, unknown())
