"""The list of goods that may enter through retail import, by day: an import, for the list itself is not shipped.

A file is CSV (UTF-8 or GB18030) with a heading: code (税则号列), from, to, name (货品名称), note (备注). Codes have
eight digits; an empty `to` is open. A code that left the list is told with its last day.
"""

import csv
import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from shibosi.kernel.words import Phrase
from shibosi.methods.taxes.errors import Unreadable
from shibosi.methods.taxes.retail.channel import Listed

HEADINGS = {
    "code": ("code", "hs", "税则号列", "税号", "商品编码"), "from": ("from", "valid_from", "起始日", "生效日期"),
    "to": ("to", "valid_to", "终止日", "失效日期"), "name": ("name", "货品名称", "商品名称"), "note": ("note", "备注"),
}  # fmt: skip
CODE = re.compile(r"\d{8}(\d\d)?")
LENGTH = 8
NO_CODE = "wanted is a code of 8 or 10 digits"
NO_DAY = "wanted is a day such as 2024-12-15"


@dataclass(frozen=True, slots=True)
class Entry:
    """A code on the list for some days, with its note (such as: bonded only)."""

    code: str
    first: date
    last: date | None
    name: str
    note: str


class PositiveList:
    """The entries of a list, asked by code and day."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries: dict[str, list[Entry]] = {}
        for one in sorted(entries, key=lambda entry: (entry.code, entry.first)):
            self.entries.setdefault(one.code, []).append(one)
        self._codes = sorted(self.entries)

    def says(self, code: str, day: date) -> Listed:
        """Whether a code is on the list on a day, and why; None where there is no code."""
        if not code:
            return Listed(None, "No commodity code is given: whether the goods are on the list is not known.")
        plain = code.replace(".", "").replace(" ", "")
        if not CODE.fullmatch(plain):
            return Listed(None, Phrase("'{code}' is no commodity code of 8 or 10 digits.", code=code[:20]))
        found = self.entries.get(plain[:LENGTH], [])
        on = next((one for one in found if one.first <= day and (one.last is None or day <= one.last)), None)
        if on is not None:
            return Listed(True, Phrase("{code} is on the list: {note}", code=plain, note=on.note or on.name or "-"))
        if found and found[-1].last is not None and found[-1].last < day:
            return Listed(False, Phrase("{code} left the list after {day}.", code=plain, day=found[-1].last))
        if found:
            return Listed(False, Phrase("{code} is on the list only from {day}.", code=plain, day=found[0].first))
        return Listed(False, self._unknown(plain))

    def _unknown(self, code: str) -> str:
        """Why a code is not found: an old or mistyped one where its heading has others."""
        at = bisect_left(self._codes, code[:6])
        near = [one for one in self._codes[at : at + 3] if one.startswith(code[:6])]
        if near:
            return Phrase("{code} is not on the list; under its subheading there are {near}.", code=code,
                          near=", ".join(near))  # fmt: skip
        return Phrase("{code} is not on the list.", code=code)


def read_list(path: Path) -> PositiveList:
    """A list from a file. Raises Unreadable naming file, row and what is wrong."""
    rows = csv.reader(StringIO(text_of(path)))
    heading = [cell.strip().lower() for cell in next(rows, [])]
    places = {name: heading.index(found) for name, words in HEADINGS.items()
              if (found := next((word for word in words if word in heading), None))}  # fmt: skip
    if "code" not in places or "from" not in places:
        reason = Phrase("wanted are the columns {wanted}", wanted="code, from")
        raise Unreadable(file=path.name, row=1, reason=reason)
    return PositiveList([_entry(path.name, row, cells, places) for row, cells in enumerate(rows, 2) if any(cells)])


def text_of(path: Path) -> str:
    """The text of a file in UTF-8 or GB18030. Raises Unreadable."""
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(file=path.name, row=1, reason="it is no text in UTF-8 or GB18030")


def _entry(file: str, row: int, cells: list[str], places: dict[str, int]) -> Entry:
    said = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
    code = said["code"].replace(".", "").replace(" ", "")
    if not CODE.fullmatch(code):
        raise Unreadable(file=file, row=row, reason=NO_CODE)
    try:
        first = date.fromisoformat(said["from"])
        last = date.fromisoformat(said["to"]) if said.get("to") else None
    except ValueError as mistake:
        raise Unreadable(file=file, row=row, reason=NO_DAY) from mistake
    return Entry(code[:LENGTH], first, last, said.get("name", ""), said.get("note", ""))
