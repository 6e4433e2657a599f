"""Which heading of a user's file is which column of ours: `map suggest`."""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from shibosi.methods.formats.raw import clean_heading

CLOSE = 0.88
"""Likeness of two Latin names from which on they may mean the same ("customer id" and "customer city": 0.82)."""
CLOSE_CHINESE = 0.8
"""The same for Chinese names, whose signs say more each."""
SURE = 0.9
"""Score of a known synonym; what scores as much needs no likeness."""
SHORTEST = 4
"""Characters a Latin name has at least before likeness says anything; Chinese names need half as many."""

ELEMENT = "official element name"
NAME = "name of the column"
CHINESE = "Chinese label"
ENGLISH = "English label"
SYNONYM = "known synonym"
ALIKE = "similar name"
WHYS = (ELEMENT, NAME, CHINESE, ENGLISH, SYNONYM, ALIKE)


@dataclass(frozen=True, slots=True)
class ColumnLike:
    """A column of a record, as far as it is needed to find it in a stranger's file."""

    name: str
    label: str
    label_zh: str = ""
    element: str | None = None
    kind: str = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A heading that is probably the column; `score` from 0 to 1, `why` in English (the catalogue has the Chinese)."""

    column: str
    heading: str
    score: float
    why: str


def suggest(headings: Sequence[str], columns: Sequence[ColumnLike]) -> list[Suggestion]:
    """The best heading for each column, in the order of the columns; no heading and no column twice.

    Exact names count most, then synonyms, then likeness; equal scores go to required columns, then to the order given.
    """
    shown = list(dict.fromkeys(headings))
    found: list[tuple[float, bool, int, int, Suggestion]] = []
    parts = [_parts(heading) for heading in shown]
    for place, column in enumerate(columns):
        names = _names(column)
        concepts = {concept for name, _, _ in names for concept in _concepts().get(name, ())}
        for position, heading in enumerate(shown):
            score, why = _score(parts[position], names, concepts)
            if score:
                made = Suggestion(column.name, heading, score, why)
                found.append((-score, not column.required, place, position, made))
    taken_columns: set[int] = set()
    taken_headings: set[int] = set()
    chosen: dict[int, Suggestion] = {}
    for _, _, place, position, made in sorted(found, key=lambda one: one[:4]):
        if place not in taken_columns and position not in taken_headings:
            taken_columns.add(place)
            taken_headings.add(position)
            chosen[place] = made
    return [chosen[place] for place in sorted(chosen)]


def _names(column: ColumnLike) -> list[tuple[str, float, str]]:
    """The names of a column, each with the score of an exact match and the reason."""
    named = [
        (column.element or "", 1.0, ELEMENT), (column.name, 0.98, NAME), (column.label_zh, 0.97, CHINESE),
        (column.label, 0.96, ENGLISH),
    ]  # fmt: skip
    return [(compact(name), score, why) for name, score, why in named if compact(name)]


def _score(parts: list[str], names: list[tuple[str, float, str]], concepts: set[str]) -> tuple[float, str]:
    best = (0.0, "")
    for place, part in enumerate(parts):
        less = 0.02 if place else 0.0
        for name, score, why in names:
            if part == name:
                best = max(best, (round(score - less, 3), why))
        if best[0] < SURE and concepts.intersection(_concepts().get(part, ())):
            best = max(best, (round(SURE - less, 3), SYNONYM))
        if not best[0]:
            likeness = max((_likeness(part, name) for name, _, _ in names), default=0.0)
            best = (round(likeness * SURE - less, 3), ALIKE) if likeness else best
    return best


def _likeness(one: str, other: str) -> float:
    """How alike two names are, 0 where that is not enough to say anything."""
    latin = one.isascii()
    if latin != other.isascii() or min(len(one), len(other)) < (SHORTEST if latin else SHORTEST // 2):
        return 0.0
    close = CLOSE if latin else CLOSE_CHINESE
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < close or matcher.quick_ratio() < close:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= close else 0.0


def _parts(heading: str) -> list[str]:
    """The whole heading first, then what it is made of: "订单编号 (Order No.)" also is 订单编号, and orderno."""
    clean = clean_heading(heading)
    pieces = [clean, *re.split(r"[()\[\]{}<>/|\\:]", clean)]
    chinese = "".join(re.findall(r"[\u3400-\u9fff]+", clean))
    latin = " ".join(re.findall(r"[A-Za-z][A-Za-z0-9_. -]*", clean))
    if chinese and latin:
        pieces += [chinese, latin]
    return list(dict.fromkeys(part for part in map(compact, pieces) if part))


def compact(name: str) -> str:
    """A name without case, spaces and signs: "Order_No." is "orderno"."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in folded if char.isalnum())


@cache
def _concepts() -> dict[str, frozenset[str]]:
    """For every word of the synonyms table what it can mean."""
    table = files("shibosi.methods.formats").joinpath("synonyms.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in table.splitlines() if not line.startswith("#"))
    meanings: dict[str, set[str]] = {}
    for row in rows:
        meanings.setdefault(compact(row["word"]), set()).add(row["concept"])
        meanings.setdefault(compact(row["concept"]), set()).add(row["concept"])
    return {word: frozenset(concepts) for word, concepts in meanings.items()}
