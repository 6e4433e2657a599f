"""The rules taken away: a page that says in which formats, and the files."""

from django.http import HttpResponse

from shibosi.api.taking import file_of
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.telling.export import FORMATS


@page("rules/export/", EVERYBODY, Entry("Take the rules away", Group.RULES, 80, "download"))
def formats(request: Asked) -> HttpResponse:
    """The formats, each with what it is for."""
    return show(request, "portal/taking.html", formats=[(name, one, MEANT[name]) for name, one in FORMATS.items()])


@page("rules/export/<slug:name>/", EVERYBODY)
def download(request: Asked, name: str) -> HttpResponse:
    """The rules in one of them, in the language of the page. Raises UnknownFormat."""
    return file_of(name)


MEANT = {
    "oscal": "Chapters as groups, items as controls, figures as parameters, norms as references. Read by tools that "
             "know OSCAL, such as compliance-trestle.",
    "ciso": "A framework whose items are assessed by kind of party, with the controls that run here as reference "
            "controls; in both languages. Loaded under Libraries.",
    "json": "Everything at once: items, figures, norms, controls and the values they read.",
    "csv": "A line an item in both languages, for a spreadsheet.",
}  # fmt: skip
