"""Facts that are words of ours, and places in files, are said in the reader's language."""

import pickle

import pytest

from shibosi.kernel.controls import BadControl
from shibosi.kernel.problems import Problem, said_place
from shibosi.kernel.runs import NoRun
from shibosi.kernel.words import Phrase


def test_a_reason_is_said_in_the_language_of_the_sentence():
    mistake = NoRun(folder="runs/1", reason="run.json is missing")
    assert mistake.sentence("en") == "runs/1 is no run folder: run.json is missing."
    assert mistake.sentence("zh") == "runs/1 不是运行目录：缺少 run.json。"


def test_a_reason_with_places_is_said_too():
    reason = Phrase("argument '{argument}' must be a set of parameters", argument="x")
    assert reason == "argument 'x' must be a set of parameters"
    assert BadControl(control="c", reason=reason).sentence("zh") == "核查 c：参数“x”须为一个参数组。"
    assert pickle.loads(pickle.dumps(reason)) == reason


def test_what_a_file_says_is_never_translated():
    problem = Problem("a.csv", "row 2", "not-money", "found '{found}', expected {expected}.",
                      {"found": "a code", "expected": "a whole number"})  # fmt: skip
    assert problem.sentence("zh") == "a.csv，第 2 行：内容为“a code”，应为整数。"
    assert problem.sentence("en") == "a.csv, row 2: found 'a code', expected a whole number."


@pytest.mark.parametrize(
    ("place", "chinese"),
    [
        ("row 17, column amount", "第 17 行，“amount”列"),
        ("sheet 订单, row 3", "工作表“订单”，第 3 行"),
        ("line 12", "文本第 12 行"),
        ("document at line 4, column price", "文本第 4 行处的单证，“price”列"),
        ("document 3", "第 3 份单证"),
        ("column row 3", "“row 3”列"),
        ("whole file", "整个文件"),
        ("payload", "payload"),
    ],
)
def test_a_place_is_said_in_chinese_and_kept_in_english(place, chinese):
    assert said_place(place, "en") == place
    assert said_place(place, "zh") == chinese
