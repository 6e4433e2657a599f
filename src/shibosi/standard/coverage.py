"""Coverage: which items of the register are answered, by what, and where register and code contradict each other.

Computed from what the code declares, never typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from shibosi.kernel.words import translate
from shibosi.standard.errors import UnknownClause
from shibosi.standard.register import Clause, Companion, Item, items, resolve
from shibosi.standard.vocabulary import ANSWERS, MODES, PARTIES, SYSTEMS, TEXTS

UNCITED = "{item}: the register says '{by}', but nothing of that kind cites it."
UNKNOWN = "{kind} '{name}' cites {clause}, which the register does not have."
UNMARKED = "{kind} '{name}' cites {item}, but the register does not say what answers it."


class Answer(Protocol):
    """Whatever answers items: a control, a flow, a kind of paper, a page.

    `kind` is one of `vocabulary.ANSWERS`; `clauses` are ids of items, or numbers that mean all items under them.
    """

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def clauses(self) -> Sequence[str]: ...


class Cited(NamedTuple):
    """An answer as plain values, for a registry whose members have other attributes."""

    name: str
    clauses: Sequence[str]
    kind: str


@dataclass(frozen=True, slots=True)
class Covered:
    """One item with everything that cites it: kind and name, sorted."""

    item: Item
    answers: tuple[tuple[str, str], ...]

    @property
    def answered(self) -> bool:
        """Whether anything cites the item."""
        return bool(self.answers)


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
    """How many items are answered, of how many."""

    answered: int
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
        """Answered items of the standard, or of its companion texts."""
        return _total(self.companions if companions else self.clauses)

    def totals(self, column: str, *, companions: bool = False) -> dict[str, Total]:
        """Answered items by `mode`, `system`, `party` or, for companion texts, `text`; words without items left out."""
        words = {"mode": MODES, "system": SYSTEMS, "party": PARTIES, "text": TEXTS}[column]
        chosen = self.companions if companions else self.clauses
        found = {word: _total([one for one in chosen if getattr(one.item, column, "") == word]) for word in words}
        return {word: total for word, total in found.items() if total.of}

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values, for JSON."""
        return {
            "standard": self._part(companions=False),
            "companions": self._part(companions=True),
            "items": {
                id: {"by": one.item.by, "answers": [{"kind": kind, "name": name} for kind, name in one.answers]}
                for id, one in self.items.items()
            },
            "gaps": [{"code": gap.code, "text": gap.sentence(), "facts": dict(gap.facts)} for gap in self.gaps],
        }

    def _part(self, *, companions: bool) -> dict[str, Any]:
        columns = ["mode", "system", "party", *(["text"] if companions else [])]
        return {
            "total": self.total(companions=companions)._asdict(),
            **{
                column: {word: total._asdict() for word, total in self.totals(column, companions=companions).items()}
                for column in columns
            },
        }


def coverage(*registries: Iterable[Answer], register: Mapping[str, Item] | None = None) -> Coverage:
    """Compare the register with what the code declares, both ways.

    A gap is: an item whose `by` names a kind of which nothing cites it; a citation the register does not know; a
    citation of an item whose `by` is empty. `register` defaults to the shipped one.
    """
    known = items() if register is None else register
    cited: dict[str, set[tuple[str, str]]] = {id: set() for id in known}
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
                cited[id].add((answer.kind, answer.name))
    for id, one in known.items():
        if one.by and one.by not in {kind for kind, _ in cited[id]}:
            gaps.append(Gap("marked-but-not-cited", UNCITED, {"item": id, "by": one.by}))
    return Coverage({id: Covered(one, tuple(sorted(cited[id]))) for id, one in known.items()}, tuple(gaps))


def _total(chosen: Sequence[Covered]) -> Total:
    return Total(sum(one.answered for one in chosen), len(chosen))
