"""The clock: dossiers that time alone may decide otherwise are judged again when their day has come."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from shibosi.store import logbook
from shibosi.store.dossiers import key_of
from shibosi.store.intake.following import judge_again
from shibosi.store.intake.judgement import Judgement
from shibosi.store.intake.touching import Key
from shibosi.store.models import DossierState
from shibosi.store.zones import HOUSE

AT_ONCE = 200


@dataclass(frozen=True)
class Portion:
    """Dossiers that were judged again in one transaction: how many, the number of the last, what came of it."""

    dossiers: int
    last: int
    judged: Judgement


def wake(now: datetime) -> int:
    """Judge again what is due; answers how many dossiers that were. Run twice, it changes nothing the second time."""
    today = now.astimezone(HOUSE).date()
    due = DossierState.objects.filter(wakes_on__lte=today, judged_on__lt=today)
    done, last = 0, 0
    while (some := judge_portion(due.filter(pk__gt=last), now)) is not None:
        done, last = done + some.dossiers, some.last
    return done


def judge_portion(query: QuerySet[DossierState], now: datetime) -> Portion | None:
    """Judge the first of some dossiers again, in one transaction; None where there are none."""
    with logbook.at_its_end():
        some = list(query.order_by("pk")[:AT_ONCE])
        if not some:
            return None
        keys: dict[str, set[Key]] = defaultdict(set)
        for state in some:
            keys[state.kind].add(key_of(state))
        return Portion(len(some), some[-1].pk, judge_again(keys, now))
