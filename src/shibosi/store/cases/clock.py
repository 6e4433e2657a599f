"""The clock of cases: deadlines are counted anew where their values changed, cases whose deadline has ended are moved.

Each case in a transaction by itself.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from shibosi.kernel.errors import ShibosiError
from shibosi.store import logbook
from shibosi.store.cases.moving import catch_up, locked
from shibosi.store.cases.written import COUNTED, count, flows, kernel_case, values_of
from shibosi.store.models import Case

AT_ONCE = 500
COUNTED_ANEW = "case counted anew"
logger = logging.getLogger("shibosi.cases")


@dataclass(frozen=True)
class Ran:
    """What the clock did: how many cases it moved, and how many stand in the way of themselves."""

    moved: int = 0
    failed: int = 0


def run(now: datetime) -> Ran:
    """Count anew what other values count otherwise, then move what is due.

    Run twice, it changes nothing the second time; killed midway, the rest is done next time.

    A case whose move cannot be carried out stays as it is and is told to the server's log; the others move.
    """
    count_anew(now)
    moved, failed = 0, set[int]()
    while some := _due(now, failed):
        for number in some:
            try:
                with logbook.at_its_end():
                    moved += bool(catch_up(locked(number), now))
            except ShibosiError:
                logger.exception("case %s could not be moved by the clock", number)
                failed.add(number)
    return Ran(moved, len(failed))


def count_anew(now: datetime) -> int:
    """Count the deadlines of open cases again that were counted by other values than are known now; how many ended
    at another moment than before. That is told to the log.
    """
    changed = 0
    for flow in flows():
        stale = Case.objects.filter(flow=flow, closed_at__isnull=True).exclude(counted_by=values_of(flow))
        while some := list(stale.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]):
            for number in some:
                with logbook.at_its_end():
                    changed += _counted_anew(locked(number), now)
    return changed


def _counted_anew(case: Case, now: datetime) -> bool:
    before = case.due_at
    count(case, kernel_case(case), now)
    case.save(update_fields=COUNTED)
    if case.due_at == before:
        return False
    told = {"deadline": case.deadline, "before": before.isoformat(), "due": case.due_at.isoformat()}
    logbook.append([logbook.Entry(COUNTED_ANEW, f"case:{case.public}", told)], now)
    return True


def _due(now: datetime, without: set[int]) -> list[int]:
    open_ = Case.objects.filter(look_at__lte=now, closed_at__isnull=True).exclude(pk__in=without)
    return list(open_.order_by("look_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
