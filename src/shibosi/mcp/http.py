"""MCP over HTTP at /mcp: the streamable transport without sessions or streams, every answer in one piece of JSON.

A token of the API lets in; what it may see and do decides which tools are offered. A browser's session does not count,
and a page of another origin is turned away, so that no site can speak through somebody's browser.
"""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from shibosi.api import bodies
from shibosi.api.errors import NotSignedIn, Unusable, of_error, of_status
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import Phrase
from shibosi.mcp.protocol import LONGEST_MESSAGE, VERSIONS, Server, answered
from shibosi.mcp.reading import READING
from shibosi.mcp.reporting import REPORT
from shibosi.mcp.tool import Caller, Tool
from shibosi.store import asking
from shibosi.store.allowing import Forbidden, may
from shibosi.store.viewers import Viewer

CHINA = ZoneInfo("Asia/Shanghai")
VERSION = "Mcp-Protocol-Version"


@csrf_exempt
def door(request: HttpRequest) -> HttpResponse:
    """One message in, one answer out."""
    if request.method != "POST":
        refused = of_status(405)
        refused["Allow"] = "POST"
        return refused
    try:
        viewer = _viewer(request)
        bodies.type_of(request, bodies.JSON)
        data = bodies.body_of(request, LONGEST_MESSAGE)
    except ShibosiError as mistake:
        return of_error(mistake)
    now = timezone.now()
    answer = answered(data, Server(offered(viewer), Caller(now.astimezone(CHINA).date(), viewer)))
    if answer is None:
        return HttpResponse(status=202)
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def offered(viewer: Viewer) -> list[Tool]:
    """The tools a viewer may use."""
    return [*READING, REPORT] if may(viewer, "documents.report") else list(READING)


def _viewer(request: HttpRequest) -> Viewer:
    """Who asks. Raises NotSignedIn, BadToken, NotYourParty, TooMany, Forbidden for another origin, Unusable."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.get_host():
        raise Forbidden(verb="mcp", doing="mcp")
    viewer = asking.viewer_of(request, timezone.now())
    if viewer.token is None:
        raise NotSignedIn()
    said = request.headers.get(VERSION)
    if said is not None and said not in VERSIONS:
        raise Unusable(place=VERSION, reason=Phrase("wanted is one of {known}.", known=", ".join(VERSIONS)))
    return viewer
