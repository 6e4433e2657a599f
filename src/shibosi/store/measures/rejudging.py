"""Orders are judged again when the measures they met begin, stop or cease to count."""

from collections import defaultdict
from datetime import datetime

from shibosi.store.dossiers import key_of
from shibosi.store.intake.following import judge_again
from shibosi.store.intake.touching import Key
from shibosi.store.models import DossierState, Party

AT_ONCE = 200


def orders_of(party: Party, now: datetime) -> int:
    """Judge every order again that met a measure of a party; answers how many. Inside a transaction."""
    met = DossierState.objects.filter(measures__measure__party=party).distinct().order_by("pk")
    done, last = 0, 0
    while some := list(met.filter(pk__gt=last)[:AT_ONCE]):
        keys: dict[str, set[Key]] = defaultdict(set)
        for state in some:
            keys[state.kind].add(key_of(state))
        judge_again(keys, now)
        done, last = done + len(some), some[-1].pk
    return done
