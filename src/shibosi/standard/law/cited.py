"""Which norm is named where: between items of the register and norms, and what else in the book rests on a norm.

The register has no column of norms, so the links are read from what the norms say of where they were found: the number
of a clause, or the section of a companion text. Every link says its basis and how sure that makes it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from shibosi.standard.errors import UnknownClause
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.norms import citing
from shibosi.standard.register import Companion, companions, items, resolve

HERE, ABOVE, SECTION = "here", "above", "section"
BASES: Mapping[str, str] = {
    HERE: "Named in this very item",
    ABOVE: "Named under a heading above it, not told in which item",
    SECTION: "Named in the same section of the companion text",
}
"""Why an item and a norm are linked."""
CONFIDENCE: Mapping[str, str] = {HERE: "seed", ABOVE: "medium", SECTION: "medium"}
COMPANION = re.compile(r"companion text (\d{3}) ([一二三四五六七八九])（([一二三四五六七八九])）")
DIGITS = {sign: str(number) for number, sign in enumerate("一二三四五六七八九", start=1)}
SHORTEST = 5
"""Letters a number of a norm must have to be looked for in texts."""


@dataclass(frozen=True, slots=True)
class Link:
    """An item of the register and the id of a norm, with the basis (`BASES`) on which they are linked."""

    item: str
    norm: str
    basis: str

    @property
    def confidence(self) -> str:
        """How far the link is to be trusted."""
        return CONFIDENCE[self.basis]


def of_item(item: str) -> tuple[Link, ...]:
    """The norms an item of the register names, those named in the item itself first."""
    return _by_item().get(item, ())


def of_norm(norm: str) -> tuple[Link, ...]:
    """The items that name a norm, by its id, in the order of the register."""
    return _by_norm().get(norm, ())


@cache
def resting(norm: str) -> tuple[Fact, ...]:
    """The rows of other tables that name a norm by its number, in a field, a source or a note. Raises UnknownFact."""
    number = str(_norm(norm).values["number"] or "")
    if len(number) < SHORTEST:
        return ()
    return tuple(fact for fact in book().current if fact.table != "norms" and names(fact, number))


def names(fact: Fact, number: str) -> bool:
    """Whether a row names a number, not as the beginning of a longer one."""
    said = " ".join([fact.source, *fact.note, *(str(value) for value in fact.values.values() if value)])
    return named(number, said)


def named(number: str, text: str) -> bool:
    """Whether a number stands in a text, not as a part of a longer one."""
    return number in text and re.search(rf"(?<![\w.]){re.escape(number)}(?![\w.]*\d)", text) is not None


def links(law: Book) -> Iterator[Link]:
    """Every link between items and norms of a book."""
    for name in law.series("norms"):
        norm = law.history(name)[-1]
        for number in citing(norm):
            yield from _of_number(number, norm.id)
        for text, part, section in COMPANION.findall(norm.source):
            wanted = f"{DIGITS[part]}.{DIGITS[section]}"
            yield from (Link(one.id, norm.id, SECTION) for one in companions().values() if _under(one, text, wanted))


def _of_number(number: str, norm: str) -> Iterator[Link]:
    """Clauses 1 to 3 define and are no items: nothing is linked to them."""
    try:
        found = resolve(number)
    except UnknownClause:
        return
    for one in found:
        yield Link(one.id, norm, HERE if one.id == number else ABOVE)


def _under(item: Companion, text: str, section: str) -> bool:
    sections = (part.strip() for part in item.section.split(","))
    return item.text == text and any(one == section or one.startswith(f"{section}.") for one in sections)


def _norm(norm: str) -> Fact:
    return book().history(f"norms/{norm}")[-1]


@cache
def _every() -> tuple[Link, ...]:
    rank = {basis: place for place, basis in enumerate(BASES)}
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(links(book()), key=lambda one: rank[one.basis]):
        best.setdefault((link.item, link.norm), link)
    return tuple(best.values())


@cache
def _by_item() -> Mapping[str, tuple[Link, ...]]:
    return {item: tuple(some) for item, some in groupby(sorted(_every(), key=_item), _item)}


@cache
def _by_norm() -> Mapping[str, tuple[Link, ...]]:
    places = {item: place for place, item in enumerate(items())}
    ordered = sorted(_every(), key=lambda one: (one.norm, places[one.item]))
    return {norm: tuple(some) for norm, some in groupby(ordered, lambda one: one.norm)}


def _item(link: Link) -> str:
    return link.item
