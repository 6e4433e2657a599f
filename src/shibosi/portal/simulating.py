"""What another value of law would have made of orders: a small file, one value, who pays more. Nothing is stored."""

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils import timezone

from shibosi import settings
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.methods.taxes.batch.orders import read_orders
from shibosi.methods.taxes.batch.simulation import Simulated, simulate
from shibosi.methods.taxes.errors import NoTax, Unreadable
from shibosi.methods.taxes.law import Overlay
from shibosi.methods.taxes.overlays import names, overlay_of
from shibosi.methods.taxes.shelf import Shelf
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.pages.plots import Plot, Series, stacked
from shibosi.store.asking import address
from shibosi.store.limiting import count

MOST_ROWS = 5_000
"""Lines of a file here; more are a job for `shibosi tax simulate`."""
MOST_BYTES = 2_000_000
LONGEST = 120
SHOWN = 60


class TooManyOrders(ShibosiError):
    """A file with more than a page works through."""

    code = "too-many-orders"
    message = "At most {rows} lines and {bytes} bytes are taken here; use shibosi tax simulate for more."


@page("landed/simulation/", EVERYBODY, Entry("What if", Group.SERVICES, 25, "run"), methods=("GET", "HEAD", "POST"))
def simulation(request: Asked) -> HttpResponse:
    """A form for a file of orders and another value; what it would have made of them. Raises TooMany."""
    asked = {name: str(found).strip()[:LONGEST] for name, found in request.POST.items()}
    found: Simulated | None = None
    mistake: ShibosiError | None = None
    if request.method == "POST":
        count("files from an address", address(request), timezone.now())
        try:
            found = _simulated(asked, request.FILES.get("file"))
        except (NoTax, TooManyOrders) as refused:
            mistake = refused
    return show(
        request, "portal/simulation.html", status=422 if mistake else 200, asked=asked, mistake=mistake,
        names=sorted(names()), most=MOST_ROWS, **(told(found) if found else {}),
    )  # fmt: skip


def _simulated(asked: dict[str, str], file: UploadedFile | None) -> Simulated:
    """Raises NoTax for what cannot be read, TooManyOrders."""
    if file is None:
        raise Unreadable(file="-", row=1, reason="there is no file")
    if (file.size or 0) > MOST_BYTES:
        raise TooManyOrders(rows=MOST_ROWS, bytes=MOST_BYTES)
    overlay = other_value(asked)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        path.write_bytes(file.read())
        lines = read_orders(path)
    if lines.height > MOST_ROWS:
        raise TooManyOrders(rows=MOST_ROWS, bytes=MOST_BYTES)
    return simulate(lines, overlay, Shelf(settings.home() / "tax").rates())


def other_value(asked: dict[str, str]) -> Overlay:
    """The other value that was typed. Raises WrongOverlay."""
    value = {"value": asked.get("value", ""), "from": asked.get("from") or None}
    return overlay_of({asked.get("name", ""): [value]})


def told(found: Simulated) -> dict[str, Any]:
    """A simulation as `portal/simulated.html` tells it."""
    return {"plot": _plot(found), "rows": _rows(found)}


def _plot(found: Simulated) -> Plot:
    """Tax more or less by market, in per cent of what it is: amounts of several currencies have no common axis."""
    markets = [row for row in found.markets().iter_rows(named=True) if row["before"]]
    shares = [float(Decimal(row["more"] * 100) / Decimal(row["before"])) for row in markets]
    marks = [f"{row['market']} {row['currency']}" for row in markets]
    series = Series(translate("More tax, %"), "bar-major", [round(one, 1) for one in shares])
    return stacked(
        "plot-simulation", translate("Tax more by market, in per cent"), translate("Market"), marks, [series]
    )


def _rows(found: Simulated) -> list[dict[str, Any]]:
    return [
        {"market": row["market"], "category": row["category"], "lines": row["lines"], "dearer": row["dearer"],
         "cheaper": row["cheaper"], "bounds": row["bounds"],
         **{name: f"{Decimal(row[name]).scaleb(-5):,.2f} {row['currency']}" for name in ("before", "after", "more")}}
        for row in found.by.head(SHOWN).iter_rows(named=True)
    ]  # fmt: skip
