"""A made-up tax file: firms with six months of German VAT, most of it right, some with a fault that the truth names.

    registrations, proofs, periods that are due, returns with lines, and the books they come from

Firm n has fault n of `FAULTS`, in turns; the first has none. The same in every run.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

MARKET = {"market": "DE", "scheme": "VAT"}
EUR, CENT = "300", Decimal("0.01")
YEAR, MONTHS, ORDERS = 2026, 6, 4
FIRST, DUE = 1, 10
"""The month that faults are in, and the day of the next month on which a return is due."""
RATE, OLD_RATE = 19, 16
Row = dict[str, str]
FAULTS = {
    "": (),
    "late": ("return_was_filed_in_time",),
    "short": ("tax_declared_was_paid_in_time",),
    "left-out": ("return_is_the_sum_of_its_lines", "order_stands_in_a_return"),
    "old-rate": ("standard_rate_is_the_one_in_force",),
    "no-proof": ("seller_has_proof_of_registration",),
    "unregistered": ("returns_name_the_registration",),
}
"""Each fault with the controls that find it."""


@dataclass
class TaxFile:
    """Rows by kind of record, and the truth: firm, fault, control."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    truth: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, kind: str, **values: object) -> None:
        """One more row; what has no value is left out."""
        told = {name: str(value) for name, value in values.items() if value is not None}
        self.rows.setdefault(kind, []).append(told)

    def write(self, folder: Path) -> None:
        """Write `documents/<kind>.csv` and `truth.csv`."""
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        for kind, rows in self.rows.items():
            columns = list(dict.fromkeys(name for row in rows for name in row))
            _write(
                folder / "documents" / f"{kind}.csv", columns, ([row.get(name, "") for name in columns] for row in rows)
            )
        _write(folder / "truth.csv", ["firm", "fault", "control"], map(list, self.truth))


def tax_file(firms: int) -> TaxFile:
    """The tax file of so many firms."""
    made = TaxFile()
    names = list(FAULTS)
    for number in range(firms):
        _firm(made, f"F-{number}", names[number % len(names)])
    return made


def _firm(made: TaxFile, firm: str, fault: str) -> None:
    tax_number = f"DE{100_000_000 + len(made.rows.get('tax_registration', ()))}"
    own = {"party_code": firm, **MARKET}
    since = date(YEAR, 3, 1) if fault == "unregistered" else date(YEAR - 1, 8, 1)
    made.add("tax_registration", **own, number=tax_number, registered_on=since, frequency="month", stock="false")
    if fault != "no-proof":
        proof = {"number": tax_number, "valid_from": date(YEAR - 1, 8, 1), "checked_on": date(YEAR - 1, 8, 4)}
        made.add("tax_certificate", party_code=firm, market=MARKET["market"], **proof)
    for month in range(1, MONTHS + 1):
        _month(made, own, tax_number, month, fault if month == FIRST else "")
    made.truth += [(firm, fault, control) for control in FAULTS[fault]]


def _month(made: TaxFile, own: Row, tax_number: str, month: int, fault: str) -> None:
    starts, after = date(YEAR, month, 1), date(YEAR, month + 1, 1)
    ends, due = after - timedelta(days=1), after.replace(day=DUE)
    period = {**own, "period": f"{YEAR}-{month:02}"}
    days = {"starts_on": starts, "ends_on": ends}
    taxable = tax = Decimal(0)
    for at in range(ORDERS):
        rate = OLD_RATE if fault == "old-rate" and at == 0 else RATE
        net = Decimal(100 + 10 * at)
        owed = (net * rate / 100).quantize(CENT)
        order = f"{own['party_code']}-{month:02}-{at}"
        amounts = {"taxable": net, "tax": owed, "currency": EUR}
        booked = {"number": f"E-{order}", "booked_on": starts + timedelta(days=3 * at)}
        made.add("tax_entry", order_number=order, **period, **booked, **amounts, rate=rate, rate_class="standard")
        if not (fault == "left-out" and at == 0):
            made.add("tax_return_line", order_number=order, **period, **amounts)
        taxable, tax = taxable + net, tax + owed
    made.add("tax_obligation", **period, **days, frequency="month", due_on=due)
    filed = due + timedelta(days=1) if fault == "late" else due - timedelta(days=2)
    made.add(
        "tax_return", **period, **days, number=f"R-{own['party_code']}-{month:02}", registration_number=tax_number,
        filed_on=filed, receipt_number=f"ELSTER-{own['party_code']}-{month:02}", taxable=taxable, tax=tax,
        burden=(tax / taxable).quantize(Decimal("0.00001")), paid=tax - CENT if fault == "short" else tax, paid_on=due,
        penalty=0, currency=EUR,
    )  # fmt: skip


def _write(path: Path, columns: list[str], rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
