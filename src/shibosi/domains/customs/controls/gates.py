"""The gate of a supervised site: it opens for what is released, decides at once, and keeps what is not."""

from shibosi.domains.customs.dossiers import RETURN
from shibosi.domains.customs.records import Answer, GatePassage
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, every, smallest, some
from shibosi.kernel.expressions.times import seconds
from shibosi.kernel.parameters import Parameters, whole

CAME = count(GatePassage).or_else(0) > 0
RELEASED = Answer.status.is_in(["800", "899"])


class GateTimes(Parameters):
    """How fast a gate decides."""

    decide = whole("Seconds in which a gate decides", unit="seconds")


@control(
    clauses=["004-19"], dossier=RETURN, day=as_of(), when=CAME, severity=Severity.CRITICAL, reports=[Answer],
    remedy="Bring the parcel back to the site, and find out why the gate was opened.",
)  # fmt: skip
def gate_opens_for_what_is_released() -> BoolX:
    """What passed the gate of a supervised site had been released by customs before."""
    passed = some(GatePassage.opened) | some(GatePassage.passed_at.is_known())
    before = smallest(Answer.answered_at, where=RELEASED) <= smallest(GatePassage.decided_at, where=GatePassage.opened)
    return ~passed | ((count(Answer) > 0) & some(RELEASED) & before)


@control(
    clauses=["004-19"], dossier=RETURN, day=as_of(), when=CAME, severity=Severity.MINOR, blocks=NOTHING,
    remedy="Look at the link between gate and declarations.",
)  # fmt: skip
def gate_decides_at_once(times: GateTimes) -> BoolX:
    """The gate of a supervised site decides within seconds of a parcel's coming."""
    return every(GatePassage.decided_at - GatePassage.came_at <= seconds(times.decide))
