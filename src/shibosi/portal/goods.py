"""Goods, open to all: what a market asks for them, what stands in a text, whether they are recalled."""

from typing import Any

from django.http import HttpResponse

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.methods.goods import access
from shibosi.methods.goods.categories import categories, facts
from shibosi.methods.recalls.matching import Goods, Recalls
from shibosi.methods.words.screening import shipped
from shibosi.pages.filters import Choice, Day, Field, Filters, Text, Whole
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading.rows import Row
from shibosi.portal.visits.keeping import today
from shibosi.standard.law.book import book
from shibosi.standard.law.conditions import condition
from shibosi.standard.law.needs import Need, rules
from shibosi.standard.law.places import places
from shibosi.standard.law.traits import COMPARED, MEASURES
from shibosi.store.goods.listings import shown_papers
from shibosi.store.goods.lists import kept
from shibosi.store.goods.searching import find
from shibosi.telling import carriage, words
from shibosi.telling import goods as telling
from shibosi.telling.recalls import match_as_data

MOST = 20_000
"""Characters of a text that a form takes."""
ON_GOODS = {"title": 1000, "brand": 100, "model": 100, "gtin": 30}
"""What stands on goods, by the most characters of each."""
LONGEST_NUMBER, LONGEST_QUERY = 80, 200
DECIDE = frozenset(
    name for row in book().current if row.table == "dangerous_goods" for name in condition(str(row["when"])).traits()
)  # fmt: skip
"""The facts that decide how goods are carried."""
YES_NO = {"yes": "Yes", "no": "No"}


def _categories() -> dict[str, str]:
    return {one.category: one.name for one in categories().values()}


def _markets() -> dict[str, str]:
    return {code: str(place.name) for code, place in places().items() if place.kind == "market"}


ALWAYS: tuple[Field, ...] = (
    Choice("category", "Category", among=_categories, translated=False),
    Choice("market", "Market", among=_markets, translated=False),
    Day("day", "As of"),
    Whole("age", "Oldest age in years it is made for", most=150),
)


class TextTooLong(ShibosiError):
    """A form with more text than is looked at."""

    code = "text-too-long"
    message = "At most {most} characters are looked at, found {found}."


@page("goods/", EVERYBODY, Entry("What a market asks for goods", Group.SERVICES, 12, "shield"))
def needs(request: Asked) -> HttpResponse:
    """A form for category, market and facts, and the rows that apply. Raises UnknownCategory, UnknownMarket."""
    asked = categories().get(request.GET.get("category", ""))
    questions = sorted(asked.asks) if asked is not None else []
    names = {name: Choice(f"fact_{name}", facts()[name].name, among=YES_NO) for name in questions}
    chosen = Filters(*ALWAYS, *names.values()).read(request.GET)
    day = chosen["day"] or today()
    found = []
    if chosen["category"] and chosen["market"]:
        said = {name: chosen[f"fact_{name}"] == "yes" for name in questions if chosen[f"fact_{name}"]}
        found = access.needs(access.Goods(chosen["category"], said, chosen["age"]), chosen["market"], day)
    return show(request, "portal/goods.html", chosen=chosen, day=day, asked=bool(found), needs=_told(found))


@page("goods/carriage/", EVERYBODY, Entry("How goods are carried", Group.SERVICES, 13, "shield"))
def carried(request: Asked) -> HttpResponse:
    """A form for category, facts and measures, and how each mode carries the goods. Raises what `every_mode` does."""
    asked = categories().get(request.GET.get("category", ""))
    questions = sorted(asked.asks & DECIDE) if asked is not None else []
    names = {name: Choice(f"fact_{name}", facts()[name].name, among=YES_NO) for name in questions}
    typed = {name: Text(f"is_{name}", words, longest=20) for name, words in COMPARED.items() if name in MEASURES}
    fields = (*ALWAYS[:3], Text("un", "UN number that the seller states", longest=30), *names.values())
    chosen = Filters(*fields, *(typed.values() if asked is not None else ())).read(request.GET)
    day = chosen["day"] or today()
    found = []
    if chosen["category"] and chosen["market"]:
        said = {name: chosen[f"fact_{name}"] == "yes" for name in questions if chosen[f"fact_{name}"]}
        measured = carriage.measures({name: chosen[f"is_{name}"] for name in typed if chosen[f"is_{name}"]})
        goods = access.Goods(chosen["category"], said, None, measured)
        found = carriage.every_mode(goods, chosen["market"], day, (chosen["un"] or "").replace(",", " ").split())
    return show(request, "portal/carriage.html", chosen=chosen, day=day, found=found)


@page("words/", EVERYBODY, Entry("Check a text", Group.SERVICES, 14, "search"), methods=("GET", "HEAD", "POST"))
def check(request: Asked) -> HttpResponse:
    """A form for a text, and the text with its hits marked. Nothing is kept. Raises TextTooLong, UnknownMarket."""
    text, market = request.POST.get("text", ""), request.POST.get("market", "")
    if len(text) > MOST:
        raise TextTooLong(most=MOST, found=len(text))
    hits = shipped().hits(text, market) if request.method == "POST" else []
    markets = {"": translate("every market"), **_markets()}
    return show(
        request, "portal/words.html", text=text, market=market, markets=markets, most=MOST,
        asked=request.method == "POST", pieces=words.marked(text, hits),
        hits=[words.as_data(hit) for hit in hits], stopped=any(hit.stops for hit in hits),
    )  # fmt: skip


@page("recalled/", EVERYBODY, Entry("Is it recalled?", Group.SERVICES, 13, "shield"))
def recalled(request: Asked) -> HttpResponse:
    """A form for what stands on goods, and recalls that may mean them."""
    typed = {name: request.GET.get(name, "").strip()[:longest] for name, longest in ON_GOODS.items()}
    every = Recalls(kept())
    found = every.matches(Goods(**typed)) if any(typed.values()) else []
    return show(request, "portal/recalled.html", typed=typed, asked=any(typed.values()), count=len(every),
                found=[match_as_data(one) for one in found])  # fmt: skip


@page("find-goods/", EVERYBODY, Entry("Find goods", Group.SERVICES, 13, "search"))
def search(request: Asked) -> HttpResponse:
    """A form for words, and the live listings that fit them best."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    return show(request, "portal/find_goods.html", q=query, found=find(query) if query else [])


@page("papers-of-goods/", EVERYBODY, Entry("Verify a paper of goods", Group.SERVICES, 14, "shield"))
def paper(request: Asked) -> HttpResponse:
    """A form for the number of a paper, and the papers of that number that listings show."""
    number = request.GET.get("number", "").strip()[:LONGEST_NUMBER]
    found = [_paper(one) for one in shown_papers(number, today())] if number else []
    return show(request, "portal/paper.html", number=number, found=found)


def _paper(one: dict[str, Any]) -> dict[str, Any]:
    """A paper as the page shows it, with what the row of law is called."""
    named = (str(rule.fact["requirement"]) for rule in rules() if rule.id == one["requirement"])
    return {
        **one, "requirement": next(named, one["requirement"]), "listing": one["listing_number"],
        "until": one.get("valid_until"), "approved": one.get("approved_at"), "model": one.get("model", ""),
    }  # fmt: skip


def _told(found: list[Need]) -> list[dict[str, Any]]:
    """Rows as the page shows them: those that apply, then those that cannot be told."""
    order = sorted(found, key=lambda need: (need.applies is not True, not need.rule.mandatory, not need.rule.firm))
    return [
        {**telling.as_data(need), "weight": telling.weight(need), "row": Row(need.rule.fact, today())}
        for need in order
    ]  # fmt: skip
