"""A small world for the engines: bills with lines and receipts, changed and deleted ones, and years made of bills.

Workers load it by name (`load`), the tests of the driver while they run (`installed`).
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from shibosi.kernel.columns import code, day, instant, money, text, whole
from shibosi.kernel.controls import control
from shibosi.kernel.dossiers import Dossier, many, one
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.expressions import BoolX, count, distinct, every, total_money
from shibosi.kernel.parameters import Parameters, Values, amount, share
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import REGISTRIES, registries, version

with registries(tuple({} for _ in REGISTRIES)) as WORLD:

    class Bill(Record, label="Bill"):
        """What is owed."""

        number = text("Bill number", key=True)
        guid = text("Unique id of the document")
        report_type = code("Report type: 1 new, 2 change, 3 delete")
        reported_at = instant("Time of reporting")
        debtor = text("Who owes", personal=True)
        owed = money("Amount owed", currency="currency")
        currency = code("Currency")
        billed_on = day("Day of the bill")
        bank = text("Bank")
        account = text("Account")

    class BillLine(Record, label="Line of a bill", part_of="bill"):
        """What it is owed for."""

        bill_number = text("Bill it belongs to", key=True, points_to="bill")
        line_number = whole("Line number", key=True)
        document = text("Unique id of the bill it stands in")
        price = money("Price", currency="currency")
        currency = code("Currency")

    class Receipt(Record, label="Receipt"):
        """What was paid."""

        number = text("Receipt number", key=True)
        bill_number = text("Bill it pays", points_to="bill")
        paid = money("Amount paid", currency="currency")
        currency = code("Currency")
        bank = text("Bank")
        account = text("Account")

    class Reminder(Record, label="Reminder"):
        """What was sent when nothing was paid."""

        bill_number = text("Bill it is about", key=True, points_to="bill")

    class Debt(Record, label="Debt", internal=True):
        """A bill as part of the year of who owes it."""

        bill_number = text("Bill", key=True)
        debtor = text("Who owes", personal=True)
        year = whole("Year")
        owed = money("Amount owed", currency="currency")
        currency = code("Currency")

    class Limits(Parameters):
        """What is allowed."""

        gap = share("Largest gap between what is owed and paid")
        most = amount("Most that one may owe in a year", currency="142")

    CLAIM = Dossier(
        "claim",
        "Bill with what belongs to it",
        ("bill number",),
        [one(Bill.number), many(BillLine.bill_number), one(Receipt.bill_number), many(Reminder.bill_number)],
    )
    ACCOUNT = Dossier(
        "account",
        "Bills and receipts of one account",
        ("bank", "account"),
        [many(Bill.bank, Bill.account), many(Receipt.bank, Receipt.account)],
    )
    DOCUMENT = Dossier("document", "Bills with one unique id", ("unique id",), [many(Bill.guid)])
    YEAR = Dossier(
        "a-year",
        "What one person came to owe in a year",
        ("debtor", "year"),
        [many(Debt.debtor, Debt.year)],
        personal_key=True,
    )
    CLAIM.derive(
        Debt,
        Bill.debtor.is_known() & Bill.billed_on.is_known(),
        bill_number=Bill.number,
        debtor=Bill.debtor,
        year=Bill.billed_on.year(),
        owed=Bill.owed,
        currency=Bill.currency,
    )

    @control(clauses=["1.1"], dossier=CLAIM, day=Bill.billed_on, remedy="Send the bill.", reports=[Bill])
    def there_is_one_bill() -> BoolX:
        """What is paid is owed by one bill."""
        return count(Bill) == 1

    @control(clauses=["1.2"], dossier=CLAIM, day=Bill.billed_on, remedy="Pay the bill.")
    def what_is_owed_is_paid(limits: Limits) -> BoolX:
        """The amount paid is the amount owed, give or take the gap."""
        return abs(Receipt.paid - Bill.owed) <= Bill.owed * limits.gap

    @control(clauses=["1.3"], dossier=CLAIM, day=Bill.billed_on, remedy="Correct the lines.")
    def lines_add_up() -> BoolX:
        """The lines add up to the amount owed, and none costs nothing."""
        return (total_money(BillLine.price) == Bill.owed) & every(BillLine.line_number > 0)

    @control(clauses=["1.4"], dossier=CLAIM, day=Bill.billed_on, remedy="Send no reminder.", when=count(Receipt) > 0)
    def nobody_is_reminded_who_paid() -> BoolX:
        """No reminder goes out for a bill that is paid."""
        return count(Reminder) == 0

    @control(clauses=["2.1"], dossier=ACCOUNT, remedy="Use one account.")
    def one_account_serves_one_debtor() -> BoolX:
        """The bills of an account have one debtor."""
        return distinct(Bill.debtor) == 1

    @control(clauses=["3.1"], dossier=DOCUMENT, remedy="Give each document its own id.")
    def a_document_id_is_used_once() -> BoolX:
        """No two documents have one id."""
        return count(Bill) == 1

    @control(clauses=["4.1"], dossier=YEAR, remedy="Lend no more.")
    def nobody_owes_too_much(limits: Limits) -> BoolX:
        """What one person comes to owe in a year stays within the limit."""
        return total_money(Debt.owed) <= limits.most


VALUES = Values({"limits.gap": [version(10_000)], "limits.most": [version(1000_00000)]})
"""One per cent, and 1000 yuan."""
QUESTION = Question(VALUES, date(2026, 6, 30))
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def load() -> None:
    """For workers: their registries hold this world, and what they held before."""
    for registry, content in zip(REGISTRIES, WORLD, strict=True):
        registry.update(content)


@contextmanager
def installed() -> Iterator[None]:
    """The kernel knows this world and no other."""
    with registries(WORLD):
        yield


def a_claim(number: str, **changes: Any) -> list[Record]:
    """A bill over 100 with two lines, and its receipt: nothing is wrong. `changes` are those of the bill."""
    bill: dict[str, Any] = {
        "number": number, "guid": f"G-{number}", "report_type": "1", "reported_at": NOON, "debtor": f"D-{number}",
        "owed": Decimal(100), "currency": "142", "billed_on": date(2026, 5, 1), "bank": "B", "account": f"A-{number}",
    }  # fmt: skip
    return [
        Bill(**{**bill, **changes}),
        BillLine(bill_number=number, line_number=1, document=f"G-{number}", price=Decimal(60), currency="142"),
        BillLine(bill_number=number, line_number=2, document=f"G-{number}", price=Decimal(40), currency="142"),
        Receipt(
            number=f"R-{number}", bill_number=number, paid=Decimal(100), currency="142", bank="B",
            account=f"A-{number}",
        ),
    ]  # fmt: skip


def a_bill(number: str, **changes: Any) -> Record:
    """The bill of `a_claim` alone."""
    return a_claim(number, **changes)[0]


def many_claims(seed: int, size: int) -> list[Record]:
    """Claims of few debtors and banks over some years, with rows lost, doubled, changed and deleted, in any order."""
    chance = random.Random(seed)
    made: list[Record] = []
    for at in range(size):
        rows = a_claim(
            f"M-{at}",
            debtor=chance.choice([None, *(f"P-{person}" for person in range(size // 8 + 1))]),
            owed=Decimal(chance.choice([100, 100, 99, 300])),
            billed_on=chance.choice([None, date(2024, 12, 31), date(2025, 1, 1), date(2026, 5, 1)]),
            bank=chance.choice(["B", "C", None]),
            account=f"A-{chance.randrange(size // 2 + 1)}",
        )
        if chance.random() < 0.2:
            kind = chance.choice(["2", "3"])
            rows.append(a_bill(f"M-{at}", guid=f"G2-{at}", report_type=kind, reported_at=NOON + timedelta(hours=1)))
        rows = [row for row in rows if chance.random() > 0.1]
        made += rows + [row for row in rows if chance.random() < 0.1]
    chance.shuffle(made)
    return made
