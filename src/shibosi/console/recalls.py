"""Recalls: lists taken over, listings that a recall may mean, past orders whose buyers are to be told."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.files import file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Filters
from shibosi.pages.listing import Heading, gathered
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store.allowing import may
from shibosi.store.goods import recalls as verbs
from shibosi.telling.recalls import GRADES, reasons_kept

STATES = {"open": "to be decided", "meant": "recalled", "other": "other goods"}
BADGES = {"open": "open", "meant": "broken", "other": "good"}
FILTERS = Filters(Choice("state", "State", STATES), Choice("grade", "How certain", GRADES))
HEADINGS = [
    Heading("Listing", "listing", first_down=False), Heading("Recall", "recall", first_down=False),
    Heading("How certain"), Heading("What speaks for it"), Heading("State", "rank", first_down=False),
    Heading("Found", "found_at", datetime),
]  # fmt: skip
COLUMNS = ["Recall", "Order", "Listing", "Found", "Buyer told"]


@dataclass
class Matched:
    """A match on the page; `rank`: what waits for people has the least."""

    number: int
    listing: str
    seller: str
    market: str
    recall: str
    grade: str
    because: str
    state: str
    found_at: datetime | None
    off_sale_at: datetime | None

    @property
    def rank(self) -> int:
        """Its place: what is to be decided first."""
        return list(STATES).index(self.state)


@page("recalls/", verb=verbs.READ, entry=Entry("Recalls", Group.ACTING, 42, "shield"))
def recalls(request: Asked) -> HttpResponse:
    """Matches that are seen, those to be decided first; past orders by recall."""
    viewer, chosen = request.viewer, FILTERS.read(request.GET)
    orders = verbs.orders(viewer)
    if file_wanted(request):
        return rows_as_file(request, "recalled-orders", COLUMNS, (_order(one) for one in orders), len(orders))
    every = [_matched(one) for one in verbs.matches(viewer)]
    some = [one for one in every if chosen["state"] in (None, one.state) and chosen["grade"] in (None, one.grade)]
    list_ = gathered(request, some, HEADINGS, "rank", chosen)
    for one in list_.items:
        one.badge, one.called, one.certainty = BADGES[one.state], STATES[one.state], GRADES[one.grade]
    waiting = [one for one in orders if not one["told_at"]]
    return show(
        request, "console/recalls.html", list=list_, waiting=len(waiting), to_tell=_by_recall(waiting),
        open=sum(one.state == "open" for one in every), meant=sum(one.state == "meant" for one in every),
        may_take=may(viewer, verbs.TAKE), may_decide=may(viewer, verbs.DECIDE), may_tell=may(viewer, verbs.TELL),
        most=verbs.MOST >> 20,
    )  # fmt: skip


@do("recalls/take/", verb=verbs.TAKE)
def take(request: Asked) -> HttpResponse:
    """Take an uploaded list over. Raises Unusable, TooLarge, UnreadableRecalls."""
    given = forms.needed_upload(request, verbs.MOST)
    authority = forms.text(request, "authority", 60, needed=False)
    found = verbs.take(request.viewer, given.name or "", given.read(), authority)
    words = translate("{recalls} recalls, {fresh} of them new or changed; {problems} rows could not be read.")
    messages.success(request, words.format(recalls=found.recalls, fresh=found.fresh, problems=len(found.read.problems)))
    return redirect("recalls.recalls")


@do("recalls/<int:number>/decide/", verb=verbs.DECIDE)
def decide(request: Asked, number: int) -> HttpResponse:
    """Say whether a match means the goods. Raises NotThere."""
    same = forms.choice(request, "decision", {"same": "recalled", "other": "other goods"}) == "same"
    verbs.decide(request.viewer, number, same)
    messages.success(request, translate("The decision is put down."))
    return redirect("recalls.recalls")


@do("recalls/told/", verb=verbs.TELL)
def told(request: Asked) -> HttpResponse:
    """Put down that the buyers of a recall were told."""
    authority, number = (forms.text(request, name, 60) for name in ("authority", "number"))
    count = verbs.tell_buyers(request.viewer, authority, number)
    messages.success(request, translate("Put down for {count} orders.").format(count=count))
    return redirect("recalls.recalls")


def _matched(one: dict[str, Any]) -> Matched:
    decided = {"same": "meant", "other": "other"}.get(one["decision"] or "", "open")
    state = "meant" if one["grade"] == "certain" and decided == "open" else decided
    return Matched(
        number=one["#document"], listing=one["listing_number"], seller=one["seller_code"], market=one["market"],
        recall=f"{one['authority']} {one['recall_number']}", grade=one["grade"],
        because=reasons_kept(one["because"] or ""), state=state, found_at=one["found_at"],
        off_sale_at=one["off_sale_at"],
    )  # fmt: skip


def _by_recall(waiting: list[dict[str, Any]]) -> list[tuple[str, str, int]]:
    counts = Counter((one["authority"], one["recall_number"]) for one in waiting)
    return [(*key, count) for key, count in sorted(counts.items())]


def _order(one: dict[str, Any]) -> list[Any]:
    recall = f"{one['authority']} {one['recall_number']}"
    return [recall, one["order_number"], one["listing_number"], one["found_at"], one["told_at"]]
