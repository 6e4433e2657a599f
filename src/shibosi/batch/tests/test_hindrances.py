"""Where only a full run can give the answer it is made, and the run says why; what cannot be built on is refused."""

import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from shibosi.batch.hindrances import REASONS
from shibosi.batch.inputs import InputChanged, InputGone
from shibosi.batch.tests.builders import AS_OF, Trade, differing, edited, run, trade, written
from shibosi.kernel.runs import open_run

Asked = dict[str, Any]
OVERLAY = """
payment_tolerance:
  share:
    values:
      - {place: all, value: "0.5", source: what if, confidence: local}
"""


@pytest.fixture
def night(tmp_path: Path) -> Path:
    """A folder with the documents and the run of one night, and the documents of the next."""
    made = trade(40)
    run(written(made, tmp_path / "files"), tmp_path / "run")
    written(edited(made, random.Random(1)), tmp_path / "later")
    return tmp_path


def left_nothing(folder: Path, _: pytest.MonkeyPatch) -> Asked:
    shutil.rmtree(folder / "run")
    run(folder / "files", folder / "run", state=False)
    return {}


def another_version(folder: Path, _: pytest.MonkeyPatch) -> Asked:
    (folder / "run/state/state.json").write_text('{"format": 0}', encoding="utf-8")
    return {}


def torn(folder: Path, _: pytest.MonkeyPatch) -> Asked:
    path = folder / "run/state/state.json"
    path.write_bytes(path.read_bytes()[:100])
    return {}


def flipped(folder: Path, _: pytest.MonkeyPatch) -> Asked:
    path = folder / "run/state/digests/0-order.u64"
    told = bytearray(path.read_bytes())
    told[9] ^= 1
    path.write_bytes(told)
    return {}


def without(name: str) -> Callable[[Path, pytest.MonkeyPatch], Asked]:
    """The same without one file of the state."""

    def missing(folder: Path, _: pytest.MonkeyPatch) -> Asked:
        (folder / "run/state" / name).unlink()
        return {}

    return missing


def overwritten(folder: Path, _: pytest.MonkeyPatch) -> Asked:
    shutil.rmtree(folder / "files")
    (folder / "later").rename(folder / "files")
    (folder / "later").symlink_to(folder / "files")
    return {}


def gone(folder: Path, _: pytest.MonkeyPatch) -> Asked:
    shutil.rmtree(folder / "files")
    return {}


def unsteady(_: Path, patch: pytest.MonkeyPatch) -> Asked:
    patch.setattr("shibosi.batch.hindrances.unsteady", lambda *_: "a control")
    return {"as_of": AS_OF + timedelta(days=1)}


def another_limit(folder: Path, _: pytest.MonkeyPatch) -> Asked:
    (folder / "overlay.yaml").write_text(OVERLAY, encoding="utf-8")
    return {"overlay": folder / "overlay.yaml"}


def another_release(_: Path, patch: pytest.MonkeyPatch) -> Asked:
    patch.setattr("shibosi.batch.state.__version__", "0.0")
    return {}


def no_waybills(folder: Path, _: pytest.MonkeyPatch) -> Asked:
    for path in (folder / "later").glob("waybill-*"):
        path.unlink()
    return {}


def a_bad_amount(folder: Path, _: pytest.MonkeyPatch) -> Asked:
    (folder / "later/payment.csv").write_text("order_number,number,firm_code,amount\n,P-1,F-1,much\n", "utf-8")
    return {}


def too_many(_: Path, patch: pytest.MonkeyPatch) -> Asked:
    patch.setattr("shibosi.batch.incremental.FEW", 1)
    patch.setattr("shibosi.batch.incremental.MOST", 1)
    return {}


STORIES: list[tuple[str, Callable[[Path, pytest.MonkeyPatch], Asked], str]] = [
    ("the run before left no state", left_nothing, "no-state"),
    ("its state is of another version", another_version, "no-state"),
    ("its state was torn", torn, "no-state"),
    ("a bit of its state flipped", flipped, "state-damaged"),
    ("its list of what waits is gone", without("waiting.parquet"), "state-damaged"),
    ("its purchases are gone", without("derived/purchase.0.arrow"), "state-damaged"),
    ("its digests are gone", without("digests/0-list_line.u64"), "state-damaged"),
    ("its findings are gone", without("../findings.parquet"), "state-damaged"),
    ("its files were overwritten", overwritten, "inputs"),
    ("its files are gone", gone, "inputs"),
    ("asked for a day before", lambda *_: {"as_of": AS_OF - timedelta(days=1)}, "earlier-day"),
    ("a control may change its mind", unsteady, "later-day"),
    ("a limit was set otherwise", another_limit, "values"),
    ("another release", another_release, "controls"),
    ("no waybill was handed in", no_waybills, "kinds"),
    ("a row cannot be read", a_bad_amount, "unreadable"),
    ("more has changed than is judged again", too_many, "many-changes"),
]


def test_every_reason_has_its_story():
    assert {reason for *_, reason in STORIES} == set(REASONS)


@pytest.mark.parametrize(("story", "happens", "reason"), STORIES, ids=[story for story, *_ in STORIES])
def test_everything_is_judged_and_the_run_says_why(night, monkeypatch, story, happens, reason):
    asked = happens(night, monkeypatch)
    found = run(night / "later", night / "found", night / "run", **asked)
    assert (found.about["full"], found.about["because"]) == (True, reason)
    assert differing(found, run(night / "later", night / "whole", **asked)) == []
    again = run(night / "later", night / "again", found.folder, **asked)
    assert not again.about["full"], again.about["because"]
    assert differing(again, found) == []


@pytest.mark.parametrize(("happens", "error"), [(overwritten, InputChanged), (gone, InputGone)])
def test_changes_are_refused_where_what_they_change_is_not_there(night, monkeypatch, happens, error):
    changes = written({"order": trade(40)["order"].head(1)}, night / "changes")
    happens(night, monkeypatch)
    with pytest.raises(error):
        run(changes, night / "found", night / "run", only_changes=True)
    assert not (night / "found").exists()


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_kept_documents_stand_in_for_files_that_were_overwritten(tmp_path, format):
    made = trade(40)
    before = run(written(made, tmp_path / "files", format=format), tmp_path / "run-0", keep_documents=True)
    for number in (1, 2):
        shutil.rmtree(tmp_path / "files")
        made = edited(made, random.Random(number))
        before = run(
            written(made, tmp_path / "files", format=format), tmp_path / f"run-{number}", before.folder,
            keep_documents=True,
        )  # fmt: skip
        assert not before.about["full"], before.about["because"]
        assert differing(before, run(tmp_path / "files", tmp_path / f"whole-{number}")) == []


def test_kept_documents_stay_with_the_runs_that_change_them(tmp_path):
    made: Trade = trade(40)
    run(written(made, tmp_path / "files", format="csv"), tmp_path / "run", keep_documents=True)
    shutil.rmtree(tmp_path / "files")
    changed = made["payment"].head(3).with_columns(pl.col("amount") * 2)
    found = run(written({"payment": changed}, tmp_path / "changes"), tmp_path / "found", tmp_path / "run",
                only_changes=True)  # fmt: skip
    made["payment"] = pl.concat([changed.cast(made["payment"].schema), made["payment"].slice(3)])
    assert differing(found, run(written(made, tmp_path / "whole-files", format="csv"), tmp_path / "whole")) == []
    assert open_run(found.folder).about["full"] is False
