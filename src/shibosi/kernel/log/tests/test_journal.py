"""The log on disk: what it answers, what it refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.log.errors import (
    BadLeaf,
    ForeignHead,
    IndexOutOfRange,
    LogBusy,
    LogExists,
    LogReadOnly,
    NoLog,
    SizeOutOfRange,
    UnknownLogFormat,
)
from shibosi.kernel.log.heads import Head
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.tests.builders import ORIGIN, hashes, leaves, root_by_the_book
from shibosi.kernel.log.tree import EMPTY_ROOT, verify_consistency, verify_inclusion

HASHES = hashes(300)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_log_of_a_run_is_created_whole_and_read_again(tmp_path: Path) -> None:
    with Journal.create(tmp_path / "runs" / "1" / "log", leaves(300)) as made:
        assert (made.size, made.committed) == (300, 300)
    with Journal.open(tmp_path / "runs" / "1" / "log", read_only=True) as journal:
        assert journal.root() == root_by_the_book(HASHES)
        assert [journal.leaf(index) for index in range(300)] == HASHES
        journal.check()
    assert names(tmp_path / "runs" / "1") == ["log"]
    assert names(tmp_path / "runs" / "1" / "log") == ["commits", "format", "leaves", "nodes"]


@given(steps=st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=8))
def test_however_a_log_grows_every_proof_holds(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("log") / "log"
    journal = Journal.create(folder)
    for count, reopen in steps:
        added = journal.extend(leaves(journal.size + count, journal.size))
        assert added == range(journal.size - count, journal.size)
        journal.commit()
        if reopen:
            journal.close()
            journal = Journal.open(folder)
    roots = [journal.root(size) for size in range(journal.size + 1)]
    assert roots == [root_by_the_book(HASHES[:size]) for size in range(journal.size + 1)]
    assert journal.root() == roots[-1]
    for size in range(1, journal.size + 1):
        index = size * 7 % size
        assert verify_inclusion(index, size, HASHES[index], journal.inclusion(index, size), roots[size])
        old = size * 5 % size or size
        assert verify_consistency(old, size, journal.consistency(old, size), roots[old], roots[size])
    journal.check()
    journal.close()


def test_entries_count_at_once_but_are_signed_only_after_commit(tmp_path: Path) -> None:
    with Journal.create(tmp_path / "log", leaves(5)) as journal:
        before = journal.head(ORIGIN)
        journal.extend(leaves(9, 5))
        assert (journal.size, journal.committed) == (9, 5)
        assert verify_inclusion(8, 9, HASHES[8], journal.inclusion(8), journal.root())
        assert journal.head(ORIGIN) == before == Head(ORIGIN, 5, root_by_the_book(HASHES[:5]))
        journal.commit()
        assert journal.head(ORIGIN) == Head(ORIGIN, 9, root_by_the_book(HASHES[:9]))


def test_an_empty_log_has_the_empty_root(tmp_path: Path) -> None:
    with Journal.create(tmp_path / "log") as journal:
        assert journal.extend([]) == range(0, 0)
        journal.commit()
        assert journal.head(ORIGIN) == Head(ORIGIN, 0, EMPTY_ROOT)


def test_what_is_not_in_the_log_is_refused(tmp_path: Path) -> None:
    with Journal.create(tmp_path / "log", leaves(5)) as journal:
        for index, size in ((5, 5), (-1, 5), (3, 3), (0, 0)):
            with pytest.raises(IndexOutOfRange) as refusal:
                journal.inclusion(index, size)
            assert refusal.value.facts == {"index": index, "size": size}
        with pytest.raises(IndexOutOfRange):
            journal.leaf(5)
        for ask in (
            lambda: journal.root(6),
            lambda: journal.inclusion(0, 6),
            lambda: journal.consistency(0, 5),
            lambda: journal.consistency(4, 3),
            lambda: journal.consistency(1, 6),
        ):
            with pytest.raises(SizeOutOfRange):
                ask()


@pytest.mark.parametrize("bad", [b"", b"x" * 31, b"x" * 33])
def test_a_bad_leaf_leaves_the_log_as_it_was(tmp_path: Path, bad: bytes) -> None:
    with Journal.create(tmp_path / "log", leaves(5)) as journal:
        with pytest.raises(BadLeaf) as refusal:
            journal.extend([*leaves(10_000, 5), bad])
        assert refusal.value.facts == {"length": len(bad)}
        assert (journal.size, journal.root()) == (5, root_by_the_book(HASHES[:5]))
        assert (tmp_path / "log" / "leaves").stat().st_size == 5 * 32
        journal.extend(leaves(7, 5))
        journal.commit()
        assert journal.root() == root_by_the_book(HASHES[:7])
        journal.check()


def test_a_source_that_breaks_off_adds_nothing_and_creates_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield from leaves(9000)
        raise RuntimeError("source broke")

    with pytest.raises(RuntimeError):
        Journal.create(tmp_path / "new", broken())
    assert names(tmp_path) == []
    with Journal.create(tmp_path / "log", leaves(5)) as journal:
        with pytest.raises(RuntimeError):
            journal.extend(broken())
        assert journal.size == 5
        assert (tmp_path / "log" / "leaves").stat().st_size == 5 * 32


def test_only_one_process_writes_and_readers_do_not_mind(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    with Journal.create(folder, leaves(5)) as writer:
        with pytest.raises(LogBusy):
            Journal.open(folder)
        writer.extend(leaves(9, 5))
        with Journal.open(folder, read_only=True) as reader:
            assert reader.size == 5
            writer.commit()
            assert reader.root() == root_by_the_book(HASHES[:5])
            with pytest.raises(LogReadOnly):
                reader.extend(leaves(1))
    Journal.open(folder).close()


def test_a_log_is_only_created_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("mine")
    (tmp_path / "empty").mkdir()
    for taken in ("file", "full"):
        with pytest.raises(LogExists):
            Journal.create(tmp_path / taken)
    Journal.create(tmp_path / "empty", leaves(3)).close()
    with pytest.raises(LogExists):
        Journal.create(tmp_path / "empty")
    assert names(tmp_path) == ["empty", "file", "full"]


def test_a_folder_taken_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    def slow() -> Iterator[bytes]:
        Journal.create(tmp_path / "log", leaves(3)).close()
        yield from leaves(4)

    with pytest.raises(LogExists):
        Journal.create(tmp_path / "log", slow())
    with Journal.open(tmp_path / "log") as journal:
        assert journal.size == 3


def test_what_is_no_log_or_of_another_time_is_said(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(NoLog):
            Journal.open(place)
    Journal.create(tmp_path / "log", leaves(3)).close()
    (tmp_path / "log" / "format").write_text("shibosi-log 2\n")
    with pytest.raises(UnknownLogFormat) as refusal:
        Journal.open(tmp_path / "log")
    assert refusal.value.facts["found"] == "shibosi-log 2"


def test_a_head_of_another_log_or_of_a_lost_future_is_noticed(tmp_path: Path) -> None:
    with Journal.create(tmp_path / "log", leaves(5)) as journal:
        journal.expect(Head(ORIGIN, 3, root_by_the_book(HASHES[:3])))
        for size, root in ((3, root_by_the_book(HASHES[:4])), (6, root_by_the_book(HASHES[:6]))):
            with pytest.raises(ForeignHead) as refusal:
                journal.expect(Head(ORIGIN, size, root))
            assert refusal.value.facts["size"] == size
