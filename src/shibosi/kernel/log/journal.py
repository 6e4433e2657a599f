"""The log as a growing list of leaves with proofs. Where the bytes lie is told in `layout`."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from shibosi.kernel.log.errors import (
    BadLeaf,
    ForeignHead,
    IndexOutOfRange,
    LogExists,
    LogNotWritten,
    LogReadOnly,
    SizeOutOfRange,
)
from shibosi.kernel.log.files import partial_name, sync, take_name
from shibosi.kernel.log.heads import Head
from shibosi.kernel.log.layout import Commit, Layout
from shibosi.kernel.log.tree import (
    HASH_SIZE,
    consistency_path,
    fold,
    full_subtrees,
    grow,
    inclusion_path,
    leaf_hash,
    subtree_root,
)

_CHUNK = 8192


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise LogNotWritten(folder=folder, reason=error.strerror) from error


class Journal:
    """A log in a folder. One process writes at a time, any number read; entries are durable once `commit` returns.

    `size` counts all entries, `committed` the durable ones. A reader sees what was committed when it opened the log.
    Proofs read some 20 to 60 hashes by position; nothing else is loaded.
    """

    def __init__(self, folder: Path, layout: Layout, size: int = 0) -> None:
        self.folder = folder
        self.size = self.committed = size
        self._layout = layout
        self._edge = [layout.hash_at(level, index) for level, index in full_subtrees(0, size)]

    @classmethod
    def create(cls, folder: Path, leaves: Iterable[bytes] = ()) -> Self:
        """Make a log, with first entries if given. The folder appears whole and durable, or not at all.

        Raises LogExists where the folder is not new or empty, LogNotWritten where the disk refuses.
        """
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise LogExists(folder=folder)
        partial = partial_name(folder)
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, partial, ignore_errors=True)
            with _writing(folder):
                folder.parent.mkdir(parents=True, exist_ok=True)
                layout = Layout.create(partial)
            undo.callback(layout.close)
            journal = cls(folder, layout)
            journal.extend(leaves)
            with _writing(folder):
                layout.add_commit(Commit(journal.size, journal.root()))
                sync(partial / "format")
                sync(partial)
                if not take_name(partial, folder):
                    raise LogExists(folder=folder)
                sync(folder.parent)
            journal.committed = journal.size
            undo.pop_all()
        return journal

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False) -> Self:
        """Open a log. For writing, a torn tail is cut; for reading, it is passed over and nothing is changed.

        Raises NoLog, UnknownLogFormat, LogBusy (another writer), TornLog (committed entries are missing or changed).
        """
        with ExitStack() as undo:
            layout = Layout.open(folder, read_only=read_only)
            undo.callback(layout.close)
            commit = layout.recover()
            journal = cls(folder, layout, commit.size)
            if journal.root() != commit.root:
                raise layout.torn(layout.nodes, commit.size)
            undo.pop_all()
        return journal

    def close(self) -> None:
        """Let go of the files. Entries that were not committed are lost."""
        self._layout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def extend(self, leaves: Iterable[bytes]) -> range:
        """Append leaf inputs (commitments of 32 bytes); answer their indexes. All of them or, with an error, none."""
        if self._layout.read_only:
            raise LogReadOnly(folder=self.folder)
        size, edge, source = self.size, self._edge.copy(), iter(leaves)
        with ExitStack() as undo:
            undo.callback(self._layout.cut, self.size)
            while chunk := list(islice(source, _CHUNK)):
                for leaf in chunk:
                    if len(leaf) != HASH_SIZE:
                        raise BadLeaf(length=len(leaf))
                hashes = [leaf_hash(leaf) for leaf in chunk]
                nodes = grow(edge, size, hashes)
                with _writing(self.folder):
                    self._layout.write(size, b"".join(hashes), b"".join(nodes))
                size += len(chunk)
            undo.pop_all()
        added = range(self.size, size)
        self.size, self._edge = size, edge
        return added

    def commit(self) -> None:
        """Make all entries durable. If the disk refuses, the journal closes; open it again to see what stands."""
        if self.size == self.committed:
            return
        with ExitStack() as undo, _writing(self.folder):
            undo.callback(self.close)
            self._layout.add_commit(Commit(self.size, self.root()))
            undo.pop_all()
        self.committed = self.size

    def head(self, origin: str) -> Head:
        """The durable state, ready to be signed."""
        return Head(origin, self.committed, self.root(self.committed))

    def leaf(self, index: int) -> bytes:
        """The leaf hash of an entry."""
        self._check_index(index, self.size)
        return self._layout.hash_at(0, index)

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` entries (all by default)."""
        if size is None:
            return fold(self._edge)
        self._check_size(size, 0, self.size)
        return subtree_root(self._layout.hash_at, 0, size)

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Proof that entry `index` is among the first `size` entries (all by default)."""
        size = self.size if size is None else size
        self._check_size(size, 0, self.size)
        self._check_index(index, size)
        return inclusion_path(self._layout.hash_at, index, 0, size)

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """Proof that the first `new` entries (all by default) begin with the first `old`, at least one."""
        new = self.size if new is None else new
        self._check_size(new, 0, self.size)
        self._check_size(old, 1, new)
        return consistency_path(self._layout.hash_at, 0, old, new)

    def expect(self, head: Head) -> None:
        """Raise ForeignHead unless the log still stands, or once stood, as a (verified) head says."""
        if head.size > self.committed or self.root(head.size) != head.root:
            raise ForeignHead(size=head.size, folder=self.folder)

    def check(self) -> None:
        """Compute the whole tree again from the leaf hashes; TornLog where a node or a commit does not fit."""
        layout, size, edge = self._layout, 0, list[bytes]()
        for commit in layout.all_commits():
            if commit.size < size:
                raise layout.torn(layout.commits, commit.size)
            while size < commit.size:
                end = min(size + _CHUNK, commit.size)
                data = layout.leaf_hashes(size, end)
                hashes = [data[at : at + HASH_SIZE] for at in range(0, len(data), HASH_SIZE)]
                if b"".join(grow(edge, size, hashes)) != layout.node_hashes(size, end):
                    raise layout.torn(layout.nodes, end)
                size = end
            if fold(edge) != commit.root:
                raise layout.torn(layout.leaves, size)

    def _check_index(self, index: int, size: int) -> None:
        if not 0 <= index < size:
            raise IndexOutOfRange(index=index, size=size)

    def _check_size(self, size: int, least: int, most: int) -> None:
        if not least <= size <= most:
            raise SizeOutOfRange(size=size, least=least, most=most)
