"""A run folder while it is being made: it takes its name when all went well, else nothing of it is left."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.log.files import sync, take_name


class RunExists(ShibosiError):
    """A run would overwrite something."""

    code = "run-exists"
    message = "{folder} is there already and is not empty; give another --out or remove it."


class NotWritten(ShibosiError):
    """The disk refused (full, limit, gone). Nothing is left of the run."""

    code = "run-not-written"
    message = "{folder} could not be written: {reason}."


@contextmanager
def folder_for(target: Path) -> Iterator[Path]:
    """A working folder beside the target that takes its name when all went well, and is gone when it did not."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RunExists(folder=target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}.{os.getpid()}.", suffix=".partial", dir=target.parent))
    except OSError as mistake:
        raise NotWritten(folder=target, reason=mistake.strerror) from mistake
    try:
        yield work
        work.chmod(0o755)
        sync(work)
        if not take_name(work, target):
            raise RunExists(folder=target)
        sync(target.parent)
    except (OSError, pl.exceptions.PolarsError) as mistake:
        file = getattr(mistake, "filename", None)
        reason = getattr(mistake, "strerror", None) or _refusal(str(mistake))
        if reason is None or (file is not None and not Path(file).is_relative_to(work)):
            raise
        raise NotWritten(folder=target, reason=reason) from mistake
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _refusal(said: str) -> str | None:
    """Why the machine refused, out of what Polars says: "... underlying IO error: File too large (os error 27)"."""
    found = re.search(r"([^:\s][^:]*) \(os error \d+\)", said)
    return found[1] if found else None


def _sweep(target: Path) -> None:
    """Take away what a killed run of the same name left behind."""
    for left in target.parent.glob(f".{target.name}.*.partial"):
        number = left.name.rsplit(".", 3)[-3]
        if number.isdigit() and not _runs(int(number)):
            shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    """Whether a process of that number is there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
