"""Much at a time, a portion after the other: a statement takes only so many values."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

X = TypeVar("X")


def portions(every: Sequence[X], most: int) -> Iterator[Sequence[X]]:
    """What there is in portions of at most so many, in order."""
    return (every[first : first + most] for first in range(0, len(every), most))
