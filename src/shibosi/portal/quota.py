"""A buyer's own year of retail import: what is used, what is left, what may still come back. Nothing is stored."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.methods.derivation.number import Number
from shibosi.methods.derivation.telling import said, text, tree
from shibosi.methods.taxes.errors import NoTax
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail import returning
from shibosi.methods.taxes.retail.asking import quota_question
from shibosi.methods.taxes.retail.channel import limits
from shibosi.methods.taxes.retail.quota import Counted, Purchase, Quota
from shibosi.methods.taxes.retail.returning import MEANS, STATES
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.labelling import labelled, wrong
from shibosi.portal.visits.keeping import today

MOST = 40
"""Purchases of a form at most."""
SHOWN = 4
LONGEST = 60
PURCHASE = ("order", "declared", "released", "value")
RETURN = {"asked": "asked", "back": "back", "returned": "value"}
"""Fields of the form to those of a return."""
LABELS = {
    "year": "Year", "order": "List or order", "declared": "Declared on", "released": "Released on",
    "value": "Price with freight, CNY", "asked": "Return asked on", "back": "Goods back on",
    "returns.value": "Value sent back, CNY",
}  # fmt: skip
OVER = "can no longer be returned"
"""What is said of a list nobody asked to return in time."""
KINDS = {"restored": "held", "late": "broken", "back-late": "broken", "waiting": "undetermined"}


@page("quota/", EVERYBODY, Entry("My quota", Group.SERVICES, 30, "account"), methods=("GET", "HEAD", "POST"))
def quota(request: Asked) -> HttpResponse:
    """A form for what was bought and sent back; what is typed goes in the body, not into the address."""
    asked = {name: str(found).strip()[:LONGEST] for name, found in request.POST.items()}
    year = asked.get("year") or str(today().year)
    found: Quota | None = None
    mistake: ShibosiError | None = None
    if request.method == "POST":
        typed = question(asked, year)
        try:
            if not typed["purchases"]:
                raise wrong(LABELS["value"], row=0)
            found = quota_question(typed, Law(), today())
        except NoTax as refused:
            mistake = labelled(refused, LABELS, _typed_rows(asked))
    return show(
        request, "portal/quota.html", status=422 if mistake else 200, asked=asked, year=year, rows=_rows(asked),
        mistake=mistake, found=shown(found) if found else None,
    )  # fmt: skip


def question(asked: Mapping[str, str], year: str) -> dict[str, Any]:
    """What was typed, as `quota_question` reads it. Rows without a purchase are left out."""
    purchases, returns = [], []
    for at in range(MOST):
        one = {name: asked[f"{name}{at}"] for name in PURCHASE if asked.get(f"{name}{at}")}
        if not one:
            continue
        one.setdefault("order", str(at + 1))
        purchases.append(one)
        back = {name: asked[f"{field}{at}"] for field, name in RETURN.items() if asked.get(f"{field}{at}")}
        if back:
            back.setdefault("value", one.get("value", ""))
            returns.append(back | {"order": one["order"]})
    return {"year": year, "day": today().isoformat(), "purchases": purchases, "returns": returns}


def _typed_rows(asked: Mapping[str, str]) -> dict[str, list[int]]:
    """The rows of the form in which a purchase was typed, and those in which a return was."""
    bought = [at for at in range(MOST) if any(asked.get(f"{name}{at}") for name in PURCHASE)]
    back = [at for at in bought if any(asked.get(f"{field}{at}") for field in RETURN)]
    return {"purchases": bought, "returns": back}


def _rows(asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of the form: those that are filled and one more, at least some."""
    names = (*PURCHASE, *RETURN)
    filled = [at for at in range(MOST) if any(asked.get(f"{name}{at}") for name in names)]
    count = min(MOST, max(SHOWN, max(filled, default=0) + 2))
    return [{name: asked.get(f"{name}{at}", "") for name in names} | {"at": at} for at in range(count)]


def shown(found: Quota) -> dict[str, Any]:
    """A year as its page tells it: limit, used, left, each list with where its returns stand."""
    used, limit = found.used, found.limit.low
    high = limit if used.high is None else used.high
    law = Law()
    state = "critical" if used.low > limit else "major" if high > limit * Decimal("0.9") else ""
    return {
        "year": found.year, "limit": text(found.limit), "used": text(used), "left": _left(found), "state": state,
        "share": int(min(Decimal(100), used.low / limit * 100)), "step": tree(used),
        "ignored": [said(one) for one in found.ignored], "lines": [_line(one, law) for one in found.lines],
    }  # fmt: skip


def _left(found: Quota) -> str:
    left: Number = found.left
    return text(left) if left.low >= 0 else translate("none: the limit is passed")


def _line(one: Counted, law: Law) -> dict[str, Any]:
    """A list with where its returns stand; one without any: until when it may be returned."""
    released = one.purchase.released
    returns = [(f"{each.goods.value:,.2f}", each.status) for each in one.returns]
    if not returns and released is not None:
        returns = [("", returning.status(released, None, None, law, today()))]
    return {
        "order": one.purchase.order, "declared": one.purchase.declared, "counts": text(one.amount),
        "value": f"{one.purchase.value:,.2f} CNY", "over": _over(one.purchase, law),
        "returns": [
            {"value": value, "kind": KINDS.get(status.state, ""), "state": said(STATES[status.state]),
             "means": said(MEANS[status.state]), "ask_until": status.ask_until, "back_until": status.back_until}
            | ({} if value or status.state != "late" else {"kind": "", "state": translate(OVER), "means": ""})
            for value, status in returns
        ],
    }  # fmt: skip


def _over(one: Purchase, law: Law) -> dict[str, Any] | None:
    """The limit of one purchase on the day it was declared, where it is above; None also where none was in force."""
    found = limits(law, one.declared)
    if found is None or one.value <= found.single.low:
        return None
    kind = "undetermined" if found.one_may and one.value <= found.annual.low else "broken"
    return {"kind": kind, "step": tree(found.single), "rule": said(found.above)}
