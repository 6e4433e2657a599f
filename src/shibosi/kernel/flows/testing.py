"""For the stories of flows: a case told in one go, and what became of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from shibosi.kernel.controls import Outcome
from shibosi.kernel.flows import engine
from shibosi.kernel.flows.cases import Actor, Case, Event, Fact
from shibosi.kernel.flows.clock import Rules, advance
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.flows.roles import ADMINISTRATOR, MACHINE, OFFICER

MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""09:00 in Shanghai."""
FIRM = Actor("firm", frozenset(), frozenset({"P"}))
RULE = Actor("rule", frozenset({MACHINE}))


def officer(person: str) -> Actor:
    """An officer of that name."""
    return Actor(person, frozenset({OFFICER, ADMINISTRATOR}))


class Story:
    """A case and everything that happens to it. `clock` lets days pass and runs the clock."""

    def __init__(self, flow: Flow, rules: Rules, by: str = "ann", **facts: Fact) -> None:
        self.flow, self.rules, self.now = flow, rules, MONDAY
        self.events: list[Event] = []
        self.case: Case = engine.open_case(
            flow, "1", place="CN", zone="Asia/Shanghai", parties=dict.fromkeys(flow.parties, "P"), facts=facts,
            at=MONDAY, by=by, rules=rules,
        )  # fmt: skip

    def does(self, move: str, actor: Actor, reason: str = "because", **given: Fact) -> "Story":
        """Somebody makes a move. Raises Refusal."""
        found: Mapping[str, Fact] = given
        self.case, event = engine.apply(
            self.flow, self.case, move, actor, self.now, self.rules, reason=reason, given=found
        )
        self.events.append(event)
        return self

    def clock(self, **passes: int) -> "Story":
        """Time passes (`days=3`), then the clock runs."""
        self.now += timedelta(**passes)
        self.case, made = advance(self.flow, self.case, self.now, self.rules)
        self.events.extend(made)
        return self

    def effects(self) -> list[str]:
        """Everything that was effected, in order."""
        return [effect for event in self.events for effect in event.effects]

    def outcome(self) -> Outcome:
        """What became of it: held where it ended without a lapse, broken where a deadline lapsed, else still open."""
        if any(self.flow.moves[event.move].by_clock for event in self.events):
            return Outcome.BROKEN
        return Outcome.HELD if self.flow.states[self.case.state].final else Outcome.UNDETERMINED


@dataclass(frozen=True, repr=False)
class Told:
    """A story of a flow that counts for coverage: how it goes, and its outcome, as `Story.outcome` has it."""

    flow: str
    text: str
    tell: Callable[[], Story]
    outcome: Outcome

    def judged(self) -> Outcome:
        """What became of it."""
        return self.tell().outcome()

    def __str__(self) -> str:
        return f"{self.flow}: {self.text}"
