"""Training: sessions, mock audits and ordered courses are opened by officers; a test that is passed ends its order."""

from datetime import datetime

from shibosi.domains.training import flows
from shibosi.kernel.flows.declared import Flow
from shibosi.methods.courses.catalogue import course
from shibosi.store.cases.carrying import Asked, Opener, Opening, about, opens
from shibosi.store.cases.moving import by_machine
from shibosi.store.firms import folded
from shibosi.store.models import Case
from shibosi.store.viewers import Viewer

ABOUT: list[tuple[Flow, tuple[str, ...]]] = [
    (flows.TRAINING_PLAN, ("period", "audience", "topic", "market")),
    (flows.MOCK_AUDIT, ("firm",)),
]
"""The facts of which there is one open case at a time."""


def _opener(flow: Flow, names: tuple[str, ...]) -> Opener:
    def ask(viewer: Viewer, asked: Asked) -> Opening:
        """About what the facts name; a client by its code."""
        parties = {"subject": folded(str(asked.facts.get("firm", "")))} if flow.parties else {}
        told = (folded(str(asked.facts.get(name, ""))) for name in names)
        return Opening(parties=parties, facts=asked.facts, about=about(flow.name, told), priority=2)

    return ask


@opens(flows.ORDERED_COURSE.name, "cases.work")
def order(viewer: Viewer, asked: Asked) -> Opening:
    """A course that there is, for a firm by its code. Raises UnknownCourse."""
    firm, wanted = folded(str(asked.facts.get("firm", ""))), course(str(asked.facts.get("course", "")).strip())
    return Opening({"subject": firm}, {**asked.facts, "course": wanted.course}, _about(firm, wanted.course), priority=2)


def passed(firm: str, name: str, now: datetime) -> None:
    """The firm passed a course: the order to do so is met. Inside a transaction."""
    for case in Case.objects.filter(about=_about(firm, name), closed_at__isnull=True):
        by_machine(case, "pass_test", now)


def _about(firm: str, name: str) -> str:
    return about(flows.ORDERED_COURSE.name, (firm, name))


for _flow, _names in ABOUT:
    opens(_flow.name, "cases.work")(_opener(_flow, _names))
