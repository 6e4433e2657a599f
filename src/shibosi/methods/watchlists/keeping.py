"""Versions of watch-lists in a folder: which is in force, what the last update changed, what failed.

A version is a file of entries (JSON lines, packed) named by its content; `lists.json` says which is in force. A new
version is written beside the old one and takes its place at once; an update that fails leaves the old one in force
and is put down.
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

STATE = "lists.json"
NAME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")
LEAST_LEFT = 0.5


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
        path = self.folder / STATE
        if not path.exists():
            return []
        return [Version(**cells) for _, cells in sorted(json.loads(path.read_text(encoding="utf-8")).items())]

    def version(self, name: str) -> Version:
        """The version in force of one list. Raises UnknownList."""
        found = next((one for one in self.versions() if one.name == name), None)
        if found is None:
            raise UnknownList(name=name)
        return found

    def entries(self, name: str, version: str | None = None) -> Iterator[Entry]:
        """The entries of a version, the one in force unless given. Raises UnknownList."""
        path = self._path(name, version or self.version(name).version)
        if not path.exists():
            raise UnknownList(name=f"{name} {version}")
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield Entry.of(json.loads(line))

    def take(self, path: Path, name: str, now: datetime, shrinking: bool = False) -> Difference:
        """Take a file over as the new version of a list; answers what changed.

        A file of changes (FollowTheMoney) is laid over the version in force. Raises UnreadableList and ShrunkList,
        and then the version before stays in force and says since when and why an update failed.
        """
        if not name or not set(name) <= NAME or name.startswith("."):
            raise UnknownList(name=name)
        known = next((one for one in self.versions() if one.name == name), None)
        before = list(self.entries(name)) if known else []
        try:
            after = self._read(path, before)
            if len(after) < len(before) * LEAST_LEFT and not shrinking:
                raise ShrunkList(name=name, before=len(before), after=len(after))
        except (UnreadableList, ShrunkList) as mistake:
            if known:
                self._put({**asdict(known), "failed_at": now.isoformat(), "failure": str(mistake)})
            raise
        self._write(name, path, after, now)
        return difference(before, after)

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

    def _write(self, name: str, path: Path, entries: list[Entry], now: datetime) -> None:
        """Write a version and put it in force."""
        self.folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        for entry in sorted(entries, key=lambda one: one.id):
            digest.update(f"{entry.id}\0{entry.fingerprint()}\n".encode())
        version = digest.hexdigest()[:16]
        with atomic(self._path(name, version)) as draft, gzip.open(draft, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(entry.cells(), ensure_ascii=False) + "\n" for entry in entries)
        with path.open("rb") as source:
            file_hash = hashlib.file_digest(source, "sha256").hexdigest()
        nameless = sum(not entry.names for entry in entries)
        self._put(asdict(Version(name, version, path.name, file_hash, now.isoformat(), len(entries), nameless)))

    def _put(self, cells: dict[str, Any]) -> None:
        """Put down what is in force for one list."""
        path = self.folder / STATE
        state = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        with atomic(path) as draft:
            draft.write_text(json.dumps(state | {cells["name"]: cells}, ensure_ascii=False, indent=1), encoding="utf-8")

    def _path(self, name: str, version: str) -> Path:
        return self.folder / f"{name}.{version}.jsonl.gz"
