"""May a party do this now? What is in force for it, and what that stops."""

from collections.abc import Iterable
from datetime import datetime

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.measures.effects import stopping
from shibosi.kernel.measures.events import KINDS, Measure
from shibosi.kernel.words import Phrase
from shibosi.store.measures.standing import stands
from shibosi.store.models import EventKind, MeasureEvent, Party


class StoppedByMeasure(ShibosiError):
    """Something that a measure in force keeps a party from."""

    code = "stopped-by-measure"
    message = "A measure stops this: {reason}, number {measure}, in force since {since}. It may be appealed against."


def in_force(party: Party, what: str, at: datetime, thing: str = "") -> list[Measure]:
    """The measures that lower, hold or refuse a doing (`kernel.measures.effects.DOINGS`) of a party at a moment.

    Those about a thing count for that thing only. The day is the one where the party is, the measures those known then.
    """
    return in_force_for([party], what, at, thing).get(party.pk, [])


def in_force_for(parties: Iterable[Party], what: str, at: datetime, thing: str = "") -> dict[int, list[Measure]]:
    """The same for several parties, by their numbers; who has nothing in force is left out. Two statements."""
    every = {one.pk: one for one in parties}
    ever = MeasureEvent.objects.filter(party__in=every, kind=EventKind.MEASURE, what__in=stopping(what))
    some = set(ever.values_list("party_id", flat=True)) if every else set()
    if not some:
        return {}
    found = {
        pk: [one for one in held.in_force if one.kind in stopping(what) and one.thing in ("", thing)]
        for pk, held in stands([every[pk] for pk in some], at).items()
    }
    return {pk: held for pk, held in found.items() if held}


def check(parties: Iterable[int], what: str, at: datetime) -> None:
    """Nothing, if nothing in force stops any of the parties (by their numbers). Raises StoppedByMeasure."""
    for held in in_force_for(Party.objects.filter(pk__in=list(parties)), what, at).values():
        first = held[0]
        raise StoppedByMeasure(reason=Phrase(KINDS[first.kind]), measure=first.id, since=first.day.isoformat())
