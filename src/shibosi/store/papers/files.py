"""Files of papers: looked at, sealed, kept once under their SHA-256 in the home of the server.

A file is handed in by a party; the same bytes from another party are the same file and are found as such.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from django.db import IntegrityError, transaction

from shibosi import settings
from shibosi.kernel.errors import ShibosiError
from shibosi.methods.formats.atomic import atomic
from shibosi.methods.scans.looking import look
from shibosi.store import logbook, scope
from shibosi.store.allowing import allowed, may_hand_in, the_one
from shibosi.store.models import PaperFile
from shibosi.store.sealing import opened_bytes, sealed_bytes
from shibosi.store.seeing import note
from shibosi.store.viewers import Viewer

FOLDER = "paper-files"
JUDGE = "papers.judge"
LONGEST = 150


class SetApart(ShibosiError):
    """A file that proves nothing and is not shown."""

    code = "file-set-apart"
    message = "This file was set apart and is not shown."


def keep(viewer: Viewer, data: bytes, name: str) -> PaperFile:
    """Take a file in; handed in again by the same party it is the one that is there.

    Raises Forbidden, StoppedByMeasure, FileRefused.
    """
    may_hand_in(viewer)
    looked = look(data, name)
    there = PaperFile.objects.filter(digest=looked.digest, reporter=viewer.reporter).first()
    if there is not None:
        return there
    seen = looked.seen
    try:
        with logbook.at_its_end():
            made = PaperFile.objects.create(
                digest=looked.digest, reporter=viewer.reporter, kind=looked.kind, size=looked.size, pages=seen.pages,
                turned=seen.turned, reason=seen.reason, name=Path(name).name[:LONGEST], text=seen.text, by=viewer.by,
                at=viewer.now,
            )  # fmt: skip
            _write(looked.digest, data)
            _note(viewer, "paper file handed in", made, {"kind": made.kind, "reason": made.reason})
    except IntegrityError:  # another request of the party kept it at this moment
        return PaperFile.objects.get(digest=looked.digest, reporter=viewer.reporter)
    return made


def contents(viewer: Viewer, file: PaperFile, door: str) -> bytes:
    """The bytes of a file that serves; that they were seen is noted. Raises NotThere, SetApart, WrongSeal."""
    allowed(viewer, "documents.read", file)
    if not file.serves:
        raise SetApart()
    note(viewer, "seen", f"paper-file:{file.pk}", door)
    return bytes_of(file)


def bytes_of(file: PaperFile) -> bytes:
    """The bytes of a file, for what works on it by itself. Raises WrongSeal."""
    return opened_bytes((folder() / file.digest).read_bytes(), f"{FOLDER}/{file.digest}")


def release(viewer: Viewer, file: PaperFile, because: str) -> None:
    """Let a file serve that was set apart: somebody looked at it elsewhere. Raises Forbidden, NotThere."""
    allowed(viewer, JUDGE, file)
    with logbook.at_its_end():
        PaperFile.objects.filter(pk=file.pk, released_by="").update(released_by=viewer.by)
        _note(viewer, "paper file released", file, {"because": because})


def file_of(viewer: Viewer, number: int) -> PaperFile:
    """A file that is seen. Raises Forbidden, NotThere."""
    allowed(viewer, "documents.read")
    found: PaperFile = the_one(scope.paper_files(viewer).filter(pk=number))
    return found


def files_of(viewer: Viewer, digests: Iterable[str]) -> dict[str, PaperFile]:
    """The files that are seen, by digest."""
    return {one.digest: one for one in scope.paper_files(viewer).filter(digest__in=set(digests)).defer("text")}


def shared(digests: Iterable[str]) -> set[str]:
    """Of digests those of which several parties handed the file in; who they are is not told."""
    found = PaperFile.objects.filter(digest__in=set(digests)).values_list("digest", flat=True)
    return {digest for digest, count in Counter(found).items() if count > 1}


def _write(digest: str, data: bytes) -> None:
    path = folder() / digest
    if not path.exists():
        with atomic(path) as draft:
            draft.touch(mode=0o600)
            draft.write_bytes(sealed_bytes(data, f"{FOLDER}/{digest}"))


def folder() -> Path:
    """Where the bytes lie, sealed, under their SHA-256."""
    there = settings.home() / FOLDER
    there.mkdir(mode=0o700, parents=True, exist_ok=True)
    return there


def _note(viewer: Viewer, what: str, file: PaperFile, told: dict[str, object]) -> None:
    facts = {"by": viewer.by, "digest": file.digest, **told}
    with transaction.atomic():
        logbook.append([logbook.Entry(what, f"paper-file:{file.pk}", facts)], viewer.now)
