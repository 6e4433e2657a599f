"""Assembly: which rows belong to which dossier."""

from collections import Counter
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shibosi.kernel.assembly import Assembled, assemble
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import FILE, PACKET, Back, Item, Line, Sheet, Stub, frames, without_copies


def assembled(dossier: Dossier, *records: Record) -> Assembled:
    """The dossiers of some records."""
    return assemble(dossier, frames(*records))


def counts(found: Assembled) -> dict[str, dict[str, int]]:
    """Rows by the written key and the kind, without zeros."""
    keys = found.key_texts(np.arange(found.size)).to_list()
    return {
        key: {kind: int(found.count(kind)[at]) for kind in found.frames if found.count(kind)[at]}
        for at, key in enumerate(keys)
    }


def single(found: Assembled, kind: str, column: str) -> dict[str, Any]:
    """Per dossier the value of a paper of which there is one; None where there is none or more."""
    keys = found.key_texts(np.arange(found.size)).to_list()
    rows = found.frames[kind][column].to_list()
    return {key: rows[at] if at >= 0 else None for key, at in zip(keys, found.at(kind), strict=True)}


def test_papers_with_one_number_are_one_dossier() -> None:
    found = assembled(
        FILE, Sheet(number="S-1", title="a"), Sheet(number="S-2", title="b"), Stub(sheet_number="S-1"),
        Line(sheet_number="S-2", line_number=1), Line(sheet_number="S-2", line_number=2),
    )  # fmt: skip
    assert counts(found) == {"S-1": {"sheet": 1, "stub": 1}, "S-2": {"sheet": 1, "line": 2}}
    assert single(found, "sheet", "title") == {"S-1": "a", "S-2": "b"}


@pytest.mark.parametrize(
    "orphan",
    [
        Sheet(number="S-9"),
        Stub(sheet_number="S-9"),
        Line(sheet_number="S-9"),
        Item(sheet_number="S-9"),
        Back(sheet_number="S-9"),
    ],
    ids=lambda orphan: orphan.kind(),
)
def test_a_paper_without_its_counterparts_has_a_dossier(orphan: Record) -> None:
    found = assembled(FILE, Sheet(number="S-1"), orphan)
    assert counts(found) == {"S-1": {"sheet": 1}, "S-9": {orphan.kind(): 1}}


def test_two_papers_where_one_is_expected_read_as_none_and_count_two() -> None:
    found = assembled(
        FILE, Sheet(number="S-1", title="a"), Sheet(number="S-1", title="b"), Sheet(number="S-2", title="c")
    )
    assert counts(found) == {"S-1": {"sheet": 2}, "S-2": {"sheet": 1}}
    assert single(found, "sheet", "title") == {"S-1": None, "S-2": "c"}


def test_exact_copies_are_one() -> None:
    told = Sheet(number="S-1", title="a", weight=3)
    line = Line(sheet_number="S-1", line_number=1, name="x")
    found = assembled(FILE, told, told, told, line, line)
    assert counts(found) == {"S-1": {"sheet": 1, "line": 1}}
    assert single(found, "sheet", "title") == {"S-1": "a"}


@pytest.mark.parametrize(
    ("story", "lines", "expected"),
    [
        ("another name under the same number", [(1, "x"), (1, "y")], 2),
        ("a copy after another line", [(1, "x"), (2, "y"), (1, "x")], 2),
        ("no number of their own: both may be there", [(None, "x"), (None, "x")], 2),
        ("no number, other names", [(None, "x"), (None, "y")], 2),
        ("no names", [(1, None), (1, None), (2, None)], 2),
        ("numbers that would meet when written side by side", [(1 << 20, "x"), (0, "x"), (1 << 21, "x")], 3),
        ("negative numbers", [(-1, "x"), (-2, "x"), (-1, "x")], 2),
        ("falling numbers", [(3, "x"), (2, "x"), (1, "x")], 3),
    ],
)
def test_copies_of_lines(story: str, lines: list[tuple[int | None, str | None]], expected: int) -> None:
    other = [Line(sheet_number="S-2", line_number=number, name=name) for number, name in lines]
    found = assembled(FILE, *(Line(sheet_number="S-1", line_number=at, name=name) for at, name in lines), *other)
    assert counts(found) == {"S-1": {"line": expected}, "S-2": {"line": expected}}


def test_rows_without_a_key_belong_to_no_dossier() -> None:
    found = assembled(FILE, Sheet(title="a"), Line(line_number=1), Sheet(number="S-1"))
    assert counts(found) == {"S-1": {"sheet": 1}}


def test_an_empty_text_is_a_key() -> None:
    assert counts(assembled(FILE, Sheet(number=""), Line(sheet_number=""))) == {"": {"sheet": 1, "line": 1}}


def test_no_rows_make_no_dossiers() -> None:
    for handed in ({}, {"sheet": Sheet.frame([])}, {"line": Line.frame([Line(line_number=1)])}):
        found = assemble(FILE, handed)
        assert (found.size, found.key_texts(np.arange(0)).to_list()) == (0, [])


def test_a_key_of_two_parts_needs_both() -> None:
    told = [("C-1", "P-1"), ("C-1", "P-2"), ("C-2", "P-1"), ("C-1", None), (None, "P-1"), (None, None)]
    found = assembled(
        PACKET, *(Stub(carrier=carrier, parcel=parcel) for carrier, parcel in told),
        *(Sheet(carrier=carrier, parcel=parcel) for carrier, parcel in told),
    )  # fmt: skip
    both = {"stub": 1, "sheet": 1}
    assert counts(found) == {"C-1/P-1": both, "C-1/P-2": both, "C-2/P-1": both}


def test_parts_of_a_key_do_not_run_together() -> None:
    found = assembled(PACKET, Stub(carrier="C", parcel="1P"), Stub(carrier="C1", parcel="P"))
    assert counts(found) == {"C/1P": {"stub": 1}, "C1/P": {"stub": 1}}


def test_columns_nobody_reads_may_be_left_out() -> None:
    found = assemble(FILE, {"sheet": pl.DataFrame({"number": ["S-1", "S-2", "S-1"]})})
    assert counts(found) == {"S-1": {"sheet": 1}, "S-2": {"sheet": 1}}


KEYS = st.sampled_from(["S-1", "S-2", "S-3", "s-1", "Ｓ-1", "", None])
rows = st.lists(
    st.one_of(
        st.builds(Sheet, number=KEYS, title=st.sampled_from("ab")),
        st.builds(Stub, sheet_number=KEYS, title=st.sampled_from("ab")),
        st.builds(Line, sheet_number=KEYS, line_number=st.integers(1, 2), name=st.sampled_from("ab")),
        st.builds(Item, sheet_number=KEYS, line_number=st.none() | st.integers(1, 2)),
        st.builds(Back, sheet_number=KEYS),
    ),
    max_size=14,
)
FAST = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def expected(records: list[Record]) -> dict[str, dict[str, int]]:
    """What `counts` must say: every row once, without copies and without rows that have no key."""
    kept = without_copies([found for found in records if found.values[0] is not None])
    tally = Counter((found.values[0], found.kind()) for found in kept)
    return {key: {kind: n for (own, kind), n in tally.items() if own == key} for key in {key for key, _ in tally}}


@FAST
@given(rows, st.data())
def test_every_row_has_its_dossier_whatever_the_order(records: list[Record], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(records))
    assert counts(assembled(FILE, *records)) == counts(assembled(FILE, *shuffled)) == expected(records)


@pytest.mark.parametrize("kinds", [1, 2, 3])
@FAST
@given(records=rows)
def test_keys_that_share_a_hash_are_told_apart(kinds: int, records: list[Record]) -> None:
    def crowded(keys: pl.Series, *seed: int) -> pl.Series:
        return pl.Series([0 if key is None else len(key) % kinds for key in keys.to_list()], dtype=pl.UInt64)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pl.Series, "hash", crowded)
        found = assembled(FILE, *records)
    assert counts(found) == expected(records)
    for column in ("number", "title"):
        assert single(found, "sheet", column) == single(assembled(FILE, *records), "sheet", column)


def test_sharing_hashes_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above would pass if nothing were hashed."""
    asked: list[int] = []

    def crowded(keys: pl.Series, *seed: int) -> pl.Series:
        asked.append(len(keys))
        return pl.Series([7] * len(keys), dtype=pl.UInt64)

    monkeypatch.setattr(pl.Series, "hash", crowded)
    assert counts(assembled(FILE, Sheet(number="S-1"), Sheet(number="S-2"))) == {
        "S-1": {"sheet": 1},
        "S-2": {"sheet": 1},
    }
    assert asked[0] == 2
