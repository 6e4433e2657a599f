"""What is wrong, doubtful or out of date in the citations of a text, line by line.

What is printed is held against rules (`citation_rules.csv`), against the norms of the book, and against the text's own
list of references. Says of each slip what was printed, what is expected and how sure that is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from shibosi.kernel.words import translate
from shibosi.standard.errors import UnknownReference
from shibosi.standard.files import Line, read, unrepeated
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.errors import BadPattern
from shibosi.standard.law.schemas import Text
from shibosi.standard.vocabulary import CONFIDENCES

FILE = Path(__file__).parent / "citation_rules.csv"
COLUMNS = ("id", "kind", "pattern", "norm", "says_en", "says_zh", "source", "confidence")
KINDS = (
    "wrong-number", "wrong-term", "wrong-title", "wrong-authority", "ambiguous", "inconsistent", "superseded", "coming",
    "misplaced", "not-binding", "not-identified", "incomplete", "informative", "undated",
)  # fmt: skip
MIXED = "The same standard is cited with its year and without: the one binds that edition, the other the latest."
UNSPACED = "A blank is missing before the number, and titles are missing from the list."
REPEATED = "A normative reference stands in the bibliography too, which is for informative ones."
UNUSED = "An entry of the bibliography is never used in the text."
ENDED = "{norm} is no longer in force on {day}."
NUMBER = re.compile(r"(GB(?:/T)?)( ?)(\d{4,6}(?:\.\d+)?)(-\d{4})?(?!\d)")
LISTED = re.compile(r"^(?:- )?\[(\d+)\] *(.+)")
MANY = 5
"""So many numbers in one line are the list of normative references."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What printed words are a slip, and what is expected instead; `norm` is the one meant, where it is known."""

    id: str
    kind: str
    pattern: re.Pattern[str]
    norm: str
    says: Text
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its line counted from 1, what is printed there, what is wrong with it."""

    id: str
    kind: str
    line: int
    printed: str
    says: Text
    norm: str
    confidence: str

    def as_data(self) -> dict[str, Any]:
        """The slip as plain data, in the language in use."""
        return {
            "id": self.id, "kind": self.kind, "line": self.line, "printed": self.printed, "says": str(self.says),
            "norm": self.norm or None, "confidence": self.confidence,
        }  # fmt: skip


@cache
def rules() -> tuple[Rule, ...]:
    """All rules. Raises RegisterError naming file and row."""
    return read_rules(FILE)


def read_rules(path: Path) -> tuple[Rule, ...]:
    """Rules from a file. Raises RegisterError naming file and row, also for a pattern that is none."""
    sheet = read(path, COLUMNS)
    unrepeated(sheet.lines, "id")
    return tuple(_rule(line) for line in sheet.lines)


def slips(text: str, day: date, law: Book | None = None) -> list[Slip]:
    """Every slip in the citations of a text, in the order of lines; `day` is that on which the text is to hold."""
    law = law or book()
    lines = list(enumerate(text.splitlines(), start=1))
    found = [
        Slip(rule.id, rule.kind, number, hit.group(), rule.says, rule.norm, rule.confidence)
        for number, line in lines
        for rule in rules()
        for hit in rule.pattern.finditer(line)
    ]
    found += [*_numbers(lines), *_listed(lines), *_ended(lines, day, law)]
    return sorted(found, key=lambda one: (one.line, one.id))


def _numbers(lines: list[tuple[int, str]]) -> Iterator[Slip]:
    """Numbers without blank, and numbers with and without year."""
    hits = [(number, hit) for number, line in lines for hit in NUMBER.finditer(line)]
    dated = {hit.group(3) for _, hit in hits if hit.group(4)}
    undated = {hit.group(3) for _, hit in hits if not hit.group(4)}
    for number, hit in hits:
        if not hit.group(2):
            yield _slip("SLIP-14", "incomplete", number, hit.group(), UNSPACED)
        if hit.group(3) in dated & undated:
            yield _slip("SLIP-02", "ambiguous", number, hit.group(), MIXED)


def _listed(lines: list[tuple[int, str]]) -> Iterator[Slip]:
    """Entries of a bibliography that are normative references too, or are never used."""
    normative = {hit.group(3) for _, line in lines if len(hits := list(NUMBER.finditer(line))) >= MANY for hit in hits}
    body = "\n".join(line for _, line in lines if not LISTED.match(line))
    for number, line in lines:
        entry = LISTED.match(line)
        if entry is None:
            continue
        cited = NUMBER.search(entry.group(2))
        if cited and cited.group(3) in normative:
            yield _slip("SLIP-17", "misplaced", number, entry.group(2), REPEATED)
        elif (cited.group(3) if cited else entry.group(2)) not in body:
            yield _slip("SLIP-18", "incomplete", number, entry.group(2), UNUSED)


def _ended(lines: list[tuple[int, str]], day: date, law: Book) -> Iterator[Slip]:
    """Norms that the book knows to have ended by the day, cited by number."""
    ended = {}
    for name in law.series("norms"):
        fact = law.history(name)[-1]
        if fact.values["number"] and fact.end is not None and fact.end < day:
            ended[str(fact.values["number"])] = fact.id
    for number, line in lines:
        for printed, norm in ended.items():
            if printed in line:
                words = [translate(ENDED, spoken).format(norm=printed, day=day) for spoken in ("en", "zh")]
                yield Slip("ENDED", "superseded", number, printed, Text(*words), norm, "seed")


def _slip(name: str, kind: str, line: int, printed: str, words: str) -> Slip:
    return Slip(name, kind, line, printed, Text(words, translate(words, "zh")), "", "verified")


def _rule(line: Line) -> Rule:
    cells = line.cells
    line.filled("id", "pattern", "says_en", "says_zh", "source")
    try:
        pattern = re.compile(cells["pattern"])
    except re.error as mistake:
        raise BadPattern(file=line.file, row=line.row, column="pattern", reason=str(mistake)) from mistake
    if cells["norm"] and f"norms/{cells['norm']}" not in book().series("norms"):
        raise UnknownReference(file=line.file, row=line.row, found=cells["norm"])
    return Rule(
        cells["id"], line.one_of("kind", KINDS), pattern, cells["norm"], Text(cells["says_en"], cells["says_zh"]),
        cells["source"], line.one_of("confidence", CONFIDENCES),
    )  # fmt: skip
