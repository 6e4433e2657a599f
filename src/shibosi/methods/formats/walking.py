"""The files that are meant by paths."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.runs import ABOUT


class NothingThere(ShibosiError):
    """A path that leads nowhere."""

    code = "nothing-there"
    message = "There is no file or folder {path}."


def found(paths: Iterable[Path]) -> Iterator[Path]:
    """The files meant: folders are walked, hidden files and run folders in them passed over."""
    for path in paths:
        if path.is_dir():
            yield from _inside(path)
        elif path.is_file():
            yield path
        else:
            raise NothingThere(path=path)


def _inside(path: Path) -> Iterator[Path]:
    for inner in path.iterdir():
        if inner.name.startswith("."):
            continue
        if inner.is_dir() and not inner.is_symlink():
            yield from () if (inner / ABOUT).is_file() else _inside(inner)
        elif inner.is_file():
            yield inner
