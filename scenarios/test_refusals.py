"""What was asked wrongly is answered with a sentence and status 2; what changed since a run is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from scenarios.telling import AS_OF, a_trade, check, shibosi, write
from scenarios.test_bad_input import CHINESE

MAP = 'files:\n  - match: "order*"\n    record: order\n    columns: {number: number}\n'
OVERLAY = """
retail_import_limits:
  single:
    values:
      - {from: 2019-01-01, place: all, value: "3000", source: what if, confidence: local}
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """The trade in files."""
    return write(tmp_path / "documents", a_trade())


def refused(*words: object) -> str:
    """The sentence with which a call is refused."""
    said = shibosi(*words)
    assert (said.status, said.out) == (2, "")
    assert "Traceback" not in said.err
    return said.err.strip()


@pytest.mark.parametrize(
    ("story", "words", "says"),
    [
        ("an unknown engine", ["--engine", "steam"], "'steam' is not one of 'local', 'spark'"),
        ("an unknown format", ["--format", "pdf"], "'pdf' is not one of"),
        ("a day that is none", ["--as-of", "2026-02-30"], "2026-02-30"),
        ("a day in words", ["--as-of", "tomorrow"], "tomorrow"),
        ("an unknown option", ["--as-off", "2026-01-01"], "--as-of"),
        ("a map that is not there", ["--map", "nowhere.yaml"], "nowhere.yaml"),
        ("an overlay that is not there", ["--overlay", "nowhere.yaml"], "nowhere.yaml"),
        ("a run that is not there", ["--since", "nowhere"], "nowhere"),
        ("changes since no run", ["--only-changes"], "--since"),
    ],
)
def test_a_wrong_option_is_named(tmp_path, documents, story, words, says):
    sentence = refused("check", documents, "--out", tmp_path / "run", *words)
    assert says in sentence
    assert not (tmp_path / "run").exists()


BAD_MAPS = [b"{", b"files: 3", b"files:\n  - {match: a, record: ordre}", b"\0", b"- [", b"a: !!python/x y", b"\xff"]
BAD_OVERLAYS = [b"{", b"a: [", b"- 1", b"retail_import_limits: 5", b"\xff", b"a: !!python/x y"]


@pytest.mark.parametrize(
    ("option", "bad"), [("--map", bad) for bad in BAD_MAPS] + [("--overlay", bad) for bad in BAD_OVERLAYS]
)
def test_a_map_or_overlay_that_cannot_be_read_is_named(tmp_path, documents, option, bad):
    (tmp_path / "beside.yaml").write_bytes(bad)
    sentence = refused("check", documents, "--out", tmp_path / "run", option, tmp_path / "beside.yaml")
    assert "beside.yaml" in sentence
    assert not (tmp_path / "run").exists()


def test_a_path_that_leads_nowhere_is_named(tmp_path, documents):
    sentence = refused("check", documents, tmp_path / "ordres.csv", "--out", tmp_path / "run")
    assert sentence == f"There is no file or folder {tmp_path / 'ordres.csv'}."


def test_an_empty_folder_holds_nothing_to_check(tmp_path):
    (tmp_path / "documents").mkdir()
    sentence = refused("check", tmp_path / "documents", "--out", tmp_path / "run")
    assert "holds a record that could be read" in sentence
    assert not (tmp_path / "run").exists()


def test_nothing_named_is_answered_with_how_to_ask():
    assert "PATHS" in refused("check")
    assert "No such command" in refused("chekc")


def test_a_folder_that_is_no_run_is_named(tmp_path, documents):
    assert "run.json is missing" in refused("replay", documents)
    assert "run.json is missing" in refused("check", documents, "--since", documents, "--out", tmp_path / "run")
    for text in ("", "[]", "{}", '{"format": 99}', "\x00"):
        (documents / "run.json").write_text(text, encoding="utf-8")
        assert str(documents) in refused("replay", documents)


def test_refusals_are_said_in_chinese_too(tmp_path, documents):
    for words in (["check", tmp_path / "nowhere", "--out", tmp_path / "run"], ["replay", documents]):
        assert CHINESE.search(refused("--lang", "zh", *words))


@pytest.mark.parametrize("words", [["check", "nowhere"], ["check", ".", "--as-of", "x"], ["replay", "."], ["example"]])
def test_from_outside_too_there_is_no_traceback(tmp_path, words):
    program = [sys.executable, "-c", "from shibosi.cli.main import main; main()", *words]
    call = subprocess.run(program, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (call.returncode, call.stdout) == (2, "")
    assert call.stderr and "Traceback" not in call.stderr


def test_a_reader_that_goes_away_ends_the_talk(tmp_path, documents):
    program = f"'{sys.executable}' -c 'from shibosi.cli.main import main; main()' check '{documents}' --no-report"
    command = f"set -o pipefail; {program} --out '{tmp_path / 'run'}' --as-of {AS_OF} | true"
    call = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in call.stderr and "Exception" not in call.stderr
    assert (tmp_path / "run" / "run.json").exists()


# -- between a run and its replay


@pytest.mark.parametrize(
    ("story", "change", "says"),
    [
        ("one more line", lambda path: path.write_bytes(path.read_bytes() + b"x,y\n"), "is not the file"),
        ("other bytes of the same number", lambda path: path.write_bytes(path.read_bytes()[::-1]), "is not the file"),
        ("the file is gone", lambda path: path.unlink(), "is gone"),
    ],
)
def test_a_document_that_changed_since_is_named(tmp_path, documents, story, change, says):
    check(documents, tmp_path / "run")
    change(documents / "payment.csv")
    sentence = refused("replay", tmp_path / "run")
    assert str(documents / "payment.csv") in sentence and says in sentence


def test_a_file_that_came_later_changes_nothing(tmp_path, documents):
    check(documents, tmp_path / "run")
    (documents / "payment-2.csv").write_bytes((documents / "payment.csv").read_bytes())
    assert shibosi("replay", tmp_path / "run").status == 0


@pytest.mark.parametrize(("option", "text"), [("--map", MAP), ("--overlay", OVERLAY)])
def test_a_map_or_overlay_that_changed_since_is_named(tmp_path, documents, option, text):
    beside = tmp_path / "beside.yaml"
    beside.write_text(text, encoding="utf-8")
    check(documents, tmp_path / "run", option, beside)
    assert shibosi("replay", tmp_path / "run").status == 0
    beside.write_text(text + "\n# another one", encoding="utf-8")
    sentence = refused("replay", tmp_path / "run")
    assert str(beside) in sentence and "is not the file" in sentence
    beside.unlink()
    assert str(beside) in refused("replay", tmp_path / "run")


def test_findings_that_were_altered_are_not_identical(tmp_path, documents):
    """Somebody wrote another digest of findings into the run."""
    _, run = check(documents, tmp_path / "run")
    path = tmp_path / "run" / "run.json"
    digest = run.about["findings"]["sha256"]
    path.write_text(path.read_text(encoding="utf-8").replace(digest, "0" * 64), encoding="utf-8")
    said = shibosi("replay", tmp_path / "run")
    assert said.status == 1
    assert "Identical" not in said.out
