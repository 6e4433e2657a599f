"""A run folder is complete or not there: after kill -9, on a full disk, when two runs want the same name."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from scenarios.telling import ANOTHER_BUYER, AS_OF, Said, a_trade, check, found, shibosi, start, write
from shibosi.batch.check import Asked
from shibosi.batch.check import check as check_in_process
from shibosi.kernel.log.journal import Journal
from shibosi.kernel.runfolders import RunExists
from shibosi.kernel.runs import Run, open_run

KILLS = 6
ORDERS = 60
ONE_DAY = ("11010519491231002X/2026-03-03", "day_is_not_parted_under_the_single_limit", "broken")
"""All orders of the trade are of one buyer and day."""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A trade that takes a moment to check."""
    return write(tmp_path_factory.mktemp("trade") / "documents", a_trade(ORDERS))


def words(documents: Path, out: Path) -> list[object]:
    """What the processes of these stories are asked; they write every part of a run, the report too."""
    return ["check", documents, "--out", out, "--as-of", AS_OF, "--format", "xlsx"]


def assert_complete(out: Path) -> Run:
    """The run opens, its log verifies, and the same documents give the same findings."""
    run = open_run(out)
    with Journal.open(out / "log", read_only=True) as journal:
        journal.check()
        assert (journal.size, journal.root().hex()) == (run.about["log"]["size"], run.about["log"]["root"])
        assert journal.size == 1 + run.findings().height
    assert {path.name for path in out.iterdir()} >= {
        "run.json", "findings.parquet", "findings.xlsx", "counts.csv", "controls.json", "parameters.json",
        "problems.jsonl", "log", "keys", "report.html",
    }  # fmt: skip
    assert found(run) == {ANOTHER_BUYER, ONE_DAY}
    assert shibosi("replay", out).status == 0
    return run


def left_over(folder: Path) -> list[str]:
    """What stands there beside run folders."""
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


# -- kill -9


def test_killed_at_any_moment_a_run_is_whole_or_not_there(tmp_path, documents):
    began = time.monotonic()
    assert start(*words(documents, tmp_path / "first")).wait() == 1
    usual = time.monotonic() - began
    chance = random.Random()
    whole = 0
    for number in range(KILLS):
        out = tmp_path / "runs" / "run"
        process = start(*words(documents, out))
        moment = chance.uniform(0.2, 1.05) * usual
        try:
            process.wait(timeout=moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        if out.exists():
            whole += 1
            assert_complete(out)
            out.rename(tmp_path / f"kept {number}")
        assert len(left_over(tmp_path / "runs") if out.parent.exists() else []) <= 1, "the next run swept"
    assert whole < KILLS
    assert shibosi(*words(documents, tmp_path / "runs" / "run")).status == 1
    assert left_over(tmp_path / "runs") == []
    assert_complete(tmp_path / "runs" / "run")


KILL_AT = """
import os, signal, sys
from shibosi.batch import check
from shibosi.cli.main import main
from shibosi.kernel import runfolders, runs

def dying(module, name, after):
    whole = getattr(module, name)
    def call(*given, **named):
        made = whole(*given, **named) if after else None
        os.kill(os.getpid(), signal.SIGKILL)
        return made
    setattr(module, name, call)

dying({"runs": runs, "folders": runfolders, "check": check}[sys.argv[1]], sys.argv[2], sys.argv[3] == "after")
main(sys.argv[4:])
"""


@pytest.mark.parametrize(
    ("story", "module", "name", "when", "there"),
    [
        ("when all is read", "check", "hand_in", "after", False),
        ("when the findings are written", "runs", "finding_lines", "before", False),
        ("before the log", "runs", "run_key", "after", False),
        ("when the folder is written", "folders", "sync", "before", False),
        ("a moment before it has its name", "folders", "take_name", "before", False),
        ("a moment after", "folders", "take_name", "after", True),
    ],
)
def test_killed_at_a_step(tmp_path, documents, story, module, name, when, there):
    out = tmp_path / "run"
    program = [sys.executable, "-c", KILL_AT, module, name, when, *map(str, words(documents, out))]
    killed = subprocess.run(program, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert out.exists() is there
    if there:
        assert_complete(out)
        assert left_over(tmp_path) == []
        return
    assert len(left_over(tmp_path)) == 1
    assert shibosi(*words(documents, out)).status == 1
    assert left_over(tmp_path) == [], "the next run of that name sweeps"
    assert_complete(out)


def test_what_another_run_is_writing_is_not_swept(tmp_path, documents):
    living = tmp_path / f".run.{os.getpid()}.abc.partial"
    dead = tmp_path / ".run.999999999.abc.partial"
    other = tmp_path / ".run2.999999999.abc.partial"
    for folder in (living, dead, other):
        folder.mkdir()
    check(documents, tmp_path / "run")
    assert left_over(tmp_path) == sorted([living.name, other.name])


# -- a full disk


@pytest.mark.parametrize("bytes_of_a_file", [500, 5_000, 60_000])
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path, documents, bytes_of_a_file):
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_of_a_file, bytes_of_a_file))

    out = tmp_path / "run"
    process = start(*words(documents, out), preexec_fn=full)
    said, err = process.communicate()
    assert (process.returncode, said) == (2, "")
    assert err.strip().endswith("could not be written: File too large.")
    assert str(out) in err and len(err.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path, documents):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    refused = shibosi(*words(documents, tmp_path / "file" / "run"))
    assert refused.status == 2
    assert "could not be written" in refused.err


# -- the name is taken


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path, documents):
    out = tmp_path / "run"
    out.mkdir()
    (out / "mine.txt").write_text("x", encoding="utf-8")
    refused = shibosi(*words(documents, out))
    assert refused.status == 2
    assert "is there already and is not empty" in refused.err
    assert [path.name for path in out.iterdir()] == ["mine.txt"] and left_over(tmp_path) == []


def test_an_empty_folder_becomes_the_run(tmp_path, documents):
    (tmp_path / "run").mkdir()
    assert shibosi(*words(documents, tmp_path / "run")).status == 1
    assert_complete(tmp_path / "run")


def test_of_two_runs_into_one_folder_one_wins(tmp_path, documents):
    out = tmp_path / "run"
    both = [start(*words(documents, out)) for _ in range(2)]
    ended = [Said(0, *process.communicate()) for process in both]
    assert sorted(process.returncode for process in both) == [1, 2], ended
    loser = ended[[process.returncode for process in both].index(2)]
    assert "is there already and is not empty" in loser.err and len(loser.err.splitlines()) == 1
    assert_complete(out)
    assert left_over(tmp_path) == []


def test_a_folder_filled_while_the_run_was_made_is_left_alone(tmp_path, documents):
    """Whatever came first stays: here somebody's file, put there while the documents were judged."""
    out = tmp_path / "run"

    def progress(step: str, what: str, number: int, of: int) -> None:
        out.mkdir(exist_ok=True)
        (out / "mine.txt").write_text("x", encoding="utf-8")

    with pytest.raises(RunExists):
        check_in_process(Asked((documents,), out, date.fromisoformat(AS_OF), report=False), progress)
    assert [path.name for path in out.iterdir()] == ["mine.txt"] and left_over(tmp_path) == []


def test_runs_without_a_name_take_the_next_free_one(tmp_path, documents, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for _ in range(3):
        assert shibosi("check", documents, "--as-of", AS_OF, "--no-report").status == 1
    assert sorted(path.name for path in (tmp_path / "runs").iterdir()) == [AS_OF, f"{AS_OF}-2", f"{AS_OF}-3"]
