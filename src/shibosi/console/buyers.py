"""The year of a buyer in retail import, from what is stored: what is used, what is left, what came back."""

from django.http import HttpResponse

from shibosi.methods.taxes.asking import WrongQuestion
from shibosi.methods.taxes.errors import NoTax
from shibosi.pages.page import Asked, page, show
from shibosi.portal.quota import shown
from shibosi.store.reading.retail import year_of

LONGEST = 60
YEARS = range(2016, 2100)


@page("tax/buyers/", "buyers.read", methods=("GET", "HEAD", "POST"))
def year(request: Asked) -> HttpResponse:
    """A form for the identity number, which goes in the body and is noted, never into the address; and the year."""
    today = request.viewer.today
    buyer, asked = (request.POST.get(name, "").strip()[:LONGEST] for name in ("buyer", "year"))
    found, mistake = None, None
    if request.method == "POST":
        try:
            if not buyer or not asked.isdecimal() or int(asked) not in YEARS:
                raise WrongQuestion(place="year", reason="wanted are an identity number and a year")
            found = shown(year_of(request.viewer, buyer, int(asked), today, "console"))
        except NoTax as refused:
            mistake = refused
    return show(
        request, "console/buyers.html", status=422 if mistake else 200, buyer=buyer, year=asked or str(today.year),
        found=found, mistake=mistake,
    )  # fmt: skip
