"""How the log lies on disk: a folder that only ever grows.

    format    one line: name and version of the layout
    leaves    leaf hashes, 32 bytes each
    nodes     hashes of full subtrees of two and more leaves, 32 bytes each, in the order in which they became complete
    commits   48 bytes per commit: size, root, check

The commits file decides: what lies beyond its last whole record was never promised.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from shibosi.kernel.log.errors import LogBusy, NoLog, TornLog, UnknownLogFormat
from shibosi.kernel.log.files import write_at
from shibosi.kernel.log.tree import HASH_SIZE

FORMAT = "shibosi-log 1"
_RECORD_SIZE = 48


class Commit(NamedTuple):
    """A promise: the first `size` entries, under `root`, are durable."""

    size: int
    root: bytes

    def record(self) -> bytes:
        """Size (8 bytes, big endian), root, and a check over both (8 bytes)."""
        body = self.size.to_bytes(8, "big") + self.root
        return body + sha256(b"shibosi log commit" + body).digest()[:8]

    @classmethod
    def read(cls, record: bytes) -> "Commit | None":
        """The commit in a record, or None where the check does not hold."""
        commit = cls(int.from_bytes(record[:8], "big"), record[8:40])
        return commit if commit.record() == record else None


def nodes_of(size: int) -> int:
    """How many full subtrees of two and more leaves a tree of `size` leaves has."""
    return size - size.bit_count()


class Layout:
    """The open files of one log. Knows positions and records, nothing of proofs. OSError comes through as it is."""

    def __init__(self, folder: Path, mode: str) -> None:
        """Open the files: mode "r" to read, "r+" to write (LogBusy if another process does), "x+" to make them."""
        self.folder = folder
        self.read_only = mode == "r"
        with ExitStack() as files:
            try:
                self.leaves, self.nodes, self.commits = (
                    files.enter_context(FileIO(folder / name, mode)) for name in ("leaves", "nodes", "commits")
                )
            except FileNotFoundError as error:
                raise TornLog(folder=folder, file=Path(error.filename).name, entries="?") from None
            if not self.read_only:
                try:
                    fcntl.flock(self.commits, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise LogBusy(folder=folder) from None
            self._files = files.pop_all()
        self._count = 0

    @classmethod
    def create(cls, folder: Path) -> "Layout":
        """Make the folder and the empty files of a log in it."""
        folder.mkdir()
        (folder / "format").write_text(FORMAT + "\n", encoding="ascii")
        return cls(folder, "x+")

    @classmethod
    def open(cls, folder: Path, *, read_only: bool) -> "Layout":
        """Open the files of a log; NoLog, UnknownLogFormat, LogBusy or TornLog where that cannot be."""
        file = folder / "format"
        try:
            found = file.read_bytes()[:100].decode("utf-8", "replace").strip()
        except (FileNotFoundError, NotADirectoryError):
            raise NoLog(folder=folder) from None
        if found != FORMAT:
            raise UnknownLogFormat(file=file, found=found, known=FORMAT)
        return cls(folder, "r" if read_only else "r+")

    def close(self) -> None:
        """Close the files; this also ends the lock."""
        self._files.close()

    def hash_at(self, level: int, index: int) -> bytes:
        """The hash of a full subtree: the leaf `index`, or the node over the leaves from index * 2**level."""
        if level == 0:
            return self._hashes(self.leaves, index, 1)
        last = ((index + 1) << level) - 1
        return self._hashes(self.nodes, nodes_of(last) + level - 1, 1)

    def leaf_hashes(self, start: int, end: int) -> bytes:
        """The hashes of the leaves [start, end), end to end."""
        return self._hashes(self.leaves, start, end - start)

    def node_hashes(self, start: int, end: int) -> bytes:
        """The nodes that became complete while the log grew from `start` to `end`, end to end."""
        return self._hashes(self.nodes, nodes_of(start), nodes_of(end) - nodes_of(start))

    def _hashes(self, file: FileIO, position: int, count: int) -> bytes:
        found = os.pread(file.fileno(), count * HASH_SIZE, position * HASH_SIZE)
        if len(found) != count * HASH_SIZE:
            raise self.torn(file, position + count)
        return found

    def write(self, size: int, hashes: bytes, nodes: bytes) -> None:
        """Write leaf hashes, and the nodes they complete, behind the first `size` leaves. Not yet durable."""
        write_at(self.leaves, hashes, size * HASH_SIZE)
        write_at(self.nodes, nodes, nodes_of(size) * HASH_SIZE)

    def cut(self, size: int) -> None:
        """Take away what lies behind the first `size` leaves."""
        _cut(self.leaves, size * HASH_SIZE)
        _cut(self.nodes, nodes_of(size) * HASH_SIZE)

    def add_commit(self, commit: Commit) -> None:
        """Make everything written so far durable, then the promise itself."""
        os.fsync(self.leaves.fileno())
        os.fsync(self.nodes.fileno())
        write_at(self.commits, commit.record(), self._count * _RECORD_SIZE)
        os.fsync(self.commits.fileno())
        self._count += 1

    def all_commits(self) -> Iterator[Commit]:
        """Every commit, oldest first; TornLog at one whose check does not hold."""
        for position in range(self._count):
            commit = self._commit_at(position)
            if commit is None:
                raise self.torn(self.commits, "?")
            yield commit

    def recover(self) -> Commit:
        """The last commit that stands. A writer cuts what lies behind it: half a record, entries never committed."""
        self._count = _length(self.commits) // _RECORD_SIZE
        if self._count > 1 and self._is_half_written(self._count - 1):
            self._count -= 1
        commit = self._commit_at(self._count - 1) if self._count else None
        if commit is None:
            raise self.torn(self.commits, "?")
        for file, needed in ((self.leaves, commit.size), (self.nodes, nodes_of(commit.size))):
            if _length(file) < needed * HASH_SIZE:
                raise self.torn(file, commit.size)
        if not self.read_only:
            _cut(self.commits, self._count * _RECORD_SIZE)
            self.cut(commit.size)
        return commit

    def _commit_at(self, position: int) -> Commit | None:
        return Commit.read(self._record_at(position))

    def _is_half_written(self, position: int) -> bool:
        # What a power cut leaves unwritten in a file that already has its length is zeros, up to a page boundary, and
        # those fall on every 16th byte of a record. Any other bad record is damage, and must not cost entries.
        record = self._record_at(position)
        return Commit.read(record) is None and not (any(record[:16]) and any(record[-16:]))

    def _record_at(self, position: int) -> bytes:
        return os.pread(self.commits.fileno(), _RECORD_SIZE, position * _RECORD_SIZE)

    def torn(self, file: FileIO, entries: int | str) -> TornLog:
        """The error for a file that does not hold what was committed."""
        return TornLog(folder=self.folder, file=Path(str(file.name)).name, entries=entries)


def _length(file: FileIO) -> int:
    return os.fstat(file.fileno()).st_size


def _cut(file: FileIO, length: int) -> None:
    if _length(file) > length:
        os.ftruncate(file.fileno(), length)
