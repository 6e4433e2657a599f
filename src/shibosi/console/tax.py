"""Tax: what is due when, the burden by month, refund claims with their chain, differences with their reasons."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

from shibosi.kernel.words import translate
from shibosi.pages import plots
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store.allowing import may
from shibosi.store.reading import taxes

BETWEEN = {"declaration": "Declaration", "invoice": "Invoice", "receipt": "Receipt of money"}
REASONS = {
    "fee": "Fee of a bank or platform", "exchange": "Exchange rate", "discount": "Discount granted", "return": "Return",
    "freight": "Freight", "partial": "Delivered in parts",
}  # fmt: skip
COLOURS = ("bar-plain", "bar-major", "bar-good", "bar-open", "bar-minor")
SERIES = 5
"""Lines of one plot; more are told by the table of returns alone."""


@page("tax/", "documents.read", Entry("Tax matters", Group.REVIEW, 60, "document"))
def tax(request: Asked) -> HttpResponse:
    """The tax of the firms that are seen, today."""
    viewer = request.viewer
    today = viewer.today
    found = taxes.periods(viewer, today)
    burdens = taxes.burdens(viewer, today)
    return show(
        request, "console/tax.html", today=today, periods=found, claims=taxes.claims(viewer),
        differences=[(row, BETWEEN.get(row["between"], "–"), REASONS.get(row["reason"], row["reason"]), count)
                     for row, count in taxes.differences(viewer)],
        plot=by_month(burdens),
        odd=[one for one in burdens if one.odd], overdue=sum(one.state == "overdue" for one in found),
        soon=sum(one.state == "soon" for one in found), may_open=may(viewer, "cases.open"),
        registered=taxes.registered(viewer),
        may_buyers=may(viewer, "buyers.read"), may_simulate=may(viewer, "documents.export"),
    )  # fmt: skip


def by_month(burdens: list[taxes.Burden]) -> plots.Plot | None:
    """A line for each taxpayer and market; None where nothing was filed."""
    lines: dict[tuple[str, str, str], dict[str, Decimal]] = defaultdict(dict)
    for one in burdens:
        lines[one.party, one.market, one.scheme][one.name] = one.share
    names = sorted({name for line in lines.values() for name in line})
    if not names:
        return None
    most = sorted(lines, key=lambda key: -len(lines[key]))[:SERIES]
    series = [
        plots.Series(" ".join(key), colour, _shares(lines[key], names), {"connectNulls": True})
        for key, colour in zip(most, COLOURS, strict=False)
    ]
    note = translate("Tax declared as a share of sales, in per cent, by period.")
    return plots.lines("burden", translate("Tax burden"), translate("Period"), names, series, note)


def _shares(line: dict[str, Decimal], names: list[str]) -> Any:
    """Per cent for each period; nothing where there was no return, which the drawing leaves open."""
    return [float(line[name] * 100) if name in line else None for name in names]
