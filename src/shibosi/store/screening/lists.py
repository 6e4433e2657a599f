"""The watch-lists of this server, and everything in force of them ready to be asked, once a process."""

from threading import Lock
from typing import NamedTuple

from shibosi import settings
from shibosi.methods.watchlists.entries import Entry
from shibosi.methods.watchlists.keeping import Lists
from shibosi.methods.watchlists.screening import Screener

FOLDER = "watch-lists"
Versions = dict[str, str]
"""Name of a list to its version."""


class Ready(NamedTuple):
    """All entries in force, in the order of the screener, and the list each is of."""

    versions: Versions
    entries: list[Entry]
    sources: list[str]
    screener: Screener


_MADE: dict[str, Ready] = {}
_MAKING = Lock()


def kept() -> Lists:
    """The lists in the home of the server."""
    return Lists(settings.home() / FOLDER)


def in_force() -> Versions:
    """The version in force of every list."""
    return {one.name: one.version for one in kept().versions()}


def ready() -> Ready:
    """What is in force, ready to be asked; made anew where another version is in force."""
    versions, key = in_force(), str(settings.home())
    with _MAKING:
        if key not in _MADE or _MADE[key].versions != versions:
            pairs = [(entry, name) for name in versions for entry in kept().entries(name, versions[name])]
            entries = [entry for entry, _ in pairs]
            _MADE.clear()
            _MADE[key] = Ready(versions, entries, [name for _, name in pairs], Screener(entries))
        return _MADE[key]
