"""The log: entries, heads that were kept, and bundles that prove entries to others."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse

from shibosi.api.errors import Unusable
from shibosi.console import working
from shibosi.kernel.words import Phrase, catalogue
from shibosi.pages.filters import Day, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import logbook, proofs, scope
from shibosi.store.allowing import NotThere
from shibosi.store.models import LogEntry, LogHead
from shibosi.store.reading.findings import beginning
from shibosi.store.seeing import note

HEADINGS = [Heading("Entry", "position"), Heading("When"), Heading("What"), Heading("Of what"), Heading("Content")]
FILTERS = Filters(
    Text("what", "What", longest=40, example="finding opened"),
    Text("subject", "Of what", longest=80, example="order:17"),
    Day("first", "From"), Day("last", "Until"),
)  # fmt: skip
HEADS = 30


@page("log/", verb="log.read", entry=Entry("Log and proofs", Group.PROOF, 20, "log", "l"))
def entries(request: Asked) -> HttpResponse:
    """The entries, newest first, and the heads that were kept."""
    chosen = FILTERS.read(request.GET)
    wanted = {
        "what": chosen["what"] and _written(chosen["what"]), "subject__startswith": chosen["subject"],
        "at__gte": chosen["first"] and beginning(chosen["first"]),
        "at__lt": chosen["last"] and beginning(chosen["last"] + timedelta(days=1)),
    }  # fmt: skip
    query = scope.log(request.viewer).filter(**{name: value for name, value in wanted.items() if value})
    size, root = logbook.head()
    list_ = listing(request, query, HEADINGS, "-position", chosen, files=False)
    for one in list_.items:
        one.facts = logbook.facts(one)
    return show(
        request, "console/log.html", list=list_,
        size=size, root=root.hex() if size else "", heads=LogHead.objects.order_by("-size")[:HEADS],
    )  # fmt: skip


@page("log/<int:position>/", verb="log.read")
def entry(request: Asked, position: int) -> HttpResponse:
    """An entry with the proof that it is in the log. Raises NotThere."""
    one = _one(request, position)
    size, root = logbook.head()
    path = [part.hex() for part in logbook.inclusion(one.position, size)]
    return show(request, "console/log_entry.html", one=one, leaf=bytes(one.leaf).hex(), facts=_said(one),
                size=size, root=root.hex(), path=path)  # fmt: skip


@page("log/bundle/", verb="log.read")
def bundle(request: Asked) -> HttpResponse:
    """Entries as a bundle that verifies without this software: `from` to `to`, and `older`, a head that was kept.

    Raises Unusable, NotThere, NoSuchSize. Leaves a note.
    """
    first, last = _number(request, "from"), _number(request, "to")
    if not 0 <= last - first < proofs.MOST:
        raise Unusable(place="to", reason=Phrase("at most {most} entries go into one bundle.", most=proofs.MOST))
    found = list(scope.log(request.viewer).filter(position__range=(first, last)).order_by("position"))
    if not found:
        raise NotThere()
    older = _number(request, "older") if request.GET.get("older") else None
    answer = HttpResponse(proofs.bundle(found, older), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="bundle-{first}-{last}.json"'
    note(request.viewer, "exported", f"log:{first}-{last}", "console")
    return answer


def _written(what: str) -> str:
    """What entries call something that a person may have named in Chinese."""
    return next((english for english, chinese in catalogue().items() if chinese == what), what)


def _said(one: LogEntry) -> list[tuple[str, str, str]]:
    """What an entry tells: the name of each fact, its label, what it says."""
    facts = logbook.facts(one) or {}
    return [(name, working.fact(name), working.value(name, told)) for name, told in facts.items()]


def _one(request: Asked, position: int) -> Any:
    one = scope.log(request.viewer).filter(position=position).first() if position < 2**62 else None
    if one is None:
        raise NotThere()
    return one


def _number(request: Asked, name: str) -> int:
    text = request.GET.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 18):
        raise Unusable(place=name, reason=Phrase("a number is wanted."))
    return int(text)
