"""Around every request: its language, what no database can keep, how long it took, errors of Django as problems."""

import re
from collections.abc import Callable
from time import perf_counter
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from shibosi.api import counting
from shibosi.api.asked import only_described
from shibosi.api.errors import PROBLEM, Unusable, of_error, of_status
from shibosi.api.watching import method_of, route_of
from shibosi.kernel.words import speak

OURS = re.compile(r"/(api/|health/|mcp$|metrics$)")
STRICT = "default-src 'none'; frame-ancestors 'none'"
PAGE = ("default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'")  # fmt: skip


class Door:
    """Middleware of the API. After the one that finds out the language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; an error under /api, /health, /mcp or /metrics is a problem."""
        speak(get_language() or "en")
        if not OURS.match(request.path):
            return self.get_response(request)
        began = perf_counter()
        odd = b"\0" in unquote_to_bytes(request.META.get("QUERY_STRING", "")) or "\0" in request.path
        response = of_status(422) if odd else self.get_response(request)
        if response.status_code >= 400 and response.get("Content-Type") != PROBLEM:
            response = _kept(response, of_status(response.status_code))
        is_page = response.get("Content-Type", "").startswith("text/html")
        response["Content-Security-Policy"] = PAGE if is_page else STRICT
        response["X-Content-Type-Options"] = "nosniff"
        response.setdefault("Cache-Control", "no-store")
        self.count(request, response, perf_counter() - began)
        return response

    def process_view(self, request: HttpRequest, *found: object) -> HttpResponse | None:
        """A problem, where the address is asked for what it does not know."""
        if not request.path.startswith("/api/"):
            return None
        try:
            only_described(request)
        except Unusable as mistake:
            return of_error(mistake)
        return None

    @staticmethod
    def count(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
        """Count the request under the pattern of its address, never under what stands in it."""
        route = route_of(request)
        counting.count(counting.REQUESTS, method=method_of(request), route=route, status=str(response.status_code))
        counting.took(seconds, route=route)


def _kept(before: HttpResponse, made: HttpResponse) -> HttpResponse:
    """What the answer it replaces says of methods and of coming again."""
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in before:
            made[name] = before[name]
    return made
