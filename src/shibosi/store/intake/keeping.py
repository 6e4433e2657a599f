"""Keeping files that were handed in: sealed in the server's folder, after so many days deleted with their answers."""

from datetime import datetime, timedelta
from pathlib import Path

from shibosi.domains.privacy.retention import HandedFiles
from shibosi.methods.formats.atomic import atomic
from shibosi.settings import home
from shibosi.store import jobs
from shibosi.store.models import HandedFile, RowAnswer
from shibosi.store.reading.figures import figure
from shibosi.store.sealing import opened_bytes, sealed_bytes
from shibosi.store.zones import HOUSE

JOB = "files.forget"
FOLDER = "handed-in"
BACK = ".back"
"""Ends the name under which the file lies with the answers in it."""
AT_ONCE = 20_000


def put(name: str, data: bytes) -> None:
    """Keep bytes under a name."""
    with atomic(folder() / name) as draft:
        draft.touch(mode=0o600)
        draft.write_bytes(sealed_bytes(data, f"{FOLDER}/{name}"))


def get(name: str) -> bytes:
    """The bytes kept under a name. Raises WrongSeal, FileNotFoundError."""
    return opened_bytes((folder() / name).read_bytes(), f"{FOLDER}/{name}")


def folder() -> Path:
    """Where they lie."""
    there = home() / FOLDER
    there.mkdir(mode=0o700, parents=True, exist_ok=True)
    return there


@jobs.job(JOB, attempts=5, every=timedelta(days=1))
def forget(running: jobs.Running) -> dict[str, int]:
    """Delete files that are due, with the answers to their rows; the documents stay. Bytes without a file go too."""
    now, gone = running.clock(), 0
    before = now - timedelta(days=int(figure(HandedFiles.days, now.astimezone(HOUSE).date())))
    for one in HandedFile.objects.filter(at__lt=before).order_by("pk").iterator():
        while some := list(RowAnswer.objects.filter(file=one).values_list("pk", flat=True)[:AT_ONCE]):
            RowAnswer.objects.filter(pk__in=some).delete()
            running.progress(gone)
        one.delete()
        for name in (one.public, one.public + BACK):
            (folder() / name).unlink(missing_ok=True)
        gone += 1
    _sweep(now)
    return {"deleted": gone}


def _sweep(now: datetime) -> None:
    """Delete bytes of a day ago that belong to no file: whoever kept them died before it said so."""
    for path in folder().iterdir():
        old = path.stat().st_mtime < (now - timedelta(days=1)).timestamp()
        if old and not HandedFile.objects.filter(public=path.name.removesuffix(BACK)).exists():
            path.unlink(missing_ok=True)
