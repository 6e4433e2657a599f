"""Listed names as postings: every way to read a name is a row of words; words, pairs of words and words written as
one lead to rows.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shibosi.methods.names.parsing import Kind, Parsed, Reading, parse
from shibosi.methods.names.spelling import Ids, Vocabulary, spread, whole_hashes
from shibosi.methods.text.words import cut

PAIRED = 5
"""The rarest words of a row, whose pairs are indexed."""
ALONE = np.int64(0xFFFFFFFF)
WIDEST = 8
"""Words of a row that are indexed."""
READINGS_INDEXED = 12
LONGEST_LINE = 4
Weights = NDArray[np.float32]
Places = NDArray[np.int64]


def index_words(reading: Reading) -> tuple[str, ...]:
    """The words a reading is indexed by: characters in pairs, of short names also the whole."""
    if reading.system != "characters":
        return reading.words[:WIDEST]
    whole = "".join(reading.words)
    return (whole,) if len(whole) <= LONGEST_LINE else tuple(cut(whole)[:WIDEST])


def rows_of(parsed: Parsed) -> Iterator[tuple[str, ...]]:
    """The rows of words a name is indexed and asked by."""
    for reading in parsed.readings[:READINGS_INDEXED]:
        if words := index_words(reading):
            yield words


class Postings:
    """Names, each with a number from 0 by order, and the rows their words lead to; built once, never changed.

    Of words (numbered as in `vocabulary`): `counts` rows have one, from `starts` on in `posted`, and `weights` by how
    rare it is. Of rows: the name that owns one (`owner`), its words in `grid` (-1 behind the end), what these weigh in
    all (`whole`).
    """

    def __init__(self, names: Iterable[tuple[str, Kind]]) -> None:
        numbers: dict[str, int] = {}
        flat: list[int] = []
        sizes: list[int] = []
        owners: list[int] = []
        solid: list[str] = []
        solid_rows: list[int] = []
        self.size = 0
        for number, (text, kind) in enumerate(names):
            self.size = number + 1
            for words in rows_of(parse.__wrapped__(text, kind)):
                row = len(owners)
                flat += [numbers.setdefault(word, len(numbers)) for word in words]
                sizes.append(len(words))
                owners.append(number)
                if 1 < len(words) <= 5:
                    pieces = [a + b for a, b in pairwise(words)]
                    pieces += ["".join(words)] if len(words) > 2 else []
                    solid += pieces
                    solid_rows += [row] * len(pieces)
        self.vocabulary = Vocabulary(list(numbers))
        self.owner = np.array(owners, np.int32)
        self.sizes = np.array(sizes, np.int64)
        self._build(np.array(flat, np.int32), solid, solid_rows)

    def _build(self, words: Ids, solid: list[str], solid_rows: list[int]) -> None:
        """Postings, weights and pairs out of the rows."""
        rows = np.repeat(np.arange(len(self.sizes), dtype=np.int32), self.sizes)
        order = np.argsort(words, kind="stable")
        self.posted = rows[order]
        self.counts = np.bincount(words, minlength=len(self.vocabulary.words)).astype(np.int64)
        self.starts = (
            np.concatenate([[0], np.cumsum(self.counts)[:-1]]).astype(np.int64) if len(self.counts) else self.counts
        )
        total = max(1, len(self.sizes))
        self.rarest = float(np.log1p(total))
        self.weights = (np.log1p(total / np.maximum(self.counts, 1)) + 0.5).astype(np.float32)
        self.grid = np.full((len(self.sizes), WIDEST), -1, np.int32)
        place = np.arange(len(rows)) - np.repeat(np.cumsum(self.sizes) - self.sizes, self.sizes)
        self.grid[rows, place] = words
        self.whole = np.where(self.grid >= 0, self.weights[self.grid], 0).sum(axis=1).astype(np.float32)
        self._pair_keys, self._pair_rows = self._pairs()
        hashes = whole_hashes(solid) if solid else np.zeros(0, np.uint64)
        order = np.argsort(hashes, kind="stable")
        self._solid, self._solid_rows = hashes[order], np.array(solid_rows, np.int32)[order]

    def _pairs(self) -> tuple[NDArray[np.int64], Ids]:
        """Pairs of the rarest words of each row, and single words that are a row; with their rows, sorted by pair."""
        if not len(self.sizes):
            return np.zeros(0, np.int64), np.zeros(0, np.int32)
        rarity = np.where(self.grid >= 0, self.counts[self.grid], np.iinfo(np.int64).max)
        rarest = np.take_along_axis(self.grid, np.argsort(rarity, axis=1, kind="stable")[:, :PAIRED], axis=1)
        keys, rows = [], []
        for i in range(PAIRED):
            for j in range(i + 1, PAIRED):
                both = np.flatnonzero((rarest[:, i] >= 0) & (rarest[:, j] >= 0))
                keys.append(pair_key(rarest[both, i], rarest[both, j]))
                rows.append(both.astype(np.int32))
        alone = np.flatnonzero(self.sizes == 1)
        keys.append(self.grid[alone, 0].astype(np.int64) << 32 | ALONE)
        rows.append(alone.astype(np.int32))
        flat, owners = np.concatenate(keys), np.concatenate(rows)
        order = np.argsort(flat, kind="stable")
        return flat[order], owners[order]

    def of_pairs(self, keys: Places) -> tuple[Places, Ids]:
        """The rows of pairs: the place of the key, and the row, of each that has it. Sorted keys are found faster."""
        low, high = np.searchsorted(self._pair_keys, keys, "left"), np.searchsorted(self._pair_keys, keys, "right")
        part, place = spread(low, high - low)
        return part, self._pair_rows[place]

    def of_solid(self, texts: list[str]) -> tuple[Places, Ids]:
        """Rows whose neighbouring words, written as one, are one of these texts: the place of the text, and the row."""
        hashes = whole_hashes(texts)
        low, high = np.searchsorted(self._solid, hashes, "left"), np.searchsorted(self._solid, hashes, "right")
        part, place = spread(low, high - low)
        return part, self._solid_rows[place]


def pair_key(one: Ids, other: Ids) -> Places:
    """The key of two words, whichever comes first."""
    return np.minimum(one, other).astype(np.int64) << 32 | np.maximum(one, other)
