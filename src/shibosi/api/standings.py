"""Standings: points, tiers and measures in force of parties, as anybody with the events could work them out."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from shibosi.api.paging import Cursor, Limit
from shibosi.api.recorded import Number, PartyBrief
from shibosi.api.viewing import Asking, viewer_of
from shibosi.store import scope
from shibosi.store.allowing import allowed, the_one
from shibosi.store.measures.foreseeing import stopping
from shibosi.store.measures.reading import beside
from shibosi.store.measures.standing import stand
from shibosi.store.paging import Order, page
from shibosi.store.zones import day_of

router = Router(tags=["measures"], auth=Asking())
FIRST, LAST = date(1971, 1, 1), date(9000, 12, 31)
SORTS = {"points": Order("points"), "party": Order("pk")}


class StandingBrief(Schema):
    """How a party stood when it was looked at last."""

    party: PartyBrief
    pack: str
    points: int | None
    tiers: list[str]
    effects: list[str]
    in_force: int
    violations: int
    review: bool
    on: date


class StandingPage(Schema):
    """Standings."""

    items: list[StandingBrief]
    next: str | None


class TierShown(Schema):
    """A tier that is reached: since when, until when (null: as long as the points say so), what it brings."""

    tier: str
    since: date | None
    until: date | None
    brings: list[str]


class UsedValue(Schema):
    """A value that took part: parameter, version, confidence."""

    parameter: str
    version: str
    confidence: str


class AccountShown(Schema):
    """Points by a pack that counts some faults by itself, beside the pack that counts."""

    pack: str
    points: int | None
    tiers: list[str]
    review: bool


class StandingShown(Schema):
    """How a party stands on a day. `stops`: doings that are lowered, held or refused; `missing`: values nobody set."""

    party: PartyBrief
    on: date
    pack: str
    points: int | None
    tiers: list[TierShown]
    in_force: list[str]
    stops: dict[str, str]
    review: bool
    beside: list[AccountShown]
    used: list[UsedValue]
    missing: list[str]


@router.get("/standings", response=StandingPage, summary="How parties stand")
def standings(request: HttpRequest, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """Parties something was recorded of, the newest first."""
    viewer = viewer_of(request)
    allowed(viewer, "cases.read")
    found = page(scope.standings(viewer).select_related("party"), SORTS, "party", cursor, limit)
    names = ("pack", "points", "tiers", "effects", "in_force", "violations", "review")
    items = [
        {**{name: getattr(one, name) for name in names}, "on": one.looked_on,
         "party": {"party": one.party.public, "name": one.party.name}}
        for one in found.items
    ]  # fmt: skip
    return {"items": items, "next": found.next}


@router.get("/parties/{party}/standing", response=StandingShown, summary="How a party stands on a day")
def standing(
    request: HttpRequest, party: Number,
    on: Annotated[date | None, Query(ge=FIRST, le=LAST, description="Today where the party is, unless asked.")] = None,
) -> Any:  # fmt: skip
    """Folded anew from its events, as they are known now."""
    viewer = viewer_of(request)
    allowed(viewer, "cases.read")
    one = the_one(scope.parties(viewer).filter(public=party))
    found = stand(one, on or day_of(one, viewer.now))
    told = found.standing
    return {
        "party": {"party": one.public, "name": one.name}, "on": found.day, "pack": found.pack.name,
        "points": told.points, "in_force": [held.id for held in found.in_force], "review": told.review,
        "tiers": [{"tier": tier.tier, "since": tier.since, "until": tier.until, "brings": list(tier.brings)}
                  for tier in told.tiers],
        "beside": [
            {"pack": each.pack.name, "points": each.standing.points, "review": each.standing.review,
             "tiers": [tier.tier for tier in each.standing.tiers]}
            for each in beside(found)
        ],
        "stops": {doing: str(does) for doing, does in stopping(found).items()}, "missing": list(told.missing),
        "used": [{"parameter": name, "version": version, "confidence": sure} for name, version, sure in told.used],
    }  # fmt: skip
