"""Figures, lists, readings and open points of the standard."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from shibosi.standard import errors, figures
from shibosi.standard.register import resolve

CJK = re.compile(r"[一-鿿]")


def figure_of(clause: str) -> list[tuple[Decimal | None, str, str]]:
    return [(one.figure, one.unit, one.direction) for one in figures.figures_under(clause)]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("7.2.3.1", [("0.05", "%", "<="), ("0.1", "%", "<="), ("95", "%", ">="), ("95", "%", ">=")]),
        ("4.7.2-c", [("50000", "USD", ">")]),
        ("4.11.2-a", [("1000000", "persons", ">=")]),
        ("5.6.4-a", [("24", "h", "<="), ("12", "h", "aim")]),
        ("8.2.5-c", [(None, "working days", "<=")]),
        ("4.1", []),
    ],
)
def test_figures_of_a_number(clause: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert figure_of(clause) == [(number and Decimal(number), unit, direction) for number, unit, direction in expected]


def test_what_is_only_an_example_is_marked() -> None:
    marked = {one.clause for one in figures.figures() if one.example}
    assert marked == {"4.7.2-b", "4.11.2-b", "5.4.1", "10.5.5.2-a"}


def test_every_text_speaks_both_languages() -> None:
    texts = [(one.what_en, one.what_zh) for one in figures.figures()]
    texts += [(one.what_en, one.what_zh) for one in figures.lists()]
    texts += [(one.reading_en, one.reading_zh) for one in figures.readings().values()]
    texts += [(one.doubt_en, one.doubt_zh) for one in figures.to_verify().values()]
    texts += [(one.answer_en, one.answer_zh) for one in figures.to_verify().values() if one.state == "settled"]
    assert len(texts) == 44 + 29 + 9 + 8 + 2
    for english, chinese in texts:
        assert CJK.search(chinese)
        assert not CJK.search(english)


def test_texts_follow_the_language_in_use(chinese: None) -> None:
    (figure,) = figures.figures_under("5.5.3")
    assert (figure.what, figure.unit_word) == ("发货后上传单号的时限", "小时")
    assert figures.readings()["R-3"].reading.startswith("两条重叠")


@pytest.mark.parametrize(
    ("clause", "members"), [("4.4.2", 8), ("4.9.1.2", 7), ("4.5.1", 3), ("5.3.2-c", 4), ("7.4.2", 8)]
)
def test_lists_agree_with_the_items_under_their_number(clause: str, members: int) -> None:
    (named,) = [one for one in figures.lists() if one.clause == clause]
    assert named.members == members
    assert len([one for one in resolve(clause) if one.id != clause]) == members


def test_a_settled_point_has_answer_and_source() -> None:
    settled = [one for one in figures.to_verify().values() if one.state == "settled"]
    assert [one.id for one in settled] == ["F-4", "F-5"]
    assert all(one.answer and one.source for one in settled)


FIGURE = ["4.1.3", "a", "甲", "1", "h", "<=", "", "", ""]
DOUBT = ["F-1", "000-01", "a", "甲", "settled", "b", "乙", "s", "verified"]


def a_file(folder: Path, columns: list[str], row: list[str]) -> Path:
    path = folder / "made.csv"
    lines = [",".join(f'"{cell}"' for cell in cells) for cells in (columns, row)]
    path.write_text("\n".join(["# made", *lines, ""]), encoding="utf-8")
    return path


def changed(row: list[str], place: int, cell: str) -> list[str]:
    return [*row[:place], cell, *row[place + 1 :]]


@pytest.mark.parametrize(
    ("story", "row", "refusal"),
    [
        ("a clause nobody knows", changed(FIGURE, 0, "4.1.9"), errors.UnknownReference),
        ("no Chinese", changed(FIGURE, 2, ""), errors.EmptyCell),
        ("no number", changed(FIGURE, 3, "many"), errors.NotANumber),
        ("a direction nobody knows", changed(FIGURE, 5, "<"), errors.UnknownWord),
    ],
)
def test_a_wrong_figure_is_refused(
    tmp_path: Path, story: str, row: list[str], refusal: type[errors.RegisterError]
) -> None:
    with pytest.raises(refusal) as refused:
        figures.read_figures(a_file(tmp_path, figures.FIGURE_COLUMNS, row))
    assert refused.value.facts["row"] == 3


@pytest.mark.parametrize(
    ("story", "row", "refusal"),
    [
        ("an item nobody knows", changed(DOUBT, 1, "000-01;000-99"), errors.UnknownReference),
        ("settled without a source", changed(DOUBT, 7, ""), errors.EmptyCell),
        ("settled, how surely?", changed(DOUBT, 8, ""), errors.UnknownWord),
        ("neither open nor settled", changed(DOUBT, 4, "done"), errors.UnknownWord),
    ],
)
def test_a_wrong_point_is_refused(
    tmp_path: Path, story: str, row: list[str], refusal: type[errors.RegisterError]
) -> None:
    with pytest.raises(refusal) as refused:
        figures.read_doubts(a_file(tmp_path, figures.DOUBT_COLUMNS, row))
    assert refused.value.facts["row"] == 3


@pytest.mark.real
def test_every_figure_and_reading_of_the_source_is_there(source: Path) -> None:
    text = (source / "figures.md").read_text(encoding="utf-8")
    numbers = text.split("## 1.")[1].split("## 2.")[0]
    rows = [line.strip("| ").split(" | ") for line in numbers.splitlines() if re.match(r"\| \d", line)]
    ours = [(one.clause, one.what_en, one.figure) for one in figures.figures() if one.direction != "aim"]
    assert [row[:2] for row in rows] == [list(one[:2]) for one in ours]
    for row, (_, _, figure) in zip(rows, ours, strict=True):
        last = row[2].replace(",", "").split("-")[-1]
        assert figure == (None if last == "several" else Decimal(last))
    assert len(re.findall(r"^- ", text.split("## 4.")[1], re.MULTILINE)) == len(figures.readings())
    assert len(re.findall(r"^- ", (source / "companions.md").read_text(encoding="utf-8").split("## F.")[1], re.M)) == 8
