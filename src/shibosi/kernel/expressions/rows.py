"""Matching rows of two members by a number, for one dossier."""

from collections.abc import Iterator
from typing import Any

Row = list[Any]


def matched(
    left: list[Row], right: list[Row], left_at: int, right_at: int, lookup: bool, empty: Row
) -> Iterator[tuple[Row, Row]]:
    """Pairs of rows with the same number, `empty` where a side has none or has it twice.

    With `lookup` one pair per left row; otherwise one per number of either side, and one per row without a number.
    """
    on_right = _unique(right, right_at, empty)
    if lookup:
        for row in left:
            number = row[left_at]
            yield row, (empty if number is None else on_right.get(number, empty))
        return
    on_left = _unique(left, left_at, empty)
    for number, row in on_left.items():
        yield row, on_right.get(number, empty)
    for number, row in on_right.items():
        if number not in on_left:
            yield empty, row
    for row in left:
        if row[left_at] is None:
            yield row, empty
    for row in right:
        if row[right_at] is None:
            yield empty, row


def _unique(rows: list[Row], at: int, empty: Row) -> dict[Any, Row]:
    found: dict[Any, Row] = {}
    for row in rows:
        number = row[at]
        if number is not None:
            found[number] = empty if number in found else row
    return found
