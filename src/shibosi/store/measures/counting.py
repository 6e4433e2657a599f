"""Orders carried out without complaint, by which a pack with a score lets win points back."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import TruncDate

from shibosi.kernel.decisions import Verdict
from shibosi.store.measures.lives import keep
from shibosi.store.measures.orders import SELLERS
from shibosi.store.measures.proposing import SYSTEM
from shibosi.store.measures.standing import pack_of
from shibosi.store.models import DossierState, EventKind, MeasureEvent, Party, PartyCode, stored
from shibosi.store.models.access import IN_RECORDS
from shibosi.store.zones import day_of, zone_of

SETTLES = timedelta(days=30)
"""Our choice: after so many days an order that is accepted counts as carried out without complaint."""
BACK = timedelta(days=366)
"""How far back orders are counted that were not counted before."""
ONE_DAY = timedelta(days=1)


def count(party: Party, now: datetime) -> int:
    """Put down the orders of each day that has settled since the last count; answers how many. Inside a transaction.

    Nothing where the pack that counts has no score. Counted again, it changes nothing.
    """
    today = day_of(party, now)
    if pack_of(party, today).score is None:
        return 0
    done = MeasureEvent.objects.filter(party=party, kind=EventKind.ORDERS).order_by("-day").first()
    first = max(today - BACK, done.day + ONE_DAY if done is not None else date.min)
    found = _accepted(party, first, today - SETTLES)
    for day, number in sorted(found.items()):
        keep(party, EventKind.ORDERS, SYSTEM, now, day=day, count=number)
    return sum(found.values())


def _accepted(party: Party, first: date, last: date) -> dict[date, int]:
    """Orders of a seller that are accepted, by the day they came in, from a first day to a last."""
    ((dossier, (kind, column)),) = SELLERS.items()
    zone = zone_of(party)
    codes = PartyCode.in_force().filter(party=party, register__in=IN_RECORDS).values_list("code", flat=True)
    accepted = DossierState.objects.filter(kind=dossier, key=OuterRef("number"), verdict=Verdict.ACCEPT)
    since, before = (datetime.combine(day, time(), zone) for day in (first, last + ONE_DAY))
    rows = stored(kind)._default_manager.filter(
        Exists(accepted), standing=True, filed__receipt__received_at__gte=since,
        filed__receipt__received_at__lt=before, **{f"{column}__in": list(codes)},
    )  # fmt: skip
    days = rows.annotate(on=TruncDate("filed__receipt__received_at", tzinfo=zone)).values("on")
    return {one["on"]: one["many"] for one in days.annotate(many=Count("number", distinct=True))}
