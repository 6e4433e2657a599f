"""The register: the 475 items of the standard and the mechanisms of its companion texts, by number.

The words are the project's own; the source's sentences and headings are not shipped.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from shibosi.kernel.errors import nearest
from shibosi.kernel.words import language
from shibosi.standard.errors import UnknownClause
from shibosi.standard.files import HERE, Line, read, unrepeated
from shibosi.standard.vocabulary import ANSWERS, MODES, PARTIES, SYSTEMS, TEXTS

_PIECES = re.compile(r"\d+|[^\W\d_]+")
_STEPS = re.compile(r"[.-]")

Order = tuple[tuple[tuple[int, int, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One normative item of the standard.

    `check` says how software decides it; a value written `p:` there is ours, because the text gives none. `figures`
    repeats the text's numbers for the reader; for use they stand in `figures.csv`. `by` says what answers the item
    (one of `vocabulary.ANSWERS`) and is empty while nothing does.
    """

    id: str
    parent: str
    party: str
    gist_en: str
    gist_zh: str
    mode: str
    subject: tuple[str, ...]
    check: str
    figures: str
    system: str
    by: str

    @property
    def gist(self) -> str:
        """What the item asks for, in the language in use."""
        return self.gist_zh if language() == "zh" else self.gist_en


@dataclass(frozen=True, slots=True)
class Companion:
    """One mechanism, practice or recommendation of a companion text, with how to verify that it works."""

    id: str
    text: str
    section: str
    gist_en: str
    gist_zh: str
    party: str
    mode: str
    system: str
    verify_en: str
    verify_zh: str
    by: str

    @property
    def parent(self) -> str:
        """The number of the text; `E` for the ideas all texts share."""
        return self.id.partition("-")[0]

    @property
    def gist(self) -> str:
        """What the text asks for, in the language in use."""
        return self.gist_zh if language() == "zh" else self.gist_en

    @property
    def verify(self) -> str:
        """How a test would show that it works, in the language in use."""
        return self.verify_zh if language() == "zh" else self.verify_en


Item = Clause | Companion
Kind = TypeVar("Kind", Clause, Companion)

CLAUSE_COLUMNS = "clause parent party gist_en gist_zh mode subject check figures system by".split()  # noqa: SIM905
COMPANION_COLUMNS = "id text section gist_en gist_zh party mode system verify_en verify_zh by".split()  # noqa: SIM905


def order(number: str) -> Order:
    """The sort key of natural order: 4.10 after 4.9, 4.2.1.3-b after 4.2.1.3-a, 000-T10 after 000-T9.

    What hangs on a heading by a dash comes before its next subheading; numbers come before letters.
    """
    return tuple(
        tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in _PIECES.findall(part))
        for part in number.split("-")
    )


def read_clauses(path: Path) -> Mapping[str, Clause]:
    """The clauses of a file in natural order, by number. Raises RegisterError naming file and row."""
    return _read(path, CLAUSE_COLUMNS, _clause)


def read_companions(path: Path) -> Mapping[str, Companion]:
    """The companion items of a file in natural order, by id. Raises RegisterError naming file and row."""
    return _read(path, COMPANION_COLUMNS, _companion)


@cache
def clauses() -> Mapping[str, Clause]:
    """The 475 items of the standard by number, in natural order."""
    return read_clauses(HERE / "clauses.csv")


@cache
def companions() -> Mapping[str, Companion]:
    """The items of the companion texts by id, in natural order."""
    return read_companions(HERE / "companions.csv")


@cache
def items() -> Mapping[str, Item]:
    """Clauses, then companion items, by id."""
    return MappingProxyType({**clauses(), **companions()})


def item(id: str) -> Item:
    """One item by its full id. Raises UnknownClause; the hint is the nearest id, of a heading its first item."""
    found = items().get(id)
    if found is None:
        below = _under().get(id)
        raise UnknownClause(item=id, hint=below[0].id if below else nearest(id, list(items())))
    return found


def children(parent: str) -> tuple[Item, ...]:
    """The items directly under a number, in natural order; empty for an item that has none.

    Raises UnknownClause for a number under which the register has nothing.
    """
    resolve(parent)
    return tuple(found for found in items().values() if found.parent == parent)


def resolve(number: str) -> tuple[Item, ...]:
    """Every item a citation means: the item itself and all under it, in natural order.

    "4.5.1" means 4.5.1.1 to 4.5.1.3, "5.6.3-b" itself and its three steps, "000" a whole companion text.
    Raises UnknownClause, with the nearest number as hint.
    """
    found = _under().get(number)
    if found is None:
        raise UnknownClause(item=number, hint=nearest(number, list(_under())))
    return found


@cache
def _under() -> Mapping[str, tuple[Item, ...]]:
    """Each number a citation may use, with the items under it."""
    under: dict[str, list[Item]] = {}
    for id, found in items().items():
        for cut in [step.start() for step in _STEPS.finditer(id)] + [len(id)]:
            under.setdefault(id[:cut], []).append(found)
    return {number: tuple(found) for number, found in under.items()}


def _read(path: Path, columns: list[str], made: Callable[[Line], Kind]) -> Mapping[str, Kind]:
    lines = read(path, columns).lines
    unrepeated(lines, columns[0])
    found = [made(line) for line in lines]
    return MappingProxyType({one.id: one for one in sorted(found, key=lambda one: order(one.id))})


def _clause(line: Line) -> Clause:
    cells = line.cells
    line.filled("clause", "gist_en", "gist_zh", "subject", "check")
    return Clause(
        id=cells["clause"],
        parent=cells["parent"],
        party=line.one_of("party", PARTIES),
        gist_en=cells["gist_en"],
        gist_zh=cells["gist_zh"],
        mode=line.one_of("mode", MODES),
        subject=tuple(cells["subject"].split(";")),
        check=cells["check"],
        figures=cells["figures"],
        system=line.one_of("system", SYSTEMS),
        by=line.one_of("by", ("", *ANSWERS)),
    )


def _companion(line: Line) -> Companion:
    cells = line.cells
    line.filled("id", "section", "gist_en", "gist_zh", "verify_en", "verify_zh")
    return Companion(
        id=cells["id"],
        text=line.one_of("text", TEXTS),
        section=cells["section"],
        gist_en=cells["gist_en"],
        gist_zh=cells["gist_zh"],
        party=line.one_of("party", PARTIES),
        mode=line.one_of("mode", MODES),
        system=line.one_of("system", SYSTEMS),
        verify_en=cells["verify_en"],
        verify_zh=cells["verify_zh"],
        by=line.one_of("by", ("", *ANSWERS)),
    )
