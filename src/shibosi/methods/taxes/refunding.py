"""Export refund rates by goods, from a table that is imported, as other values of `refund_rates.rate`.

    code,from,to,rate
    61091000,2020-03-20,,13

The code is the one that claims name: of ten digits, or of eight where they name eight. `from` may be `unknown`; `rate`
is per cent, 0 where the refund was cancelled.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import yaml

from shibosi.kernel.words import Phrase
from shibosi.methods.taxes.errors import Unreadable

COLUMNS = ("code", "from", "to", "rate")
CODE = re.compile(r"[0-9]{8}([0-9]{2})?")
SOURCE = "table of refund rates {file}"
LONGEST = 20_000_000


@dataclass(frozen=True)
class RefundRate:
    """One row: the rate in per cent of goods from day to day; `first` None where it is not known."""

    code: str
    first: date | None
    last: date | None
    rate: Decimal


def read_rates(path: Path) -> list[RefundRate]:
    """The rows of a table. Raises Unreadable with the first row that cannot be read, and for days that overlap."""
    if path.stat().st_size > LONGEST:
        raise Unreadable(file=path.name, row=1, reason=Phrase("at most {most} bytes are read", most=LONGEST))
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if lacking := [one for one in COLUMNS if one not in (rows.fieldnames or ())]:
                wanted = Phrase("wanted are the columns {wanted}", wanted=", ".join(lacking))
                raise Unreadable(file=path.name, row=1, reason=wanted)
            found = [_read(path.name, at, row) for at, row in enumerate(rows, start=2)]
    except UnicodeDecodeError as mistake:
        raise Unreadable(file=path.name, row=1, reason="it is no CSV in UTF-8") from mistake
    _apart(path.name, found)
    return found


def as_overlay(rates: list[RefundRate], file: str) -> str:
    """The rows as an overlay for `check --overlay`: a value a code, whose place is the code."""
    values = [dict(_value(one, file)) for one in rates]
    written = {"refund_rates": {"rate": {"values": values}}}
    return yaml.safe_dump(written, allow_unicode=True, sort_keys=False)


def _value(one: RefundRate, file: str) -> Iterator[tuple[str, Any]]:
    yield "from", one.first.isoformat() if one.first else "unknown"
    if one.last:
        yield "to", one.last.isoformat()
    yield from {"place": one.code, "value": f"{one.rate:f}", "source": SOURCE.format(file=file)}.items()
    yield "confidence", "high"


def _read(file: str, at: int, row: dict[str, Any]) -> RefundRate:
    text = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    try:
        rate = Decimal(text["rate"])
        first = None if text["from"] in ("", "unknown") else date.fromisoformat(text["from"])
        last = date.fromisoformat(text["to"]) if text["to"] else None
    except (InvalidOperation, ValueError) as mistake:
        raise Unreadable(file=file, row=at, reason="wanted are days and a rate in per cent") from mistake
    if CODE.fullmatch(text["code"]) is None or not rate.is_finite() or not 0 <= rate <= 100:
        raise Unreadable(file=file, row=at, reason="wanted are a code of eight or ten digits and a rate from 0 to 100")
    if first and last and last < first:
        raise Unreadable(file=file, row=at, reason="it ends before it begins")
    return RefundRate(text["code"], first, last, rate)


def _apart(file: str, rates: list[RefundRate]) -> None:
    """Raises Unreadable where two rows of a code are in force on one day."""
    kept: dict[str, RefundRate] = {}
    at = {id(one): row for row, one in enumerate(rates, start=2)}
    for one in sorted(rates, key=lambda one: (one.code, one.first or date.min)):
        before = kept.get(one.code)
        if before is not None and (before.last is None or before.last >= (one.first or date.min)):
            raise Unreadable(file=file, row=at[id(one)], reason=Phrase("{code} has a rate already", code=one.code))
        kept[one.code] = one
