"""Client accounts of agencies: one client an account, no money of the agency, booked the same day, figures traceable.

Not modelled: ratios of a report (margin, ROAS, turnover); the figures they are reckoned from are.
"""

from shibosi.domains.payments.dossiers import CLIENT_ACCOUNT, FIGURE, MOVEMENT
from shibosi.domains.payments.records import BankEntry, LedgerEntry, ReportFigure
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    as_of,
    count,
    distinct,
    every,
    largest,
    smallest,
    total_money,
    unknown,
    when,
)
from shibosi.kernel.parameters import Parameters, whole
from shibosi.kernel.parameters import number as quantity

MOVED = count(BankEntry).or_else(0) > 0
BOOKED = count(LedgerEntry).or_else(0) > 0
REPORTED = count(ReportFigure).or_else(0) > 0


class ClientBooks(Parameters):
    """How the books of a client are kept."""

    days = whole("Days after a movement until which it is booked; 0 is the same day", unit="days")
    gap = quantity("Largest difference left by rounding in the books of a client", unit="units of the currency")


@control(
    clauses=["10.5.5.3-a"], dossier=CLIENT_ACCOUNT, day=largest(BankEntry.booked_on), severity=Severity.CRITICAL,
    blocks=NOTHING, remedy="Open an account of its own for each client, and move the money there.",
)  # fmt: skip
def account_serves_one_client() -> BoolX:
    """An account that an agency keeps for a client serves that client only."""
    return distinct(BankEntry.client_code) <= 1


@control(
    clauses=["10.5.5.3-a"], dossier=CLIENT_ACCOUNT, day=largest(BankEntry.booked_on), severity=Severity.CRITICAL,
    blocks=NOTHING, remedy="Take the agency's own money out of the client's account.",
)  # fmt: skip
def client_account_holds_no_own_money() -> BoolX:
    """No money of the agency moves on a client's account."""
    return every(BankEntry.funds == "client")


@control(
    clauses=["10.5.5.3-a"], dossier=MOVEMENT, day=BankEntry.booked_on, when=MOVED, reports=[LedgerEntry],
    blocks=NOTHING, remedy="Book the movement, or correct the amount that was booked.",
)  # fmt: skip
def movement_is_booked_the_same_day(books: ClientBooks) -> BoolX:
    """Every movement on a client's account is booked in full by the end of the day."""
    last = BankEntry.booked_on + books.days
    whole_amount = abs(total_money(LedgerEntry.amount) - BankEntry.amount) <= books.gap.money(BankEntry.currency)
    in_time = every(LedgerEntry.booked_on <= last)
    there = count(LedgerEntry) > 0
    return when(there, whole_amount & in_time, when(as_of() > last, there, unknown()))


@control(
    clauses=["10.5.5.3-a"], dossier=MOVEMENT, day=smallest(LedgerEntry.booked_on), when=BOOKED, blocks=NOTHING,
    remedy="Name shop, category and voucher of the entry, and of whose books it is.",
)  # fmt: skip
def entry_names_shop_category_and_voucher() -> BoolX:
    """Every entry of a client's books names client, shop, category and voucher."""
    who = LedgerEntry.client_code.is_known() & LedgerEntry.shop.is_known()
    return every(who & LedgerEntry.category.is_known() & LedgerEntry.voucher_number.is_known())


@control(
    clauses=["10.5.5.3-a"], dossier=FIGURE, day=ReportFigure.reported_on, when=REPORTED, reports=[LedgerEntry],
    blocks=NOTHING, remedy="Correct the report, or book what it counts.",
)  # fmt: skip
def figure_is_the_sum_of_its_entries(books: ClientBooks) -> BoolX:
    """A figure of a report to a client is the sum of the entries it is made of."""
    gap = abs(ReportFigure.amount - total_money(LedgerEntry.amount))
    there = count(LedgerEntry) > 0
    return when(there, gap <= books.gap.money(ReportFigure.currency), there | (ReportFigure.amount == 0))
