"""Clearance abroad: the papers are there and agree, the entry declares what they state, cargo is filed in advance.

Not modelled: bans and duty of each destination (see the law tables), what a price should be.
"""

from shibosi.domains.customs.dossiers import ENTRY
from shibosi.domains.customs.records import EntryDeclaration, TradePaper
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, count, distinct, every, largest, smallest, some, total_money, when
from shibosi.kernel.parameters import Parameters, codes, share, whole

DECLARED = count(EntryDeclaration).or_else(0) > 0
DECLARED_ON = EntryDeclaration.declared_on
INVOICE = TradePaper.paper_kind == "invoice"
COUNTED = TradePaper.paper_kind.is_in(["invoice", "goods-list", "transport"])
PAPERS = ("goods-list", "invoice", "transport", "payment-proof")


class EntryLimits(Parameters):
    """What an entry declaration may differ by, and how old what is known of its rules may be."""

    gap = share("Largest difference between value declared and papers, as a share of the value")
    rules = whole("Days for which the rules of a destination count as known", unit="days")


class AdvanceFiling(Parameters):
    """Where cargo is filed with customs before it leaves for the destination."""

    modes = codes("Modes of transport for which an advance cargo filing has to be accepted first")


@control(
    clauses=["7.3.4.2", "4.5.3"], dossier=ENTRY, day=DECLARED_ON, when=DECLARED,
    remedy="Add what is missing: goods list, invoice, transport paper, proof of payment.",
)  # fmt: skip
def four_papers_are_at_hand() -> BoolX:
    """Goods that are declared at their destination have goods list, invoice, transport paper and proof of payment."""
    goods, invoice, transport, paid = (some(TradePaper.paper_kind == kind) for kind in PAPERS)
    there = count(TradePaper) > 0
    return when(there, goods & invoice & transport & paid, there)


@control(
    clauses=["4.5.3"], dossier=ENTRY, day=DECLARED_ON, when=DECLARED & (count(TradePaper).or_else(0) > 0),
    remedy="Replace papers that have run out before declaring.",
)  # fmt: skip
def papers_count_on_the_day() -> BoolX:
    """Every clearance paper that says until when it counts, counts on the day of the declaration."""
    return every((TradePaper.valid_until >= DECLARED_ON) | TradePaper.valid_until.is_missing())


@control(
    clauses=["7.3.4.2", "10.4.2.1-b"], dossier=ENTRY, day=DECLARED_ON, when=DECLARED & some(COUNTED).or_else(False),
    remedy="Find out how many packages there are and correct the papers.",
)  # fmt: skip
def papers_state_the_same_packages() -> BoolX:
    """Goods list, invoice and transport paper state the same number of packages, which is declared."""
    packages = TradePaper.packages
    return (distinct(packages, where=COUNTED) == 1) & (largest(packages, where=COUNTED) == EntryDeclaration.packages)


@control(
    clauses=["7.3.4.3", "10.4.2.1-b"], dossier=ENTRY, day=DECLARED_ON, when=DECLARED & some(INVOICE).or_else(False),
    severity=Severity.CRITICAL, remedy="Declare the value of the invoice with freight and insurance added.",
)  # fmt: skip
def value_declared_is_the_invoice_with_additions(limits: EntryLimits) -> BoolX:
    """The value declared at the destination is that of the invoices, with what is added to it."""
    due = total_money(TradePaper.amount, where=INVOICE) + EntryDeclaration.additions
    return abs(EntryDeclaration.value - due) <= due * limits.gap


@control(
    clauses=["7.3.4.3", "10.4.2.1-b"], dossier=ENTRY, day=DECLARED_ON, when=DECLARED & some(COUNTED).or_else(False),
    severity=Severity.CRITICAL, remedy="Declare the quantity that the papers state.",
)  # fmt: skip
def quantity_declared_is_that_of_the_papers() -> BoolX:
    """The quantity declared at the destination is the one of every paper that states one."""
    stated = TradePaper.quantity
    same = smallest(stated, where=COUNTED) == largest(stated, where=COUNTED)
    return same & (largest(stated, where=COUNTED) == EntryDeclaration.quantity)


@control(
    clauses=["7.3.4.3"], dossier=ENTRY, day=DECLARED_ON, when=DECLARED & EntryDeclaration.accepted_at.is_known(),
    remedy="Keep the number under which customs accepted the declaration.",
)  # fmt: skip
def acceptance_has_a_number() -> BoolX:
    """An accepted entry declaration has the number customs gave."""
    return EntryDeclaration.acceptance_number.is_known()


@control(
    clauses=["000-34"], dossier=ENTRY, day=DECLARED_ON, when=DECLARED & (EntryDeclaration.market == "US"),
    remedy="Add what is missing: description, price, quantity, weight or origin.",
)  # fmt: skip
def entry_into_the_us_has_its_five_elements() -> BoolX:
    """An entry into the United States has description, price, quantity, weight and origin."""
    entry = EntryDeclaration
    described = entry.description.is_known() & entry.origin.is_known()
    return described & entry.value.is_known() & entry.quantity.is_known() & entry.weight.is_known()


@control(
    clauses=["7.3.4.1"], dossier=ENTRY, day=EntryDeclaration.departed_at.day(), place=EntryDeclaration.market,
    when=DECLARED, severity=Severity.CRITICAL,
    one_sided="Where no advance filing is known to be asked for, nothing is said.",
    remedy="File the cargo in advance and wait until it is accepted before it leaves.",
)  # fmt: skip
def cargo_is_filed_before_it_leaves(filing: AdvanceFiling) -> BoolX:
    """Where cargo has to be filed in advance, the filing is accepted before the goods leave."""
    accepted = (EntryDeclaration.advance_accepted_at <= EntryDeclaration.departed_at).or_else(False)
    return accepted | ~EntryDeclaration.transport_mode.is_in(filing.modes)


@control(
    clauses=["7.3.4.1"], dossier=ENTRY, day=DECLARED_ON, when=DECLARED,
    remedy="Read the rules of the destination again before declaring.",
)  # fmt: skip
def rules_of_the_destination_are_recent(limits: EntryLimits) -> BoolX:
    """The rules of the destination were read not long before the declaration, by which it was made."""
    return (EntryDeclaration.rules_read_on <= DECLARED_ON) & (
        DECLARED_ON <= EntryDeclaration.rules_read_on + limits.rules
    )
