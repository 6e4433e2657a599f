"""Filings with customs: how they stand, and declared lines held against them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from shibosi.api.viewing import Asking, viewer_of
from shibosi.store.allowing import allowed
from shibosi.store.filings.lookups import MOST, look_up
from shibosi.store.filings.standing import standings

router = Router(tags=["customs"], auth=Asking())
Order = Annotated[str, Field(min_length=1, max_length=60)]


class FilingStanding(Schema):
    """How one thing stands with customs; `last` is null where it has no end.

    `what` is firm, goods, aeo or declarant, `state` in-force, ends, over, waiting, rejected or unknown.
    """

    what: str
    firm: str
    number: str
    name: str
    filed: str
    state: str
    last: date | None


class OrdersAsked(Schema):
    """Numbers of orders whose declared lines are looked up."""

    orders: Annotated[list[Order], Field(min_length=1, max_length=MOST)]


class LineLookedUp(Schema):
    """A declared line and what the filings of its merchant and goods say; null where nothing is said.

    Whether they were found is null where the filings of that merchant cannot be seen by who asks.
    """

    order_number: str
    line_number: int
    merchant_code: str | None
    declared_commodity: str | None
    declared_price: Decimal | None
    merchant_found: bool | None
    merchant_status: str | None
    item_found: bool | None
    record_number: str | None = None
    commodity_code: str | None = None
    lowest: Decimal | None = None
    highest: Decimal | None = None
    status: str | None = None


@router.get("/filings", response=list[FilingStanding], summary="How filings with customs stand")
def filings(request: HttpRequest, text: Annotated[str, Query(max_length=100)] = "") -> Any:
    """What wants work first; by firm, number or name."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    return standings(viewer, viewer.today, text)


@router.post("/filings/lookups", response=list[LineLookedUp], summary="Hold declared lines against filings")
def lookups(request: HttpRequest, asked: OrdersAsked) -> Any:
    """What was found is handed in, and its findings stand under those of the order's line."""
    return look_up(viewer_of(request), asked.orders)
