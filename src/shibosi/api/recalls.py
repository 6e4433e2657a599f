"""Recalls: goods held against those taken over (open to all), lists taken over, matches decided, buyers told."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Path, Query, Router, Schema, Status

from shibosi.api import bodies
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel.words import language
from shibosi.methods.recalls.matching import Goods, Recalls
from shibosi.store.goods import recalls as verbs
from shibosi.store.goods.lists import kept
from shibosi.store.paging import LARGEST
from shibosi.telling import recalls as telling

router = Router(tags=["goods"], auth=Asking())
BYTES = "application/octet-stream"
LIST: dict[str, Any] = {
    "requestBody": {"required": True, "content": {BYTES: {"schema": {"type": "string", "format": "binary"}}}}
}
Short = Annotated[str, Query(max_length=60)]
Number = Annotated[int, Path(ge=1, le=LARGEST)]


class GoodsAsked(Schema):
    """Goods that may be recalled: by title, brand, model, item number, description; at least one of them."""

    title: str = Field("", max_length=1000)
    brand: str = Field("", max_length=100)
    model: str = Field("", max_length=100)
    gtin: str = Field("", max_length=30)
    text: str = Field("", max_length=20_000)


class RecallReason(Schema):
    """What speaks for a match: kind, in words, what was found."""

    kind: str
    text: str
    found: str


class RecallFound(Schema):
    """A recall that may mean the goods: `grade` certain, likely or possible."""

    authority: str
    number: str
    market: str
    day: date | None
    title: str
    hazard: str
    remedy: str
    address: str
    grade: str
    certainty: str
    because: list[RecallReason]


class ListTaken(Schema):
    """What became of a list: recalls in it, of these new or changed, and rows that could not be read."""

    recalls: int
    fresh: int
    problems: list[str]


class MatchedListing(Schema):
    """A listing that a recall may mean; `id` is what it is decided by."""

    id: int
    seller_code: str | None
    listing_number: str | None
    market: str | None
    authority: str | None
    recall_number: str | None
    grade: str | None
    because: str | None
    decision: str | None
    found_at: datetime | None
    decided_at: datetime | None
    off_sale_at: datetime | None


class OrderToTell(Schema):
    """A past order of recalled goods, and when its buyer was told."""

    seller_code: str | None
    listing_number: str | None
    authority: str | None
    recall_number: str | None
    order_number: str | None
    found_at: datetime | None
    told_at: datetime | None


class MatchDecision(Schema):
    """Whether the goods are those of the recall."""

    same: bool


class BuyersTold(Schema):
    """The recall of which buyers were told."""

    authority: str = Field(max_length=60)
    number: str = Field(max_length=60)


class OrdersTold(Schema):
    """How many orders that was put down for."""

    told: int


@router.post("/recalls/check", response=list[RecallFound], auth=Asking(optional=True), summary="Are goods recalled?")
def check(request: HttpRequest, asked: GoodsAsked) -> Any:
    """Recalls that may mean goods, the most certain first. Nothing is stored."""
    goods = Goods(asked.title, asked.brand, asked.model, asked.gtin, asked.text)
    return [telling.match_as_data(one) for one in Recalls(kept()).matches(goods)]


@router.put("/recalls/lists", response=ListTaken, openapi_extra=LIST, summary="Take a list of recalls over")
def take(request: HttpRequest, file: Short = "", authority: Short = "", market: Short = "") -> Any:
    """The body is the file: CPSC, FDA or a table of one's own. Listings are held against what is new in it."""
    bodies.type_of(request, BYTES)
    contents = bodies.body_of(request, verbs.MOST)
    found = verbs.take(viewer_of(request), file or "list", contents, authority, market)
    problems = [problem.sentence(language()) for problem in found.read.problems]
    return {"recalls": found.recalls, "fresh": found.fresh, "problems": problems}


@router.get("/recalls/matches", response=list[MatchedListing], summary="Listings that a recall may mean")
def matches(request: HttpRequest) -> Any:
    """The newest 5,000 that are seen."""
    return [{"id": one["#document"], **one} for one in verbs.matches(viewer_of(request))]


@router.post("/recalls/matches/{match}/decision", response={204: None}, summary="Say whether a recall means a listing")
def decide(request: HttpRequest, match: Number, decision: MatchDecision) -> Any:
    """What is the same goes off sale, and its past orders are found."""
    verbs.decide(viewer_of(request), match, decision.same)
    return Status(204, None)


@router.get("/recalls/orders", response=list[OrderToTell], summary="Past orders of recalled goods")
def orders(request: HttpRequest, authority: Short = "", number: Short = "") -> Any:
    """Those seen, the newest 5,000; of one recall where it is named."""
    return verbs.orders(viewer_of(request), authority, number)


@router.post("/recalls/told", response=OrdersTold, summary="Put down that buyers were told of a recall")
def told(request: HttpRequest, told_of: BuyersTold) -> Any:
    """Of every past order seen that waits for it."""
    return {"told": verbs.tell_buyers(viewer_of(request), told_of.authority, told_of.number)}
