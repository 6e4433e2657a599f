"""The public register: which measures everybody may read, until when, and whom they name only masked.

What is published and how long it stays are parameters (`scheme.published`, `scheme.stays`). A measure that was
overturned is taken out as if it had never been in.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from shibosi.domains.enforcement.measures.scheme import Scheme
from shibosi.kernel.measures.events import Event, Lift, Measure, Remaining
from shibosi.kernel.measures.public import MASKED, published
from shibosi.kernel.measures.remaining import remaining
from shibosi.methods.masking import name as masked_name
from shibosi.methods.masking import number as masked_number
from shibosi.store.firms import folded
from shibosi.store.measures.lives import told
from shibosi.store.measures.standing import Stand, chosen
from shibosi.store.models import MeasureEvent, PartyCode, Publication
from shibosi.store.zones import HOUSE

ONE_DAY = timedelta(days=1)
LONGEST_SEARCH = 120


def refresh(found: Stand, events: Iterable[Event]) -> None:
    """Put the register right for a party after something happened to it."""
    left = remaining(events, found.party.public, date.max)
    open_ = {one.id: one for one in left.events if isinstance(one, Measure) and _published(found, one)}
    own = Publication.objects.filter(party=found.party)
    own.exclude(measure__public__in=open_).delete()
    before = {one.measure.public: one for one in own.select_related("measure")}
    rows = {row.public: row for row in MeasureEvent.objects.filter(public__in=open_)}
    for public, measure in open_.items():
        last = _last(found, measure, left, before.get(public))
        Publication.objects.update_or_create(measure=rows[public], defaults={
            "party": found.party, "what": measure.kind, "since": measure.day, "last": last,
            "leaves_on": None if last is None else last + _stays(found, measure),
            "in_force": any(one.id == public for one in found.in_force), "appealed": public in left.contested,
        })  # fmt: skip


def entries(now: datetime) -> QuerySet[Publication]:
    """What stands in the register at a moment."""
    today = now.astimezone(HOUSE).date()
    shown = Publication.objects.filter(Q(leaves_on__isnull=True) | Q(leaves_on__gte=today), since__lte=today)
    return shown.select_related("measure", "party")


def search(query: QuerySet[Publication], text: str) -> QuerySet[Publication]:
    """Entries of the firm of exactly this name or code, or under this number; no name is found by a part of it."""
    wanted = text.strip()[:LONGEST_SEARCH]
    if not wanted:
        return query
    firm = Q(party__name__iexact=wanted) | Q(party__codes__in=PartyCode.in_force().filter(code=folded(wanted)))
    return query.filter(firm | Q(measure__public=wanted.lower())).distinct()


def shown(entry: Publication, language: str | None = None) -> dict[str, Any]:
    """An entry as everybody reads it: what and why, from when to when, whom masked."""
    measure = told(entry.measure)
    assert isinstance(measure, Measure), "only measures are published"
    contested = frozenset([measure.id]) if entry.appealed else frozenset[str]()
    public = published(measure, Remaining((measure,), contested), language)
    masked = {"party": masked_name(entry.party.name), "thing": masked_number(measure.thing) if measure.thing else ""}
    assert masked.keys() == set(MASKED), "what may name somebody is masked"
    return {
        **public, **masked, "place": entry.party.place, "until": _text(entry.last), "in_force": entry.in_force,
        "published_until": _text(entry.leaves_on),
    }  # fmt: skip


def _published(found: Stand, measure: Measure) -> bool:
    return measure.kind in chosen(Scheme.published, found.party, measure.day)  # type: ignore[operator]


def _stays(found: Stand, measure: Measure) -> timedelta:
    return timedelta(days=int(str(chosen(Scheme.stays, found.party, measure.day))))


def _last(found: Stand, measure: Measure, left: Remaining, before: Publication | None) -> date | None:
    """The last day of a measure: its own, the one before it was lifted, or before it was seen to have lost its tier."""
    ends = [one.day - ONE_DAY for one in left.events if isinstance(one, Lift) and one.about == measure.id]
    if measure.last is not None:
        ends.append(measure.last)
    if ends:
        return min(ends)
    gone = measure.id not in found.stopped and not any(one.id == measure.id for one in found.in_force)
    if not gone or measure.day > found.day:
        return None
    return before.last if before is not None and before.last is not None else found.day - ONE_DAY


def _text(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
