"""Decisions on intake: accept 接受, wait 待补, hold 暂缓, refuse 拒绝 (docs/decisions/0010).

Only controls that block the release of goods decide. Broken: hold. Undetermined: wait while a document may still come,
else hold, for a missing fact never counts as held and nothing will bring it. An outcome that is undetermined because of
an absence which another blocking control tells follows that one. What a one-sided control cannot decide counts for
nothing. Broken by a value that nobody has a source for: that asks for review and blocks nothing by itself.

A document may still come where the outcome would be decided if no more came: once the last day of waiting has passed
and every kind of record had been handed in and read in full.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from shibosi.kernel.controls import RELEASE, Control, Outcome
from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.expressions.nodes import Node
from shibosi.kernel.expressions.scalar import Circumstances, Reckoned, compile_values
from shibosi.kernel.parameters import Values
from shibosi.kernel.stating import calendar_day
from shibosi.kernel.turning import Turning

UNSOURCED = "general-knowledge"
"""The confidence of a value that blocks nothing by itself."""
BROKEN, UNDETERMINED = int(Outcome.BROKEN), int(Outcome.UNDETERMINED)
Judge = Callable[[Rows, Circumstances], list[int]]


class Verdict(IntEnum):
    """What is answered to a document, the mildest first: of several dossiers the strictest counts."""

    ACCEPT = 0
    WAIT = 1
    HOLD = 2
    REFUSE = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows for one dossier.

    `because` names the controls for which it is held or waited, `review` those broken by an unsourced value. `again` is
    the first day on which time alone changes an outcome: then it must be judged again; None: no such day.
    """

    verdict: Verdict = Verdict.ACCEPT
    because: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    again: date | None = None


ACCEPTED = Decision()


def answer(readable: bool, decisions: Iterable[Decision]) -> Verdict:
    """What is answered to a document: refused where it cannot be read, else the strictest of its dossiers."""
    if not readable:
        return Verdict.REFUSE
    return max((decision.verdict for decision in decisions), default=Verdict.ACCEPT)


class Decisions:
    """Decides on dossiers from their outcomes. Made once for a list of controls; `judge` gives their outcomes."""

    def __init__(self, dossier: Dossier, controls: Sequence[Control], values: Values, judge: Judge) -> None:
        self.controls = controls
        self.judge = judge
        self.blocking = [control.blocks == RELEASE for control in controls]
        turning = {place: Turning(control, values) for place, control in enumerate(controls)}
        self.turning = {place: found for place, found in turning.items() if found}
        self.restless = [place for place, found in self.turning.items() if not found.lasting]
        self.heard = [self._heard(place) for place in range(len(controls))]
        self.sources = {
            place: found for place, control in enumerate(controls) if (found := _Sources(control, values)).doubtful
        }

    def of(
        self, outcomes: list[int], bad: list[int], folded: Mapping[int, Sequence[int]], rows: Rows, at: Circumstances,
        waived: Set[int] = frozenset(),
    ) -> Decision:  # fmt: skip
        """The decision on a dossier.

        `bad` are the places of outcomes that are broken or undetermined; `folded` has, for those told elsewhere, the
        places of the controls that tell their cause; `waived` the places of those that were waived.
        """
        if not self.restless and not any(outcomes[place] in self.heard[place] for place in bad):
            return ACCEPTED
        broken, open_ = self._serious(bad, outcomes, folded)
        if waived:
            broken = [place for place in broken if place not in waived]
            open_ = [place for place in open_ if place not in waived]
        later = self._later(bad, outcomes, rows, at)
        review = [place for place in broken if place in self.sources and self.sources[place].weak(rows, at)]
        broken = [place for place in broken if place not in review]
        end = later.end() if open_ else outcomes
        waits = [place for place in open_ if _may_come(place, end, folded)]
        stuck = [place for place in open_ if place not in waits]
        because = sorted([*broken, *stuck]) or waits
        verdict = Verdict.HOLD if broken or stuck else Verdict.WAIT if waits else Verdict.ACCEPT
        return Decision(verdict, self._names(because), self._names(review), calendar_day(later.turn()))

    def _heard(self, place: int) -> tuple[int, ...]:
        """The outcomes of a control that may count for something."""
        told = place in self.turning or (self.blocking[place] and not self.controls[place].one_sided)
        return ((BROKEN,) if self.blocking[place] else ()) + ((UNDETERMINED,) if told else ())

    def _serious(
        self, bad: list[int], outcomes: list[int], folded: Mapping[int, Sequence[int]]
    ) -> tuple[list[int], list[int]]:  # fmt: skip
        """What counts: the controls that are broken, and those that are undetermined."""
        broken = [place for place in bad if self.blocking[place] and outcomes[place] == BROKEN]
        told = [
            place for place in bad
            if self.blocking[place] and outcomes[place] == UNDETERMINED and not self.controls[place].one_sided
        ]  # fmt: skip
        speaking = {*broken, *(place for place in told if not folded.get(place))}
        return broken, [place for place in told if speaking.isdisjoint(folded.get(place, ()))]

    def _later(self, bad: list[int], outcomes: list[int], rows: Rows, at: Circumstances) -> "_Later":
        """What becomes of the outcomes that time may change."""
        places = {place for place in bad if outcomes[place] == UNDETERMINED and place in self.turning}
        days: set[int] = set()
        first: int | None = None
        for place in places.union(self.restless):
            found = sorted(self.turning[place].days(rows, at))
            days.update(found)
            if found and self.turning[place].coarse:
                first = found[0] if first is None else min(first, found[0])
        return _Later(self.judge, outcomes, sorted(days), first, rows, at)

    def _names(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.controls[place].name for place in places)


def _may_come(place: int, end: list[int], folded: Mapping[int, Sequence[int]]) -> bool:
    """Whether an undetermined outcome, or one that tells its cause, is decided in the end."""
    return any(end[each] != UNDETERMINED for each in (place, *folded.get(place, ())))


@dataclass
class _Later:
    """A dossier on later days, should nothing come: `days` on which outcomes may turn, in order.

    On day `coarse` something may turn that cannot be foretold.
    """

    judge: Judge
    outcomes: list[int]
    days: list[int]
    coarse: int | None
    rows: Rows
    at: Circumstances
    seen: dict[int, list[int]] = field(default_factory=dict)

    def on(self, day: int) -> list[int]:
        """The outcomes on a day."""
        if day not in self.seen:
            self.seen[day] = self.judge(self.rows, Circumstances(day, self.at.absent, self.at.unsure))
        return self.seen[day]

    def turn(self) -> int | None:
        """The first day on which an outcome may be another."""
        for day in self.days:
            if day == self.coarse or self.on(day) != self.outcomes:
                return day
        return None

    def end(self) -> list[int]:
        """The outcomes if nothing more came at all, and every kind had been handed in and read in full."""
        if self.at.uncertain:
            return self.judge(self.rows, Circumstances(self.days[-1] if self.days else self.at.as_of))
        return self.on(self.days[-1]) if self.days else self.outcomes


class _Sources:
    """Whether the values a control reads have a source."""

    def __init__(self, control: Control, values: Values) -> None:
        self.values = values
        doubtful = {
            name for name in control.parameters()
            if any(version.confidence == UNSOURCED for version in values.get(name, ()))
        }  # fmt: skip
        self.doubtful = bool(doubtful)
        nodes = [node for node in dict.fromkeys(control.nodes()) if node.op == "param" and node.meta in doubtful]
        inside = [node for node in nodes if control.dossier.row_source(node) is not None]
        self.always_weak = bool(inside)
        self.names = [node.meta for node in nodes if node not in inside]
        asked: list[Node] = [arg for node in nodes if node not in inside for arg in node.args]
        self.reckon: Reckoned | None = compile_values(control.dossier, asked, values) if asked else None

    def weak(self, rows: Rows, at: Circumstances) -> bool:
        """Whether a value in force for the dossier has no source. Of values that rows read any version counts."""
        found = self.reckon(rows, at) if self.reckon is not None else None
        if self.always_weak or found is None:
            return self.always_weak
        versions = [
            self.values.in_force_at(name, found[2 * place], found[2 * place + 1])
            for place, name in enumerate(self.names)
        ]
        return any(version is not None and version.confidence == UNSOURCED for version in versions)
