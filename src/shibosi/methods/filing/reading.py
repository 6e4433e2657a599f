"""Registrations from a file of records `tax_registration`."""

import csv
from datetime import date
from pathlib import Path

from shibosi.kernel.errors import ShibosiError
from shibosi.methods.filing.periods import Registered

NEEDED = ("party_code", "market", "scheme", "registered_on")


class UnreadableRegistration(ShibosiError):
    """A row that is no registration."""

    code = "unreadable-registration"
    message = "{file}, row {row}: '{column}' is missing or no day (YYYY-MM-DD)."


def read_registrations(path: Path) -> list[Registered]:
    """The registrations of a CSV (UTF-8) with the columns of the record. Raises UnreadableRegistration, OSError."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_one(path.name, number, row) for number, row in enumerate(csv.DictReader(file), start=2)]


def _one(file: str, number: int, row: dict[str, str]) -> Registered:
    for column in NEEDED:
        if not (row.get(column) or "").strip():
            raise UnreadableRegistration(file=file, row=number, column=column)
    days: list[date | None] = []
    for column in ("registered_on", "ended_on"):
        written = (row.get(column) or "").strip()
        try:
            days.append(date.fromisoformat(written) if written else None)
        except ValueError as mistake:
            raise UnreadableRegistration(file=file, row=number, column=column) from mistake
    since, until = days
    assert since is not None, "it is one of the columns needed"
    return Registered(
        row["party_code"].strip(), row["market"].strip(), row["scheme"].strip(), since, until,
        (row.get("frequency") or "").strip(),
    )  # fmt: skip
