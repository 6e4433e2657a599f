"""Lexicons 词库: terms by language, market and topic, how they weigh, on what they rest, when they are innocent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shibosi.kernel.words import language
from shibosi.standard.files import Line, read, unrepeated
from shibosi.standard.law.places import chain
from shibosi.standard.vocabulary import CONFIDENCES

TABLES = Path(__file__).parent / "tables"
COLUMNS = ("term", "topic", "language", "markets", "severity", "basis", "confidence", "unless")
TOPIC_COLUMNS = ("topic", "name_en", "name_zh", "remedy_en", "remedy_zh")
BLOCK, WARN = "block", "warn"
SEVERITIES = {BLOCK: "stops", WARN: "warns"}
CONTACT = "contact"
"""The topic of contact data, which are found by their form."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What terms are about, and what to do about them."""

    topic: str
    name_en: str
    name_zh: str
    remedy_en: str
    remedy_zh: str

    @property
    def name(self) -> str:
        """Its name in the language in use."""
        return self.name_zh if language() == "zh" else self.name_en

    @property
    def remedy(self) -> str:
        """What to do, in the language in use."""
        return self.remedy_zh if language() == "zh" else self.remedy_en


@dataclass(frozen=True, slots=True)
class Term:
    """A term: where it is minded (places, `all`), how (`block`, `warn`), by what; `unless`: innocent within these."""

    term: str
    topic: str
    language: str
    markets: frozenset[str]
    severity: str
    basis: str
    confidence: str
    unless: tuple[str, ...]

    def minded_in(self, places: Iterable[str]) -> bool:
        """Whether a market minds it, by the places whose rows serve there."""
        return not self.markets.isdisjoint(places)


@cache
def topics() -> Mapping[str, Topic]:
    """All topics by their word. Raises RegisterError naming file and row."""
    sheet = read(TABLES / "topics.csv", TOPIC_COLUMNS)
    unrepeated(sheet.lines, "topic")
    return {line.cells["topic"]: Topic(*(line.cells[column] for column in TOPIC_COLUMNS)) for line in sheet.lines}


@cache
def bases() -> Mapping[str, tuple[str, str]]:
    """On what the shipped terms rest: its word to the English and the Chinese name."""
    lines = read(TABLES / "bases.csv", ("basis", "name_en", "name_zh")).lines
    return {line.cells["basis"]: (line.cells["name_en"], line.cells["name_zh"]) for line in lines}


def basis_name(basis: str) -> str:
    """What a basis is called in the language in use; the words of a site's own lexicon stay as they are."""
    english, chinese = bases().get(basis, (basis, basis))
    return chinese if language() == "zh" else english


@cache
def terms() -> tuple[Term, ...]:
    """The terms that are shipped."""
    return read_terms(TABLES / "terms.csv")


def read_terms(path: Path) -> tuple[Term, ...]:
    """Terms of a file of that shape, such as a site's own. Raises RegisterError naming file and row."""
    return tuple(_term(line) for line in read(path, COLUMNS).lines)


def table(name: str) -> dict[str, str]:
    """A two-column table of this folder: left to right."""
    sheet = read(TABLES / f"{name}.csv")
    left, right = sheet.columns
    return {line.cells[left]: line.cells[right] for line in sheet.lines}


def _term(line: Line) -> Term:
    cells = line.cells
    line.filled("term", "markets", "basis")
    for place in cells["markets"].split("|"):
        chain(place)
    unless = tuple(part for part in cells["unless"].split("|") if part)
    return Term(
        cells["term"], line.one_of("topic", topics()), cells["language"], frozenset(cells["markets"].split("|")),
        line.one_of("severity", SEVERITIES), cells["basis"], line.one_of("confidence", CONFIDENCES), unless,
    )  # fmt: skip
