"""Verbs of feeds: nobody reports a kind of record here, or somebody does again. Allowed, logged, judged anew."""

from django.db import transaction

from shibosi.kernel.errors import nearest
from shibosi.kernel.records import Record, UnknownRecord
from shibosi.store import logbook, rejudging
from shibosi.store.allowing import allowed
from shibosi.store.models import SilentFeed
from shibosi.store.viewers import Viewer

VERB = "feeds.manage"


def kinds() -> dict[str, type[Record]]:
    """The kinds of record that can be reported, with the lines of documents."""
    return {kind: made for kind, made in sorted(Record.known.items()) if not made.internal}


@transaction.atomic
def silence(viewer: Viewer, kind: str) -> SilentFeed:
    """Nobody reports a kind here, so that its absence says nothing. Raises Forbidden, UnknownRecord."""
    allowed(viewer, VERB)
    _known(kind)
    made, new = SilentFeed.objects.get_or_create(kind=kind, defaults={"since": viewer.now})
    if new:
        _changed(viewer, "feed silent", kind)
    return made


@transaction.atomic
def expect(viewer: Viewer, kind: str) -> None:
    """A kind is reported here; without it something is missing. Raises Forbidden, UnknownRecord."""
    allowed(viewer, VERB)
    _known(kind)
    gone, _ = SilentFeed.objects.filter(kind=kind).delete()
    if gone:
        _changed(viewer, "feed expected", kind)


def _known(kind: str) -> None:
    if kind not in kinds():
        raise UnknownRecord(record=kind, known=", ".join(kinds()), hint=nearest(kind, list(kinds())))


def _changed(viewer: Viewer, what: str, kind: str) -> None:
    logbook.append([logbook.Entry(what, f"feed:{kind}", {"by": viewer.by})], viewer.now)
    rejudging.ask_anew(viewer.now, viewer.by)
