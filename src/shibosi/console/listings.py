"""Listings: drafted, refused with reasons, repaired, offered by their seller; reviewed by people of the market."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.console import saying
from shibosi.console.admission import codes
from shibosi.kernel.words import translate
from shibosi.methods.goods.categories import categories, facts
from shibosi.methods.goods.fixes import NAME, PAPER
from shibosi.methods.goods.minded import minded
from shibosi.pages import forms
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store.allowing import may
from shibosi.store.goods import listings as verbs
from shibosi.store.goods import reviewing
from shibosi.store.goods.flows import COMPLAIN
from shibosi.store.goods.keys import Key
from shibosi.store.goods.listings import STATES
from shibosi.store.goods.markets import markets
from shibosi.telling import carriage
from shibosi.telling import goods as telling

TEXTS = {"title": 1000, "description": 20_000, "brand": 100, "model": 100, "gtin": 14, "colour": 100, "size": 100,
         "official_standard": 200}  # fmt: skip
"""What is typed of a listing, by the most characters of each."""
NAMED = {"seller": 30, "number": 60, "market": 30}
BADGES = {"draft": "", "checking": "open", "held": "broken", "live": "good", "hidden": "broken", "removed": ""}
YES_NO = {"": "not said", "yes": "Yes", "no": "No"}
MOST = 8 << 20
"""Bytes of a picture."""
LASTS = timedelta(days=365)
FILTERS = Filters(Choice("state", "State", STATES), Text("number", "Number of the listing", longest=60))
HEADINGS = [
    Heading("Listing", "number", first_down=False), Heading("Title"), Heading("Market", "market", first_down=False),
    Heading("Version"), Heading("State", "state", first_down=False),
]  # fmt: skip


@dataclass
class Shown:
    """A listing in the list."""

    seller: str
    number: str
    market: str
    title: str
    version: int
    state: str

    @property
    def badge(self) -> str:
        """How its state looks."""
        return BADGES.get(self.state, "")

    @property
    def called(self) -> str:
        """What its state is called."""
        return STATES.get(self.state, self.state)


@page("listings/", verb=verbs.READ, entry=Entry("Listings", Group.ACTING, 44, "document"))
def listings(request: Asked) -> HttpResponse:
    """The listings that are seen, by number."""
    chosen = FILTERS.read(request.GET)
    every = [_shown(one) for one in verbs.every(request.viewer)]
    some = [
        one for one in every
        if chosen["state"] in (None, one.state) and (not chosen["number"] or chosen["number"] in one.number)
    ]  # fmt: skip
    states = [one.state for one in every]
    return show(
        request, "console/listings.html", list=gathered(request, some, HEADINGS, "number", chosen),
        waiting=states.count(verbs.CHECKING), held=states.count(verbs.HELD), live=states.count(verbs.LIVE),
        may_save=may(request.viewer, verbs.SAVE), may_review=may(request.viewer, reviewing.REVIEW),
    )  # fmt: skip


@page("listings/new/", verb=verbs.SAVE)
def new(request: Asked) -> HttpResponse:
    """The form of a new listing."""
    return show(request, "console/listing_new.html", categories=_categories(), markets=markets(),
                codes=codes(request.viewer))  # fmt: skip


@do("listings/begin/", verb=verbs.SAVE)
def begin(request: Asked) -> HttpResponse:
    """Save the first draft: seller, number, market, category."""
    key = Key(*(forms.text(request, name, longest) for name, longest in NAMED.items()))
    category = forms.choice(request, "category", _categories())
    verbs.save(request.viewer, key, {"category": category}, {})
    return redirect("listings.listing", *key)


@page("listings/<str:seller>/<str:number>/<str:market>/", verb=verbs.READ)
def listing(request: Asked, seller: str, number: str, market: str) -> HttpResponse:
    """A listing as it stands: the form, what stops it, the lightest repair, the review. Raises NotThere."""
    key = Key(seller, number, market)
    found = verbs.look(request.viewer, key)
    row, case = found.listing, reviewing.waiting(request.viewer, key)
    questions = [(f"fact_{name}", facts()[name].name, _answer(found.facts.get(name))) for name in sorted(_asks(row))]
    fix = telling.fix_as_data(found.fix)
    return show(
        request, "console/listing.html", key=key, row=row, one=_shown(row), found=found,
        fix=fix, papers=[one for one in fix["changes"] if one["kind"] == PAPER],
        operator=any(one["kind"] == NAME for one in fix["changes"]), questions=questions,
        yes_no={name: translate(words) for name, words in YES_NO.items()},
        broken=[(saying.sentence(name), saying.remedy(name), name) for name in found.broken],
        carried=carriage.every_mode(found.goods, market, request.viewer.today) if row.get("category") in categories()
        else (),
        until=(request.viewer.now + LASTS).date().isoformat(), category=_categories().get(row.get("category", ""), ""),
        categories=_categories(),
        may_save=may(request.viewer, verbs.SAVE), may_review=may(request.viewer, reviewing.REVIEW),
        may_complain=may(request.viewer, COMPLAIN), case=case, markets=markets(),
        minded=[(one.id, str(one["says"])) for one in minded(market)],
    )  # fmt: skip


@do("listings/<str:seller>/<str:number>/<str:market>/save/", verb=verbs.SAVE)
def save(request: Asked, seller: str, number: str, market: str) -> HttpResponse:
    """Save the next version as a draft. Raises NotThere, Unusable, UnreadablePicture."""
    key = Key(seller, number, market)
    before = verbs.look(request.viewer, key).listing
    said = {name: forms.text(request, name, longest, needed=False) for name, longest in TEXTS.items()}
    if request.POST.get("age_to"):
        said["age_to"] = str(forms.whole(request, "age_to", 0, 150))
    kept = {name: before[name] for name in ("category", "operator_name", "operator_country") if name in before}
    if request.POST.get("category"):
        kept["category"] = forms.choice(request, "category", _categories())
    answers = {name: request.POST.get(f"fact_{name}", "") for name in _asks(before)}
    picture = forms.upload(request, MOST, "picture")
    stated = {name: so == "yes" for name, so in answers.items() if so}
    verbs.save(request.viewer, key, {**kept, **said}, stated, picture.read() if picture is not None else b"")
    messages.success(request, translate("The draft is saved."))
    return redirect("listings.listing", *key)


@do("listings/<str:seller>/<str:number>/<str:market>/repair/", verb=verbs.SAVE)
def repair(request: Asked, seller: str, number: str, market: str) -> HttpResponse:
    """Make the suggested changes, with the numbers of papers and the operator that were typed."""
    key = Key(seller, number, market)
    changes = verbs.look(request.viewer, key).fix.changes or ()
    papers = [
        (one.about, forms.text(request, f"paper_{one.about}", 80), forms.day(request, f"until_{one.about}"))
        for one in changes if one.kind == PAPER
    ]  # fmt: skip
    operator = None
    if any(one.kind == NAME for one in changes):
        operator = forms.text(request, "operator_name"), forms.choice(request, "operator_country", markets())
    verbs.repair(request.viewer, key, papers, operator)
    messages.success(request, translate("The suggested changes are made."))
    return redirect("listings.listing", *key)


@do("listings/<str:seller>/<str:number>/<str:market>/offer/", verb=verbs.SAVE)
def offer(request: Asked, seller: str, number: str, market: str) -> HttpResponse:
    """Offer the listing; what stops it is shown."""
    key = Key(seller, number, market)
    try:
        verbs.offer(request.viewer, key)
        messages.success(request, translate("The listing waits for people of the market."))
    except verbs.KeptBack as mistake:
        messages.error(request, mistake.sentence())
    return redirect("listings.listing", *key)


@do("listings/<str:seller>/<str:number>/<str:market>/review/", verb=reviewing.REVIEW)
def review(request: Asked, seller: str, number: str, market: str) -> HttpResponse:
    """Approve the listing, or return it. Raises NotThere, NotChecking, OtherTeam, Refusal."""
    key = Key(seller, number, market)
    passed = forms.choice(request, "decision", {"live": "", "return": ""}) == "live"
    reason = forms.text(request, "reason", 1000, needed=not passed)
    decided = reviewing.review(request.viewer, key, passed, reason, forms.choice(request, "team", markets()))
    done = "The listing is live." if passed else "The listing is returned."
    messages.success(request, translate(done if decided else "Approved; a second person of the market has to look."))
    return redirect("listings.listing", *key)


def _shown(one: Any) -> Shown:
    return Shown(one["seller_code"], one["number"], one["market"], one.get("title") or "", one.get("version") or 0,
                 one.get("state") or "draft")  # fmt: skip


def _asks(row: Any) -> frozenset[str]:
    known = categories().get(row.get("category", ""))
    return known.asks if known is not None else frozenset()


def _answer(holds: bool | None) -> str:
    return "" if holds is None else "yes" if holds else "no"


def _categories() -> dict[str, str]:
    return {one.category: one.name for one in categories().values()}
