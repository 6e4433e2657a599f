"""Searching bytes for thousands of literals with tables of windows: what is there where hyperscan is not.

A literal of nine bytes or more is known by the eight from its first or its second byte on, whichever stands at an even
place of the text. Every such window of the text is looked up in a table of marks; where one is set, the bytes behind
the window are looked up in a second one; what is left is compared in full. Shorter literals go to an automaton.
"""

from collections.abc import Iterable, Iterator, Sequence

import ahocorasick_rs
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
WIDTH, STRIDE = 8, 2
SHORTEST = WIDTH + STRIDE - 1
AT_ONCE = 1 << 14
"""Windows that are looked up together, so that what is computed on the way stays in the cache."""
FEW = 300
"""Up to so many short literals an automaton of full tables stays in the cache."""
SPREAD, SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
"""Odd numbers that spread windows over a table, and the bytes behind them."""
ROOM = 16
"""Marks of a table for each window of a literal."""


class Windows:
    """Literals to search for, as tables. Built once."""

    def __init__(self, terms: Sequence[bytes]) -> None:
        short = [term for term in terms if len(term) < SHORTEST]
        kind = ahocorasick_rs.Implementation.DFA if len(short) <= FEW else ahocorasick_rs.Implementation.ContiguousNFA
        self._short = ahocorasick_rs.BytesAhoCorasick(short, implementation=kind) if short else None
        self._at: dict[int, list[tuple[int, bytes]]] = {}
        behind: dict[int, list[tuple[int, int]]] = {}
        for term in terms:
            for offset in range(STRIDE if len(term) >= SHORTEST else 0):
                window, rest = _window(term, offset), term[offset + WIDTH : offset + 2 * WIDTH]
                self._at.setdefault(window, []).append((offset, term))
                behind.setdefault(len(rest), []).append((window, int.from_bytes(rest, "little")))
        bits = max(16, min(24, (len(terms) * STRIDE * ROOM).bit_length()))
        self._windows = _Marks(_numbers(self._at) * SPREAD, bits)
        self._behind = []
        for length, some in behind.items():
            windows, rests = (_numbers(column) for column in zip(*some, strict=True))
            mask = np.uint64((1 << 8 * length) - 1)
            self._behind.append((mask, _Marks(_mixed(windows, rests), bits)))

    def places(self, data: bytes) -> Iterator[int]:
        """A byte of each place at which a literal stands."""
        if self._short is not None:
            yield from (start for _, start, _ in self._short.find_matches_as_indexes(data))
        for place in self._candidates(data) if self._at else ():
            window = _window(data, place)
            if any(
                place >= offset and data.startswith(term, place - offset) for offset, term in self._at.get(window, ())
            ):
                yield place

    def _candidates(self, data: bytes) -> Iterator[int]:
        """Even places at which both tables have a mark."""
        padded = data + bytes(3 * WIDTH)
        for lead in range(0, WIDTH, STRIDE):
            windows = np.frombuffer(padded, "<u8", offset=lead, count=len(data) // WIDTH + 2)
            for start in range(0, len(windows) - 1, AT_ONCE):
                some = windows[start : start + AT_ONCE + 1]
                found = np.flatnonzero(self._windows.likely(some[:-1] * SPREAD))
                if len(found):
                    sure = found[self._sure(some[found], some[found + 1])]
                    yield from ((sure + start) * WIDTH + lead).tolist()

    def _sure(self, windows: Numbers, rests: Numbers) -> NDArray[np.bool_]:
        """Whether some windows stand in literals, with the bytes behind them."""
        found = np.zeros(len(windows), np.bool_)
        for mask, marks in self._behind:
            mixed = _mixed(windows, rests & mask)
            likely = np.flatnonzero(marks.likely(mixed))
            found[likely[marks.certain(mixed[likely])]] = True
        return found


class _Marks:
    """Numbers that were spread over all bits: a table that says where one may be, and the numbers in order."""

    def __init__(self, numbers: Numbers, bits: int) -> None:
        self._sorted = np.unique(numbers)
        self._shift = np.uint64(64 - bits)
        self._table = np.zeros(1 << bits, np.bool_)
        self._table[numbers >> self._shift] = True

    def likely(self, numbers: Numbers) -> NDArray[np.bool_]:
        """Whether each may be among them."""
        return self._table.take((numbers >> self._shift).view(np.int64), mode="clip")

    def certain(self, numbers: Numbers) -> NDArray[np.bool_]:
        """Whether each is among them."""
        at = np.minimum(self._sorted.searchsorted(numbers), len(self._sorted) - 1)
        return self._sorted[at] == numbers


def _mixed(windows: Numbers, rests: Numbers) -> Numbers:
    """A window with the bytes behind it as one number."""
    return windows * SPREAD + rests * SECOND


def _window(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + WIDTH], "little")


def _numbers(some: Iterable[int]) -> Numbers:
    return np.array(list(some), np.uint64)
