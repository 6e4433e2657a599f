"""What could not be shown, told as a page: errors of ours with their sentence, and what Django found out itself."""

from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shibosi.api.errors import MEANINGS, TITLES, TooMany, status_of
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.pages import looking, refused

TEMPLATE = "pages/problem.html"


def of(request: HttpRequest, mistake: ShibosiError) -> HttpResponse:
    """The page of an error: the one a form was sent from, where a field of it is meant; else one of its own."""
    status = status_of(mistake, reading=request.method in ("GET", "HEAD"))
    answer = refused.again(request, mistake, status) or _page(request, status, mistake.sentence(), mistake.code)
    if isinstance(mistake, TooMany):
        answer["Retry-After"] = str(mistake.facts["wait"])
    return answer


def wrong_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, for Django."""
    return _of_status(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, for Django."""
    return _of_status(request, 403)


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, for Django."""
    return _of_status(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, for Django: a page that asks the database nothing."""
    said = {"title": translate(TITLES[500]), "sentence": translate(MEANINGS[500])}
    return render(request, "pages/broken.html", said, status=500)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 where a form came without its sign (CSRF): it was open too long, or came from elsewhere."""
    words = "The form is too old or comes from elsewhere; nothing was changed. Go back, load the page again and repeat."
    return _page(request, 403, translate(words), "forged")


def wrong_method(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    """405: an address that only takes a form was opened, or a page that is only read was sent one."""
    words = "This address only takes what a form sends; nothing was done." if "POST" in methods else MEANINGS[405]
    answer = _page(request, 405, translate(words), "no-such-method")
    answer["Allow"] = ", ".join(methods)
    return answer


def back(request: HttpRequest) -> str:
    """The page somebody came from, if it is one of ours; else the one above an address that takes only forms."""
    try:
        came, whole = looking.came_from(request), request.build_absolute_uri()
    except DisallowedHost:
        return ""
    if came and (came != whole or request.method == "POST"):
        return came
    above = looking.readable(request.path)
    return above if above != request.path else ""


def _of_status(request: HttpRequest, status: int) -> HttpResponse:
    return _page(request, status, translate(MEANINGS[status]), TITLES[status].lower().replace(" ", "-"))


def _page(request: HttpRequest, status: int, sentence: str, code: str) -> HttpResponse:
    said: dict[str, Any] = {
        "title": translate(TITLES.get(status, TITLES[400])), "sentence": sentence, "code": code, "status": status,
        "back": back(request),
    }  # fmt: skip
    return render(request, TEMPLATE, said, status=status)
