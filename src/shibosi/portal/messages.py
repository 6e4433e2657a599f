"""Customs messages, open to all: drop one and see what is wrong by field; and the fields of every kind."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from shibosi.kernel.errors import ShibosiError
from shibosi.methods.formats.ceb import Limits
from shibosi.methods.messages import kinds as known
from shibosi.methods.messages.answers import Said, said
from shibosi.methods.messages.checking import Checked, check_bytes
from shibosi.methods.messages.mistakes import REFUSED
from shibosi.methods.messages.signing.verifying import signature_of
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.store.asking import address
from shibosi.store.limiting import count

MOST_FILES = 10
MEGA = 1 << 20
MOST = 4 * MEGA
"""Bytes of a file: a message of a hundred documents with all their lines. Our choice."""
MOST_ANSWERS = 20
"""Answers of a message that are explained."""


class NoMessages(ShibosiError):
    """A form without a file in it, or with too much."""

    code = "no-messages"
    message = "Choose at least one file, and at most {most}, none above {mega} MB."


@page("messages/", EVERYBODY, Entry("Check a message", Group.SERVICES, 15, "document"), methods=("GET", "HEAD", "POST"))
def check(request: Asked) -> HttpResponse:
    """Where messages are dropped, and what is wrong in them. Nothing is kept. Raises NoMessages, TooMany."""
    results: Sequence[dict[str, Any]] = ()
    if request.method == "POST":
        count("files from an address", address(request), timezone.now())
        files = request.FILES.getlist("files")
        if not 1 <= len(files) <= MOST_FILES or any((one.size or 0) > MOST for one in files):
            raise NoMessages(most=MOST_FILES, mega=MOST // MEGA)
        results = [_result(one.name or "", one.read()) for one in files]
    return show(request, "portal/messages.html", results=results, kinds=known.kinds(), files=MOST_FILES,
                most=MOST // MEGA)  # fmt: skip


@page("messages/<str:number>/", EVERYBODY)
def kind(request: Asked, number: str) -> HttpResponse:
    """The elements of a kind of message. Raises UnknownMessage."""
    one = known.kind(number)
    return show(request, "portal/message.html", kind=one, elements=one.elements)


def _result(name: str, data: bytes) -> dict[str, Any]:
    checked = check_bytes(data, name, Limits(size=MOST))
    refused = [one for one in checked.mistakes if one.weight == REFUSED]
    noted = [one for one in checked.mistakes if one.weight != REFUSED]
    return {"name": name, "checked": checked, "kind": known.kind(checked.message.name) if checked.message else None,
            "groups": [("bad", refused), ("warn", noted)], "answers": _answers(checked),
            "signature": signature_of(checked.message, timezone.now())}  # fmt: skip


def _answers(checked: Checked) -> list[Said]:
    if checked.message is None:
        return []
    found = [said(document.head) for document in checked.message.documents[:MOST_ANSWERS]]
    return [one for one in found if one is not None]
