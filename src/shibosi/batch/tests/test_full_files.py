"""What changed is found in full files: the run finds what a full run over the same files finds."""

import os
import random
import signal
import subprocess
import sys
from datetime import date, timedelta

import polars as pl
import pytest

from shibosi.batch.replay import replay
from shibosi.batch.state import every_dossier, state_of
from shibosi.batch.tests.builders import AS_OF, differing, edited, run, shuffled, trade, written
from shibosi.domains import registry
from shibosi.kernel.engines.plan import Question
from shibosi.kernel.patience import unsteady
from shibosi.kernel.runs import file_digest

KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from shibosi.batch.check import Asked, check
from shibosi.kernel import runfolders
runfolders.take_name = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
files, out, since = map(Path, sys.argv[1:])
check(Asked((files,), out, date(2026, 10, 1), since=since))
"""


@pytest.mark.parametrize("seed", range(3))
def test_three_nights(tmp_path, seed):
    chance = random.Random(seed)
    made, day = trade(), AS_OF - timedelta(days=chance.choice([0, 300, 600]))
    group = chance.choice([None, 10, 50])
    before = run(written(made, tmp_path / "files-0", group=group), tmp_path / "run-0", as_of=day).folder
    for night in (1, 2, 3):
        made = edited(made, chance)
        files = written(made, tmp_path / f"files-{night}", files=chance.choice([1, 2, 2, 3]), group=group)
        day += timedelta(days=chance.choice([0, 0, 1, 90]))
        found = run(files, tmp_path / f"run-{night}", before, as_of=day)
        whole = run(files, tmp_path / f"whole-{night}", as_of=day, state=False)
        assert not found.about["full"], found.about["because"]
        assert differing(found, whole) == []
        assert (found.about["inputs"], found.about["rows"]) == (whole.about["inputs"], whole.about["rows"])
        before = found.folder
    assert replay(found).identical


def test_no_one_can_write_a_row_that_passes_for_another(tmp_path):
    files = written(trade(), tmp_path / "files")
    first, second = (run(files, tmp_path / name) for name in ("first", "second"))
    since = run(files, tmp_path / "since", first.folder)
    states = [state_of(made.folder) for made in (first, second, since)]
    digests = [list(state.digests(0, "order")) for state in states if state is not None]
    assert set(digests[0]) & set(digests[1]) <= {0}  # that of a row which is not in force
    assert digests[0] == digests[2]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_nights(tmp_path, seed):
    test_three_nights(tmp_path, seed)


def test_no_control_of_the_trade_changes_its_mind_on_a_later_day():
    registry.load()
    values = registry.values()
    trade_ = {"order", "payment", "waybill", "document"}
    dossiers = [dossier for dossier in every_dossier() if dossier.name in trade_]
    controls = [control for dossier in dossiers for control in Question(values, AS_OF).of(dossier)]
    for days in (1, 30, 120):
        assert unsteady(controls, dossiers, values, AS_OF, AS_OF + timedelta(days=days)) == ""


def test_days_that_pass_decide_what_waited(tmp_path):
    made = trade()
    files = written({**made, "waybill": made["waybill"].clear()}, tmp_path / "files")
    day = AS_OF - timedelta(days=600)
    first = before = run(files, tmp_path / "run-0", as_of=day)
    for days in (1, 40, 200, 300):
        day += timedelta(days=days)
        found = run(files, tmp_path / f"run-{days}", before.folder, as_of=day)
        assert not found.about["full"], found.about["because"]
        assert differing(found, run(files, tmp_path / f"whole-{days}", as_of=day, state=False)) == []
        before = found
    broken = (pl.col("control") == "waybill_was_reported") & (pl.col("outcome") == "broken")
    assert found.findings().filter(broken).height > first.findings().filter(broken).height > 0


def test_nothing_has_changed(tmp_path):
    made, chance = trade(40), random.Random(3)
    before = first = run(written(made, tmp_path / "files-0"), tmp_path / "run-0")
    for night in (1, 2):
        before = run(written(shuffled(made, chance), tmp_path / f"files-{night}"), tmp_path / f"run-{night}",
                     before.folder)  # fmt: skip
        assert not before.about["full"]
        assert differing(before, first) == []
    made = edited(made, chance)
    found = run(written(made, tmp_path / "files-3"), tmp_path / "run-3", before.folder)
    assert differing(found, run(tmp_path / "files-3", tmp_path / "whole", state=False)) == []


def test_everything_has_changed(tmp_path):
    before = run(written(trade(40), tmp_path / "files"), tmp_path / "run")
    found = run(written(trade(40, 6), tmp_path / "others"), tmp_path / "found", before.folder)
    assert not found.about["full"]
    assert differing(found, run(tmp_path / "others", tmp_path / "whole", state=False)) == []


def test_a_file_was_taken_away_and_another_renamed(tmp_path):
    before = run(written(trade(40), tmp_path / "files", files=3), tmp_path / "run")
    later = written(trade(40), tmp_path / "later", files=3)
    (later / "payment-00001.parquet").unlink()
    (later / "waybill-00000.parquet").rename(later / "waybill-00009.parquet")
    found = run(later, tmp_path / "found", before.folder)
    assert not found.about["full"]
    assert differing(found, run(later, tmp_path / "whole", state=False)) == []


def test_rows_that_cannot_be_read_before_and_after(tmp_path):
    made = {**trade(40), "payment": trade(40)["payment"].with_columns(pl.lit("5").alias("amount"))}
    written(made, tmp_path / "files", format="csv")
    made["payment"][2, "amount"] = "much"
    later = written(made, tmp_path / "later", format="csv")
    made["payment"][3, "amount"] = "more"
    last = written(made, tmp_path / "last", format="csv")
    before = run(later, tmp_path / "run")
    found = run(last, tmp_path / "found", before.folder)
    assert (before.about["problems"], found.about["problems"], found.about["full"]) == (1, 2, False)
    assert differing(found, run(last, tmp_path / "whole", state=False)) == []


def test_the_run_before_is_left_as_it_was(tmp_path):
    made = trade(40)
    before = run(written(made, tmp_path / "files"), tmp_path / "run").folder
    digests = {path: file_digest(path) for path in sorted(before.rglob("*")) if path.is_file()}
    run(written(edited(made, random.Random(4)), tmp_path / "later"), tmp_path / "found", before)
    run(written({"order": made["order"].head(2)}, tmp_path / "changes"), tmp_path / "own", before, only_changes=True)
    assert {path: file_digest(path) for path in sorted(before.rglob("*")) if path.is_file()} == digests


def test_what_is_kept_is_closed_to_others(tmp_path):
    before = run(written(trade(40), tmp_path / "files"), tmp_path / "run").folder
    assert (before / "state").stat().st_mode & 0o077 == 0


def test_a_run_killed_in_the_middle_leaves_nothing_that_counts(tmp_path):
    made = trade(40)
    before = run(written(made, tmp_path / "files"), tmp_path / "run").folder
    later = written(edited(made, random.Random(5)), tmp_path / "later")
    killed = subprocess.run([sys.executable, "-c", KILLED, later, tmp_path / "found", before], env=os.environ)
    assert killed.returncode == -signal.SIGKILL
    assert not (tmp_path / "found").exists()
    assert list(tmp_path.glob(".found.*.partial/state/state.json"))
    found = run(later, tmp_path / "found", before)
    assert differing(found, run(later, tmp_path / "whole", state=False)) == []
    assert not list(tmp_path.glob(".found.*"))


def test_papers_run_out_so_a_later_day_judges_them_again(tmp_path):
    row = {"holder_code": ["F-1"], "paper_kind": ["carrier-customs-registration"], "number": ["AB12345678"],
           "about": ["A-1"], "market": ["CN"], "holder_name": ["Harbour"], "status": ["valid"],
           "valid_from": [date(2026, 1, 1)], "valid_until": [date(2026, 6, 30)]}  # fmt: skip
    doing = {"party_code": ["F-1"], "number": ["A-1"], "activity": ["carriage"], "market": ["CN"],
             "party_name": ["Harbour"]}  # fmt: skip
    files = written({"paper": pl.DataFrame(row), "activity": pl.DataFrame(doing)}, tmp_path / "files")
    before = run(files, tmp_path / "before", as_of=date(2026, 6, 30))
    after = run(files, tmp_path / "after", before.folder, as_of=date(2026, 7, 1))

    assert after.about["because"] == "later-day"
    broken = [set(found.findings().filter(pl.col("outcome") == "broken")["control"]) for found in (before, after)]
    assert broken[1] - broken[0] == {"carrier_is_registered_with_customs"}
