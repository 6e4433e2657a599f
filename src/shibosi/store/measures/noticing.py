"""Notice to the party: what was recorded, imposed, lifted or undone. Decisions on appeals are told by their case."""

from datetime import datetime

from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.events import KINDS
from shibosi.store.cases.notices import To, tell
from shibosi.store.firms import reporter_mark
from shibosi.store.models import EventKind, MeasureEvent

IMPOSED = "{kind}: measure {number} holds from {day}. An appeal may be lodged until {appeal_by}."
RECORDED = "A violation of {day} was recorded under number {number}: {weight}."
LIFTED = "{kind}: measure {number} was lifted; it no longer holds from {day} on."
UNDONE = "{kind}: {number} was undone as if it had never been."


def notice(row: MeasureEvent, now: datetime) -> None:
    """Tell the party of an event that it must know. Inside the transaction of the event."""
    words = _words(row)
    if not words:
        return
    subject = row.about if row.about is not None else row
    facts = {
        "kind": KINDS[subject.what] if subject.what else "Violation", "number": subject.public,
        "day": row.day.isoformat(), "appeal_by": row.appeal_by.isoformat() if row.appeal_by else "-",
        "weight": Severity(row.severity).name.lower() if row.severity else "",
    }  # fmt: skip
    tell([To(who=reporter_mark(row.party.public))], words, facts, now, subject=f"measure:{subject.public}")


def _words(row: MeasureEvent) -> str:
    match EventKind(row.kind):
        case EventKind.MEASURE:
            return IMPOSED
        case EventKind.VIOLATION:
            return RECORDED
        case EventKind.LIFT:
            return LIFTED
        case EventKind.RULING:
            return UNDONE if row.overturned else ""
        case _:
            return ""
