"""What somebody wants to do to a party, and whether it can be done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.measures.events import KINDS, Measure, Reason
from shibosi.kernel.measures.remaining import overturned
from shibosi.store.firms import names_of
from shibosi.store.measures.lives import life
from shibosi.store.models import DossierParty, EventKind, Finding, MeasureEvent, Party
from shibosi.store.zones import day_of

FARTHEST = timedelta(days=366)
"""Our choice: a measure begins within a year."""
LONGEST = 4000
"""Characters of a reason."""


class UnknownMeasure(ShibosiError):
    """A word that is no kind of measure."""

    code = "unknown-measure"
    message = "There is no measure '{kind}'."


class WrongDay(ShibosiError):
    """A measure that would begin in the past or too far ahead."""

    code = "wrong-day"
    message = "A measure begins between today and a year from now, where the party is; not on {day}."


class FindingElsewhere(ShibosiError):
    """A finding that is none of the party."""

    code = "finding-elsewhere"
    message = "Finding {finding} does not concern this party."


class ViolationElsewhere(ShibosiError):
    """A violation that is none of the party, or none at all."""

    code = "violation-elsewhere"
    message = "Violation {violation} is none of this party."


class NoViolation(ShibosiError):
    """A finding that breaks nothing."""

    code = "no-violation"
    message = "Finding {finding} is not a broken rule: what cannot be decided is no violation."


class RecordedAlready(ShibosiError):
    """A finding that counts as a violation of the party already."""

    code = "recorded-already"
    message = "Finding {finding} is recorded as a violation of this party already."


class ReasonLacking(ShibosiError):
    """Something decided without saying why."""

    code = "why-lacking"
    message = "Say why, in at most {most} characters."


@dataclass(frozen=True)
class Wanted:
    """A measure somebody wants: what, against whom (public name of the party), from when until when, and why.

    `because` are the numbers of violations it rests on: it falls with them.
    """

    party: str
    kind: str
    day: date
    text: str
    last: date | None = None
    clauses: tuple[str, ...] = ()
    finding: int | None = None
    case: str = ""
    thing: str = ""
    because: tuple[str, ...] = ()

    def said(self) -> dict[str, Any]:
        """What events and proposals keep of it."""
        return {
            "last": self.last, "clauses": list(self.clauses), "finding": self.finding, "case": self.case,
            "thing": self.thing, "because": list(self.because), "text": reason(self.text),
        }  # fmt: skip


def check(party: Party, wanted: Wanted, now: datetime) -> None:
    """Nothing, if the measure can be imposed. Raises UnknownMeasure, WrongDay, ReasonLacking, ViolationElsewhere,
    Unreasoned.
    """
    if wanted.kind not in KINDS:
        raise UnknownMeasure(kind=wanted.kind, hint=nearest(wanted.kind, list(KINDS)))
    today = day_of(party, now)
    if not today <= wanted.day <= today + FARTHEST:
        raise WrongDay(day=wanted.day.isoformat())
    reason(wanted.text)
    own = MeasureEvent.objects.filter(party=party, kind=EventKind.VIOLATION, public__in=wanted.because)
    for number in sorted(set(wanted.because) - set(own.values_list("public", flat=True))):
        raise ViolationElsewhere(violation=number)
    why = Reason(wanted.clauses, "" if wanted.finding is None else str(wanted.finding), wanted.case)
    Measure("", party.public, wanted.day, now, wanted.kind, why, "somebody", "somewhere", wanted.last)


def check_violation(party: Party, found: Finding) -> None:
    """Nothing, if a finding can count as a violation. Raises NoViolation, FindingElsewhere, RecordedAlready."""
    if found.outcome != "broken":
        raise NoViolation(finding=found.pk)
    if not DossierParty.objects.filter(dossier=found.dossier_id, who__in=names_of(party)).exists():
        raise FindingElsewhere(finding=found.pk)
    gone = overturned({one.id: one for one in life(party)})
    before = MeasureEvent.objects.filter(party=party, kind=EventKind.VIOLATION, finding=found.pk)
    if before.exclude(public__in=gone).exists():
        raise RecordedAlready(finding=found.pk)


def reason(text: str) -> str:
    """Why something is done, as it is kept. Raises ReasonLacking."""
    kept = text.strip()
    if not kept or len(kept) > LONGEST:
        raise ReasonLacking(most=LONGEST)
    return kept
