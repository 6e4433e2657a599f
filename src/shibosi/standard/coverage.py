"""Coverage: which items of the register are covered, by what, and where register and code contradict each other.

Computed from what the code declares, never typed. One definition, for every door:

A clause is covered when its control, flow or kind of paper runs, is shown at a door, and has stories that hold, break
and cannot be decided; an informative item when its page and the norms it cites are shown. Its control is one of the
kind that the register names (`by`). What is cited and not covered is covered in part.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from shibosi.kernel.words import translate
from shibosi.standard.errors import UnknownClause
from shibosi.standard.register import Clause, Companion, Item, items, resolve
from shibosi.standard.vocabulary import ANSWERS, MODES, PARTIES, SYSTEMS, TEXTS

COVERED, PARTLY, OPEN = "covered", "partly", "open"
STORIES = frozenset({"held", "broken", "undetermined"})
"""The outcomes that the stories about an item have to show."""
PAGE, INFORMATIVE = "page", "informative"
UNCITED = "{item}: the register says '{by}', but nothing of that kind cites it."
UNKNOWN = "{kind} '{name}' cites {clause}, which the register does not have."
UNMARKED = "{kind} '{name}' cites {item}, but the register does not say what answers it."


class Answer(Protocol):
    """Whatever answers items: a control, a flow, a kind of paper, a page.

    `kind` is one of `vocabulary.ANSWERS`; `clauses` are ids of items, or numbers that mean all items under them. What
    is handed to `coverage` runs; `shown` says whether a door tells of it, `stories` which outcomes are told of it.
    """

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def clauses(self) -> Sequence[str]: ...
    @property
    def shown(self) -> bool: ...
    @property
    def stories(self) -> Collection[str]: ...


class Cited(NamedTuple):
    """An answer as plain values, for a registry whose members have other attributes."""

    name: str
    clauses: Sequence[str]
    kind: str
    shown: bool = False
    stories: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """One item with everything that cites it (kind and name, sorted), and how far it is covered."""

    item: Item
    answers: tuple[tuple[str, str], ...]
    state: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One contradiction between register and code. `message` has places for `facts`."""

    code: str
    message: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, language: str | None = None) -> str:
        """The contradiction in words."""
        said = {name: translate(ANSWERS.get(fact, fact), language) for name, fact in self.facts.items()}
        return translate(self.message, language).format(**said)


class Total(NamedTuple):
    """How many items are covered, covered in part and open, of how many."""

    covered: int
    partly: int
    open: int
    of: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is answered, item by item, and every contradiction found."""

    items: Mapping[str, Covered]
    gaps: tuple[Gap, ...]

    @property
    def clauses(self) -> tuple[Covered, ...]:
        """The items of the standard."""
        return tuple(one for one in self.items.values() if isinstance(one.item, Clause))

    @property
    def companions(self) -> tuple[Covered, ...]:
        """The items of the companion texts."""
        return tuple(one for one in self.items.values() if isinstance(one.item, Companion))

    def total(self, *, companions: bool = False) -> Total:
        """Items of the standard, or of its companion texts, by state."""
        return count(self.companions if companions else self.clauses)

    def totals(self, column: str, *, companions: bool = False) -> dict[str, Total]:
        """The same by a column; see `counts`."""
        return counts(self.companions if companions else self.clauses, column)


def count(chosen: Iterable[Covered]) -> Total:
    """The states of some items."""
    states = [one.state for one in chosen]
    return Total(states.count(COVERED), states.count(PARTLY), states.count(OPEN), len(states))


def counts(chosen: Sequence[Covered], column: str) -> dict[str, Total]:
    """The same by `mode`, `system`, `party` or, for companion texts, `text`; words without items are left out."""
    words = {"mode": MODES, "system": SYSTEMS, "party": PARTIES, "text": TEXTS}[column]
    found = {word: count(one for one in chosen if getattr(one.item, column, "") == word) for word in words}
    return {word: total for word, total in found.items() if total.of}


def coverage(*registries: Iterable[Answer], register: Mapping[str, Item] | None = None) -> Coverage:
    """Compare the register with what the code declares, both ways.

    A gap is: an item whose `by` names a kind of which nothing cites it; a citation the register does not know; a
    citation of an item whose `by` is empty. `register` defaults to the shipped one.
    """
    known = items() if register is None else register
    cited: dict[str, dict[tuple[str, str], Answer]] = {id: {} for id in known}
    gaps: list[Gap] = []
    for answer in (one for registry in registries for one in registry):
        for number in answer.clauses:
            facts = {"kind": answer.kind, "name": answer.name}
            try:
                meant = [one.id for one in resolve(number) if one.id in known]
            except UnknownClause:
                gaps.append(Gap("cites-unknown-item", UNKNOWN, {**facts, "clause": number}))
                continue
            for id in meant:
                if not known[id].by and (answer.kind, answer.name) not in cited[id]:
                    gaps.append(Gap("cites-unmarked-item", UNMARKED, {**facts, "item": id}))
                cited[id][answer.kind, answer.name] = answer
    for id, one in known.items():
        if one.by and one.by not in {kind for kind, _ in cited[id]}:
            gaps.append(Gap("marked-but-not-cited", UNCITED, {"item": id, "by": one.by}))
    found = {
        id: Covered(one, tuple(sorted(cited[id])), _state(one, list(cited[id].values()))) for id, one in known.items()
    }
    return Coverage(found, tuple(gaps))


def _state(item: Item, answers: Sequence[Answer]) -> str:
    """The definition above."""
    able = [one for one in answers if one.kind == item.by and one.shown]
    if item.mode == INFORMATIVE:
        covered = item.by == PAGE and bool(able)
    else:
        covered = STORIES <= {outcome for one in able for outcome in one.stories}
    return COVERED if covered else PARTLY if answers else OPEN
