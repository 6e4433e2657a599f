"""Goods before they are published: what a market asks for, what stands in a text. Open to all; nothing is stored."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from shibosi.api.viewing import Asking
from shibosi.methods.goods import access
from shibosi.methods.goods.carriage import MODES
from shibosi.methods.goods.fixes import Draft, smallest
from shibosi.methods.words.screening import shipped
from shibosi.store.goods.searching import MOST as MOST_FOUND
from shibosi.store.goods.searching import find
from shibosi.store.zones import HOUSE
from shibosi.telling import carriage as carrying
from shibosi.telling import goods as telling
from shibosi.telling import words

router = Router(tags=["goods"], auth=Asking(optional=True))
FIRST, LAST = date(1971, 1, 1), date(9000, 12, 31)
MOST, LONGEST = 100_000, 20_000
"""Characters of a text alone, and of one of a listing. Our choice."""
Word = Annotated[str, Query(max_length=60)]


class GoodsCategory(Schema):
    """A category: facts that hold for its goods, facts the seller answers, key indicators of quality."""

    category: str
    name: str
    facts: dict[str, str]
    asks: dict[str, str]
    indicators: list[str]


class MarketNeed(Schema):
    """A row of law for some goods: `applies` is null where facts in `open` decide; `blocks`: it stops a listing."""

    id: str
    requirement: str
    kind: str
    applies: bool | None
    mandatory: bool
    blocks: bool
    open: dict[str, str]
    summary: str
    basis: str
    authority: str
    first: date | None
    source: str
    confidence: str


class CarriedRow(Schema):
    """A row of dangerous or sensitive goods in a mode: `applies` and `treatment` are null where that is open."""

    id: str
    series: str
    goods: str
    dangerous: bool
    applies: bool | None
    treatment: str | None
    called: str
    un_numbers: list[str]
    hazard_class: list[str]
    air: str
    sea: list[str]
    limits: list[dict[str, str]]
    says: str
    open: dict[str, str]
    blocks: bool
    source: str
    confidence: str


class CarriedBy(Schema):
    """How a mode carries some goods: forbidden, refused by many, regulated, eased or free; null where it is open."""

    mode: str
    mode_called: str
    verdict: str | None
    called: str
    blocks: bool
    open: dict[str, str]
    rows: list[CarriedRow]


class GoodsDraft(Schema):
    """A listing that is to be offered: its goods by category and facts, what is at hand, its texts."""

    category: str = Field(max_length=60)
    market: str = Field(max_length=30)
    day: date | None = Field(None, ge=FIRST, le=LAST)
    age: int | None = Field(None, ge=0, le=150)
    facts: dict[str, bool] = Field({}, max_length=200)
    papers: list[str] = Field([], max_length=500)
    operator: str = Field("", max_length=30)
    texts: list[Annotated[str, Field(max_length=LONGEST)]] = Field([], max_length=20)


class GoodsChange(Schema):
    """A change: its kind, what it is about, in words, how heavy it is."""

    kind: str
    about: str
    text: str
    weight: int


class GoodsFix(Schema):
    """`passes` is null where `questions` leave it open; `changes` is the lightest set, if one was `found`."""

    passes: bool | None
    answer: str
    faults: list[str]
    questions: dict[str, str]
    found: bool
    changes: list[GoodsChange]


class TextToCheck(Schema):
    """A text and the market whose terms count (any where it is empty)."""

    text: str = Field(max_length=MOST)
    market: str = Field("", max_length=30)


class TextHit(Schema):
    """A term, contact or link: `text[start:end]` in characters; `stops`: by itself, else it asks for review."""

    term: str
    topic: str
    about: str
    stops: bool
    start: int
    end: int
    found: str
    how: str
    basis: str
    confidence: str
    remedy: str


@router.get("/goods/categories", response=list[GoodsCategory], summary="Categories of goods")
def categories(request: HttpRequest) -> Any:
    """All categories of goods."""
    return telling.all_categories()


@router.get("/goods/needs", response=list[MarketNeed], summary="What a market asks for goods")
def needs(
    request: HttpRequest, category: Word, market: Word, day: Annotated[date | None, Query(ge=FIRST, le=LAST)] = None,
    age: Annotated[int | None, Query(ge=0, le=150)] = None,
    yes: Annotated[list[str], Query()] = [], no: Annotated[list[str], Query()] = [],  # noqa: B006
) -> Any:  # fmt: skip
    """The rows of law that apply, or of which that cannot be told. `yes`, `no`: facts of the goods."""
    on = day or timezone.now().astimezone(HOUSE).date()
    return [telling.as_data(need) for need in access.needs(telling.goods(category, yes, no, age), market, on)]


@router.get("/goods/carriage", response=list[CarriedBy], summary="How goods are carried, by their attributes")
def carriage(
    request: HttpRequest, category: Word, market: Word, day: Annotated[date | None, Query(ge=FIRST, le=LAST)] = None,
    mode: Annotated[list[str], Query()] = [], yes: Annotated[list[str], Query()] = [],  # noqa: B006
    no: Annotated[list[str], Query()] = [], measure: Annotated[list[str], Query()] = [],  # noqa: B006
    un: Annotated[list[str], Query()] = [],  # noqa: B006
) -> Any:  # fmt: skip
    """Each mode asked for (all unless one is named). `measure`: `battery_wh=99`; `un`: numbers the seller states."""
    on = day or timezone.now().astimezone(HOUSE).date()
    goods = telling.goods(category, yes, no, None, carrying.measures(carrying.pairs(measure)))
    return [carrying.told(goods, market, one, on, un) for one in mode or MODES]


@router.post("/goods/fix", response=GoodsFix, summary="The smallest changes after which goods may be offered")
def fix(request: HttpRequest, asked: GoodsDraft) -> Any:
    """The lightest set of papers, operator, terms taken out and goods made otherwise. Nothing is stored."""
    yes = [fact for fact, so in asked.facts.items() if so]
    no = [fact for fact, so in asked.facts.items() if not so]
    goods = telling.goods(asked.category, yes, no, asked.age)
    draft = Draft(goods, frozenset(asked.papers), asked.operator, tuple(asked.texts))
    on = asked.day or timezone.now().astimezone(HOUSE).date()
    return telling.fix_as_data(smallest(draft, asked.market, on))


class GoodsFound(Schema):
    """A live listing with how well its text fits the query."""

    seller: str
    number: str
    market: str
    title: str
    score: float


@router.get("/goods/search", response=list[GoodsFound], summary="Live listings that fit a query")
def search(
    request: HttpRequest, q: Annotated[str, Query(max_length=200)], market: Word = "",
    limit: Annotated[int, Query(ge=1, le=MOST_FOUND)] = 20,
) -> Any:  # fmt: skip
    """The best first, in any language; a misspelt word is found by its parts. Live listings are public."""
    return [one._asdict() for one in find(q, market, limit)]


@router.post("/words/check", response=list[TextHit], summary="Terms, contact data and links in a text")
def check(request: HttpRequest, asked: TextToCheck) -> Any:
    """Every hit in order of place, however it is written. The text is not kept."""
    return [words.as_data(hit) for hit in shipped().hits(asked.text, asked.market)]
