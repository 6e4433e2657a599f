"""What another value of law would have made of the orders of the last quarter, from what is stored."""

from django.http import HttpResponse

from shibosi import settings
from shibosi.kernel.errors import ShibosiError
from shibosi.methods.taxes.batch.simulation import Simulated, quarter_before, simulate
from shibosi.methods.taxes.errors import NoTax
from shibosi.methods.taxes.overlays import names
from shibosi.methods.taxes.shelf import Shelf
from shibosi.pages.page import Asked, page, show
from shibosi.portal.simulating import LONGEST, other_value, told
from shibosi.runs.ordered import TooManyLists, of_last_quarter


@page("tax/simulation/", "documents.export", methods=("GET", "HEAD", "POST"))
def stored(request: Asked) -> HttpResponse:
    """A form for another value; who of the last quarter would have paid what more."""
    asked = {name: str(found).strip()[:LONGEST] for name, found in request.POST.items()}
    today = request.viewer.today
    found: Simulated | None = None
    mistake: ShibosiError | None = None
    left_out = 0
    if request.method == "POST":
        try:
            overlay = other_value(asked)
            orders = of_last_quarter(request.viewer, today)
            left_out = orders.left_out
            found = simulate(orders.lines, overlay, Shelf(settings.home() / "tax").rates())
        except (NoTax, TooManyLists) as refused:
            mistake = refused
    return show(
        request, "console/simulation.html", status=422 if mistake else 200, asked=asked, mistake=mistake,
        names=sorted(names()), quarter=quarter_before(today), left_out=left_out, found=found,
        **(told(found) if found else {}),
    )  # fmt: skip
