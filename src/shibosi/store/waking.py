"""The clock: dossiers that time alone may decide otherwise are judged again when their day has come."""

from collections import defaultdict
from datetime import datetime

from shibosi.store import logbook
from shibosi.store.dossiers import key_of
from shibosi.store.intake.following import judge_again
from shibosi.store.intake.touching import Key
from shibosi.store.models import DossierState
from shibosi.store.zones import HOUSE

AT_ONCE = 200


def wake(now: datetime) -> int:
    """Judge again what is due; answers how many dossiers that were. Run twice, it changes nothing the second time."""
    today = now.astimezone(HOUSE).date()
    done, last = 0, 0
    while True:
        with logbook.at_its_end():
            due = DossierState.objects.filter(wakes_on__lte=today, judged_on__lt=today, pk__gt=last).order_by("pk")
            some = list(due[:AT_ONCE])
            if not some:
                return done
            keys: dict[str, set[Key]] = defaultdict(set)
            for state in some:
                keys[state.kind].add(key_of(state))
            judge_again(keys, now)
        done, last = done + len(some), some[-1].pk
