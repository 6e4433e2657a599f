"""Searching the rules: clauses, controls, parameters, records, by words of either language.

A query is split at blanks; every part must be found. Chinese has no blanks, so that a part is looked for wherever it
stands: words of two characters are found, and so is half a word. English is found from the beginning of a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN as CONTROLS
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.records import Record
from shibosi.kernel.words import translate
from shibosi.standard.register import Clause, items
from shibosi.standard.vocabulary import MODES, PARTIES, SYSTEMS

KINDS = ("clause", "control", "parameter", "record")
LONGEST = 100
MOST = 500
NAME, SAID, MORE = 0, 1, 2
"""Where a part was found: in the name of a thing, in what it says, in what stands around it."""


@dataclass(frozen=True)
class Entry:
    """Something that can be found: a kind (`KINDS`), a name, and its texts by how much they weigh, folded."""

    kind: str
    name: str
    texts: tuple[str, str, str]

    def rank(self, parts: tuple[str, ...]) -> int | None:
        """How well it fits, 0 best; None where a part is not found at all."""
        worst = 0
        for part in parts:
            place = next((place for place, text in enumerate(self.texts) if _stands(part, text)), None)
            if place is None:
                return None
            worst = max(worst, place)
        exact = len(parts) == 1 and parts[0] == folded(self.name)
        return 0 if exact else worst + 1


def search(query: str, kinds: tuple[str, ...] = KINDS, most: int = MOST) -> list[Entry]:
    """What fits a query, best first, then in the order of the register; nothing for an empty query."""
    parts = tuple(folded(query[:LONGEST]).split())
    if not parts:
        return []
    ranked = [
        (rank, place, entry)
        for place, entry in enumerate(_index())
        if entry.kind in kinds and (rank := entry.rank(parts)) is not None
    ]
    return [entry for _, _, entry in sorted(ranked, key=lambda found: found[:2])[:most]]


def folded(text: str) -> str:
    """A text as it is compared: full width and letter case make no difference."""
    return normalize("NFKC", text).casefold()


def _stands(part: str, text: str) -> bool:
    if not part.isascii() or not part[0].isalnum():
        return part in text
    return re.search(rf"(?<![a-z0-9.]){re.escape(part)}", text) is not None


@cache
def _index() -> tuple[Entry, ...]:
    registry.load()
    return (*_clauses(), *_controls(), *_parameters(), *_records())


def _clauses() -> Iterator[Entry]:
    for item in items().values():
        words = (PARTIES[item.party], MODES[item.mode], SYSTEMS[item.system])
        more = (
            [item.check, item.figures, *item.subject] if isinstance(item, Clause) else [item.verify_en, item.verify_zh]
        )
        yield _entry("clause", item.id, [item.gist_en, item.gist_zh], [*_both(*words), *more])


def _controls() -> Iterator[Entry]:
    for name, one in sorted(CONTROLS.items()):
        more = [*_both(one.remedy, one.dossier.label), one.rule, *one.clauses, *one.parameters()]
        yield _entry("control", name, _both(one.sentence), more)


def _parameters() -> Iterator[Entry]:
    for name, one in sorted(Parameters.known.items()):
        sources = [version.source for version in registry.values().get(name, ())]
        yield _entry("parameter", name, _both(one.meaning), sources)


def _records() -> Iterator[Entry]:
    for kind, made in sorted(Record.known.items()):
        if not made.internal:
            labels = _both(*(column.label for column in made.columns.values()))
            elements = [column.element or "" for column in made.columns.values()]
            yield _entry("record", kind, _both(made.label), [*made.columns, *labels, *elements, *made.messages])


def _both(*texts: str) -> list[str]:
    """Texts in both languages."""
    return [said for text in texts for said in (text, translate(text, "zh"))]


def _entry(kind: str, name: str, said: list[str], more: list[str]) -> Entry:
    names = f"{name} {name.replace('_', ' ').replace('.', ' ')}"
    return Entry(kind, name, (folded(names), folded("\n".join(said)), folded("\n".join(more))))
