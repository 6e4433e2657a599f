"""Versions of watch-lists in a folder: which is in force, which were before, what an update changed, what failed.

Each list has a folder. A version is a file of entries (JSON lines, packed) named by its content; `versions.json` says
which were in force since when. A new version is written beside the old one and takes its place at once; an update that
fails leaves the old one in force and is put down. The `MOST_VERSIONS` newest of a list are kept.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.methods.formats.atomic import atomic
from shibosi.methods.watchlists.entries import Entry, UnreadableList
from shibosi.methods.watchlists.reading import read_list, read_update

STATE = "versions.json"
NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")
LEAST_LEFT = 0.5
MOST_VERSIONS = 30
LONGEST_NAME = 40


class ShrunkList(ShibosiError):
    """An update that would take away a large part of a list."""

    code = "watch-list-shrank"
    message = (
        "{name} would shrink from {before} to {after} entries. The old version stays in force; say so if it is meant."
    )


class UnknownList(ShibosiError):
    """A list that is not kept."""

    code = "unknown-watch-list"
    message = "No watch-list is called '{name}'."


@dataclass(frozen=True, slots=True)
class Difference:
    """What two versions differ in, by id of the entry."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    def touched(self) -> frozenset[str]:
        """Every id that is not what it was."""
        return frozenset(self.added + self.removed + self.changed)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a list, and how the last update went."""

    name: str
    version: str
    """Digest of the entries."""
    file: str
    """Name of the file it was read from."""
    file_hash: str
    taken_at: str
    entries: int
    nameless: int
    added: int = 0
    removed: int = 0
    changed: int = 0
    """How many entries are not as they were in the version before."""
    failed_at: str = ""
    failure: str = ""
    """Why an update after this version failed; empty where the last one went well."""


def difference(before: Iterable[Entry], after: Iterable[Entry]) -> Difference:
    """What became of entries, by what they say; their place in the file does not count."""
    old = {entry.id: entry.fingerprint() for entry in before}
    new = {entry.id: entry.fingerprint() for entry in after}
    return Difference(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        tuple(sorted(one for one in old.keys() & new.keys() if old[one] != new[one])),
    )


class Lists:
    """The lists kept in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def versions(self) -> list[Version]:
        """The version in force of every list, by name."""
        names = sorted(path.parent.name for path in self.folder.glob(f"*/{STATE}") if _can_be_called(path.parent.name))
        return [self.history(name)[0] for name in names]

    def history(self, name: str) -> list[Version]:
        """The versions of a list that are kept, the newest first. Raises UnknownList."""
        known = self._known(name)
        if not known:
            raise UnknownList(name=name)
        return [Version(**cells) for cells in reversed(known)]

    def difference(self, name: str, before: str, after: str) -> Difference:
        """What two kept versions of a list differ in; "" stands for a list without entries. Raises UnknownList."""
        return difference(*(self.entries(name, one) if one else () for one in (before, after)))

    def version(self, name: str) -> Version:
        """The version in force of one list. Raises UnknownList."""
        return self.history(name)[0]

    def entries(self, name: str, version: str | None = None) -> Iterator[Entry]:
        """The entries of a version, the one in force unless given. Raises UnknownList."""
        known = self.history(name)
        wanted = version or known[0].version
        path = self._path(name, wanted)
        if wanted not in {one.version for one in known} or not path.exists():
            raise UnknownList(name=f"{name} {wanted}")
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield Entry.of(json.loads(line))

    def take(self, path: Path, name: str, now: datetime, shrinking: bool = False) -> Difference:
        """Take a file over as the new version of a list; answers what changed.

        A file of changes (FollowTheMoney) is laid over the version in force. Raises UnreadableList and ShrunkList,
        and then the version before stays in force and says since when and why an update failed.
        """
        if not _can_be_called(name):
            raise UnknownList(name=name)
        known = self._known(name)
        before = list(self.entries(name)) if known else []
        try:
            after = self._read(path, before)
            if len(after) < len(before) * LEAST_LEFT and not shrinking:
                raise ShrunkList(name=name, before=len(before), after=len(after))
        except (UnreadableList, ShrunkList) as mistake:
            if known:
                self._put({**known[-1], "failed_at": now.isoformat(), "failure": str(mistake)})
            raise
        found = difference(before, after)
        self._write(name, path, after, now, found)
        return found

    @staticmethod
    def _read(path: Path, before: list[Entry]) -> list[Entry]:
        """The entries after an update."""
        try:
            return list(read_list(path).entries)
        except UnreadableList as mistake:
            if mistake.facts["reason"] != "it is an update, not a whole list":
                raise
        entries = {entry.id: entry for entry in before}
        for word, one in read_update(path).changes:
            if isinstance(one, str):
                entries.pop(one, None)
            elif word in ("ADD", "MOD"):
                entries[one.id] = one
        return list(entries.values())

    def _write(self, name: str, path: Path, entries: list[Entry], now: datetime, found: Difference) -> None:
        """Write a version and put it in force."""
        (self.folder / name).mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        for entry in sorted(entries, key=lambda one: one.id):
            digest.update(f"{entry.id}\0{entry.fingerprint()}\n".encode())
        version = digest.hexdigest()[:16]
        with atomic(self._path(name, version)) as draft, gzip.open(draft, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(entry.cells(), ensure_ascii=False) + "\n" for entry in entries)
        with path.open("rb") as source:
            file_hash = hashlib.file_digest(source, "sha256").hexdigest()
        nameless = sum(not entry.names for entry in entries)
        counts = len(found.added), len(found.removed), len(found.changed)
        self._put(
            asdict(Version(name, version, path.name, file_hash, now.isoformat(), len(entries), nameless, *counts))
        )

    def _known(self, name: str) -> list[dict[str, Any]]:
        """The versions of a list, the newest last; none where there is no such list."""
        path = self.folder / name / STATE
        if not _can_be_called(name) or not path.exists():
            return []
        found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
        return found

    def _put(self, cells: dict[str, Any]) -> None:
        """Put down what is in force for one list; versions that are too many go."""
        name = cells["name"]
        known = [*(one for one in self._known(name) if one["version"] != cells["version"]), cells]
        with atomic(self.folder / name / STATE) as draft:
            draft.write_text(json.dumps(known[-MOST_VERSIONS:], ensure_ascii=False, indent=1), encoding="utf-8")
        for gone in known[:-MOST_VERSIONS]:
            self._path(name, gone["version"]).unlink(missing_ok=True)

    def _path(self, name: str, version: str) -> Path:
        return self.folder / name / f"{version}.jsonl.gz"


def _can_be_called(name: str) -> bool:
    return 0 < len(name) <= LONGEST_NAME and set(name) <= NAME and not name.startswith(".")
