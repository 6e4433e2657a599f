"""What no control of papers objects to, and the stories that are told of every control alike.

ready("platform_holds_its_permits", paper={"market": "DE"})     every paper gets this market
ready("platform_holds_its_permits", paper=[{}, {}])             the first two of three papers
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.domains.customs.tests.builders import Story as CustomsStory
from shibosi.domains.customs.tests.builders import built
from shibosi.domains.papers.records import Activity, Asset, Paper, StaffMember
from shibosi.domains.papers.tests.templates import template
from shibosi.kernel.controls import Outcome
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED


@dataclass(frozen=True, repr=False)
class Story(CustomsStory):
    """What a control says of a dossier, asked on 2026-06-30 unless the story says another day."""

    as_of: date = date(2026, 6, 30)


def ready(control: str, **changes: Any) -> list[Record]:
    """A dossier that the control holds for, with changes by kind of record."""
    return built(template(control), changes)


def but(control: str, at: int, **changes: Any) -> list[Record]:
    """The same with a change to one of its papers, counted from 0."""
    papers: list[dict[str, Any]] = [{} for _ in template(control)[Paper]]
    papers[at] = changes
    return ready(control, paper=papers)


def told(control: str, text: str, outcome: Outcome, **changes: Any) -> Story:
    """A story about a control, with changes to what it is ready for."""
    return Story(control, text, ready(control, **changes), outcome)


def usual(control: str) -> list[Story]:
    """What is told of every control that asks for papers."""
    rows = template(control)
    subject = next(record for record in (Activity, StaffMember, Asset) if record in rows)
    return [
        Story(control, "everything is at hand", ready(control), HELD),
        Story(control, "one paper less", ready(control, paper=[{} for _ in rows[Paper][1:]]), BROKEN),
        Story(control, "suspended by the issuer", ready(control, paper={"status": "suspended"}), BROKEN),
        Story(control, "nobody knows whether they stand", ready(control, paper={"status": None}), UNDETERMINED),
        Story(control, "no papers were handed in yet", ready(control, paper=None), UNDETERMINED, absent=("paper",)),
        Story(control, "about something else", _elsewhere(control, subject), OUT_OF_SCOPE),
    ]  # fmt: skip


def _elsewhere(control: str, subject: type[Record]) -> list[Record]:
    what = {"activity": "activity", "staff_member": "role", "asset": "asset"}[subject.kind()]
    return ready(control, **{subject.kind(): {what: "other"}})
