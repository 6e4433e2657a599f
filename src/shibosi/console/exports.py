"""Listings of marketplace exports: uploaded, read by a layout or the seller's own map, taken in as drafts."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.console.admission import codes
from shibosi.kernel.words import translate
from shibosi.methods.goods.layouts import layouts
from shibosi.pages import forms
from shibosi.pages.page import Asked, do, page, show
from shibosi.runs.listings import take_listings
from shibosi.store.goods import listings as verbs
from shibosi.store.goods.markets import markets

MOST = 32 << 20
"""Bytes of an export."""
MOST_MAP = 1 << 20
SHOWN = 20
"""Problems that are shown."""
OWN = "own"


@page("listings/import/", verb=verbs.SAVE)
def form(request: Asked) -> HttpResponse:
    """The form: seller, file, layout or map."""
    return show(
        request, "console/listings_import.html", codes=codes(request.viewer), layouts=_layouts(), most=MOST >> 20,
        markets={"": translate("as the export says"), **markets()}, problems=request.session.pop(PROBLEMS, []),
    )  # fmt: skip


@do("listings/import/take/", verb=verbs.SAVE)
def take(request: Asked) -> HttpResponse:
    """Take the export in. Raises Unusable, TooLarge, MapError, OtherKind, ReportsForOthers."""
    seller, chosen = forms.text(request, "seller", 30), forms.choice(request, "layout", _layouts())
    market = forms.choice(request, "market", {"": "", **markets()}) if request.POST.get("market") else ""
    given = forms.needed_upload(request, MOST)
    with TemporaryDirectory() as work:
        mapping: Path | str = chosen
        if chosen == OWN:
            mapping = _kept(forms.needed_upload(request, MOST_MAP, "map"), Path(work) / "map")
        found = take_listings(request.viewer, _kept(given, Path(work) / "export"), mapping, seller, market)
    words = translate("{stored} listings are new, {known} were known.")
    messages.success(request, words.format(stored=found.stored, known=found.known))
    request.session[PROBLEMS] = [one.sentence() for one in found.problems[:SHOWN]]
    return redirect("exports.form" if found.problems else "listings.listings")


PROBLEMS = "problems of an export"


def _layouts() -> dict[str, str]:
    return {**{name: name.capitalize() for name in layouts()}, OWN: translate("My own map")}


def _kept(given: UploadedFile, folder: Path) -> Path:
    """A file that was sent, under its own name in a folder of this request."""
    folder.mkdir()
    path = folder / Path(given.name or "file").name
    path.write_bytes(given.read())
    return path
