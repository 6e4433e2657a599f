"""Matching the rows of two members by a number, for a whole batch (the batch twin of `expressions.rows`)."""

from dataclasses import dataclass

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
    one, other, width = _sides(left, left_numbers, right, right_numbers)
    if lookup:
        found = np.full(len(left), NONE)
        found[one.rows] = _at(*_unique(other), one.codes)
        return left, np.arange(len(left), dtype=np.int64), found
    numbered: tuple[Ids, ...]
    if len(one.codes) == len(other.codes) and _increasing(one.codes) and bool(np.all(one.codes == other.codes)):
        numbered = (left if len(one.rows) == len(left) else left[one.rows], one.rows, other.rows)
    else:
        numbered = _joined(one, other, width)
    if len(one.alone) + len(other.alone) == 0:
        return numbered
    absent_left, absent_right = np.full(len(other.alone), NONE), np.full(len(one.alone), NONE)
    return (
        np.concatenate([numbered[0], left[one.alone], right[other.alone]]),
        np.concatenate([numbered[1], one.alone, absent_left]),
        np.concatenate([numbered[2], absent_right, other.alone]),
    )


@dataclass
class _Side:
    """One side of a pair: a code for dossier and number together, the row of each code, the rows without a number."""

    codes: Ids
    rows: Ids
    alone: Ids


def _sides(left: Ids, left_numbers: pl.Series, right: Ids, right_numbers: pl.Series) -> tuple[_Side, _Side, int]:
    """Both sides, and how many bits of a code are the number."""
    both = pl.concat([left_numbers, right_numbers])
    low, high = both.min(), both.max()
    assert isinstance(low, int | None) and isinstance(high, int | None)
    most = max(int(left.max(initial=0)), int(right.max(initial=0)))
    width = SHIFT
    if (low or 0) < 0 or (high or 0) >= 1 << SHIFT:
        both = both.rank("dense").cast(pl.Int64)
        width = int(both.max() or 0).bit_length() + 1  # type: ignore[arg-type]
    assert most < 1 << (62 - width)
    return _side(left, both[: len(left)], width), _side(right, both[len(left) :], width), width


def _side(ids: Ids, numbers: pl.Series, width: int) -> _Side:
    if not numbers.has_nulls():
        codes = (ids << width) | numbers.to_numpy().astype(np.int64, copy=False)
        return _Side(codes, np.arange(len(ids)), np.zeros(0, dtype=np.int64))
    known = numbers.is_not_null().to_numpy()
    rows = np.flatnonzero(known)
    codes = (ids[rows] << width) | numbers.drop_nulls().to_numpy().astype(np.int64, copy=False)
    return _Side(codes, rows, np.flatnonzero(~known))


def _joined(one: _Side, other: _Side, width: int) -> tuple[Ids, ...]:
    """One result per code of either side, in the order of the codes."""
    codes, rows = _unique(one)
    others, other_rows = _unique(other)
    place = np.searchsorted(codes, others)
    here = place < len(codes)
    here[here] = codes[place[here]] == others[here]
    found = np.full(len(codes), NONE)
    found[place[here]] = other_rows[here]
    dossiers = codes >> width
    if bool(here.all()):
        return dossiers, rows, found
    only = ~here
    at = place[only]
    return (
        np.insert(dossiers, at, others[only] >> width),
        np.insert(rows, at, NONE),
        np.insert(found, at, other_rows[only]),
    )


def _increasing(codes: Ids) -> bool:
    return len(codes) < 2 or bool(np.all(codes[1:] > codes[:-1]))


def _unique(side: _Side) -> tuple[Ids, Ids]:
    """Different codes in order, and the row of each; -1 for a code that several rows have."""
    codes, rows = side.codes, side.rows
    if _increasing(codes):
        return codes, rows
    order = np.argsort(codes, kind="stable")
    codes, rows = codes[order], rows[order]
    starts = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    counts = np.diff(starts, append=len(codes))
    return codes[starts], np.where(counts == 1, rows[starts], NONE)


def _at(unique: Ids, rows: Ids, wanted: Ids) -> Ids:
    """The row of each wanted code, -1 where it is not there."""
    if len(unique) == 0:
        return np.full(len(wanted), NONE)
    at = np.minimum(np.searchsorted(unique, wanted), len(unique) - 1)
    return np.where(unique[at] == wanted, rows[at], NONE)
