"""The clock of measures: what a new day brings to parties something happened to, each in a transaction by itself."""

from datetime import datetime, timedelta

from shibosi.store import logbook
from shibosi.store.measures.changing import follow
from shibosi.store.measures.counting import count
from shibosi.store.models import PartyStanding
from shibosi.store.zones import HOUSE, day_of

AT_ONCE = 500
ONE_DAY = timedelta(days=1)


def turn(now: datetime) -> int:
    """Look at every party not looked at on its day; answers how many. Run twice, it changes nothing the second time."""
    done, last = 0, 0
    before = now.astimezone(HOUSE).date() + ONE_DAY
    while some := list(
        PartyStanding.objects.filter(looked_on__lt=before, pk__gt=last).select_related("party").order_by("pk")[:AT_ONCE]
    ):
        for one in some:
            if one.looked_on < day_of(one.party, now):
                with logbook.at_its_end():
                    count(one.party, now)
                    follow(one.party, now)
                done += 1
        last = some[-1].pk
    return done
