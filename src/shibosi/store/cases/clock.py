"""The clock of cases: those whose deadline has ended are moved, each in a transaction by itself."""

import logging
from dataclasses import dataclass
from datetime import datetime

from shibosi.kernel.errors import ShibosiError
from shibosi.store import logbook
from shibosi.store.cases.moving import catch_up, locked
from shibosi.store.models import Case

AT_ONCE = 500
logger = logging.getLogger("shibosi.cases")


@dataclass(frozen=True)
class Ran:
    """What the clock did: how many cases it moved, and how many stand in the way of themselves."""

    moved: int = 0
    failed: int = 0


def run(now: datetime) -> Ran:
    """Move what is due. Run twice, it changes nothing the second time; killed midway, the rest is done next time.

    A case whose move cannot be carried out stays as it is and is told to the server's log; the others move.
    """
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


def _due(now: datetime, without: set[int]) -> list[int]:
    open_ = Case.objects.filter(look_at__lte=now, closed_at__isnull=True).exclude(pk__in=without)
    return list(open_.order_by("look_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
