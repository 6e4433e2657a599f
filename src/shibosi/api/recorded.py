"""What was recorded of a party as it is told: measures, violations, statements of reasons."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Path, Query, Schema
from pydantic import AfterValidator, Field

from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.effects import EFFECTS
from shibosi.kernel.measures.events import KINDS
from shibosi.kernel.words import translate
from shibosi.store import scope
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.intake.exact import ODD
from shibosi.store.measures import showing, statement
from shibosi.store.measures.lives import ROUTE
from shibosi.store.models import EventKind, MeasureEvent
from shibosi.store.paging import Order
from shibosi.store.viewers import Viewer

Kind = Literal[
    "warn", "takedown", "limit-listing", "demote", "ban-ads", "freeze-funds", "hold-orders", "downgrade-shop",
    "suspend-shop", "close-shop", "suspend-account", "close-account", "end-contract",
]  # fmt: skip


SORTS = {"newest": Order("pk")}


def kept(text: str) -> str:
    if ODD.search(text):
        raise ValueError("letters that nothing can keep")
    return text


Number = Annotated[str, Path(max_length=32)]
Public = Annotated[str, Field(min_length=1, max_length=32), AfterValidator(kept)]
Why = Annotated[str, Field(min_length=1, max_length=4000), AfterValidator(kept)]
Thing = Annotated[str, Field(max_length=120), AfterValidator(kept)]


class PartyBrief(Schema):
    """A party."""

    party: str
    name: str


class Recorded(Schema):
    """What was recorded of a party, with its reason and how it stands today."""

    id: str
    party: PartyBrief
    day: date
    recorded_at: datetime
    by: str
    state: Literal["in_force", "waiting", "stopped", "over", "undone"]
    clauses: list[str]
    control: str
    finding: int | None
    case: str
    thing: str
    text: str


class ViolationShown(Recorded):
    """A violation."""

    severity: Literal["minor", "major", "critical"]


class MeasureShown(Recorded):
    """A measure: what it stops, until when, what it rests on, where and until when to appeal."""

    kind: str
    label: str
    until: date | None
    stops: dict[str, str]
    because: list[str]
    pack: str
    tier: str
    automatic: bool
    appeal_by: date | None
    appeal_route: str


class Stated(Schema):
    """A statement of reasons as the transparency database takes it; what was assumed, and what is not known."""

    statement: dict[str, str | list[str]]
    assumed: dict[str, str]
    not_known: list[str]


class Because(Schema):
    """Why."""

    text: Why


class Which(Schema):
    """Which of them."""

    party: Annotated[str, Query(max_length=32)] = ""
    kind: Kind | None = None


def shown(viewer: Viewer, rows: list[MeasureEvent]) -> list[dict[str, Any]]:
    """Measures as they are seen."""
    states = showing.states(rows, viewer.now)
    return [
        _recorded(viewer, row, states) | {
            "kind": row.what, "label": translate(KINDS[row.what]), "until": row.last,
            "stops": {doing: str(does) for doing, does in EFFECTS[row.what].items()}, "because": row.because,
            "pack": row.pack, "tier": row.tier, "automatic": row.automatic, "appeal_by": row.appeal_by,
            "appeal_route": ROUTE.format(measure=row.public),
        }
        for row in rows
    ]  # fmt: skip


def shown_violations(viewer: Viewer, rows: list[MeasureEvent]) -> list[dict[str, Any]]:
    """Violations as they are seen."""
    states = showing.states(rows, viewer.now)
    return [_recorded(viewer, row, states) | {"severity": Severity(row.severity).name.lower()} for row in rows]


def told_statement(row: MeasureEvent) -> dict[str, Any]:
    """The statement of a measure."""
    made = statement.of(row)
    assumed = {name: translate(why) for name, why in made.assumed.items()}
    return {"statement": made.fields, "assumed": assumed, "not_known": list(made.not_known)}


def _recorded(viewer: Viewer, row: MeasureEvent, states: dict[str, str]) -> dict[str, Any]:
    return {
        "id": row.public, "party": {"party": row.party.public, "name": row.party.name}, "day": row.day,
        "recorded_at": row.recorded_at, "by": showing.by(viewer, row.recorded_by), "state": states[row.public],
        "clauses": row.clauses, "control": row.control, "finding": row.finding, "case": row.case, "thing": row.thing,
        "text": row.text or "",
    }  # fmt: skip


def events(viewer: Viewer, kind: EventKind, party: str) -> Any:
    allowed(viewer, "cases.read")
    query = scope.measure_events(viewer).filter(kind=kind).select_related("party", "about")
    return query.filter(party__public=party) if party else query


def one(viewer: Viewer, number: str, kind: EventKind = EventKind.MEASURE) -> MeasureEvent:
    found: MeasureEvent | None = events(viewer, kind, "").filter(public=number).first()
    if found is None:
        raise NotThere()
    return found
