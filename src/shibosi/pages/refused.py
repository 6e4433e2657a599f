"""A form that was refused: the page it was sent from again, the mistake beside its field, what was typed still there.

The page is asked for as its reader would ask for it, by its own view and with the same rights; it is used only if it
comes at all and has the form. A script (`refused.js`) fills the form in and puts the mistake beside the field; without
scripts the words at the top of the page tell it.
"""

import re
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import Resolver404, ResolverMatch, resolve

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import told, translate
from shibosi.pages import looking, markup

TEMPLATE = "pages/parts/refused.html"
PLACE = "place"
"""The fact of an error that names a field."""
MAIN = re.compile("<main[^>]*>")
CARRIED = ("session", "user", "viewer", "_messages", "allauth", "LANGUAGE_CODE")
"""What was found out about who asks, and holds for the page too."""


def again(request: HttpRequest, mistake: ShibosiError, status: int) -> HttpResponse | None:
    """The page a form was sent from with the mistake in it; None where no field of it is meant or it does not come.

    What the page wrote, such as a note of what it shows, stays only where it is shown.
    """
    if request.method != "POST" or PLACE not in mistake.facts or not hasattr(request, "viewer"):
        return None
    came = _asked(request)
    if came is None:
        return None
    asked, view = came
    with transaction.atomic():
        answer = _shown(asked, view)
        page = _with(request, asked, mistake, answer) if answer is not None else None
        if answer is None or page is None:
            transaction.set_rollback(True)
            return None
    answer.content = page
    answer.status_code = status
    answer["Cache-Control"] = "no-store"
    return answer


def _asked(request: HttpRequest) -> tuple[WSGIRequest, ResolverMatch] | None:
    """The page somebody came from as a request of its own, and its view; an address that takes only forms is none."""
    parts = urlsplit(looking.came_from(request))
    path = unquote(parts.path)
    readable = looking.readable(path)
    try:
        view = resolve(readable)
    except Resolver404:
        return None
    if "GET" not in getattr(view.func, "methods", ()):
        return None
    asked = WSGIRequest(request.META | {
        "REQUEST_METHOD": "GET", "PATH_INFO": readable.encode().decode("latin-1"), "CONTENT_TYPE": "",
        "QUERY_STRING": parts.query if readable == path else "", "CONTENT_LENGTH": "", "wsgi.input": BytesIO(),
    })  # fmt: skip
    vars(asked).update({name: getattr(request, name) for name in CARRIED if hasattr(request, name)})
    asked.resolver_match = view
    return asked, view


def _shown(asked: WSGIRequest, view: ResolverMatch) -> HttpResponse | None:
    """The page, if it is one and may be seen."""
    try:
        answer: HttpResponseBase = view.func(asked, *view.args, **view.kwargs)
    except (Http404, PermissionDenied, SuspiciousOperation):
        return None
    is_page = answer.get("Content-Type", "").startswith("text/html") and "Content-Disposition" not in answer
    return answer if isinstance(answer, HttpResponse) and answer.status_code == 200 and is_page else None


def _with(request: HttpRequest, asked: WSGIRequest, mistake: ShibosiError, answer: HttpResponse) -> str | None:
    """The page with the mistake at its top, and what the script needs; None where it has no such form or field.

    From here on the mistake calls the field as the form does.
    """
    page, names = answer.content.decode(answer.charset), (str(mistake.facts[PLACE]), str(told(mistake.facts)[PLACE]))
    sent = _form(markup.forms(page), request, asked, names)
    head = MAIN.search(page)
    if sent is None or head is None:
        return None
    form, field = sent
    mistake.facts[PLACE] = field.label
    sentence = mistake.sentence()
    said: dict[str, Any] = {
        "sentence": sentence, "id": field.id, "files": bool(request.FILES), "back": asked.get_full_path(),
        "told": {"form": form.at, "field": field.name, "sentence": sentence, "came": asked.get_full_path(),
                 "typed": _typed(form, request), "files": list(request.FILES),
                 "again": translate("Choose the file again.")},
    }  # fmt: skip
    return page[: head.end()] + render_to_string(TEMPLATE, said) + page[head.end() :]


def _form(
    found: list[markup.Form], request: HttpRequest, asked: WSGIRequest, names: tuple[str, ...]
) -> tuple[markup.Form, markup.Field] | None:
    """The form that was sent and its field of these names; of forms alike the one with the same hidden values."""
    fitting = [
        (form, field)
        for form in found
        if form.posts and unquote(urlsplit(urljoin(asked.get_full_path(), form.action)).path) == request.path
        for field in [form.field(*names)]
        if field is not None
    ]
    return max(fitting, key=lambda one: _alike(one[0], request), default=None)


def _alike(form: markup.Form, request: HttpRequest) -> int:
    hidden = [one for one in form.fields if one.kind == "hidden"]
    return sum(one.value in request.POST.getlist(one.name) for one in hidden)


def _typed(form: markup.Form, request: HttpRequest) -> list[tuple[str, list[str]]]:
    """What was typed and chosen, by field. What has to stay secret is left out."""
    secret = {one.name for one in form.seen() if one.kind in markup.KEPT_QUIET}
    names = dict.fromkeys(one.name for one in form.seen() if one.name not in secret)
    return [(name, request.POST.getlist(name)) for name in names if name in request.POST]
