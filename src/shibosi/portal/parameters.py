"""A parameter through time, open to all: every value with place, days, source and confidence."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from shibosi.domains import registry
from shibosi.kernel.errors import nearest
from shibosi.kernel.parameters import Parameters, UnknownParameter
from shibosi.pages.filters import Day, Filters, Text
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.drawing import through_time
from shibosi.portal.visits.keeping import today
from shibosi.standard.vocabulary import CONFIDENCES
from shibosi.telling.dated import PARAMETER, readers
from shibosi.telling.values import CONFIDENCE_WORDS, value_text, valued


@page("rules/parameters/", EVERYBODY)
def parameters(request: Asked) -> HttpResponse:
    """The list of parameters is part of that of all values; what was asked is handed on."""
    return redirect(f"{reverse('values.values')}?{urlencode({**request.GET.dict(), 'kind': PARAMETER})}")


@page("rules/parameters/<str:parameter>/", EVERYBODY)
def parameter(request: Asked, parameter: str) -> HttpResponse:
    """A parameter: its values through time, that of a day, the controls that read it. Raises UnknownParameter."""
    registry.load()
    if parameter not in Parameters.known:
        raise UnknownParameter(parameter=parameter, hint=nearest(parameter, list(Parameters.known)))
    chosen = Filters(Day("day", "As of"), Text("place", "Place", longest=20, example="CN")).read(request.GET)
    day, place = chosen["day"] or today(), chosen["place"] or "CN"
    return show(
        request, "portal/parameter.html", name=parameter, known=Parameters.known[parameter], chosen=chosen, day=day,
        place=place, now=_in_force(parameter, day, place), values=valued(registry.values(), [parameter]),
        plots=through_time([parameter], today()), readers=readers(parameter), confidences=CONFIDENCES,
    )  # fmt: skip


def _in_force(name: str, day: date, place: str) -> dict[str, Any]:
    version = registry.values().in_force(name, day, place)
    return {"name": name, "known": Parameters.known[name], "version": version, "shown": value_text(name, version),
            "word": CONFIDENCE_WORDS[version.confidence] if version else "",
            "changes": len(registry.values().get(name, ()))}  # fmt: skip
