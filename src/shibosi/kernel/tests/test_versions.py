"""Copies, changes and deletions of a document, and the lines that stand in it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.records import Record
from shibosi.kernel.sources import Sources
from shibosi.kernel.tests.builders import Item, Line, Sheet
from shibosi.kernel.versions import in_force, lines_in_force, one_of_each, superseded

NEW, CHANGE, DELETE = "1", "2", "3"
Said = tuple[str, str | None, int | None]
"""A title, how it was reported and after how many hours."""


def sheet(title: str, how: str | None, hour: int | None, number: str = "S-1", **said: Any) -> Sheet:
    """A sheet of that title; its guid is its title."""
    when = None if hour is None else datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=hour)
    told = {"guid": title, **said}
    return Sheet(number=number, title=title, report_type=how, reported_at=when, **told)


def sources(*records: Record) -> Sources:
    """Every record handed in as a file of its own, in this order, and a file without sheets."""
    made = Sources()
    made.add("sheet", Sheet.frame([]).lazy(), 0)
    for found in records:
        made.add(found.kind(), type(found).frame([found]).lazy(), 1)
    return made


def standing(*records: Record, kind: str = "sheet", column: str = "title") -> list[str]:
    """The titles of the sheets in force."""
    return sorted(sources(*records).scan(kind, [column]).collect()[column].to_list())


@pytest.mark.parametrize(
    ("story", "said", "expected"),
    [
        ("one document", [("a", NEW, 1)], ["a"]),
        ("two under one number, which is a finding", [("a", NEW, 1), ("b", NEW, 2)], ["a", "b"]),
        ("a change replaces what came before", [("a", NEW, 1), ("b", CHANGE, 2)], ["b"]),
        ("the last of two changes counts", [("a", NEW, 1), ("b", CHANGE, 2), ("c", CHANGE, 3)], ["c"]),
        ("a change without what it changes", [("b", CHANGE, 2)], ["b"]),
        ("a deletion takes all away", [("a", NEW, 1), ("b", CHANGE, 2), ("c", DELETE, 3)], []),
        ("a deletion alone", [("c", DELETE, 3)], []),
        ("reported anew after a deletion", [("a", NEW, 1), ("b", DELETE, 2), ("c", NEW, 3)], ["c"]),
        ("changed after a deletion", [("a", NEW, 1), ("b", DELETE, 2), ("c", CHANGE, 3)], ["c"]),
        ("another one after the change, a finding", [("a", NEW, 1), ("b", CHANGE, 2), ("c", NEW, 3)], ["b", "c"]),
        ("no kind of report, then a change", [("a", None, 1), ("b", CHANGE, 2)], ["b"]),
        ("a change, then no kind of report", [("b", CHANGE, 1), ("c", None, 2)], ["b", "c"]),
        ("one has no time: no order, all stay", [("a", NEW, None), ("b", CHANGE, 2)], ["a", "b"]),
        ("the deletion has no time", [("a", NEW, 1), ("b", DELETE, None)], ["a", "b"]),
        ("at the same time a change is later than what is new", [("a", NEW, 1), ("b", CHANGE, 1)], ["b"]),
        ("at the same time a deletion is later than a change", [("a", CHANGE, 1), ("b", DELETE, 1)], []),
        ("two changes at the same time, which is a finding", [("b", CHANGE, 2), ("c", CHANGE, 2)], ["b", "c"]),
        ("the change sent twice", [("a", NEW, 1), ("b", CHANGE, 2), ("b", CHANGE, 2)], ["b", "b"]),
        ("the deletion sent twice", [("a", NEW, 1), ("b", DELETE, 2), ("b", DELETE, 2)], []),
        ("what was changed sent twice", [("a", NEW, 1), ("a", NEW, 1), ("b", CHANGE, 2)], ["b"]),
    ],
)  # fmt: skip
def test_which_documents_are_in_force(story: str, said: list[Said], expected: list[str]) -> None:
    for order in (said, said[::-1], [*said[1:], *said[:1]]):
        assert standing(*(sheet(*told) for told in order)) == expected


def test_other_numbers_are_left_alone() -> None:
    others = [sheet("x", NEW, 1, "S-2"), sheet("y", NEW, 1, "S-3"), sheet("z", NEW, 0, "S-3")]
    assert standing(sheet("a", NEW, 1), *others, sheet("b", CHANGE, 2)) == ["b", "x", "y", "z"]


def test_a_change_of_one_number_does_not_reach_a_document_without_number() -> None:
    nameless = [Sheet(title="x", report_type=NEW, reported_at=datetime(2026, 3, 1, tzinfo=UTC))]
    assert standing(sheet("a", NEW, 1), *nameless, sheet("b", CHANGE, 2)) == ["b", "x"]


documents = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from([NEW, CHANGE, DELETE, None]), st.sampled_from([1, 2, 3, None])),
    max_size=6,
)


@given(documents, st.data())
def test_neither_the_order_of_rows_nor_copies_matter(said: list[Said], data: st.DataObject) -> None:
    once = standing(*(sheet(*told) for told in dict.fromkeys(said)))
    copied = data.draw(st.permutations([*said, *said[:2]]))
    assert sorted(set(standing(*(sheet(*told) for told in copied)))) == sorted(set(once))


def test_nothing_is_out_of_force_where_nothing_was_changed_or_has_a_kind_of_report() -> None:
    assert superseded(Sheet, Sheet.frame([sheet("a", NEW, 1), sheet("b", None, 2)]).lazy()) is None
    assert superseded(Item, Item.frame([Item(sheet_number="S-1")]).lazy()) is None
    assert superseded(Sheet, Sheet.frame([]).lazy()) is None


def line(name: str, document: str | None) -> Line:
    """A line of a sheet."""
    return Line(sheet_number="S-1", line_number=1, name=name, document=document)


CHANGED = [sheet("a", NEW, 1), sheet("b", CHANGE, 2)]


@pytest.mark.parametrize(
    ("story", "sheets", "lines", "expected"),
    [
        ("of the changed document go, of the change stay", CHANGED, [line("1", "a"), line("2", "b")], ["2"]),
        ("that do not say where they stand stay", CHANGED, [line("1", None), line("2", "b")], ["1", "2"]),
        ("of a document nobody knows stay", CHANGED, [line("1", "x")], ["1"]),
        ("of a deleted document go", [sheet("a", NEW, 1), sheet("b", DELETE, 2)], [line("1", "a"), line("2", "b")], []),
        ("of undated documents stay",
         [sheet("a", NEW, None), sheet("b", CHANGE, 2)], [line("1", "a"), line("2", "b")], ["1", "2"]),
        ("of a change under the guid of what it changes cannot be told apart",
         [sheet("a", NEW, 1), sheet("b", CHANGE, 2, guid="a")], [line("1", "a"), line("2", "a")], ["1", "2"]),
        ("of documents without guid stay",
         [sheet("a", NEW, 1, guid=None), sheet("b", CHANGE, 2)], [line("1", None), line("2", "b")], ["1", "2"]),
        ("stay where no document was handed in", [], [line("1", "a")], ["1"]),
    ],
)  # fmt: skip
def test_lines(story: str, sheets: list[Sheet], lines: list[Line], expected: list[str]) -> None:
    assert standing(*sheets, *lines, kind="line", column="name") == expected


def test_rows_keep_their_order_and_their_number() -> None:
    told = [sheet("x", NEW, 1, "S-2"), *CHANGED, sheet("y", NEW, 1, "S-3")]
    kept = sources(*told).scan("sheet", ["title"], numbered=True).collect()
    assert kept.rows() == [("x", 0), ("b", 2), ("y", 3)]


def test_without_marks_nothing_is_taken_away() -> None:
    frame = Sheet.frame(list[Record](CHANGED)).lazy()
    nothing = superseded(Sheet, Sheet.frame([sheet("b", CHANGE, 2)]).lazy())
    assert nothing is not None
    assert nothing.is_empty()
    for marks in (None, nothing):
        assert in_force(Sheet, frame, marks).collect().height == 2
        assert lines_in_force(Line.frame([line("1", "a")]).lazy(), marks).collect().height == 1


def test_of_equal_rows_the_first_stays() -> None:
    frame = pl.DataFrame({"a": [1, 1, 2, 1, None, None], "b": ["x", "x", "x", "y", None, None]})
    assert one_of_each(frame).to_list() == [True, False, True, True, True, False]
