"""The public register of measures: whoever wants reads it, whom they concern masked."""

from django.http import HttpResponse

from shibosi.console.measures import as_statement, stops
from shibosi.kernel.measures.effects import EFFECTS
from shibosi.kernel.measures.events import KINDS
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.store.allowing import the_one
from shibosi.store.measures import register as store
from shibosi.store.models import Publication

HEADINGS = [Heading("Measure"), Heading("Firm"), Heading("From", "since", str), Heading("Until"), Heading("State"),
            Heading("Clauses")]  # fmt: skip
FORCE = {"yes": "In force now", "no": "No longer in force"}
FILTERS = Filters(
    Text("search", "Exact name or code of a firm, or number", longest=store.LONGEST_SEARCH),
    Choice("kind", "Measure", among=KINDS), Choice("force", "State", among=FORCE),
)  # fmt: skip


@page("register/", EVERYBODY, Entry("Register of measures", Group.ACTING, 60, "rule"))
def register(request: Asked) -> HttpResponse:
    """What is published today, newest first."""
    chosen = FILTERS.read(request.GET)
    query = store.search(store.entries(request.viewer.now), chosen["search"] or "")
    if chosen["kind"]:
        query = query.filter(what=chosen["kind"])
    if chosen["force"]:
        query = query.filter(in_force=chosen["force"] == "yes")
    list_ = listing(request, query, HEADINGS, "-pk", chosen, files=False)
    for one in list_.items:
        one.told = store.shown(one)
    return show(request, "portal/register.html", list=list_)


@page("register/<slug:public>/", EVERYBODY)
def entry(request: Asked, public: str) -> HttpResponse:
    """One entry, as long as it is published. Raises NotThere."""
    one = _one(request, public)
    return show(request, "portal/register_entry.html", one=store.shown(one), stops=stops(EFFECTS[one.what]))


@page("register/<slug:public>/statement/", EVERYBODY)
def statement(request: Asked, public: str) -> HttpResponse:
    """The statement of reasons of an entry; it names nobody. Raises NotThere."""
    return as_statement(_one(request, public).measure)


def _one(request: Asked, public: str) -> Publication:
    found = the_one(store.entries(request.viewer.now).filter(measure__public=public))
    return found
