"""Cases between the kernel and the tables: read from opening and events, written event by event."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from shibosi.domains import registry
from shibosi.kernel.flows import cases as kernel
from shibosi.kernel.flows.cases import Fact
from shibosi.kernel.flows.clock import Rules, deadlines
from shibosi.kernel.flows.declared import DAY, INSTANT, KNOWN, WHOLE, Field, Flow, named
from shibosi.methods.calendar import working
from shibosi.store.models import Case, CaseEvent, CaseParty
from shibosi.store.models.cases import NEVER

COUNT_AGAIN = timedelta(days=1)
"""How long until a deadline is counted again that could not be."""
COUNTED = ("due_at", "deadline", "look_at", "counted_by")
"""The fields of a case that counting its deadlines sets."""


def flow_of(case: Case) -> Flow:
    """The flow of a case."""
    registry.load()
    return named(case.flow)


def flows() -> Mapping[str, Flow]:
    """Every declared flow."""
    registry.load()
    return KNOWN


@cache
def rules() -> Rules:
    """Values of parameters and working days."""
    return Rules(registry.values(), working)


@cache
def values_of(flow: str) -> str:
    """What tells the values by which the deadlines of a flow are counted from any others."""
    limits = sorted({one.within.id for one in flows()[flow].deadlines if one.within is not None})
    told = [(limit, [repr(one) for one in rules().values.get(limit, ())]) for limit in limits]
    return sha256(repr(told).encode()).hexdigest()[:16]


def kernel_case(case: Case) -> kernel.Case:
    """A case with its history, as its events lead to it. Three queries at most."""
    fields = flow_of(case).fields()
    opened = kernel.Case(
        case.flow, case.public, case.place, case.zone, case.opened_at, case.opened_by, flow_of(case).start.name,
        case.opened_at, parties_of(case), read_facts(fields, case.facts),
    )  # fmt: skip
    return opened.replayed(_event(fields, one) for one in case.events.order_by("number"))


def facts_of(case: Case) -> dict[str, Fact]:
    """All that is known of a case: what it was opened with, and what moves added."""
    return dict(kernel_case(case).facts)


def parties_of(case: Case) -> dict[str, str]:
    """Which party is what in a case, by its mark."""
    return {one.role: one.who for one in case.parties.all()}


def given_of(case: Case, event: CaseEvent) -> dict[str, Fact]:
    """What was given with a move."""
    return read_facts(flow_of(case).fields(), event.given)


def kernel_cases(cases: Sequence[Case]) -> Iterator[tuple[Case, Flow, kernel.Case]]:
    """Cases with their histories, as `kernel_case` makes one; in two queries for all of them."""
    parties: dict[int, dict[str, str]] = defaultdict(dict)
    for one in CaseParty.objects.filter(case__in=cases):
        parties[one.case_id][one.role] = one.who
    events: dict[int, list[CaseEvent]] = defaultdict(list)
    for event in CaseEvent.objects.filter(case__in=cases).order_by("case", "number"):
        events[event.case_id].append(event)
    for case in cases:
        flow = flow_of(case)
        fields = flow.fields()
        opened = kernel.Case(
            case.flow, case.public, case.place, case.zone, case.opened_at, case.opened_by, flow.start.name,
            case.opened_at, parties[case.pk], read_facts(fields, case.facts),
        )  # fmt: skip
        yield case, flow, opened.replayed(_event(fields, one) for one in events[case.pk])


def put_down(case: Case, moved: kernel.Case, now: datetime, repeat: "Repeat | None" = None) -> list[CaseEvent]:
    """Write what happened to a locked case since it was read: its new events, and where they led."""
    made = set_down(case, moved, case.events.count(), now, repeat)
    CaseEvent.objects.bulk_create(made)
    case.save(update_fields=["state", "entered_at", "closed_at", *COUNTED])
    return made


def set_down(
    case: Case, moved: kernel.Case, before: int, now: datetime, repeat: "Repeat | None" = None
) -> list[CaseEvent]:  # fmt: skip
    """The same without writing it: the events after the first `before`, and the case as they lead to it."""
    made = [
        CaseEvent(
            case=case, number=number, at=one.at, move=one.move, source=one.source, target=one.target,
            person=one.person, role=one.role, reason=one.reason, given=write_facts(one.given),
            effects=list(one.effects), deadline=one.deadline, value=one.value,
        )
        for number, one in enumerate(moved.history[before:], before)
    ]  # fmt: skip
    if repeat is not None and made:
        made[-1].repeat_key, made[-1].repeat_digest = repeat
    case.state, case.entered_at = moved.state, moved.entered
    case.closed_at = moved.last if flow_of(case).states[moved.state].final else None
    count(case, moved, now)
    return made


Repeat = tuple[str, str]
"""The key under which something is asked for once, and the digest of what was asked."""


def count(case: Case, moved: kernel.Case, now: datetime) -> None:
    """Set when the case lapses and when the clock looks at it next.

    Where a deadline that ended led the case and none runs on, it is due since then: it is late until somebody moves it.
    """
    case.counted_by = values_of(case.flow)
    found = deadlines(flow_of(case), moved, rules())
    counted = [(one.at, one.deadline.name) for one in found if one.at is not None]
    case.due_at, case.deadline = counted[0] if counted else (NEVER, "")
    case.look_at = case.due_at if len(counted) == len(found) else min(case.due_at, now + COUNT_AGAIN)
    led = next((one for one in reversed(moved.history) if one.source != one.target), None)
    if not found and led is not None and led.deadline and case.closed_at is None:
        case.due_at, case.deadline = led.at, led.deadline


def write_facts(facts: Mapping[str, Fact]) -> str:
    """Facts as JSON."""
    return json.dumps(
        {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()},
        ensure_ascii=False, sort_keys=True,
    )  # fmt: skip


def read_facts(fields: Mapping[str, Field], text: str) -> dict[str, Fact]:
    """Facts from JSON."""
    return typed(fields.values(), json.loads(text))


def typed(fields: Iterable[Field], said: Mapping[str, Any]) -> dict[str, Any]:
    """Facts as they come over a wire, as the kernel wants them; what does not fit stays as it is and is refused."""
    kinds = {field.name: field.kind for field in fields}
    return {name: _typed(kinds.get(name, ""), value) for name, value in said.items()}


def _typed(kind: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        if kind == DAY:
            return date.fromisoformat(value)
        if kind == INSTANT:
            return datetime.fromisoformat(value)
    except ValueError:
        return value
    return int(value) if kind == WHOLE and value.isascii() and value.isdecimal() and len(value) < 19 else value


def _event(fields: Mapping[str, Field], one: CaseEvent) -> kernel.Event:
    made = kernel.Event(one.at, one.move, one.source, one.target, one.person, one.role)
    return replace(
        made, reason=one.reason, given=read_facts(fields, one.given), effects=tuple(one.effects),
        deadline=one.deadline, value=one.value,
    )  # fmt: skip
