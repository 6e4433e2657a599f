"""The sentences of the controls once more, in plain Python, one dossier at a time.

Written from the sentences alone, to check the truth of the generator against a second reader of the same rules. A
fact that is missing because its paper is missing (or there twice) is folded into that; any other missing fact is
undetermined.
"""

import re
import unicodedata
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from stdnum import ean
from stdnum.cn import uscc

AS_OF = date(2026, 10, 1)
PATIENCE = 30
CENT = 1000
Row = dict[str, Any]
Documents = dict[str, list[Row]]
Findings = dict[tuple[str, str, str], str]


class Absent(Exception):
    """The paper that would say it is not there, or is there twice: another finding says so."""


class Unsaid(Exception):
    """The paper is there and does not say it, or says it in a way that does not compare."""


def said(value: Any) -> Any:
    """A value that has to be there."""
    if value is None:
        raise Unsaid
    return value


def one(rows: list[Row]) -> Row:
    """The only paper of its kind."""
    if len(rows) != 1:
        raise Absent
    return rows[0]


def some(rows: list[Any]) -> list[Any]:
    """Rows, of which there has to be one."""
    if not rows:
        raise Absent
    return rows


def money(*parts: tuple[Any, Any]) -> int:
    """The sum of amounts given with their currencies."""
    if len({said(currency) for _, currency in parts}) != 1:
        raise Unsaid
    return sum(said(amount) for amount, _ in parts)


def plain(text: Any) -> str:
    """A text without differences of width, case and blanks."""
    return "".join(unicodedata.normalize("NFKC", said(text)).casefold().split())


def every(rows: list[Any], holds: Any) -> bool:
    """The condition on all rows: a false one decides, then one unsaid, then one absent."""
    unsaid = absent = False
    for row in some(rows):
        try:
            if not holds(row):
                return False
        except Unsaid:
            unsaid = True
        except Absent:
            absent = True
    if unsaid:
        raise Unsaid
    if absent:
        raise Absent
    return True


def day(instant: Any) -> date:
    """The Beijing day of an instant."""
    local: date = (said(instant) + timedelta(hours=8)).date()
    return local


def well_formed(code: str) -> bool:
    """A company code of 10 characters, or a social credit code."""
    return bool(re.fullmatch("[0-9A-Z]{10}", code)) or uscc.is_valid(code)


def identity_holds(number: str) -> bool:
    """Check digit and birth date of an identity number."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17]))
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return "10X98765432"[total % 11] == number[17]


def barcode_holds(code: str | None) -> bool:
    """No bar code, one of another length, or the right check digit."""
    return code is None or len(code) not in (8, 12, 13, 14) or not code.isdigit() or ean.is_valid(code)


def taken(answers: list[Row]) -> bool:
    """Whether one of the answers to a document accepts it; not yet said on the day after the last of them."""
    states = {said(row["status"]) for row in answers}
    if states & {"120", "399", "800", "899"}:
        return True
    if states - {"1", "2", "3", "300"} or max(day(row["answered_at"]) for row in answers) + timedelta(days=1) < AS_OF:
        return False
    raise Unsaid


class Judge:
    """Collects findings."""

    def __init__(self) -> None:
        self.found: Findings = {}

    def ask(self, dossier: str, key: str, control: str, condition: Any) -> None:
        """Judge one control: a condition that gives true, false, or says why it cannot."""
        try:
            outcome = None if condition() else "broken"
        except Unsaid:
            outcome = "undetermined"
        except Absent:
            outcome = None
        if outcome is not None:
            self.found[dossier, key, control] = outcome

    def ask_answers(self, dossier: str, key: str, control: str, answers: list[Row], messages: set[str]) -> None:
        """Judge a control on what a document was answered, where it was."""
        rows = [row for row in answers if row["about"] in messages]
        if rows:
            self.ask(dossier, key, control, lambda: taken(rows))

    def present(self, dossier: str, key: str, control: str, there: bool, since: list[date]) -> None:
        """Judge a control on a paper that may still come for some days."""
        if not there and since:
            late = max(since) + timedelta(days=PATIENCE) < AS_OF
            self.found[dossier, key, control] = "broken" if late else "undetermined"


KEYS = {
    "order": ["number"], "payment": ["firm_code", "number"], "collection": ["order_number", "number"],
    "waybill": ["carrier_code", "number"], "customs_list": ["order_number", "company_number"],
    "customs_return": ["customs_number", "company_number"],
}  # fmt: skip


def received(documents: Documents) -> Documents:
    """What counts: exact copies once, the newest version of what was changed, nothing of what was deleted.

    A line that two documents say alike is one line.
    """
    kept: Documents = {}
    gone: set[str] = set()
    for kind, rows in documents.items():
        distinct = list({tuple(row.items()): row for row in rows}.values())
        if kind in KEYS:
            by_key = defaultdict(list)
            for row in distinct:
                by_key[tuple(row[name] for name in KEYS[kind])].append(row)
            distinct = []
            for versions in by_key.values():
                if any(row["report_type"] in "23" for row in versions):
                    newest = max(versions, key=lambda row: row["reported_at"])
                    gone.update(row["guid"] for row in versions if row is not newest)
                    versions = [newest] if newest["report_type"] != "3" else []
                distinct += versions
        kept[kind] = distinct
    for kind in ("order_line", "list_line", "return_line"):
        stays = [row for row in kept[kind] if row["document"] not in gone]
        said = [{name: value for name, value in row.items() if name != "document"} for row in stays]
        kept[kind] = list({tuple(facts.items()): row for facts, row in zip(said, stays, strict=True)}.values())
    return kept


def grouped(rows: list[Row], *columns: str) -> dict[str, list[Row]]:
    """Rows by a key of columns; rows without a part of the key belong nowhere."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if all(row[column] is not None for column in columns):
            groups["/".join(str(row[column]) for column in columns)].append(row)
    return groups
