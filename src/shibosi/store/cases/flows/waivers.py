"""Waivers: one control of one dossier counts for nothing until a day."""

from datetime import date, datetime

from shibosi.domains.enforcement.flows import END_WAIVER, WAIVE, WAIVER
from shibosi.kernel.errors import ShibosiError
from shibosi.store import scope
from shibosi.store.allowing import the_one
from shibosi.store.cases import ruling
from shibosi.store.cases.carrying import Asked, Opening, carries_out, opens
from shibosi.store.cases.holding import concerned
from shibosi.store.cases.written import facts_of
from shibosi.store.firms import reporter_mark
from shibosi.store.models import Case, CaseEvent, Ruled
from shibosi.store.viewers import Viewer


class FindingMissing(ShibosiError):
    """A waiver of nothing."""

    code = "finding-missing"
    message = "Say which finding is to be waived; it must be open."


@opens(WAIVER.name, "waivers.ask", asks=("because", "until"))
def ask(viewer: Viewer, asked: Asked) -> Opening:
    """A waiver of an open finding. `facts` has `because` and `until`. Raises FindingMissing, NotThere."""
    if asked.finding is None:
        raise FindingMissing()
    finding = the_one(scope.findings(viewer).filter(pk=asked.finding).select_related("dossier"))
    if finding.resolved_at is not None:
        raise FindingMissing()
    state = finding.dossier
    subject = reporter_mark(viewer.reporter) if viewer.reporter else concerned(state)
    facts = {**asked.facts, "control": finding.control, "key": state.shown or state.key}
    return Opening(
        parties={"subject": subject}, facts=facts,
        about=f"{WAIVER.name}:{state.pk}:{finding.control}", dossier=state, finding=finding, control=finding.control,
        priority=finding.severity,
    )  # fmt: skip


@carries_out(WAIVE)
def waive(case: Case, event: CaseEvent, now: datetime) -> None:
    """The control counts for nothing on the dossier until the last day of the waiver."""
    until = facts_of(case)["until"]
    assert case.dossier is not None and isinstance(until, date), "a waiver has a dossier and a last day"
    ruling.rule([(case, [case.control])], Ruled.WAIVED, now, until)


@carries_out(END_WAIVER)
def end(case: Case, event: CaseEvent, now: datetime) -> None:
    """The control counts again."""
    ruling.end(case, now)
