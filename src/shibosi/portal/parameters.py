"""Parameters through time, open to all: every value with place, days, source and confidence."""

from datetime import date
from typing import Any

from django.http import HttpResponse

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN
from shibosi.kernel.errors import nearest
from shibosi.kernel.parameters import Parameters, UnknownParameter
from shibosi.pages.filters import Choice, Day, Filters, Text
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.drawing import through_time
from shibosi.portal.visits.keeping import today
from shibosi.standard.vocabulary import CONFIDENCES
from shibosi.telling.searching import LONGEST, search
from shibosi.telling.values import CONFIDENCE_WORDS, value_text, valued

FILTERS = Filters(
    Text("q", "Search", longest=LONGEST), Day("day", "As of"), Text("place", "Place", longest=20, example="CN"),
    Choice("confidence", "Confidence", among=CONFIDENCE_WORDS),
)  # fmt: skip


@page("rules/parameters/", EVERYBODY, Entry("Parameters", Group.RULES, 50, "time"))
def parameters(request: Asked) -> HttpResponse:
    """Every parameter with the value in force on a day in a place."""
    registry.load()
    chosen = FILTERS.read(request.GET)
    names = [one.name for one in search(chosen["q"], ("parameter",))] if chosen["q"] else sorted(Parameters.known)
    day, place = chosen["day"] or today(), chosen["place"] or "CN"
    shown = [_in_force(name, day, place) for name in names]
    wanted = chosen["confidence"]
    shown = [one for one in shown if wanted is None or (one["version"] and one["version"].confidence == wanted)]
    return show(request, "portal/parameters.html", chosen=chosen, parameters=shown, day=day, place=place)


@page("rules/parameters/<str:parameter>/", EVERYBODY)
def parameter(request: Asked, parameter: str) -> HttpResponse:
    """A parameter: its values through time, that of a day, the controls that read it. Raises UnknownParameter."""
    registry.load()
    if parameter not in Parameters.known:
        raise UnknownParameter(parameter=parameter, hint=nearest(parameter, list(Parameters.known)))
    chosen = Filters(Day("day", "As of"), Text("place", "Place", longest=20, example="CN")).read(request.GET)
    day, place = chosen["day"] or today(), chosen["place"] or "CN"
    controls = [one for _, one in sorted(KNOWN.items()) if parameter in one.parameters()]
    return show(
        request, "portal/parameter.html", name=parameter, known=Parameters.known[parameter], chosen=chosen, day=day,
        place=place, now=_in_force(parameter, day, place), values=valued(registry.values(), [parameter]),
        plots=through_time([parameter], today()), controls=controls, confidences=CONFIDENCES,
    )  # fmt: skip


def _in_force(name: str, day: date, place: str) -> dict[str, Any]:
    version = registry.values().in_force(name, day, place)
    return {"name": name, "known": Parameters.known[name], "version": version, "shown": value_text(name, version),
            "word": CONFIDENCE_WORDS[version.confidence] if version else "",
            "changes": len(registry.values().get(name, ()))}  # fmt: skip
