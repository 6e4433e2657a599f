"""The log: its head, its entries, and the proofs that nothing in it was changed (RFC 9162)."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from shibosi.api.errors import Unusable
from shibosi.api.viewing import Asking, viewer_of
from shibosi.kernel.words import Phrase
from shibosi.store import logbook, scope
from shibosi.store.allowing import allowed, the_one
from shibosi.store.paging import LARGEST

router = Router(tags=["log"], auth=Asking())
Size = Annotated[int, Query(ge=1, le=LARGEST)]


class Head(Schema):
    """How many entries the log has, and its root (hexadecimal)."""

    size: int
    root: str


class EntryShown(Schema):
    """An entry. The leaf commits to `content` under `salt`; both are empty once they were erased."""

    position: int
    leaf: str
    what: str
    subject: str
    at: datetime
    salt: str | None
    content: str | None


class Proof(Schema):
    """A proof: hashes (hexadecimal), nearest first, with the root they lead to."""

    size: int
    root: str
    path: list[str]


class Inclusion(Proof):
    """That an entry stands in the log of that size."""

    position: int
    leaf: str


class Consistency(Proof):
    """That the log of the first size is the beginning of the other."""

    first: int
    first_root: str


@router.get("/log/head", response=Head, summary="Head of the log")
def head(request: HttpRequest) -> Any:
    """Size and root now."""
    allowed(viewer_of(request), "log.read")
    size, root = logbook.head()
    return {"size": size, "root": root.hex()}


@router.get("/log/entries/{position}", response=EntryShown, summary="An entry")
def entry(request: HttpRequest, position: Annotated[int, Path(ge=0, le=LARGEST)]) -> Any:
    """The entry at a position, from 0."""
    one = _entry(request, position)
    return {
        "position": one.position, "leaf": bytes(one.leaf).hex(), "what": one.what, "subject": one.subject,
        "at": one.at, "salt": None if one.salt is None else bytes(one.salt).hex(), "content": one.content,
    }  # fmt: skip


@router.get("/log/proofs/inclusion", response=Inclusion, summary="Proof that an entry stands in the log")
def inclusion(
    request: HttpRequest, position: Annotated[int, Query(ge=0, le=LARGEST)], size: Size | None = None
) -> Any:  # fmt: skip
    """The proof for a log of a size, by default of the size it has now."""
    one = _entry(request, position)
    length = _size(size)
    if position >= length:
        raise Unusable(place="position", reason=Phrase("the log of that size has {size} entries.", size=length))
    _, root = logbook.head(length)
    return {
        "position": position, "leaf": bytes(one.leaf).hex(), "size": length, "root": root.hex(),
        "path": [part.hex() for part in logbook.inclusion(position, length)],
    }  # fmt: skip


@router.get("/log/proofs/consistency", response=Consistency, summary="Proof that the log only grew")
def consistency(request: HttpRequest, first: Size, size: Size | None = None) -> Any:
    """The proof that the log of `first` entries is the beginning of that of `size`, by default of today's."""
    allowed(viewer_of(request), "log.read")
    length = _size(size)
    if first > length:
        raise Unusable(place="first", reason=Phrase("the log of that size has {size} entries.", size=length))
    return {
        "first": first, "first_root": logbook.head(first)[1].hex(), "size": length,
        "root": logbook.head(length)[1].hex(), "path": [part.hex() for part in logbook.consistency(first, length)],
    }  # fmt: skip


def _entry(request: HttpRequest, position: int) -> Any:
    viewer = viewer_of(request)
    allowed(viewer, "log.read")
    one = the_one(scope.log(viewer).filter(position=position))
    return one


def _size(asked: int | None) -> int:
    now = logbook.size()
    if asked is not None and asked > now:
        raise Unusable(place="size", reason=Phrase("the log has {size} entries.", size=now))
    return now if asked is None else asked
