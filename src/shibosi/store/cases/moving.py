"""Moving cases: the kernel says whether, the tables keep what happened, effects follow, all in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from shibosi.kernel.flows import cases as kernel
from shibosi.kernel.flows import engine
from shibosi.kernel.flows.cases import Actor
from shibosi.kernel.flows.clock import advance
from shibosi.kernel.flows.roles import MACHINE
from shibosi.kernel.log.commitments import canonical
from shibosi.store import logbook, webhooks
from shibosi.store.cases.carrying import carried, not_barred
from shibosi.store.cases.written import Repeat, flow_of, kernel_case, put_down, rules, typed
from shibosi.store.models import Case, CaseEvent, Document, DossierState
from shibosi.store.sealing import token

MACHINE_ACTOR = Actor(MACHINE, frozenset({MACHINE}))
"""The system itself. Tokens never act as it: what they do, the person or party they belong to does."""
MOVED = "case moved"


def locked(number: int) -> Case:
    """A case that nobody else moves until the transaction ends.

    Its dossier first, as intake has it: else both could wait for each other.
    """
    own = DossierState.objects.select_for_update(of=("self",)).filter(cases=number).order_by()
    list(own.values_list("pk"))
    return Case.objects.select_for_update(of=("self",)).get(pk=number)


def move(
    case: Case, name: str, actor: Actor, now: datetime, reason: str = "", given: Mapping[str, Any] | None = None,
    repeat: Repeat | None = None, document: Document | None = None,
) -> CaseEvent:  # fmt: skip
    """Make a move of a locked case. Inside a transaction. Raises Refusal, and what its effects raise."""
    flow = flow_of(case)
    fields = flow.moves[name].asks if name in flow.moves else ()
    moved, _ = engine.apply(
        flow, kernel_case(case), name, actor, now, rules(), reason=reason, given=typed(fields, given or {})
    )
    not_barred(case, name)
    return _happened(case, moved, now, repeat, document)[-1]


def catch_up(case: Case, now: datetime) -> list[CaseEvent]:
    """Make every move of a locked case that is due by now. Inside a transaction."""
    moved, events = advance(flow_of(case), kernel_case(case), now, rules())
    return _happened(case, moved, now, None) if events or case.look_at <= now else []


def by_machine(
    case: Case, name: str, now: datetime, given: Mapping[str, Any] | None = None, document: Document | None = None
) -> CaseEvent | None:
    """Make a move of the machine, where the case stands so that it can be made. Inside a transaction.

    Where the clock was set back, it is made at the moment of the last one: documents come in all the same.
    `document`: the one that led to it; the log names it.
    """
    held = locked(case.pk)
    at = max(now, kernel_case(held).last)
    catch_up(held, at)
    if held.state not in flow_of(held).moves[name].sources:
        return None
    return move(held, name, MACHINE_ACTOR, at, given=given, document=document)


def digest(number: str, event: CaseEvent) -> str:
    """What the log keeps of an event: anything in it that is changed later changes this."""
    told: dict[str, object] = {
        "case": number, "number": event.number, "at": event.at.isoformat(), "move": event.move, "from": event.source,
        "to": event.target, "person": event.person, "role": event.role, "reason": event.reason, "given": event.given,
    }  # fmt: skip
    return token(canonical(told).decode())


def _happened(
    case: Case, moved: kernel.Case, now: datetime, repeat: Repeat | None, document: Document | None = None
) -> list[CaseEvent]:
    """Put events down, tell of them, carry out what they effect."""
    made = put_down(case, moved, now, repeat)
    logbook.append([entry_of(case, one, document) for one in made], now)
    marks = set(moved.parties.values())
    webhooks.tell_of([
        (marks, webhooks.case_event(webhooks.CASE_MOVED, case, one.at, one)) for one in made
    ], now)  # fmt: skip
    for event in made:
        for effect in event.effects:
            carried()[effect](case, event, now)
    return made


def entry_of(case: Case, event: CaseEvent, document: Document | None = None) -> logbook.Entry:
    """What the log is told of a move, and by which document it came."""
    told = {"by": event.person, "move": event.move, "from": event.source, "to": event.target}
    if document is not None:
        told["document"] = f"{document.kind}:{document.digest[:16]}"
    return logbook.Entry(MOVED, f"case:{case.public}", {**told, "digest": digest(case.public, event)})
