"""Telling those whom a move concerns."""

from collections.abc import Sequence
from datetime import datetime

from shibosi.kernel.flows.declared import NOTIFY, REMIND
from shibosi.kernel.flows.roles import OFFICER
from shibosi.store.cases.carrying import carries_out, carries_out_together
from shibosi.store.cases.notices import BECAUSE, LATE, MOVED, To, made, tell
from shibosi.store.cases.written import flow_of
from shibosi.store.models import Case, CaseEvent, CaseParty, Notice


@carries_out(REMIND)
def remind(case: Case, event: CaseEvent, now: datetime) -> None:
    """Tell who has the case that it is late, or all officers where nobody has it."""
    to = To(account=case.assignee) if case.assignee is not None else To(role=OFFICER)
    tell([to], LATE, _facts(case, event), now, case)


@carries_out_together(NOTIFY)
def notify(moved: Sequence[tuple[Case, CaseEvent]], now: datetime) -> None:
    """Tell every party of the cases what was done, with the reason."""
    marks: dict[int, set[str]] = {}
    for one in CaseParty.objects.filter(case__in=[case for case, _ in moved]):
        marks.setdefault(one.case_id, set()).add(one.who)
    Notice.objects.bulk_create([
        made(To(who=who), BECAUSE if event.reason else MOVED, _facts(case, event) | {"reason": event.reason}, now, case)
        for case, event in moved for who in sorted(marks.get(case.pk, ()))
    ])  # fmt: skip


def _facts(case: Case, event: CaseEvent) -> dict[str, str]:
    flow = flow_of(case)
    return {"flow": flow.label, "number": case.public, "move": flow.moves[event.move].label}
