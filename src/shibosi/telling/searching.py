"""Searching the rules and the law: clauses, controls, parameters, records, norms, places, values, in either language.

A query is split at blanks; every part must be found. Chinese has no blanks, so that a part is looked for wherever it
stands: words of two characters are found, and so is half a word. English is found from the beginning of a word. What
was found is ranked by where it stands, and told with its hits marked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from shibosi.telling import searched
from shibosi.telling.grams import Grams, folded, standing
from shibosi.telling.searched import Thing

__all__ = ["KINDS", "LAW", "LONGEST", "RULES", "Entry", "Hit", "folded", "hit", "hit_data", "marked", "ready",
           "search"]  # fmt: skip

RULES = ("clause", "control", "parameter", "record")
LAW = ("norm", "place", "value")
KINDS = RULES + LAW
LONGEST = 100
MOST = 500
NAME, SAID, MORE = 0, 1, 2
"""Where a part was found: in the name of a thing, in what it says, in what stands around it."""
AROUND = 60
"""Letters shown before and after a hit that does not stand in what a thing says."""
Pieces = list[tuple[str, bool]]
"""A text in pieces, each with whether it is a hit."""


@dataclass(frozen=True)
class Entry:
    """Something that can be found: a thing, and its texts by how much they weigh, folded."""

    thing: Thing
    texts: tuple[str, str, str]

    @property
    def kind(self) -> str:
        """One of `KINDS`."""
        return self.thing.kind

    @property
    def name(self) -> str:
        """What it goes by among its kind."""
        return self.thing.name

    @property
    def says(self) -> str:
        """What it says, in the language in use."""
        return searched.says(self.thing)

    def rank(self, parts: tuple[str, ...]) -> int | None:
        """How well it fits, 0 best; None where a part is not found at all."""
        worst = 0
        for part in parts:
            place = next((place for place, text in enumerate(self.texts) if standing(part, text) is not None), None)
            if place is None:
                return None
            worst = max(worst, place)
        exact = len(parts) == 1 and parts[0] == folded(self.name)
        return 0 if exact else worst + 1


@dataclass(frozen=True)
class Hit:
    """A found thing to be shown: its name and what it says with hits marked; `around` a hit where they have none."""

    kind: str
    name: str
    named: Pieces
    says: Pieces
    around: Pieces


def search(query: str, kinds: tuple[str, ...] = KINDS, most: int = MOST) -> list[Entry]:
    """What fits a query, best first, then in the order of the register; nothing for an empty query."""
    parts = _parts(query)
    if not parts:
        return []
    entries, grams = _index()
    ranked = [
        (rank, place)
        for place in grams.having(parts)
        if entries[place].kind in kinds and (rank := entries[place].rank(parts)) is not None
    ]
    return [entries[place] for _, place in sorted(ranked)[:most]]


def hit(entry: Entry, query: str) -> Hit:
    """An entry as it is shown to whoever asked for it."""
    named, says = marked(entry.name, query), marked(entry.says, query)
    told = any(found for _, found in (*named, *says))
    return Hit(entry.kind, entry.name, named, says, [] if told else _around(entry, query))


def hit_data(entry: Entry, query: str) -> dict[str, Any]:
    """An entry as plain data, in the language in use; `around` where no word stands in what it says."""
    around = "".join(piece for piece, _ in hit(entry, query).around)
    return {"kind": entry.kind, "name": entry.name, "says": entry.says, "around": around or None}


def marked(text: str, query: str) -> Pieces:
    """A text in pieces, those marked that a query asks for."""
    signs = [folded(sign) for sign in text]
    places = [place for place, sign in enumerate(signs) for _ in sign]
    plain = "".join(signs)
    hits: set[int] = set()
    for part in _parts(query):
        begin = 0
        while (at := standing(part, plain[begin:])) is not None:
            hits.update(places[begin + at : begin + at + len(part)])
            begin += at + len(part)
    pieces: Pieces = []
    for place, sign in enumerate(text):
        if pieces and pieces[-1][1] == (place in hits):
            pieces[-1] = (pieces[-1][0] + sign, pieces[-1][1])
        else:
            pieces.append((sign, place in hits))
    return pieces


def _around(entry: Entry, query: str) -> Pieces:
    """The first text around a thing in which a part stands, shortened to the letters beside it."""
    for part in _parts(query):
        for text in entry.thing.more:
            at = standing(part, folded(text))
            if at is not None:
                first, last = max(at - AROUND, 0), at + len(part) + AROUND
                cut = text[first:last].strip()
                return marked(("… " if first else "") + cut + (" …" if last < len(text) else ""), query)
    return []


def _parts(query: str) -> tuple[str, ...]:
    return tuple(folded(query[:LONGEST]).split())


def ready() -> None:
    """Build the index, so that whoever searches first waits for nothing."""
    _index()


@cache
def _index() -> tuple[tuple[Entry, ...], Grams]:
    entries = tuple(_entries())
    return entries, Grams("\n".join(entry.texts) for entry in entries)


def _entries() -> Iterator[Entry]:
    for thing in searched.things():
        names = f"{thing.name} {thing.name.replace('_', ' ').replace('.', ' ').replace('/', ' ')}"
        texts = (folded(names), folded("\n".join(thing.said)), folded("\n".join(thing.more)))
        yield Entry(thing, texts)
