"""Duties that are held against each other: what must, may or must not be done to what, in which market, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from shibosi.kernel.words import translate
from shibosi.standard.errors import UnknownReference
from shibosi.standard.figures import readings
from shibosi.standard.files import Line, read, unrepeated
from shibosi.standard.law.book import book
from shibosi.standard.law.errors import UnknownPlace
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.places import places
from shibosi.standard.law.policies import months_later
from shibosi.standard.law.schemas import Text
from shibosi.standard.register import items
from shibosi.standard.vocabulary import CONFIDENCES

FILE = Path(__file__).parent / "duties.csv"
COLUMNS = (
    "id", "place", "matter", "subjects", "act", "modality", "amount", "unit", "starts", "either", "clause", "norm",
    "reading", "says_en", "says_zh", "source", "confidence",
)  # fmt: skip
MATTERS = ("deadline", "retention", "consent", "transfer", "precedence")
BOUNDS = ("at-least", "at-most", "above", "from")
MODALITIES = (*BOUNDS, "must", "must-not", "need-not", "one-of", "must-be", "undefined")
HOURS: Mapping[str, int] = {"hour": 1, "day": 24, "year": 365 * 24}
SIGNS: Mapping[str, str] = {"hour": "h", "day": "d", "year": "a"}


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. `amount` is a number in `unit`, or what something must be; `starts` the event a period runs from.

    It stands in a `clause` of the register or a row of the book (`norm`); `either` names a choice of which one
    suffices; `reading` how we read it where it meets another.
    """

    id: str
    place: str
    matter: str
    subjects: frozenset[str]
    act: str
    modality: str
    amount: str
    unit: str
    starts: str
    either: str
    clause: str
    norm: str
    reading: str
    says: Text
    source: str
    confidence: str

    @property
    def where(self) -> str:
        """Where it stands: the clause, or the row of the book."""
        return self.clause or self.norm

    @property
    def called(self) -> str:
        """Where it stands as a person reads it, in the language in use: the clause, or the place and the topic."""
        if self.clause:
            return self.clause
        _, place, *topic = self.norm.split("/")
        return translate("{topic} in {place}").format(place=places()[place].name, topic=", ".join(map(labelled, topic)))

    @property
    def hours(self) -> int:
        """A period in hours, to tell the shorter of two; a year has 365 days."""
        return int(self.amount) * HOURS[self.unit]

    @property
    def period(self) -> str:
        """A period as a person reads it, such as `24 h`."""
        return f"{self.amount} {SIGNS[self.unit]}"

    def ends(self, day: date) -> date:
        """The last day of a period that begins on a day; years are those of the calendar."""
        if self.unit == "year":
            return months_later(day, 12 * int(self.amount))
        return day + timedelta(hours=self.hours)


@cache
def duties() -> tuple[Duty, ...]:
    """All duties. Raises RegisterError naming file and row."""
    return read_duties(FILE)


def read_duties(path: Path) -> tuple[Duty, ...]:
    """Duties from a file. Raises RegisterError naming file and row, also for a clause, row or reading not there."""
    sheet = read(path, COLUMNS)
    unrepeated(sheet.lines, "id")
    return tuple(_duty(line) for line in sheet.lines)


def _duty(line: Line) -> Duty:
    cells = line.cells
    line.filled("id", "subjects", "act", "reading", "says_en", "says_zh", "source")
    if cells["place"] not in places():
        raise UnknownPlace(file=line.file, row=line.row, found=cells["place"])
    if not cells["norm"] or cells["clause"]:
        line.filled("clause")
        if cells["clause"] not in items():
            raise UnknownReference(file=line.file, row=line.row, found=cells["clause"])
    elif cells["norm"] not in book().series():
        raise UnknownReference(file=line.file, row=line.row, found=cells["norm"])
    if cells["reading"] not in readings() and cells["reading"] not in items():
        raise UnknownReference(file=line.file, row=line.row, found=cells["reading"])
    modality = line.one_of("modality", MODALITIES)
    if modality in BOUNDS:
        line.number("amount")
    if modality in ("at-least", "at-most"):
        line.one_of("unit", HOURS)
    return Duty(
        id=cells["id"], place=cells["place"], matter=line.one_of("matter", MATTERS),
        subjects=frozenset(cells["subjects"].split("|")), act=cells["act"], modality=modality, amount=cells["amount"],
        unit=cells["unit"], starts=cells["starts"], either=cells["either"], clause=cells["clause"], norm=cells["norm"],
        reading=cells["reading"], says=Text(cells["says_en"], cells["says_zh"]), source=cells["source"],
        confidence=line.one_of("confidence", CONFIDENCES),
    )  # fmt: skip
