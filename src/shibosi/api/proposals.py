"""Proposals: measures a tier or an officer asks for, and deciding them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import AfterValidator, Field

from shibosi.api.measures import WantedMeasure
from shibosi.api.paging import Cursor, Limit
from shibosi.api.recorded import SORTS, Because, Number, PartyBrief, kept
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel.measures.events import KINDS
from shibosi.kernel.words import translate
from shibosi.store import scope
from shibosi.store.actions import measures as actions
from shibosi.store.allowing import allowed
from shibosi.store.models import Proposal
from shibosi.store.paging import page

router = Router(tags=["measures"], auth=Asking())


class ProposalShown(Schema):
    """A measure to be decided. `review`: a value without source took part; `first_by`: the first of two people."""

    id: str
    party: PartyBrief
    kind: str
    label: str
    day: date
    until: date | None
    state: Literal["open", "confirmed", "declined", "lapsed"]
    pack: str
    tier: str
    clauses: list[str]
    because: list[str]
    finding: int | None
    case: str
    thing: str
    text: str
    review: bool
    four_eyes: bool
    asked_by: str
    asked_at: datetime
    first_by: str
    decided_by: str
    decided_at: datetime | None
    decided_because: str
    measure: str | None


class ProposalPage(Schema):
    """Proposals."""

    items: list[ProposalShown]
    next: str | None


class Confirmed(Schema):
    """Why it is confirmed (needed where `review`), and a last day other than the proposed one."""

    text: Annotated[str, Field(max_length=4000), AfterValidator(kept)] = ""
    until: date | None = None


class WhichProposals(Schema):
    """Which proposals."""

    state: Literal["open", "confirmed", "declined", "lapsed", "all"] = "open"
    party: Annotated[str, Query(max_length=32)] = ""


@router.get("/proposals", response=ProposalPage, summary="Measures to be decided")
def proposals(request: HttpRequest, which: Query[WhichProposals], limit: Limit = 50, cursor: Cursor = "") -> Any:
    """Proposals, the open ones unless asked otherwise; parties see none."""
    viewer = viewer_of(request)
    allowed(viewer, "cases.read")
    query = scope.proposals(viewer).select_related("party", "measure")
    if which.state != "all":
        query = query.filter(state=which.state)
    if which.party:
        query = query.filter(party__public=which.party)
    found = page(query, SORTS, "newest", cursor, limit)
    return {"items": [shown(one) for one in found.items], "next": found.next}


@router.post("/proposals", response={201: ProposalShown}, summary="Propose a measure")
def propose(request: HttpRequest, wanted: WantedMeasure) -> Any:
    """Ask other officers for a measure."""
    return Status(201, shown(actions.propose(viewer_of(request), wanted.wanted())))


@router.post("/proposals/{proposal}/confirm", response=ProposalShown, summary="Confirm a proposal")
def confirm(request: HttpRequest, proposal: Number, said: Confirmed) -> Any:
    """The measure is imposed; where it takes two people, the first confirmation waits for the second."""
    return shown(actions.confirm(viewer_of(request), proposal, said.text, said.until))


@router.post("/proposals/{proposal}/decline", response=ProposalShown, summary="Decline a proposal")
def decline(request: HttpRequest, proposal: Number, why: Because) -> Any:
    """Nothing is imposed."""
    return shown(actions.decline(viewer_of(request), proposal, why.text))


def shown(one: Proposal) -> dict[str, Any]:
    """A proposal."""
    names = (
        "day", "state", "pack", "tier", "clauses", "because", "finding", "case", "thing", "review", "four_eyes",
        "asked_by", "asked_at", "first_by", "decided_by", "decided_at",
    )  # fmt: skip
    return {
        **{name: getattr(one, name) for name in names}, "id": one.public, "kind": one.what, "until": one.last,
        "label": translate(KINDS[one.what]), "party": {"party": one.party.public, "name": one.party.name},
        "text": one.text or "", "decided_because": one.decided_because or "",
        "measure": one.measure.public if one.measure is not None else None,
    }  # fmt: skip
