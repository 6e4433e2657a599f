"""Export refunds: what is claimed was declared, invoiced and paid, in time and to the cent.

Order, declaration, invoice and receipt of money are compared amount by amount; a difference needs a reason that says
how much it explains. Not modelled: refund rates by goods (no table was at hand), and conversion between currencies.
"""

from shibosi.domains.customs.dossiers import EXPORT, ORDER
from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.orders.records import Order
from shibosi.domains.payments.records import Collection
from shibosi.domains.tax.controls.withheld import Percent
from shibosi.domains.tax.records import AmountDifference, Invoice, RefundClaim
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    MoneyX,
    as_of,
    count,
    every,
    largest,
    smallest,
    some,
    total_money,
    unknown,
    when,
)
from shibosi.kernel.expressions.kinds import number
from shibosi.kernel.parameters import Parameters, whole
from shibosi.kernel.parameters import number as quantity
from shibosi.kernel.records import Record

CLAIMED = count(RefundClaim).or_else(0) > 0
FILED_ON = smallest(RefundClaim.filed_on)
FILE_CHAIN = ["5.2.2-b", "10.5.5.3-b", "002-01"]
PURCHASE = Invoice.invoice_type.is_in(["special", "customs"])
SALE = Invoice.invoice_type == "sale"
EXPORTED_ON = smallest(RefundClaim.exported_on)
WAREHOUSE = RefundClaim.claim_type == "warehouse"


class ClaimTolerance(Parameters):
    """What rounding may leave between a claim and what it rests on."""

    gap = quantity("Largest difference left by rounding in a claim", unit="units of the currency")


class ClaimDeadlines(Parameters):
    """By when a refund is claimed and its money received, and how long the firm may wait by its own rule."""

    claim = whole("Months after the export in which a refund is claimed", unit="months")
    money = whole("Months that are left of a year on the last day for the money", unit="months")
    longest = whole("Months after an export in which the last day for its money has passed", unit="months")
    own = whole("Days after all papers are there in which a claim is filed", unit="days")
    settle = whole("Days after the sale of stock abroad in which its claim is settled", unit="days")


def there(record: type[Record]) -> BoolX:
    """At least one of a kind was reported."""
    return count(record) > 0


@control(
    clauses=FILE_CHAIN, dossier=ORDER, day=FILED_ON, when=CLAIMED, reports=[CustomsList],
    severity=Severity.CRITICAL, blocks=NOTHING, remedy="Name the declaration of these goods, or withdraw the claim.",
)  # fmt: skip
def claimed_goods_were_declared() -> BoolX:
    """Goods of a refund claim left the country under a declaration."""
    return when(there(CustomsList), CustomsList.direction == "E", there(CustomsList))


@control(
    clauses=FILE_CHAIN, dossier=ORDER, day=FILED_ON, when=CLAIMED, reports=[Invoice],
    severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Ask the supplier for a VAT special invoice; without one the export is at most exempt.",
)  # fmt: skip
def claimed_goods_were_invoiced() -> BoolX:
    """For goods of a refund claim there is a VAT special invoice or a customs payment certificate."""
    return when(there(Invoice), some(PURCHASE), there(Invoice))


@control(
    clauses=FILE_CHAIN, dossier=ORDER, day=FILED_ON, when=CLAIMED & (count(Invoice).or_else(0) > 0),
    blocks=NOTHING, remedy="Ask the issuer for a complete invoice.",
)  # fmt: skip
def invoices_of_a_claim_are_complete() -> BoolX:
    """Invoices of a refund claim name issuer, tax number, receiver, goods, day, amount and tax."""
    who = Invoice.issuer_code.is_known() & Invoice.issuer_tax_number.is_known() & Invoice.receiver_name.is_known()
    what = Invoice.goods.is_known() & Invoice.quantity.is_known() & Invoice.issued_on.is_known()
    return every(who & what & Invoice.net.is_known() & Invoice.tax.is_known() & Invoice.currency.is_known())


@control(
    clauses=FILE_CHAIN, dossier=ORDER, day=EXPORTED_ON, when=CLAIMED & some(~WAREHOUSE), reports=[Collection],
    severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Show the money received, or the proof that it cannot come; a refund drawn is paid back.",
)  # fmt: skip
def money_of_a_claim_came_in_time(limits: ClaimDeadlines) -> BoolX:
    """The money of an export for which a refund is claimed came by the end of April of the next year."""
    next_year = EXPORTED_ON.year() + number(1)
    late = as_of() > EXPORTED_ON.later(limits.longest)
    came = every(Collection.received_at.day().later(limits.money).year() <= next_year)
    return when(there(Collection), came, when(late, there(Collection), unknown()))


@control(
    clauses=[*FILE_CHAIN, "004-10"], dossier=ORDER, day=EXPORTED_ON, when=CLAIMED, blocks=NOTHING,
    severity=Severity.CRITICAL, remedy="Declare the export as a sale at home; the time for a refund is over.",
)  # fmt: skip
def refund_was_claimed_in_time(limits: ClaimDeadlines) -> BoolX:
    """A refund is claimed within the months the law gives after the export."""
    return every(RefundClaim.filed_on <= RefundClaim.exported_on.later(limits.claim))


@control(
    clauses=["10.5.5.3-b", "002-01"], dossier=ORDER, day=FILED_ON, when=CLAIMED, blocks=NOTHING,
    remedy="Reckon the refund again from invoiced price and rate.",
)  # fmt: skip
def refund_is_price_times_rate(limits: ClaimTolerance, percent: Percent) -> BoolX:
    """The refund claimed is the purchase price without tax times the refund rate."""
    reckoned = RefundClaim.base * (RefundClaim.rate * percent.part)
    return every(abs(RefundClaim.amount - reckoned) <= limits.gap.money(RefundClaim.currency))


@control(
    clauses=FILE_CHAIN, dossier=ORDER, day=FILED_ON,
    when=CLAIMED & (count(Invoice).or_else(0) > 0) & some(PURCHASE), severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Claim no more than the invoices of purchase show.",
)  # fmt: skip
def claim_rests_on_its_invoices() -> BoolX:
    """The price on which a refund is claimed is no more than the invoices of purchase show without tax."""
    return total_money(RefundClaim.base) <= total_money(Invoice.net, where=PURCHASE)


@control(
    clauses=["10.5.5.3-b"], dossier=ORDER, day=FILED_ON, when=CLAIMED, blocks=NOTHING,
    remedy="Check the papers before filing, and fetch the electronic receipt.",
)  # fmt: skip
def claim_was_checked_and_received() -> BoolX:
    """The papers of a claim are checked before it is filed, and the tax office's electronic receipt is kept."""
    return every((RefundClaim.checked_on <= RefundClaim.filed_on) & RefundClaim.receipt_number.is_known())


@control(
    clauses=["10.5.5.3-b", "004-10"], dossier=ORDER, day=largest(Invoice.issued_on), reports=[RefundClaim],
    when=EXPORT & (count(Invoice).or_else(0) > 0) & some(PURCHASE) & (count(CustomsList).or_else(0) > 0),
    blocks=NOTHING, remedy="File the claim while there is time, or say why there is none.",
)  # fmt: skip
def refund_owed_is_claimed(limits: ClaimDeadlines) -> BoolX:
    """For an export with invoice and declaration a refund is claimed."""
    late = as_of() > largest(Invoice.issued_on, where=PURCHASE) + limits.own
    return when(there(RefundClaim), there(RefundClaim), when(late, there(RefundClaim), unknown()))


@control(
    clauses=["10.5.5.3-b", "002-04"], dossier=ORDER, day=FILED_ON, when=CLAIMED & some(WAREHOUSE), blocks=NOTHING,
    remedy="Correct the mode of the declaration or the kind of the claim.",
)  # fmt: skip
def refund_of_stock_left_for_a_warehouse() -> BoolX:
    """A refund for stock abroad is claimed only for goods declared to an overseas warehouse."""
    return CustomsList.mode == "9810"


@control(
    clauses=["10.5.5.3-b", "002-04"], dossier=ORDER, day=FILED_ON, when=CLAIMED & some(WAREHOUSE), blocks=NOTHING,
    remedy="Settle the claim with the proof of sale.",
)  # fmt: skip
def refund_of_stock_is_settled_after_sale(limits: ClaimDeadlines) -> BoolX:
    """A refund drawn on departure is settled again once the stock abroad is sold."""
    last = RefundClaim.sold_on + limits.settle
    done = RefundClaim.settled_on.is_known()
    in_time = when(done, RefundClaim.settled_on <= last, when(as_of() > last, done, unknown()))
    return every(in_time, where=WAREHOUSE)


def explained(gap: MoneyX, between: str, rest: MoneyX) -> BoolX:
    """An amount less than that of the order is explained by differences that give a reason."""
    what = AmountDifference.between == between
    reasoned = total_money(AmountDifference.amount, where=what & AmountDifference.reason.is_known())
    some_given = some(what).or_else(False)
    return when(some_given, abs(gap - reasoned) <= rest, abs(gap) <= rest)


@control(
    clauses=[*FILE_CHAIN, "004-12"], dossier=ORDER, day=FILED_ON, when=CLAIMED & (count(ListLine).or_else(0) > 0),
    severity=Severity.CRITICAL, blocks=NOTHING, remedy="Correct the declaration, or give the reason of the difference.",
)  # fmt: skip
def declared_is_what_was_ordered(limits: ClaimTolerance) -> BoolX:
    """What is declared for a refund is worth what was ordered, or the difference has its reason."""
    gap = Order.goods_value - total_money(ListLine.total)
    return explained(gap, "declaration", limits.gap.money(Order.currency))


@control(
    clauses=[*FILE_CHAIN, "004-12"], dossier=ORDER, day=FILED_ON,
    when=CLAIMED & (count(Invoice).or_else(0) > 0) & some(SALE), blocks=NOTHING,
    remedy="Correct the invoice of the sale, or give the reason of the difference.",
)  # fmt: skip
def invoiced_is_what_was_ordered(limits: ClaimTolerance) -> BoolX:
    """What is invoiced to the buyer is what was ordered, or the difference has its reason."""
    gap = Order.goods_value - total_money(Invoice.net, where=SALE)
    return explained(gap, "invoice", limits.gap.money(Order.currency))


@control(
    clauses=[*FILE_CHAIN, "004-12"], dossier=ORDER, day=FILED_ON, when=CLAIMED & (count(Collection).or_else(0) > 0),
    severity=Severity.CRITICAL, blocks=NOTHING, remedy="Give the reason of the difference, with the bank's voucher.",
)  # fmt: skip
def received_is_what_was_ordered(limits: ClaimTolerance) -> BoolX:
    """The money received for an export is what was ordered, or the difference has its reason."""
    gap = Order.goods_value - total_money(Collection.amount)
    return explained(gap, "receipt", limits.gap.money(Order.currency))
