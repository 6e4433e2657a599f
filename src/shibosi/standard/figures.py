"""What the standard counts: its figures and lists of named members, how we read it, what is still to be checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType

from shibosi.kernel.words import language, translate
from shibosi.standard.errors import UnknownClause, UnknownReference
from shibosi.standard.files import HERE, Line, read, unrepeated
from shibosi.standard.register import resolve
from shibosi.standard.vocabulary import CONFIDENCES

DIRECTIONS = {
    "<=": "at most",
    ">=": "at least",
    ">": "above, this triggers the duty",
    "=": "exactly",
    "each": "once in each period",
    "from": "from this year on",
    "any": "any one of this many",
    "aim": "aimed at, no hard limit",
}
"""What a figure means."""

STATES = {"open": "Still to be checked", "settled": "Checked at a source"}
"""How far a point of `to_verify.csv` has come."""

FIGURE_COLUMNS = ["clause", "what_en", "what_zh", "figure", "unit", "direction", "example", "note_en", "note_zh"]
LIST_COLUMNS = ["clause", "what_en", "what_zh", "members"]
READING_COLUMNS = ["id", "clauses", "reading_en", "reading_zh"]
DOUBT_COLUMNS = ["id", "items", "doubt_en", "doubt_zh", "state", "answer_en", "answer_zh", "source", "confidence"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the standard. `figure` is None where the text gives a unit but no number.

    `direction` is one of `DIRECTIONS`. `example` marks a number the text offers only as an illustration: a default
    that a site may tighten. `unit` is English; `unit_word` says it in the language in use.
    """

    clause: str
    what_en: str
    what_zh: str
    figure: Decimal | None
    unit: str
    direction: str
    example: bool
    note_en: str
    note_zh: str

    @property
    def what(self) -> str:
        """What is counted, in the language in use."""
        return self.what_zh if language() == "zh" else self.what_en

    @property
    def unit_word(self) -> str:
        """The unit, in the language in use."""
        return translate(self.unit)


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list of the standard whose members are named: its length can be tested."""

    clause: str
    what_en: str
    what_zh: str
    members: int

    @property
    def what(self) -> str:
        """What the list holds, in the language in use."""
        return self.what_zh if language() == "zh" else self.what_en


@dataclass(frozen=True, slots=True)
class Reading:
    """How we read clauses that are unclear, overlap or pull in two directions."""

    id: str
    clauses: tuple[str, ...]
    reading_en: str
    reading_zh: str

    @property
    def reading(self) -> str:
        """The reading, in the language in use."""
        return self.reading_zh if language() == "zh" else self.reading_en


@dataclass(frozen=True, slots=True)
class Doubt:
    """A statement of a companion text to be checked at a primary source before it may become a rule.

    Where a source settled it, `state` is "settled" and the answer stands with source and confidence.
    """

    id: str
    items: tuple[str, ...]
    doubt_en: str
    doubt_zh: str
    state: str
    answer_en: str
    answer_zh: str
    source: str
    confidence: str

    @property
    def doubt(self) -> str:
        """The point, in the language in use."""
        return self.doubt_zh if language() == "zh" else self.doubt_en

    @property
    def answer(self) -> str:
        """What was found, in the language in use; empty while open."""
        return self.answer_zh if language() == "zh" else self.answer_en


@cache
def figures() -> tuple[Figure, ...]:
    """Every number of the standard, in the order of its clauses."""
    return read_figures(HERE / "figures.csv")


@cache
def lists() -> tuple[NamedList, ...]:
    """Every list of named members, in the order of its clauses."""
    return tuple(
        NamedList(_clause(line), line.cells["what_en"], line.cells["what_zh"], int(line.number("members")))
        for line in _filled(HERE / "lists.csv", LIST_COLUMNS, LIST_COLUMNS)
    )


@cache
def readings() -> Mapping[str, Reading]:
    """The readings chosen, by id."""
    lines = _filled(HERE / "readings.csv", READING_COLUMNS, READING_COLUMNS)
    unrepeated(lines, "id")
    return MappingProxyType(
        {
            line.cells["id"]: Reading(
                line.cells["id"], _known(line, "clauses"), line.cells["reading_en"], line.cells["reading_zh"]
            )
            for line in lines
        }
    )


@cache
def to_verify() -> Mapping[str, Doubt]:
    """What has to be checked at a primary source, by id."""
    return read_doubts(HERE / "to_verify.csv")


def figures_under(number: str) -> tuple[Figure, ...]:
    """The figures of a clause and of everything under its number. Raises UnknownClause."""
    wanted = {found.id for found in resolve(number)}
    return tuple(figure for figure in figures() if figure.clause in wanted)


def read_figures(path: Path) -> tuple[Figure, ...]:
    """The figures of a file. Raises RegisterError naming file and row."""
    return tuple(_figure(line) for line in _filled(path, FIGURE_COLUMNS, ["clause", "what_en", "what_zh", "unit"]))


def read_doubts(path: Path) -> Mapping[str, Doubt]:
    """The points to be checked of a file, by id. Raises RegisterError naming file and row."""
    lines = _filled(path, DOUBT_COLUMNS, ["id", "items", "doubt_en", "doubt_zh"])
    unrepeated(lines, "id")
    return MappingProxyType({line.cells["id"]: _doubt(line) for line in lines})


def _figure(line: Line) -> Figure:
    cells = line.cells
    return Figure(
        clause=_clause(line),
        what_en=cells["what_en"],
        what_zh=cells["what_zh"],
        figure=line.number("figure") if cells["figure"] else None,
        unit=cells["unit"],
        direction=line.one_of("direction", DIRECTIONS),
        example=line.one_of("example", ("yes", "")) == "yes",
        note_en=cells["note_en"],
        note_zh=cells["note_zh"],
    )


def _doubt(line: Line) -> Doubt:
    cells = line.cells
    state = line.one_of("state", STATES)
    if state == "settled":
        line.filled("answer_en", "answer_zh", "source")
        line.one_of("confidence", CONFIDENCES)
    return Doubt(
        id=cells["id"],
        items=_known(line, "items"),
        doubt_en=cells["doubt_en"],
        doubt_zh=cells["doubt_zh"],
        state=state,
        answer_en=cells["answer_en"],
        answer_zh=cells["answer_zh"],
        source=cells["source"],
        confidence=cells["confidence"],
    )


def _filled(path: Path, columns: list[str], filled: list[str]) -> list[Line]:
    lines = read(path, columns).lines
    for line in lines:
        line.filled(*filled)
    return lines


def _clause(line: Line) -> str:
    (clause,) = _known(line, "clause")
    return clause


def _known(line: Line, column: str) -> tuple[str, ...]:
    """The numbers in a cell, separated by `;`, each of which the register has to know."""
    numbers = tuple(line.cells[column].split(";"))
    for number in numbers:
        try:
            resolve(number)
        except UnknownClause as mistake:
            raise UnknownReference(file=line.file, row=line.row, found=number, hint=mistake.hint) from mistake
    return numbers
