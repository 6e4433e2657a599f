"""What cases look like over the API, coming in and going out."""

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Query, Schema
from pydantic import Field

from shibosi.api.errors import problem_of, status_of
from shibosi.kernel.flows.declared import Field as Declared
from shibosi.kernel.words import language, translate
from shibosi.store.actions import cases as actions
from shibosi.store.cases import desk
from shibosi.store.cases.showing import CaseShown
from shibosi.store.cases.written import flow_of
from shibosi.store.intake.handed import JOINT
from shibosi.store.models import Awaited, Case, Ruling
from shibosi.store.paging import LARGEST
from shibosi.store.viewers import Viewer

Id = Annotated[int, Field(ge=1, le=LARGEST)]
Text = Annotated[str, Field(max_length=4000)]
Facts = Annotated[dict[Annotated[str, Field(max_length=40)], Text | int], Field(max_length=20)]
Name = Annotated[str, Field(max_length=40)]


class CaseBrief(Schema):
    """A case. `due_at`: when the next deadline ends; `dossier`, `document`, `finding`, `control`: what it is about."""

    number: str
    flow: str
    state: str
    state_label: str
    opened_at: datetime
    entered_at: datetime
    closed_at: datetime | None
    due_at: datetime | None
    deadline: str
    dossier: int | None
    document: int | None
    finding: int | None
    control: str
    assignee: int | None
    priority: int


class CasePage(Schema):
    """Cases."""

    items: list[CaseBrief]
    next: str | None


class FactSaid(Schema):
    """A fact of a case in words."""

    name: str
    label: str
    value: str | int


class EventShown(Schema):
    """Something that happened. `hidden`: what was written in it is not told to this party."""

    at: datetime
    move: str
    label: str
    state: str
    who: str
    role: str
    reason: str
    given: list[FactSaid]
    deadline: str
    value: str
    hidden: bool


class DeadlineShown(Schema):
    """A deadline that runs: when it ends, or why that cannot be said yet; `then` what follows."""

    name: str
    label: str
    at: datetime | None
    why: str
    then: str


class FieldAsked(Schema):
    """What a move asks for."""

    name: str
    label: str
    kind: str
    required: bool
    choices: list[list[str]]


class MoveShown(Schema):
    """A move from where the case stands; `why` says what stands against making it, empty where nothing does."""

    name: str
    label: str
    state: str
    allowed: bool
    reason: bool
    asks: list[FieldAsked]
    effects: list[str]
    by: list[str]
    why: list[str]


class CaseWhole(CaseBrief):
    """A case with what happened in it, and what may be done next."""

    flow_label: str
    facts: list[FactSaid]
    happened: list[EventShown]
    deadlines: list[DeadlineShown]
    moves: list[MoveShown]


class Awaiting(Schema):
    """A refused document that is awaited anew: why it was refused; `arrived_at` when it came."""

    kind: str
    number: list[str]
    place: str
    why: list[str]
    refused_at: datetime
    arrived_at: datetime | None


class AwaitedPage(Schema):
    """Refused documents."""

    items: list[Awaiting]
    next: str | None


class WaitingShown(Schema):
    """Open cases in a state of a flow, and how many of them are late."""

    flow: str
    state: str
    count: int
    late: int


class LoadShown(Schema):
    """Open cases of an officer; of nobody where `assignee` is null. `soon`: due within a day."""

    assignee: int | None
    name: str
    count: int
    late: int
    soon: int


class CaseFilter(Schema):
    """Which cases. `assignee`: me, nobody, or the number of an account; `party`: a firm code or a public name."""

    flow: Annotated[str, Query(max_length=40)] = ""
    state: Annotated[str, Query(max_length=40)] = ""
    opened: Literal["open", "closed", "all"] = "open"
    due: Literal["late", "day", "week", "uncounted"] | None = None
    assignee: Annotated[str, Query(max_length=20)] = ""
    party: Annotated[str, Query(max_length=64)] = ""
    control: Annotated[str, Query(max_length=120)] = ""
    text: Annotated[str, Query(max_length=400, description="Number of the case, the dossier or the document.")] = ""
    dossier: Annotated[int | None, Query(ge=1, le=LARGEST)] = None

    def which(self) -> desk.Which:
        """The same as the desk asks it."""
        return desk.Which(**{**self.dict(), "due": self.due or ""})


class CaseWanted(Schema):
    """A case to be opened: the flow, what it is about, and the facts it begins with (days as ISO texts)."""

    flow: Name
    finding: Id | None = None
    document: Id | None = None
    subject: Annotated[str, Field(max_length=80)] = ""
    facts: Facts = {}


class MoveWanted(Schema):
    """A move to be made, why, and what it asks for."""

    move: Name
    reason: Text = ""
    given: Facts = {}


class ManyMoved(MoveWanted):
    """The same move for many cases."""

    cases: Annotated[list[Annotated[str, Field(max_length=16)]], Field(min_length=1, max_length=actions.MOST)]


class Officer(Schema):
    """The account of the officer who shall have cases; null for nobody."""

    assignee: Id | None


class Assignment(Officer):
    """Cases for an officer, or for nobody."""

    cases: Annotated[list[Annotated[str, Field(max_length=16)]], Field(min_length=1, max_length=actions.MOST)]


class OutcomeShown(Schema):
    """What came of one case of many: `status` 200, or the problem that stood against it."""

    number: str
    status: int
    code: str
    detail: str


class Outcomes(Schema):
    """What came of each."""

    done: int
    items: list[OutcomeShown]


class WaiverShown(Schema):
    """A waiver that was granted: the control that counts for nothing in a dossier until a day."""

    number: str
    dossier: int
    control: str
    until: date
    granted_at: datetime
    ended_at: datetime | None


class WaiverPage(Schema):
    """Waivers."""

    items: list[WaiverShown]
    next: str | None


def brief(viewer: Viewer, one: Case) -> dict[str, Any]:
    """A case; who has it and how it is ranked is the platform's."""
    inside = {"assignee": one.assignee_id, "priority": one.priority} if viewer.platform else {}
    return {
        "number": one.public, "flow": one.flow, "state": one.state,
        "state_label": translate(flow_of(one).states[one.state].label), "opened_at": one.opened_at,
        "entered_at": one.entered_at, "closed_at": one.closed_at, "due_at": one.due, "deadline": one.deadline,
        "dossier": one.dossier_id, "document": one.document_id, "finding": one.finding_id, "control": one.control,
        "assignee": None, "priority": 1, **inside,
    }  # fmt: skip


def whole(viewer: Viewer, found: CaseShown) -> dict[str, Any]:
    """A case with all that is said of it."""
    return {
        **brief(viewer, found.case), "flow_label": found.label, "facts": found.facts, "happened": found.happened,
        "deadlines": found.deadlines,
        "moves": [
            {"name": one.name, "label": one.label, "state": one.state, "allowed": one.allowed, "reason": one.reason,
             "asks": [_field(asked) for asked in one.asks], "effects": one.effects, "by": one.by, "why": one.why}
            for one in found.moves
        ],
    }  # fmt: skip


def _field(asked: Declared) -> dict[str, Any]:
    choices = [[name, translate(label)] for name, label in asked.choices]
    return {"name": asked.name, "label": translate(asked.label), "kind": asked.kind, "required": asked.required,
            "choices": choices}  # fmt: skip


def outcomes(every: list[actions.Outcome]) -> dict[str, Any]:
    """What came of many cases."""
    return {"done": sum(one.refused is None for one in every), "items": [_outcome(one) for one in every]}


def _outcome(one: actions.Outcome) -> dict[str, Any]:
    if one.refused is None:
        return {"number": one.number, "status": 200, "code": "", "detail": ""}
    status = status_of(one.refused)
    said = problem_of(one.refused, status)
    return {"number": one.number, "status": status, "code": said["code"], "detail": said["detail"]}


def awaited_shown(one: Awaited) -> dict[str, Any]:
    """A refused document."""
    return {"kind": one.kind, "number": one.number.split(JOINT), "place": one.place, "refused_at": one.at,
            "arrived_at": one.arrived_at, "why": [why[language()] for why in json.loads(one.said)]}  # fmt: skip


def waiver(one: Ruling) -> dict[str, Any]:
    """A waiver."""
    return {"number": one.case.public, "dossier": one.dossier_id, "control": one.control, "until": one.until,
            "granted_at": one.at, "ended_at": one.ended_at}  # fmt: skip
