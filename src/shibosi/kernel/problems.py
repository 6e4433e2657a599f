"""Problems: what could not be read, where it stands, what was expected there."""

import re
from dataclasses import dataclass, field
from typing import Any

from shibosi.kernel.words import told, translate

PLACE = re.compile(
    r"(?:sheet (?P<sheet>.+?)(?:, |$))?(?:(?P<unit>row|line|document at line|document) (?P<number>\d+)(?:, |$))?"
    r"(?:column (?P<column>.+))?"
)
UNNAMED = re.compile(r"column (\d+)")
"""How a column without heading is called, by its place from the left."""
UNITS = {
    "row": "row {number}", "line": "line {number}", "document at line": "document at line {number}",
    "document": "document {number}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in the input that could not be read. The rest of the input is still checked.

    `code` is stable and kebab-case, `message` an English sentence with named places for `facts`; the Chinese stands in
    the catalogue. `place` says where in the file: "row 17, column amount", "sheet 订单, row 3", "line 12".
    `row` is the zero-based data row when the problem belongs to one, `key_lost` is true when it cannot be said to
    which dossier the row belongs (then a missing member of that kind is undetermined, never "missing").
    """

    file: str
    place: str
    code: str
    message: str
    facts: dict[str, Any] = field(default_factory=dict)
    kind: str = ""
    row: int | None = None
    key_lost: bool = False

    def sentence(self, language: str | None = None) -> str:
        """File, place and what was expected, in a language."""
        place = said_place(self.place, language)
        return f"{self.file}{translate(', ', language)}{place}{translate(': ', language)}{self.words(language)}"

    def words(self, language: str | None = None) -> str:
        """What was expected, in a language, without file and place."""
        return translate(self.message, language).format(**told(self.facts, language))


def said_place(place: str, language: str | None = None) -> str:
    """A place in a file in a language: "row 17, column amount" is "第 17 行，“amount”列" in Chinese."""
    found = PLACE.fullmatch(place)
    if found is None or not place:
        return translate(place, language)
    unnamed = UNNAMED.fullmatch(found["column"] or "")
    column = "column {column}" if unnamed is None else "column number {column}"
    templates = ["sheet {sheet}", UNITS.get(found["unit"] or "", "row {number}"), column]
    facts = (
        {"sheet": found["sheet"]},
        {"number": found["number"]},
        {"column": unnamed[1] if unnamed else found["column"]},
    )
    parts = [translate(text, language).format(**fact) for text, fact in zip(templates, facts, strict=True)
             if None not in fact.values()]  # fmt: skip
    return translate(", ", language).join(parts)
