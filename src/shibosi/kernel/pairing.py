"""Matching the rows of two members by a number, for a whole batch (the batch twin of `expressions.rows`)."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

Ids = NDArray[np.int64]
SHIFT = 20
NONE = np.int64(-1)


def match(left: Ids, left_numbers: pl.Series, right: Ids, right_numbers: pl.Series, lookup: bool) -> tuple[Ids, ...]:
    """Rows of a pair: (dossier, left row or -1, right row or -1), each an array.

    `left`, `right` number the dossiers of the rows. A number found twice in a dossier on one side counts as not
    found there. With `lookup` there is one result per left row, else one per number and one per row without number.
    """
    codes = _codes(left, left_numbers, right, right_numbers)
    (left_codes, left_rows, left_alone), (right_codes, right_rows, right_alone) = codes
    if lookup:
        unique, rows = _unique(right_codes, right_rows)
        found = np.full(len(left), NONE)
        found[left_rows] = _at(unique, rows, left_codes)
        return left, np.arange(len(left), dtype=np.int64), found
    if len(left_codes) == len(right_codes) and _increasing(left_codes) and bool(np.all(left_codes == right_codes)):
        numbered = (left[left_rows], left_rows, right_rows)
    else:
        every = np.union1d(left_codes, right_codes)
        of_left, of_right = (
            _at(*_unique(found, rows), every) for found, rows in ((left_codes, left_rows), (right_codes, right_rows))
        )
        numbered = (_dossiers(every, left_codes, left[left_rows], right_codes, right[right_rows]), of_left, of_right)
    if len(left_alone) + len(right_alone) == 0:
        return numbered
    absent_left, absent_right = np.full(len(right_alone), NONE), np.full(len(left_alone), NONE)
    return (
        np.concatenate([numbered[0], left[left_alone], right[right_alone]]),
        np.concatenate([numbered[1], left_alone, absent_left]),
        np.concatenate([numbered[2], absent_right, right_alone]),
    )


def _codes(
    left: Ids, left_numbers: pl.Series, right: Ids, right_numbers: pl.Series
) -> tuple[tuple[Ids, Ids, Ids], tuple[Ids, Ids, Ids]]:
    """One whole number for dossier and number together; which rows have one and which have none."""
    both = pl.concat([left_numbers, right_numbers])
    low, high = both.min(), both.max()
    assert isinstance(low, int | None) and isinstance(high, int | None)
    most = max(int(left.max(initial=0)), int(right.max(initial=0)))
    width = SHIFT
    if (low or 0) < 0 or (high or 0) >= 1 << SHIFT:
        both = both.rank("dense").cast(pl.Int64)
        width = int(both.max() or 0).bit_length() + 1  # type: ignore[arg-type]
    assert most < 1 << (62 - width)
    return _side(left, both[: len(left)], width), _side(right, both[len(left) :], width)


def _side(ids: Ids, numbers: pl.Series, width: int) -> tuple[Ids, Ids, Ids]:
    if not numbers.has_nulls():
        return (ids << width) | numbers.to_numpy().astype(np.int64), np.arange(len(ids)), np.zeros(0, dtype=np.int64)
    known = numbers.is_not_null().to_numpy()
    rows = np.flatnonzero(known)
    return (ids[rows] << width) | numbers.drop_nulls().to_numpy().astype(np.int64), rows, np.flatnonzero(~known)


def _increasing(codes: Ids) -> bool:
    return len(codes) < 2 or bool(np.all(codes[1:] > codes[:-1]))


def _unique(codes: Ids, rows: Ids) -> tuple[Ids, Ids]:
    """Different codes in order, and the row of each; -1 for a code that several rows have."""
    if not _increasing(codes):
        order = np.argsort(codes, kind="stable")
        codes, rows = codes[order], rows[order]
        first = np.concatenate([[True], codes[1:] != codes[:-1]]) if len(codes) else np.zeros(0, dtype=bool)
        starts = np.flatnonzero(first)
        counts = np.diff(np.append(starts, len(codes)))
        return codes[starts], np.where(counts == 1, rows[starts], NONE)
    return codes, rows


def _at(unique: Ids, rows: Ids, wanted: Ids) -> Ids:
    if len(unique) == 0:
        return np.full(len(wanted), NONE)
    at = np.minimum(np.searchsorted(unique, wanted), len(unique) - 1)
    return np.where(unique[at] == wanted, rows[at], NONE)


def _dossiers(every: Ids, left: Ids, left_ids: Ids, right: Ids, right_ids: Ids) -> Ids:
    found = np.empty(len(every), dtype=np.int64)
    for codes, ids in ((right, right_ids), (left, left_ids)):
        if len(codes):
            found[np.searchsorted(every, codes)] = ids
    return found
