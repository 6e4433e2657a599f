"""The files that are meant by paths."""

import pytest

from shibosi.kernel.runs import ABOUT
from shibosi.methods.formats.walking import NothingThere, found


def test_folders_are_walked_without_hidden_files_and_earlier_runs(tmp_path):
    kept = ["order.csv", "may/payment.csv"]
    passed_over = [".hidden.csv", ".git/config", f"runs/2026-05-01/{ABOUT}", "runs/2026-05-01/counts.csv"]
    for name in kept + passed_over:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("number\n1\n")
    assert {path.relative_to(tmp_path).as_posix() for path in found([tmp_path])} == set(kept)


def test_a_folder_that_leads_back_to_itself_is_walked_once(tmp_path):
    (tmp_path / "order.csv").write_text("number\n1\n")
    (tmp_path / "again").symlink_to(tmp_path)
    assert [path.name for path in found([tmp_path])] == ["order.csv"]


def test_a_path_that_leads_nowhere_is_refused(tmp_path):
    with pytest.raises(NothingThere):
        list(found([tmp_path / "no.csv"]))
