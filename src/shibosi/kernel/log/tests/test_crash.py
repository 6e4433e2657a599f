"""What a log survives: kill -9 at any moment, a full disk. Nothing that was promised is lost."""

import errno
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from shibosi.kernel.log.errors import LogNotWritten
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.log.tests.builders import assert_stands, leaves

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
