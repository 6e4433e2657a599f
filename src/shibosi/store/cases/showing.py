"""A case as a viewer sees it: what it is about, what happened, what is due, and what the viewer may do next.

The platform sees all of it. A party sees what it is told: who of the platform acted is hidden from it, and so is what
was written in a move that tells nobody (a proposal, say).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from shibosi.kernel.flows import cases as kernel
from shibosi.kernel.flows import engine
from shibosi.kernel.flows.cases import Fact
from shibosi.kernel.flows.clock import deadlines
from shibosi.kernel.flows.declared import EFFECTS, NOTIFY, PERSON, Field, Flow
from shibosi.kernel.flows.roles import CLOCK, MACHINE, label, party_of
from shibosi.kernel.words import translate
from shibosi.store import scope
from shibosi.store.allowing import allowed, the_one
from shibosi.store.cases.acting import actor_of
from shibosi.store.cases.carrying import barred
from shibosi.store.cases.carrying import door as opening_door
from shibosi.store.cases.written import flow_of, flows, kernel_case, rules
from shibosi.store.models import Account, Case
from shibosi.store.seeing import HIDDEN, note
from shibosi.store.viewers import Viewer

PLATFORM = "The platform"
SYSTEM = "The system"
OPENED = "Case opened"


@dataclass(frozen=True)
class Said:
    """A fact of a case: its name, its label, what it says; `field` is as declared."""

    name: str
    label: str
    value: str | int


@dataclass(frozen=True)
class Happened:
    """Something that happened in a case. `deadline` and `value`: which ended, and the value that counted."""

    at: datetime
    move: str
    label: str
    state: str
    who: str
    role: str
    reason: str = ""
    given: list[Said] = field(default_factory=list)
    deadline: str = ""
    value: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class DueShown:
    """A deadline that runs: when it ends, or why that cannot be said yet."""

    name: str
    label: str
    at: datetime | None
    why: str
    then: str


@dataclass(frozen=True)
class Offered:
    """A move from where the case stands, with what it asks for; `final`: nothing follows it.

    `why` says what stands against it; empty: nothing.
    """

    name: str
    label: str
    state: str
    reason: bool
    asks: tuple[Field, ...]
    effects: list[str]
    by: list[str]
    final: bool
    why: list[str]

    @property
    def allowed(self) -> bool:
        """Whether the viewer may make it."""
        return not self.why


@dataclass(frozen=True)
class CaseShown:
    """A case with all a page says of it."""

    case: Case
    flow: Flow
    label: str
    state: str
    facts: list[Said]
    happened: list[Happened]
    deadlines: list[DueShown]
    moves: list[Offered]


def shown(viewer: Viewer, number: str, door: str) -> CaseShown:
    """A case the viewer sees; that it was shown is noted. Some ten queries. Raises Forbidden, NotThere."""
    allowed(viewer, "cases.read")
    query = scope.cases(viewer).select_related("dossier", "document", "finding", "assignee")
    case = the_one(query.filter(public=number))
    flow, made = flow_of(case), kernel_case(case)
    note(viewer, "seen", f"case:{case.public}", door, columns=[*made.facts])
    return CaseShown(
        case, flow, translate(flow.label), translate(flow.states[case.state].label), _facts(viewer, case, flow, made),
        timeline(viewer, flow, made), _deadlines(flow, made), offered(viewer, case, flow, made),
    )  # fmt: skip


def asked_to_open(flow: str) -> list[Field]:
    """What somebody who opens a case of a flow is asked for. Raises NotOpenedByPeople."""
    asks = opening_door(flow).asks
    return [one for one in flows()[flow].opening if not asks or one.name in asks]


def timeline(viewer: Viewer, flow: Flow, case: kernel.Case) -> list[Happened]:
    """What happened, the first first."""
    names = _names(viewer, [case.opened_by, *(event.person for event in case.history)])
    opener = names.get(case.opened_by) or translate(PLATFORM)
    first = Happened(case.opened, "", translate(OPENED), translate(flow.start.label), opener, "")
    return [first, *(_happened(viewer, flow, event, names) for event in case.history)]


def offered(viewer: Viewer, case: Case, flow: Flow, made: kernel.Case) -> list[Offered]:
    """Every move people can make from where the case stands, with all that stands against the viewer making it."""
    return [
        Offered(
            one.move.name, translate(one.move.label), translate(flow.states[one.move.target].label), one.move.reason,
            one.move.asks, [translate(EFFECTS[name]) for name in one.move.effects],
            [label(role) for role in one.move.by], flow.states[one.move.target].final,
            [why.sentence(None) for why in (*one.why, barred(case, one.move.name)) if why is not None],
        )
        for one in engine.standings(flow, made, actor_of(viewer), viewer.now, rules())
    ]  # fmt: skip


def _deadlines(flow: Flow, case: kernel.Case) -> list[DueShown]:
    return [
        DueShown(
            one.deadline.name, translate(one.deadline.label), one.at, one.reckoned.why(),
            translate(flow.moves[one.deadline.lapse].label),
        )
        for one in deadlines(flow, case, rules())
    ]  # fmt: skip


def _facts(viewer: Viewer, case: Case, flow: Flow, made: kernel.Case) -> list[Said]:
    """What the case was opened with."""
    opening = {one.name: one for one in flow.opening if viewer.platform or one.kind != PERSON}
    return _said(opening.values(), {name: fact for name, fact in made.facts.items() if name in opening})


def _said(fields: Iterable[Field], facts: Mapping[str, Fact]) -> list[Said]:
    return [Said(one.name, translate(one.label), _value(one, facts[one.name])) for one in fields if one.name in facts]


def _value(asked: Field, fact: Fact) -> str | int:
    if isinstance(fact, date):
        return fact.isoformat()
    return translate(dict(asked.choices)[fact]) if isinstance(fact, str) and asked.choices else fact


def _happened(viewer: Viewer, flow: Flow, event: kernel.Event, names: Mapping[str, str]) -> Happened:
    move = flow.moves[event.move]
    told = viewer.platform or NOTIFY in event.effects or party_of(event.role) is not None or event.role == CLOCK
    deadline = next((one.label for one in flow.deadlines if one.name == event.deadline), "")
    return Happened(
        event.at, event.move, translate(move.label), translate(flow.states[event.target].label), _who(event, names),
        _role(event.role), event.reason if told else HIDDEN if event.reason else "",
        _said(move.asks, event.given) if told else [], translate(deadline) if deadline else "", event.value, not told,
    )  # fmt: skip


def _role(role: str) -> str:
    """A role in words; the machine that moves cases is the system itself."""
    return translate(SYSTEM) if role == MACHINE else label(role)


def _who(event: kernel.Event, names: Mapping[str, str]) -> str:
    """Who made a move, as far as it is told."""
    if event.person in names:
        return names[event.person]
    return label(event.role) if party_of(event.role) is not None else translate(PLATFORM)


def _names(viewer: Viewer, people: Iterable[str]) -> dict[str, str]:
    """How people are called: on the platform by their names; a party is told those of its own people."""
    wanted = set(people)
    numbers = {name: int(name.removeprefix("account:")) for name in wanted if name.startswith("account:")}
    known = Account.objects.filter(pk__in=numbers.values())
    if not viewer.platform:
        known = known.filter(pk__in=scope.accounts(viewer).values("pk"))
    accounts = known.in_bulk()
    found = {name: _role(name) for name in wanted & {CLOCK, MACHINE}}
    found |= {name: accounts[pk].name or accounts[pk].email for name, pk in numbers.items() if pk in accounts}
    return {name: name for name in wanted if viewer.platform} | found
