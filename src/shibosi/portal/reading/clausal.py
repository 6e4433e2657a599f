"""What stands beside a clause: norms it names, flows that answer it, values in force, neighbours, findings today."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shibosi.domains import registry
from shibosi.kernel.flows.declared import KNOWN as FLOWS
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.words import translate
from shibosi.portal.reading.plots import STATES
from shibosi.portal.reading.rows import Row
from shibosi.standard.law import cited
from shibosi.standard.law.book import book
from shibosi.standard.law.norms import state
from shibosi.standard.register import Item, items, resolve
from shibosi.store.allowing import may
from shibosi.store.firstpages import by_cause
from shibosi.store.reading.findings import Wanted
from shibosi.store.viewers import Viewer
from shibosi.telling.values import CONFIDENCE_WORDS, value_text

PLACE = "CN"
"""Where values are shown as in force, unless a place is chosen."""


@dataclass(frozen=True)
class Named:
    """A norm that an item names: its row, its state on the day, and why we think the item names it."""

    item: str
    row: Row
    state: str
    basis: str
    confidence: str


@dataclass(frozen=True)
class InForce:
    """A parameter with the value in force on a day."""

    name: str
    meaning: str
    value: str
    source: str


def norms(found: Sequence[Item], day: date) -> list[Named]:
    """The norms these items name, each once, those named in an item itself first."""
    best: dict[str, cited.Link] = {}
    links = [link for one in found for link in cited.of_item(one.id)]
    for link in sorted(links, key=lambda one: list(cited.BASES).index(one.basis)):
        best.setdefault(link.norm, link)
    return [_named(link, day) for link in best.values()]


def flows(found: Sequence[Item]) -> list[Flow]:
    """The flows that cite any of these items."""
    wanted = {one.id for one in found}
    return [
        flow for _, flow in sorted(FLOWS.items())
        if any(one.id in wanted for number in flow.clauses for one in resolve(number))
    ]  # fmt: skip


def in_force(names: Sequence[str], day: date) -> list[InForce]:
    """The value of each parameter on a day."""
    versions = ((name, registry.values().in_force(name, day, PLACE)) for name in names)
    return [
        InForce(name, translate(Parameters.known[name].meaning), value_text(name, one), one.source if one else "")
        for name, one in versions
    ]


def beside(found: Sequence[Item]) -> tuple[Item | None, Item | None]:
    """The item before and the one after, in the order of the register and within the same text."""
    every = [one for one in items().values() if type(one) is type(found[0])]
    first, last = every.index(found[0]), every.index(found[-1])
    return every[first - 1] if first else None, every[last + 1] if last + 1 < len(every) else None


@dataclass(frozen=True)
class Counted:
    """Open findings by outcome; `at` where they were counted before."""

    outcomes: list[tuple[str, int]]
    at: datetime | None


def findings(viewer: Viewer, number: str) -> Counted | None:
    """Open findings of the controls that answer a clause, as far as they are seen; None: none may be."""
    if not may(viewer, "findings.read"):
        return None
    counts: Counter[str] = Counter()
    every, at = by_cause(viewer, Wanted(clause=number))
    for cause in every:
        counts[cause.outcome] += cause.count
    return Counted(counts.most_common(), at)


def _named(link: cited.Link, day: date) -> Named:
    fact = book().history(f"norms/{link.norm}")[-1]
    return Named(link.item, Row(fact, day), STATES[state(fact, day)], cited.BASES[link.basis],
                 CONFIDENCE_WORDS[link.confidence])  # fmt: skip
