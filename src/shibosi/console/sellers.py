"""Sellers in markets: who has proof of its tax registration, and the file of each that a tax office asks for."""

from django.http import HttpResponse

from shibosi.kernel.words import translate
from shibosi.pages.files import file_wanted, may_take_away, rows_as_file
from shibosi.pages.page import Asked, page, show
from shibosi.store.reading.sellers import HEADINGS, file_of, sellers

LONGEST = 40
PROOF = {"good": ("good", "proof in force"), "ended": ("broken", "proof does not hold"), "none": ("broken", "no proof")}
"""How proof of registration stands: the style of its badge, and the words."""


@page("tax/sellers/", "documents.read")
def listed(request: Asked) -> HttpResponse:
    """The sellers of each market; with `party`, `market` and `file` the file of one."""
    party, market = (request.GET.get(name, "")[:LONGEST] for name in ("party", "market"))
    if party and market and file_wanted(request):
        rows = [[translate(kind), *cells] for kind, *cells in file_of(request.viewer, party, market)]
        return rows_as_file(request, "seller", HEADINGS, rows)
    return show(
        request, "console/sellers.html", sellers=[(one, *PROOF[one.proof]) for one in sellers(request.viewer)],
        may_take_away=may_take_away(request),
    )  # fmt: skip
