"""`shibosi check`: what holds from another folder too, and what could not be given back."""

import subprocess
import sys

from shibosi.example import write_example
from shibosi.report import marking


def an_example(folder, **options):
    """A few orders as CSV in `documents` below a folder; the day of their truth."""
    made = write_example(folder, 20, 1, format="csv", fault_share=0, **options)
    return str(made.as_of)


def test_a_run_of_paths_as_they_stood_here_is_replayed_from_elsewhere(ask, tmp_path, monkeypatch):
    day = an_example(tmp_path / "here")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert ask("check", "documents", "--as-of", day, "--out", "run", "--no-report").status != 2
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert ask("replay", "../here/run").out == "Identical: the same documents give the same findings.\n"


def test_spreadsheets_that_cannot_be_given_back_are_told(ask, tmp_path, monkeypatch):
    day = an_example(tmp_path)
    monkeypatch.setattr(marking, "LARGEST", 15)
    asked = ["check", tmp_path / "documents", "--as-of", day, "--no-report", "--annotate", "--out"]
    english, chinese = ask(*asked, tmp_path / "en"), ask(*asked, tmp_path / "zh", language="zh")
    sentence = "order-00000.csv, whole file: The file has more than 15 rows and is not given back annotated."
    assert sentence in english.out
    assert "order-00000.csv，整个文件：" in chinese.out and "超过 15 行" in chinese.out
    assert "order-00000.csv" in (tmp_path / "en" / "not-annotated.jsonl").read_text(encoding="utf-8")


def test_nothing_is_told_where_all_is_given_back(ask, tmp_path):
    day = an_example(tmp_path)
    said = ask("check", tmp_path / "documents", "--as-of", day, "--no-report", "--annotate", "--out", tmp_path / "run")
    assert "annotated" not in said.out and (tmp_path / "run" / "annotated" / "order-00000.xlsx").exists()


def test_the_package_is_a_program():
    run = subprocess.run([sys.executable, "-m", "shibosi", "--version"], capture_output=True, text=True)
    assert run.returncode == 0 and run.stdout.startswith("shibosi ")
