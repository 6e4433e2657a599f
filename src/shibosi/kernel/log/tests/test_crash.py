"""What a log survives: kill -9 at any moment, torn files, a full disk. What it notices: damage."""

import errno
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.log.errors import LogNotWritten, TornLog
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.layout import Commit
from shibosi.kernel.log.tests.builders import hashes, leaf, leaves
from shibosi.kernel.log.tree import leaf_hash

START = """
import os, random, resource, signal, sys
from pathlib import Path
from shibosi.kernel.log.errors import LogNotWritten
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.tests.builders import leaves
folder, number = Path(sys.argv[1]), int(sys.argv[2])
"""

APPEND_FOREVER = """
choose = random.Random(number)
journal = Journal.open(folder)
while True:
    journal.extend(leaves(journal.size + choose.randrange(1, 2000), journal.size))
    if choose.random() < 0.5:
        journal.commit()
        print(journal.committed, flush=True)
"""

DIE_WITHIN_A_WRITE = """
write, calls = os.pwrite, 0
def dying(handle, data, offset):
    global calls
    calls += 1
    if calls == number:
        write(handle, bytes(data)[: len(data) // 2], offset)
        os.kill(os.getpid(), signal.SIGKILL)
    return write(handle, data, offset)
os.pwrite = dying
journal = Journal.open(folder)
for count, promise in ((10, True), (20, False), (5, True), (3, False)):
    journal.extend(leaves(journal.size + count, journal.size))
    if promise:
        journal.commit()
        print(journal.committed, flush=True)
"""

FILL_THE_DISK = """
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
journal = Journal.create(folder)
try:
    while True:
        journal.extend(leaves(journal.size + number, journal.size))
        journal.commit()
except LogNotWritten as refusal:
    print(journal.committed)
    sys.exit(7)
"""

CREATE_ON_A_FULL_DISK = """
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    Journal.create(folder, leaves(number))
except LogNotWritten:
    sys.exit(7)
"""


def start(script: str, folder: Path, number: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", START + script, str(folder), str(number)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def lengths(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in folder.iterdir()}


def assert_stands(folder: Path, promised: int) -> int:
    """The log opens, holds what was promised, entry by entry, and no tail is left. Its size."""
    with Journal.open(folder, read_only=True) as journal:
        journal.check()
        seen = journal.size
    with Journal.open(folder) as journal:
        assert journal.size == seen >= promised
        assert [journal.leaf(index) for index in range(seen)] == hashes(seen)
    found = lengths(folder)
    assert found["leaves"] == seen * 32
    assert found["nodes"] == (seen - seen.bit_count()) * 32
    assert found["commits"] % 48 == 0
    return seen


def test_kill_9_at_random_moments_loses_nothing_that_was_promised(tmp_path: Path) -> None:
    folder = tmp_path / "log"
    Journal.create(folder).close()
    choose = random.Random(20250117)
    size = 0
    for round_number in range(6):
        writer = start(APPEND_FOREVER, folder, round_number)
        assert writer.stdout is not None
        promised = int(writer.stdout.readline())
        time.sleep(choose.random() * 0.05)
        writer.kill()
        promised = max([promised, *map(int, writer.stdout.read().split())])
        writer.wait()
        writer.stdout.close()
        assert promised > size
        size = assert_stands(folder, promised)


@pytest.mark.parametrize("call", range(1, 11))
def test_kill_9_within_any_write_leaves_the_last_commit(tmp_path: Path, call: int) -> None:
    """The tenth write is the last one of the script, all others are passed whole."""
    folder = tmp_path / "log"
    Journal.create(folder, leaves(5)).close()
    writer = start(DIE_WITHIN_A_WRITE, folder, call)
    said, _ = writer.communicate()
    assert writer.returncode == -9
    promised = max([5, *map(int, said.split())])
    assert promised == (5 if call <= 3 else 15 if call <= 8 else 40)
    assert assert_stands(folder, promised) == promised


@pytest.mark.parametrize(("story", "batch"), [("the leaves hit the limit", 100), ("the commits hit the limit", 1)])
def test_a_full_disk_leaves_a_log_that_opens_and_goes_on(tmp_path: Path, story: str, batch: int) -> None:
    folder = tmp_path / "log"
    writer = start(FILL_THE_DISK, folder, batch)
    said, _ = writer.communicate()
    assert writer.returncode == 7
    assert assert_stands(folder, int(said)) == int(said) > 0
    with Journal.open(folder) as journal:
        journal.extend(leaves(1000, journal.size))
        journal.commit()
    assert assert_stands(folder, 1000) == 1000


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="names of open files are read from /proc")
def test_a_commit_is_durable_before_it_is_promised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves and nodes reach the disk before the record of the commit is written, the record before commit returns."""
    calls: list[tuple[str, str]] = []

    def name_of(handle: int) -> str:
        return Path(f"/proc/self/fd/{handle}").readlink().name

    def recorded(verb: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def record(handle: int, *rest: Any) -> Any:
            calls.append((verb, name_of(handle)))
            return call(handle, *rest)

        return record

    monkeypatch.setattr(os, "pwrite", recorded("write", os.pwrite))
    monkeypatch.setattr(os, "fsync", recorded("sync", os.fsync))
    ending = [("sync", "leaves"), ("sync", "nodes"), ("write", "commits"), ("sync", "commits")]
    with Journal.create(tmp_path / "log", leaves(3)) as journal:
        *_, format_synced, folder_synced, parent_synced = calls
        assert (format_synced, parent_synced) == (("sync", "format"), ("sync", tmp_path.name))
        assert folder_synced[1].startswith(".log.partial-")
        assert calls[-7:-3] == ending
        journal.extend(leaves(5, 3))
        assert calls[-2:] == [("write", "leaves"), ("write", "nodes")]
        journal.commit()
        assert calls[-4:] == ending


def test_a_commit_the_disk_refuses_closes_the_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal.create(tmp_path / "log", leaves(3))
    journal.extend(leaves(5, 3))

    def refuse(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(LogNotWritten) as refusal:
            journal.commit()
    assert refusal.value.facts["reason"] == "Input/output error"
    with pytest.raises(ValueError, match="closed"):
        journal.extend(leaves(6, 5))
    assert assert_stands(tmp_path / "log", 3) == 3


def test_a_run_that_does_not_fit_on_the_disk_leaves_nothing(tmp_path: Path) -> None:
    writer = start(CREATE_ON_A_FULL_DISK, tmp_path / "log", 1000)
    writer.communicate()
    assert writer.returncode == 7
    assert list(tmp_path.iterdir()) == []


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
