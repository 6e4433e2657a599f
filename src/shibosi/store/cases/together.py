"""Together: many cases moved or handed over in one transaction, in as many statements for a hundred as for a few.

Whatever does not go along (a deadline that ended, a repetition, an effect that raises) is left to be moved by itself.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows import cases as kernel
from shibosi.kernel.flows import engine
from shibosi.kernel.flows.cases import Actor
from shibosi.store import logbook, webhooks
from shibosi.store.cases.carrying import carried, carried_together, not_barred
from shibosi.store.cases.moving import entry_of
from shibosi.store.cases.written import COUNTED, Repeat, kernel_cases, rules, set_down, typed
from shibosi.store.models import Account, Case, CaseEvent, DossierState
from shibosi.store.statements import change

ASSIGNED = "case assigned"
MOVED = ["state", "entered_at", "closed_at", *COUNTED]


def move(
    numbers: Sequence[int], name: str, actor: Actor, now: datetime, reason: str, given: Mapping[str, Any],
    repeat: Repeat | None = None,
) -> tuple[set[int], dict[int, ShibosiError]]:  # fmt: skip
    """Make a move of cases of one flow, by their keys; which were moved, and what stands against others.

    Those that are in neither do not go along. Raises what effects raise; then nothing has happened.
    """
    with logbook.at_its_end():
        cases = _locked(numbers)
        waiting = [case for case in cases if case.look_at > now]
        if repeat is not None:
            done = CaseEvent.objects.filter(case__in=waiting, person=actor.person, repeat_key=repeat[0])
            again = set(done.values_list("case", flat=True))
            waiting = [case for case in waiting if case.pk not in again]
        moved: list[tuple[Case, kernel.Case, int]] = []
        refused: dict[int, ShibosiError] = {}
        for case, flow, before in kernel_cases(waiting):
            asks = flow.moves[name].asks if name in flow.moves else ()
            try:
                after, _ = engine.apply(flow, before, name, actor, now, rules(), reason=reason,
                                        given=typed(asks, given))  # fmt: skip
                not_barred(case, name)
            except ShibosiError as mistake:
                refused[case.pk] = mistake
            else:
                moved.append((case, after, len(before.history)))
        _happened(moved, now, repeat)
    return {case.pk for case, _, _ in moved}, refused


def assign(numbers: Sequence[int], to: Account | None, by: str, now: datetime) -> None:
    """Hand cases to an officer, or to nobody, by their keys; of those that change hands the log is told."""
    with logbook.at_its_end():
        cases = [case for case in _locked(numbers) if case.assignee_id != (to.pk if to is not None else None)]
        for case in cases:
            case.assignee = to
        change(Case, cases, ["assignee"])
        told: dict[str, object] = {"by": by, "to": f"account:{to.pk}" if to is not None else ""}
        logbook.append([logbook.Entry(ASSIGNED, f"case:{case.public}", told) for case in cases], now)


def _locked(numbers: Sequence[int]) -> list[Case]:
    """Cases that nobody else moves until the transaction ends; their dossiers first, in the order of the intake."""
    own = DossierState.objects.select_for_update(of=("self",)).filter(cases__in=list(numbers))
    list(own.order_by("kind", "key").values_list("pk"))
    held = Case.objects.select_for_update(of=("self",)).filter(pk__in=list(numbers))
    return list(held.order_by("pk").select_related(None))


def _happened(moved: list[tuple[Case, kernel.Case, int]], now: datetime, repeat: Repeat | None) -> None:
    if not moved:
        return
    events = [(case, after, event) for case, after, before in moved
              for event in set_down(case, after, before, now, repeat)]  # fmt: skip
    CaseEvent.objects.bulk_create([event for _, _, event in events])
    change(Case, [case for case, _, _ in moved], MOVED)
    logbook.append([entry_of(case, event) for case, _, event in events], now)
    webhooks.tell_of([
        (set(after.parties.values()), webhooks.case_event(webhooks.CASE_MOVED, case, event.at, event))
        for case, after, event in events
    ], now)  # fmt: skip
    for effect in events[0][2].effects:
        if effect in carried_together():
            carried_together()[effect]([(case, event) for case, _, event in events], now)
        else:
            for case, _, event in events:
                carried()[effect](case, event, now)
