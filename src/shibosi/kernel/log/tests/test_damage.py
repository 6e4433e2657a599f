"""Torn and damaged files: a torn tail is cut, damage to what was committed is always noticed."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.log.errors import TornLog
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.layout import Commit
from shibosi.kernel.log.tests.builders import assert_stands, hashes, leaf, leaves, lengths
from shibosi.kernel.log.tree import leaf_hash


def a_log(folder: Path) -> Path:
    """Commits of 0, 7 and 20 entries."""
    with Journal.create(folder) as journal:
        for size in (7, 20):
            journal.extend(leaves(size, journal.size))
            journal.commit()
    return folder


def test_a_torn_record_of_a_commit_is_cut_at_every_byte(tmp_path: Path) -> None:
    whole = a_log(tmp_path / "whole")
    for length in range(97, 144):
        torn = tmp_path / "torn"
        shutil.copytree(whole, torn)
        with (torn / "commits").open("r+b") as file:
            file.truncate(length)
        assert assert_stands(torn, 7) == 7
        shutil.rmtree(torn)


@pytest.mark.parametrize("zeros", [slice(96, 112), slice(96, 128), slice(128, 144), slice(112, 144), slice(96, 144)])
def test_a_record_the_power_cut_left_half_empty_is_cut(tmp_path: Path, zeros: slice) -> None:
    folder = a_log(tmp_path / "log")
    record = bytearray((folder / "commits").read_bytes())
    record[zeros] = bytes(zeros.stop - zeros.start)
    (folder / "commits").write_bytes(record)
    assert assert_stands(folder, 7) == 7


@pytest.mark.parametrize("name", ["leaves", "nodes", "commits"])
def test_a_tail_is_passed_over_by_readers_and_cut_by_the_writer(tmp_path: Path, name: str) -> None:
    folder = a_log(tmp_path / "log")
    before = lengths(folder)
    for length in (1, 31, 32, 33, 47):
        with (folder / name).open("ab") as file:
            file.write(b"x" * length)
        with Journal.open(folder, read_only=True) as journal:
            assert journal.size == 20
        assert lengths(folder)[name] == before[name] + length
        Journal.open(folder).close()
        assert lengths(folder) == before


def test_a_log_goes_on_after_a_cut(tmp_path: Path) -> None:
    folder = a_log(tmp_path / "log")
    for name in ("leaves", "nodes"):
        with (folder / name).open("ab") as file:
            file.write(b"x" * 100)
    with Journal.open(folder) as journal:
        assert journal.extend([leaf(20)]) == range(20, 21)
        journal.commit()
        assert journal.leaf(20) == leaf_hash(leaf(20))
    assert assert_stands(folder, 21) == 21


@pytest.mark.parametrize("name", ["leaves", "nodes", "commits"])
@pytest.mark.parametrize("loss", ["one byte", "all bytes", "the file"])
def test_lost_committed_bytes_are_never_passed_over(tmp_path: Path, name: str, loss: str) -> None:
    folder = a_log(tmp_path / "log")
    file = folder / name
    if loss == "the file":
        file.unlink()
    else:
        data = file.read_bytes()
        file.write_bytes(b"" if loss == "all bytes" else data[:-1])
    if (name, loss) == ("commits", "one byte"):
        assert assert_stands(folder, 7) == 7
        return
    before = lengths(folder)
    for read_only in (True, False):
        with pytest.raises(TornLog) as refusal:
            Journal.open(folder, read_only=read_only)
        assert refusal.value.facts["file"] == name
    assert lengths(folder) == before


@pytest.mark.parametrize("place", [14, 17])
def test_a_changed_root_is_found_on_opening(tmp_path: Path, place: int) -> None:
    """Of 20 entries, node 14 is over the first 16 entries, node 17 over the last four."""
    folder = a_log(tmp_path / "log")
    data = bytearray((folder / "nodes").read_bytes())
    data[place * 32] ^= 1
    (folder / "nodes").write_bytes(data)
    for read_only in (True, False):
        with pytest.raises(TornLog):
            Journal.open(folder, read_only=read_only)


@pytest.mark.parametrize(("story", "size"), [("another root", 7), ("more entries than later", 30)])
def test_a_commit_that_never_was_is_found(tmp_path: Path, story: str, size: int) -> None:
    folder = a_log(tmp_path / "log")
    records = (folder / "commits").read_bytes()
    (folder / "commits").write_bytes(records[:48] + Commit(size, hashes(1)[0]).record() + records[96:])
    with Journal.open(folder) as journal, pytest.raises(TornLog):
        journal.check()


def test_commits_that_shrink_are_found(tmp_path: Path) -> None:
    folder = a_log(tmp_path / "log")
    records = (folder / "commits").read_bytes()
    (folder / "commits").write_bytes(records[96:] + records[48:])
    with Journal.open(folder) as journal, pytest.raises(TornLog) as refusal:
        journal.check()
    assert refusal.value.facts["file"] == "commits"


@given(name=st.sampled_from(["leaves", "nodes", "commits"]), data=st.data())
def test_any_changed_bit_is_found(tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject) -> None:
    folder = a_log(tmp_path_factory.mktemp("log") / "log")
    content = bytearray((folder / name).read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    (folder / name).write_bytes(content)
    with pytest.raises(TornLog), Journal.open(folder) as journal:
        journal.check()
    assert (folder / name).read_bytes() == content
