"""A vocabulary searched by spelling: for words as people misspell them, the words of a list that may be meant.

Every word stands under its own hash, under those of its forms with one letter left out, and under the hash of its
consonants. Two words one letter apart, two letters turned round, or of one sound share such a key; whether they are
alike is then computed by edit distance. All is done for many words at once, in arrays.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from shibosi.methods.names.wordpairs import skeleton, sound

LONGEST = 20
"""Letters of a word that are looked at."""
SHORTEST_DROPPED = 4
SHORTEST_SKELETON = 3
BASE = np.uint64(0x9E3779B97F4A7C15)
SALT = np.uint64(0xD6E8FEB86659FD93)
HEARD = 0.05
"""What words that only sound alike lose."""
Ids = NDArray[np.int32]
Hashes = NDArray[np.uint64]


class Near(NamedTuple):
    """Pairs of a word asked for and a word of the vocabulary, with their likeness; sorted by the first."""

    asked: Ids
    known: Ids
    alike: NDArray[np.float32]


def _letters(words: Sequence[str]) -> tuple[NDArray[np.uint32], Ids]:
    """Code points of words, shape (words, LONGEST), zero behind the end, and their lengths."""
    cut = [word[:LONGEST] for word in words]
    lengths = np.fromiter(map(len, cut), np.int32, len(cut))
    grid = np.zeros((len(cut), LONGEST), np.uint32)
    grid[np.arange(LONGEST) < lengths[:, None]] = np.frombuffer("".join(cut).encode("utf-32-le"), np.uint32)
    return grid, lengths


def whole_hashes(words: Sequence[str]) -> Hashes:
    """A hash of each word, by its first `LONGEST` letters."""
    grid, lengths = _letters(words)
    return _prefixes(grid)[np.arange(len(lengths)), lengths]


def _prefixes(grid: NDArray[np.uint32]) -> Hashes:
    """Hashes of the first 0, 1, ... letters, shape (words, LONGEST + 1)."""
    out = np.zeros((len(grid), LONGEST + 1), np.uint64)
    with np.errstate(over="ignore"):
        for place in range(LONGEST):
            out[:, place + 1] = out[:, place] * BASE + grid[:, place] + np.uint64(1)
    return out


def keys(words: Sequence[str]) -> tuple[Hashes, Ids]:
    """All keys of words: (hash, number of the word)."""
    grid, lengths = _letters(words)
    prefixes = _prefixes(grid)
    rows = np.arange(len(words), dtype=np.int32)
    whole = prefixes[rows, lengths]
    hashes, owners = [whole], [rows]
    powers = np.ones(LONGEST + 1, np.uint64)
    with np.errstate(over="ignore"):
        for place in range(LONGEST):
            powers[place + 1] = powers[place] * BASE
        for place in range(LONGEST):
            mine = rows[(lengths > place) & (lengths >= SHORTEST_DROPPED)]
            rest = powers[lengths[mine] - place - 1]
            hashes.append(prefixes[mine, place] * rest + whole[mine] - prefixes[mine, place + 1] * rest)
            owners.append(mine)
        bones = [skeleton(word) for word in words]
        mine = np.array([i for i, bone in enumerate(bones) if len(bone) >= SHORTEST_SKELETON], np.int32)
        if len(mine):
            hashes.append(whole_hashes([bones[i] for i in mine]) ^ SALT)
            owners.append(mine)
    return np.concatenate(hashes), np.concatenate(owners)


def spread(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For ranges (start, count): the number of the range and the position, of every position in any of them."""
    owner = np.repeat(np.arange(len(counts)), counts)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]]) if len(counts) else counts
    return owner, starts[owner] + np.arange(len(owner)) - first[owner]


class Vocabulary:
    """Words numbered from 0, searched by spelling. Memory: about 120 bytes a word."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = np.array(words, dtype=object)
        self.sounds = np.array([sound(word) for word in words], dtype=object)
        hashes, owners = keys(words) if words else (np.zeros(0, np.uint64), np.zeros(0, np.int32))
        order = np.argsort(hashes, kind="stable")
        self._hashes, self._owners = hashes[order], owners[order]

    def near(self, asked: Sequence[str], least: float, most: int = 24) -> Near:
        """For each word asked for the words at least so alike, at most so many, the most alike first."""
        if not asked or not len(self.words):
            return Near(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))
        hashes, owners = keys(asked)
        low = np.searchsorted(self._hashes, hashes, "left")
        high = np.searchsorted(self._hashes, hashes, "right")
        part, place = spread(low, high - low)
        pairs = np.unique(owners[part].astype(np.int64) << 32 | self._owners[place])
        left, right = (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)
        words, sounds = np.array(asked, dtype=object), np.array([sound(word) for word in asked], dtype=object)
        alike = np.maximum(
            self._likeness(words[left], self.words[right]), self._likeness(sounds[left], self.sounds[right]) - HEARD
        )
        keep = alike >= least
        left, right, alike = left[keep], right[keep], alike[keep]
        order = np.lexsort((right, -alike, left))
        left, right, alike = left[order], right[order], alike[order]
        rank = np.arange(len(left)) - np.searchsorted(left, left)
        keep = rank < most
        return Near(left[keep], right[keep], alike[keep])

    @staticmethod
    def _likeness(left: NDArray[np.object_], right: NDArray[np.object_]) -> NDArray[np.float32]:
        """Edit distance as likeness, 0 to 1, pair by pair."""
        if not len(left):
            return np.zeros(0, np.float32)
        return process.cpdist(left, right, scorer=OSA.normalized_similarity, dtype=np.float32)
