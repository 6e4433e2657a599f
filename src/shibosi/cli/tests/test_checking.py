"""`shibosi check`: what holds from another folder too, and what could not be given back."""

import subprocess
import sys
from html import unescape

import pytest

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
    assert "annotated" not in said.out and (tmp_path / "run" / "annotated" / "order-00000-annotated.xlsx").exists()


def test_the_package_is_a_program():
    run = subprocess.run([sys.executable, "-m", "shibosi", "--version"], capture_output=True, text=True)
    assert run.returncode == 0 and run.stdout.startswith("shibosi ")


@pytest.mark.parametrize(
    ("language", "says", "not_says"),
    [("en", "not packed as one", "Something went wrong"), ("zh", "不是 xlsx 压缩包", "zip file")],
)
def test_a_file_that_is_no_workbook_is_told_once_in_words_of_ours(ask, tmp_path, language, says, not_says):
    (tmp_path / "fake.xlsx").write_text("hello")
    told = ask("check", tmp_path / "fake.xlsx", "--out", tmp_path / "run", language=language).out
    assert told.count("fake.xlsx") == 1 and says in told and not_says not in told


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ["column number 5: ", "is no column of order", "'freight' (Freight", "map suggest", "schema"]),
        ("zh", ["第 5 列", "不是订单的列", "“运杂费”（freight）", "map suggest", "schema"]),
    ],
)
def test_headings_not_understood_are_told_by_labels_with_what_helps(ask, tmp_path, language, says):
    (tmp_path / "order.csv").write_text("order_number,currency,goods_value,运杂,\n1,142,3,4,5\n", encoding="utf-8")
    told = ask("check", tmp_path / "order.csv", "--out", tmp_path / "run", language=language).out
    assert [words for words in says if words not in told] == []


def test_rows_that_are_no_record_known_are_told_shortly(ask, tmp_path):
    (tmp_path / "notes.csv").write_text("a,b\n1,2\n")
    told = ask("check", tmp_path / "notes.csv", "--out", tmp_path / "run", language="zh").out
    assert "无法确定这些行属于哪类单证" in told and "amount_difference" not in told


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "Buyer's telephone (buyer_phone)"), ("zh", "订购人电话 (buyer_phone)")],
)
def test_columns_that_say_nothing_are_named_where_controls_ask_for_them(ask, tmp_path, language, says):
    (tmp_path / "order.csv").write_text("order_number,currency,goods_value,paid,buyer_name\n1,142,3,4,Li\n")
    told = ask("check", tmp_path / "order.csv", "--out", tmp_path / "run", language=language).out
    assert says in told and "goods_value" not in told
    assert says.split(" (")[0] in unescape((tmp_path / "run" / "report.html").read_text("utf-8"))


def test_columns_that_say_something_somewhere_are_not_named(ask, tmp_path):
    (tmp_path / "order.csv").write_text("order_number,currency,buyer_phone\n1,142,\n2,142,1\n")
    (tmp_path / "order-2.csv").write_text("order_number,currency\n3,142\n")
    assert "buyer_phone" not in ask("check", tmp_path, "--out", tmp_path / "run").out
