"""Appeals against measures: opened by the party within the term, and what each decision does to the measure.

An open appeal is an event of its own (`contest`): what it stops meanwhile says the pack. Whatever ends it is a ruling.
"""

from datetime import date, datetime

from shibosi.domains.enforcement.flows import APPEAL, REPLACE, RESUME, REVERSE, SUSPEND
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.measures.remaining import overturned
from shibosi.store import scope
from shibosi.store.allowing import NotThere
from shibosi.store.cases.carrying import Asked, Opening, carries_out, opens
from shibosi.store.cases.written import facts_of
from shibosi.store.firms import reporter_mark
from shibosi.store.measures import changing
from shibosi.store.measures.lives import life
from shibosi.store.models import Case, CaseEvent, EventKind, MeasureEvent
from shibosi.store.viewers import Viewer
from shibosi.store.zones import day_of


class TooLateToAppeal(ShibosiError):
    """An appeal after its term."""

    code = "too-late-to-appeal"
    message = "An appeal against this measure could be lodged until {last}."


class AppealedBefore(ShibosiError):
    """A second appeal against one measure."""

    code = "appealed-before"
    message = "An appeal against this measure was lodged before; a measure is appealed against once."


def about(measure: str) -> str:
    """What an appeal is about."""
    return f"{APPEAL.name}:{measure}"


@opens(APPEAL.name, "measures.appeal", asks=("grounds",))
def lodge(viewer: Viewer, asked: Asked) -> Opening:
    """An appeal against a measure, named by `asked.subject`; `facts` has `grounds`. Inside the transaction of its case.

    Raises NotThere, TooLateToAppeal, AppealedBefore.
    """
    own = scope.measure_events(viewer).filter(party=viewer.party, kind=EventKind.MEASURE)
    row = own.filter(public=asked.subject).select_related("party").first()
    if row is None or row.public in overturned({one.id: one for one in life(row.party)}):
        raise NotThere()
    if row.appeal_by is not None and day_of(row.party, viewer.now) > row.appeal_by:
        raise TooLateToAppeal(last=row.appeal_by.isoformat())
    if MeasureEvent.objects.filter(about=row, kind=EventKind.CONTEST).exists():
        raise AppealedBefore()
    changing.happened(row.party, EventKind.CONTEST, viewer.by, viewer.now, about=row)
    facts = {**asked.facts, "measure": row.public, "imposed_by": row.recorded_by}
    subject = reporter_mark(row.party.public)
    return Opening(parties={"subject": subject}, facts=facts, about=about(row.public), priority=2)


@carries_out(SUSPEND)
def suspend(case: Case, event: CaseEvent, now: datetime) -> None:
    """The measure does not count until the appeal is decided, whatever the pack says."""
    _say(case, event, EventKind.SUSPENSION, now)


@carries_out(REVERSE)
def reverse(case: Case, event: CaseEvent, now: datetime) -> None:
    """The measure never was."""
    _say(case, event, EventKind.RULING, now, overturned=True)


@carries_out(REPLACE)
def replace(case: Case, event: CaseEvent, now: datetime) -> None:
    """The measure never was; a milder one holds from today, for the same violations."""
    row, said = measure_of(case), facts_of(case)
    until = said.get("until")
    _say(case, event, EventKind.RULING, now, overturned=True)
    changing.impose(
        row.party, event.person, now, str(said["instead"]), day_of(row.party, now),
        last=until if isinstance(until, date) else None, clauses=row.clauses, finding=row.finding, case=case.public,
        thing=row.thing, because=row.because, text=event.reason,
    )  # fmt: skip


@carries_out(RESUME)
def resume(case: Case, event: CaseEvent, now: datetime) -> None:
    """The measure counts again: the appeal was decided or withdrawn."""
    _say(case, event, EventKind.RULING, now, overturned=False)


def measure_of(case: Case) -> MeasureEvent:
    """The measure an appeal is about."""
    return MeasureEvent.objects.select_related("party").get(public=facts_of(case)["measure"])


def _say(case: Case, event: CaseEvent, kind: EventKind, now: datetime, overturned: bool | None = None) -> None:
    row = measure_of(case)
    changing.happened(
        row.party, kind, event.person, now, about=row, case=case.public, overturned=overturned, text=event.reason
    )
