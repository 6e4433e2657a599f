"""Keys get numbers in the order in which they come, whatever kind of key they are and however far apart they lie."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel import numbering

NEAR = st.integers(0, 40)
FAR = st.sampled_from([-(2**63), -1, 0, 1, 7, 2**62, 2**63 - 1])


@given(st.lists(NEAR | FAR), st.lists(st.lists(NEAR | FAR), max_size=3))
def test_whole_numbers_are_numbered_as_they_come(first: list[int], later: list[list[int]]) -> None:
    known = numbering._Known()
    expected: dict[int, int] = {}
    for keys in (first, *later):
        codes = pl.Series(keys, dtype=pl.Int64)
        found = known.add(codes, codes)
        assert found.tolist() == [expected.setdefault(key, len(expected)) for key in keys]
    assert known.size == len(expected)


@given(st.lists(NEAR, min_size=1), st.lists(NEAR | FAR))
def test_a_table_of_places_finds_what_a_join_finds(known: list[int], wanted: list[int]) -> None:
    places = numbering._places(pl.Series(known, dtype=pl.Int64))
    assert places is None or places.of(pl.Series(wanted, dtype=pl.Int64)).tolist() == [
        known.index(key) if key in known else -1 for key in wanted
    ]


def test_numbers_far_apart_get_no_table() -> None:
    assert numbering._places(pl.Series([0, 2**40])) is None
    assert numbering._places(pl.Series(np.arange(10))) is not None
