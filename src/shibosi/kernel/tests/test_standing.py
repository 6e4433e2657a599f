"""Documents in force and copies, a few rows in memory: as a batch has it."""

from collections import defaultdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.assembly import assemble
from shibosi.kernel.dossiers import gather
from shibosi.kernel.records import Record
from shibosi.kernel.standing import Copies, Row, in_force, lines_in_force, number
from shibosi.kernel.tests.builders import FILE, Back, Item, Line, Sheet, Stub, frames
from shibosi.kernel.tests.test_versions import CHANGE, DELETE, NEW, line, sheet, sources

TITLE, GUID, NAME = (
    made.columns[name].position for made, name in ((Sheet, "title"), (Sheet, "guid"), (Line, "name"))
)  # fmt: skip


def by_number(records: list[Record]) -> dict[Any, list[Row]]:
    """Rows that share a number."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for record in records:
        found[number(type(record), record.values)].append(record.values)
    return found


said = st.builds(
    sheet, st.sampled_from("abc"), st.sampled_from([NEW, CHANGE, DELETE, None]), st.none() | st.integers(0, 3),
    number=st.sampled_from(["S-1", "S-2", None]), guid=st.sampled_from(["a", "b", "c", None]),
)  # fmt: skip


lines_said = st.builds(line, st.sampled_from("12"), st.sampled_from(["a", "b", "x", None]))


@given(st.lists(said, max_size=8), st.lists(lines_said))
def test_what_is_in_force_is_what_a_batch_says(sheets: list[Sheet], lines: list[Line]) -> None:
    batch = sources(*sheets, *lines)
    found = [in_force(Sheet, rows) for rows in by_number(list(sheets)).values()]
    titles = sorted((row[TITLE], row[GUID] or "") for each in found for row in each.rows)
    expected = batch.scan("sheet", ["title", "guid"]).collect().rows()
    assert titles == sorted((title, guid or "") for title, guid in expected)
    if lines:
        gone = frozenset[str]().union(*(each.gone for each in found))
        kept = [row[NAME] for row in lines_in_force(Line, [each.values for each in lines], gone)]
        assert kept == batch.scan("line", ["name"]).collect()["name"].to_list()


def test_rows_in_force_keep_their_order() -> None:
    told = [sheet("b", CHANGE, 2), sheet("a", NEW, 1), sheet("c", NEW, 3), sheet("b", CHANGE, 2)]
    found = in_force(Sheet, [each.values for each in told])
    assert [row[TITLE] for row in found.rows] == ["b", "c", "b"]
    assert found.gone == {"a"}


def test_records_that_are_never_changed_are_all_in_force() -> None:
    rows = [Item(sheet_number="S-1", line_number=1).values] * 2
    assert in_force(Item, rows).rows == rows
    assert lines_in_force(Item, rows, {"a"}) == rows


KEYS = st.sampled_from(["S-1", "S-1", "S-2"])
NAMES = st.sampled_from(["a", "b", None])
rows = st.lists(
    st.one_of(
        st.builds(Sheet, number=KEYS, title=NAMES, carrier=NAMES),
        st.builds(Stub, sheet_number=KEYS, title=NAMES),
        st.builds(Line, sheet_number=KEYS, line_number=st.none() | st.integers(1, 2), name=NAMES),
        st.builds(Item, sheet_number=KEYS, line_number=st.none() | st.integers(1, 2), name=NAMES),
        st.builds(Back, sheet_number=KEYS, line_number=st.none() | st.integers(1, 2)),
    ),
    max_size=14,
)
READ = {
    "everything": {member.record.kind(): list(member.record.columns) for member in FILE.members},
    "keys and one column": {
        "sheet": ["number", "title"], "stub": ["sheet_number"], "line": ["sheet_number", "line_number", "name"],
        "item": ["sheet_number", "line_number"], "back": ["sheet_number", "line_number"],
    },
}  # fmt: skip


@pytest.mark.parametrize("read", READ)
@given(records=rows)
def test_copies_are_left_out_as_in_a_batch(read: str, records: list[Record]) -> None:
    compared = READ[read]
    handed = {kind: frame.select(compared[kind]) for kind, frame in frames(*records).items()}
    batch = assemble(FILE, handed)
    keys = batch.key_texts(np.arange(batch.size)).to_list()
    found = {key: {kind: int(batch.count(kind)[place]) for kind in compared} for place, key in enumerate(keys)}
    copies = Copies(FILE, compared)
    single = {
        key: {kind: len(kept) for kind, kept in copies.without(gather(FILE, own)).items()}
        for key, own in _by_key(records).items()
    }
    assert single == found


def _by_key(records: list[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.values[0]].append(record)
    return found


def test_the_first_of_two_copies_stays() -> None:
    told = [Sheet(number="S-1", title="a", carrier="x"), Sheet(number="S-1", title="a", carrier="y")]
    kept = Copies(FILE, READ["keys and one column"]).without(gather(FILE, list[Record](told)))
    assert kept["sheet"] == [told[0].values]
