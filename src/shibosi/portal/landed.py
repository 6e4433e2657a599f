"""Landed cost for buyers and sellers, before anything is paid: a page, and the same as a widget for other sites."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from shibosi import settings
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.methods.derivation.telling import said, text, tree
from shibosi.methods.taxes.errors import NoTax
from shibosi.methods.taxes.landed.asking import basket_of
from shibosi.methods.taxes.landed.basket import SELLERS
from shibosi.methods.taxes.landed.cost import Landed, landed_cost
from shibosi.methods.taxes.landed.option import COLLECTORS, OPTIONS, Option
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.shelf import Shelf
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.pages.policy import NAME, policy
from shibosi.portal.labelling import labelled, wrong
from shibosi.portal.visits.keeping import today
from shibosi.standard.law.errors import UnknownMarket
from shibosi.standard.law.places import places
from shibosi.standard.tables import table

MOST_LINES = 10
LINE = {
    "price": "Price of all pieces", "code": "Commodity code", "quantity": "Pieces", "kg": "Weight in kg",
    "duty": "Duty in %",
}  # fmt: skip
"""What a row of the form asks of a line; its fields are named so, with the number of the line."""
OF_ALL_LINES = {"origin": "Origin"}
OF_BASKET = {
    "market": "Market", "day": "Day", "currency": "Currency", "freight": "Freight", "region": "State or province",
    "sales_tax": "Sales tax at the destination in %", "seller": "Seller", "ships_from": "Shipped from",
    "used": "Used of the year's limit, CNY",
}  # fmt: skip
"""What the form asks of all lines and of the basket."""
LABELS = LINE | OF_ALL_LINES | OF_BASKET
LONGEST = 60
FRAMED = "frame-ancestors 'none'"


@page("landed/", EVERYBODY, Entry("Landed cost", Group.SERVICES, 20, "money"))
def landed(request: Asked) -> HttpResponse:
    """A form, and what the basket in the address costs."""
    return _shown(request, "portal/landed.html")


@page("landed/widget/", EVERYBODY)
def widget(request: Asked) -> HttpResponse:
    """The same in little, for a frame on another site: it knows nobody and stores nothing."""
    answer = _shown(request, "portal/landed_widget.html", priced=True)
    answer[NAME] = policy().replace(FRAMED, "frame-ancestors *")
    answer.xframe_options_exempt = True
    return answer


def _shown(request: Asked, template: str, priced: bool = False) -> HttpResponse:
    """The page. `priced`: that no price is given is a mistake even where nothing is asked."""
    asked = {name: found.strip()[:LONGEST] for name, found in request.GET.items()}
    found: Landed | None = None
    mistake: ShibosiError | None = None
    if not any(asked.get(f"price{at}") for at in range(MOST_LINES)):
        mistake = wrong(LINE["price"], row=0) if asked or priced else None
    else:
        try:
            kept = Shelf(settings.home() / "tax")
            basket = basket_of(question(asked))
            found = landed_cost(basket, Law(), kept.rates(), kept.tariffs(), kept.positive_list())
        except (NoTax, UnknownMarket) as refused:
            mistake = labelled(refused, LABELS, {"lines": _filled(asked)})
    return show(
        request, template, status=422 if mistake else 200, asked=asked, found=found, mistake=mistake,
        lines=_lines(asked), markets=markets(), sellers={"": translate("not said"), **_translated(SELLERS)},
        options=[_option(one) for one in found.options] if found else [],
        goods=text(found.goods.value) if found else "", day=asked.get("day") or today().isoformat(),
    )  # fmt: skip


def question(asked: Mapping[str, str]) -> dict[str, Any]:
    """The basket an address describes, as `basket_of` reads it. Empty fields are left out."""
    said: dict[str, Any] = {name: asked[name] for name in OF_BASKET if asked.get(name)}
    lines = []
    for at in range(MOST_LINES):
        line = {name: asked[f"{name}{at}"] for name in LINE if asked.get(f"{name}{at}")}
        if line:
            lines.append(line | {name: asked[name] for name in OF_ALL_LINES if asked.get(name)})
    return {"day": today().isoformat()} | said | {"lines": lines}


def markets() -> dict[str, str]:
    """The markets of which the tables know how imports are taxed, by name."""
    served = {row.place for row in table("import_schemes").rows} | {"CN"}
    known = [(str(one.name), code) for code, one in places().items()
             if one.kind == "market" and {code, one.within} & served]  # fmt: skip
    return {code: f"{name} ({code})" for name, code in sorted(known)}


def _filled(asked: Mapping[str, str]) -> list[int]:
    """The rows of the form in which something is typed."""
    return [at for at in range(MOST_LINES) if any(asked.get(f"{name}{at}") for name in LINE)]


def _lines(asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The rows of the form: those that are filled, and one more, at least two."""
    filled = _filled(asked)
    shown = min(MOST_LINES, max(2, max(filled, default=0) + 2))
    return [
        {"at": at, "values": [(name, translate(label), asked.get(f"{name}{at}", "")) for name, label in LINE.items()]}
        for at in range(shown)
    ]


def _option(one: Option) -> dict[str, Any]:
    return {
        "name": one.name, "words": said(OPTIONS[one.name]), "collector": said(COLLECTORS[one.collector]),
        "duty": text(one.duty), "tax": text(one.tax), "fees": text(one.fees), "total": text(one.total),
        "exact": one.total.exact, "why": [said(words) for words in (*one.why, *one.notes)], "step": tree(one.total),
    }  # fmt: skip


def _translated(words: Mapping[str, str]) -> dict[str, str]:
    return {name: translate(label) for name, label in words.items()}
