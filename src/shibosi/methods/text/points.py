"""Mapping characters of long texts, many at a time: tables of code points, filled as they are met.

    folds = Points(folded)
    folds("ＡＢ…")     "ab..."

The same as joining what the function gives for each character, some twenty times as fast in long texts.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

SIZE = 0x110000
UNKNOWN = 255
"""Marks a code point that was not met yet, in the table of lengths."""
ENCODING = "utf-32-le"


class Points:
    """A function of one character to a text of at most 254, as tables: how long the text is, how it begins."""

    def __init__(self, of: Callable[[str], str]) -> None:
        self._of = of
        self._lengths = np.full(SIZE, UNKNOWN, np.uint8)
        self._firsts = np.zeros(SIZE, np.uint32)
        self._rests: dict[int, list[int]] = {}

    def __call__(self, text: str) -> str:
        """What the characters of a text become, joined."""
        points = np.frombuffer(text.encode(ENCODING, "surrogatepass"), np.uint32)
        lengths = self._lengths[points]
        if (lengths == UNKNOWN).any():
            self._learn(np.unique(points[lengths == UNKNOWN]))
            lengths = self._lengths[points]
        found = self._firsts[points]
        if not (lengths == 1).all():
            found = self._stretched(points, lengths, found)
        return found.tobytes().decode(ENCODING, "surrogatepass")

    def _stretched(
        self, points: NDArray[np.uint32], lengths: NDArray[np.uint8], firsts: NDArray[np.uint32]
    ) -> NDArray[np.uint32]:
        """What becomes of points of which some become nothing or several."""
        several = np.flatnonzero(lengths > 1)
        if not len(several):
            return firsts[lengths == 1]
        ends = np.cumsum(lengths, dtype=np.int64)
        found = np.empty(int(ends[-1]), np.uint32)
        there = lengths > 0
        found[(ends - lengths)[there]] = firsts[there]
        for at in several.tolist():
            end = int(ends[at])
            found[end - int(lengths[at]) + 1 : end] = self._rests[int(points[at])]
        return found

    def _learn(self, points: NDArray[np.uint32]) -> None:
        for point in points.tolist():
            out = [ord(one) for one in self._of(chr(point))]
            self._lengths[point] = len(out)
            if out:
                self._firsts[point], self._rests[point] = out[0], out[1:]
