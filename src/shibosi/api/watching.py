"""Around everything: a request has an id, a span and one line in the log; nothing personal stands in any of them."""

import logging
import re
import secrets
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse

from shibosi import settings
from shibosi.settings import logs
from shibosi.store.tracing import span

HEADER = "X-Request-Id"
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
QUIET = ("health/", "metrics")
"""Addresses that are asked for every few seconds: said in the log only when they fail."""
logger = logging.getLogger("shibosi.requests")


class Watched:
    """The outermost middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, under an id that stands in the answer too."""
        name, began, method = request_id(request), perf_counter(), method_of(request)
        with logs.about(request=name), span("request", **{"http.request.method": method}):
            response = self.get_response(request)
            response[HEADER] = name
            _told(request, method, response, perf_counter() - began)
        return response


def request_id(request: HttpRequest) -> str:
    """The id our own proxy gave the request, else a new one."""
    given = request.headers.get(HEADER, "") if settings.proxies() else ""
    return given if GIVEN.fullmatch(given) else secrets.token_hex(8)


def method_of(request: HttpRequest) -> str:
    """The method, or "other" for words of others."""
    return request.method if request.method in METHODS else "other"


def route_of(request: HttpRequest) -> str:
    """The pattern of the address, never what stands in it."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else "unknown"


def _told(request: HttpRequest, method: str, response: HttpResponse, seconds: float) -> None:
    route = route_of(request)
    if route.startswith(QUIET) and response.status_code < 500:
        return
    viewer = getattr(getattr(request, "auth", None), "by", None)
    facts = {"method": method, "route": route, "status": response.status_code, "ms": round(seconds * 1000, 1)}
    logger.info("request", extra={"facts": facts | ({"viewer": viewer} if viewer else {})})
