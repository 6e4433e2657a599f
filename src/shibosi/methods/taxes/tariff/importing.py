"""Tariffs from files: our own form, the US schedule (HTS) and the UK list of measures, as their offices export them.

Our own form is CSV with code, from, to, origin, measure (normal, preference, additional) and duty as printed. Which
form a file has, its heading says. A row whose rate has no form is kept: its duty is a bound, with the printed rate.
"""

import csv
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from shibosi.kernel.words import Phrase
from shibosi.methods.taxes.errors import Unreadable
from shibosi.methods.taxes.retail.listing import NO_DAY
from shibosi.methods.taxes.tariff.lines import ADDITIONAL, CODE, MEASURES, NORMAL, PREFERENCE, Tariff, TariffLine
from shibosi.methods.taxes.texts import published

LARGEST = 400_000_000
OWN = ("code", "from", "to", "origin", "measure", "duty")
US = ("HTS Number", "General Rate of Duty", "Special Rate of Duty")
UK = ("commodity__code", "measure__type__id", "measure__duty_expression", "measure__geographical_area__id",
      "measure__effective_start_date", "measure__effective_end_date")  # fmt: skip
UK_MEASURES = {
    "103": NORMAL, "105": NORMAL, "142": PREFERENCE, "145": PREFERENCE, "106": PREFERENCE, "551": ADDITIONAL,
    "552": ADDITIONAL, "553": ADDITIONAL, "554": ADDITIONAL, "695": ADDITIONAL, "696": ADDITIONAL,
}  # fmt: skip
ALL = ("", "1011")
PARTNERS = re.compile(r"([^()]*)\(([^()]*)\)")
ISO = re.compile(r"[A-Z]{2}")
Row = dict[str, str]


def read_tariff(path: Path, place: str, since: date | None = None) -> Tariff:
    """A tariff from a file (CSV, or compressed). `since`: first day of rows that have none. Raises Unreadable."""
    heading, rows = _table(path)
    for wanted, reader in FORMS:
        if set(wanted) <= set(heading):
            lines = (line for at, row in rows for line in reader(path.name, at, row, since))
            return Tariff(place, path.name, lines)
    raise Unreadable(file=path.name, row=1, reason=Phrase("wanted are the columns {wanted}", wanted=", ".join(OWN)))


def _table(path: Path) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    rows = csv.reader(published(path, LARGEST).splitlines(keepends=True))
    heading = [cell.strip() for cell in next(rows, [])]
    named = (dict(zip(heading, map(str.strip, cells), strict=False)) for cells in rows)
    return heading, enumerate(named, 2)


def _own(file: str, at: int, row: Row, since: date | None) -> Iterator[TariffLine]:
    code = _plain(row["code"])
    if not CODE.fullmatch(code):
        raise Unreadable(file=file, row=at, reason="wanted is a code of 4 to 12 digits")
    if row["measure"] not in MEASURES:
        raise Unreadable(file=file, row=at, reason=Phrase("wanted is one of {known}", known=", ".join(MEASURES)))
    days = _day(file, at, row["from"]) or since, _day(file, at, row["to"])
    yield TariffLine(code, *days, row["origin"], row["measure"], row["duty"])


def _us(file: str, at: int, row: Row, since: date | None) -> Iterator[TariffLine]:
    code, general, special = _plain(row[US[0]]), row[US[1]], row[US[2]]
    if not CODE.fullmatch(code) or not general:
        return
    yield TariffLine(code, since, None, "", NORMAL, general)
    for printed, partners in PARTNERS.findall(special):
        for one in partners.split(","):
            if ISO.fullmatch(one.strip()) and printed.strip():
                yield TariffLine(code, since, None, one.strip(), PREFERENCE, printed.strip())


def _uk(file: str, at: int, row: Row, since: date | None) -> Iterator[TariffLine]:
    measure, printed = UK_MEASURES.get(row[UK[1]]), row[UK[2]]
    area = row[UK[3]]
    if measure is None or not printed or not (area in ALL or ISO.fullmatch(area)):
        return
    code = _plain(row[UK[0]])
    if not CODE.fullmatch(code):
        raise Unreadable(file=file, row=at, reason="wanted is a code of 4 to 12 digits")
    days = _day(file, at, row[UK[4]][:10]) or since, _day(file, at, row[UK[5]][:10])
    yield TariffLine(_short(code), *days, "" if area in ALL else area, measure, printed)


def _short(code: str) -> str:
    """A code without the pairs of noughts a tariff fills it up with, down to six digits."""
    while len(code) > 6 and code.endswith("00"):
        code = code[:-2]
    return code


def _plain(code: str) -> str:
    return code.replace(".", "").replace(" ", "")


def _day(file: str, at: int, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as mistake:
        raise Unreadable(file=file, row=at, reason=NO_DAY) from mistake


FORMS: list[tuple[tuple[str, ...], Callable[[str, int, Row, date | None], Iterator[TariffLine]]]] = [
    (OWN, _own), (US, _us), (UK, _uk),
]  # fmt: skip
