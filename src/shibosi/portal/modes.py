"""Which customs mode a shipment goes under, open to all: what is so is said, and every mode is told with reasons."""

from django.http import HttpResponse

from shibosi.methods.messages.kinds import kind
from shibosi.methods.modes.choosing import DECLARATION, WAYS, Choice, choose
from shibosi.methods.modes.shipment import MEANINGS, WORDS, Shipment
from shibosi.pages.filters import Day, Filters
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal import asking
from shibosi.portal.visits.keeping import today

FILTERS = Filters(Day("day", "Day of the declaration"), *asking.fields(Shipment, MEANINGS, WORDS))
ANSWERS = {True: "can be used", False: "cannot be used", None: "not known yet"}
BADGES = {True: "held", False: "broken", None: "minor"}


@page("modes/", EVERYBODY, Entry("Which customs mode", Group.SERVICES, 14, "document"))
def modes(request: Asked) -> HttpResponse:
    """Every mode decided for what is said of a shipment; those that are open, or may be, come first."""
    chosen = FILTERS.read(request.GET)
    advice = choose(Shipment(chosen["day"] or today(), **asking.said(Shipment, MEANINGS, chosen)))
    ordered = sorted(advice.choices, key=lambda one: one.usable is False)
    return show(request, "portal/modes.html", chosen=chosen, advice=advice, choices=list(map(_told, ordered)))


def _told(one: Choice) -> dict[str, object]:
    documents = [
        {"number": "" if name == DECLARATION else name, "name": "" if name == DECLARATION else kind(name).code.name}
        for name in one.documents
    ]
    return {
        "one": one, "answer": ANSWERS[one.usable], "style": BADGES[one.usable], "documents": documents,
        "way": WAYS.get(one.way or ""), "direction": WORDS["direction"][one.mode.direction],
    }  # fmt: skip
