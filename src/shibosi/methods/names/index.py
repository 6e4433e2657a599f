"""The candidates of a query among a million names: by words that are spelt or sound alike, the rare ones first.

Every way to read a listed name is a row of words. A query's rarest words lead to rows; words that thousands of rows
have are looked up in pairs with the others, and alone only where the name is that word. What a row shares with the
query, weighted by how rare each word is, orders the candidates; the few best are then to be compared in full
(`scoring`). Queries are answered in portions, in arrays.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shibosi.methods.names.parsing import Kind, Parsed
from shibosi.methods.names.postings import ALONE, Places, Postings, pair_key, rows_of
from shibosi.methods.names.spelling import Ids, Near, spread

COMMON = 300
"""A word in more rows than this leads to none by itself."""
VARIANTS = 6
"""Words of the list that a word asked is taken for in pairs."""
LEAST_ALIKE = 0.62
PORTION = 1000
SCANNED = 0.75
"""Rare words are followed until they carry this share of a query's weight."""
SHORTLIST = 200
WEIGHT_BITS, LIST_BITS = 18, 28
"""Room in a sort key: 262,144 steps of weight, 268 million rows of the list, which leaves 17 bits for rows of a
portion.
"""
SCALE = 4096
SOLID = 0.9
"""What a word weighs that stands in the list as two."""
REACHED = 0.3
"""Rows that reach less of the lighter side are no candidates."""


class Candidates(NamedTuple):
    """Names that may be meant by queries; sorted by query, then the best first."""

    query: Ids
    name: Ids
    share: NDArray[np.float32]
    """0 to 1: how much of the query and of the name is met."""


class NameIndex:
    """An index of names, each with a number from 0 by order. Build once, ask often; never changed."""

    def __init__(self, names: Iterable[tuple[str, Kind]]) -> None:
        self._postings = Postings(names)
        self.size = self._postings.size

    def candidates(self, queries: Sequence[Parsed], most: int, least: float) -> Iterator[Candidates]:
        """For queries, in portions: at most so many names each, that share at least so much."""
        for start in range(0, len(queries), PORTION):
            found = self._portion(queries[start : start + PORTION], most, least)
            yield Candidates(found.query + np.int32(start), found.name, found.share)

    def _portion(self, queries: Sequence[Parsed], most: int, least: float) -> Candidates:
        asked: dict[str, int] = {}
        ask: list[int] = []
        word: list[int] = []
        share_of: list[int] = []
        owner: list[int] = []
        solid_text: list[str] = []
        solid_ask: list[int] = []
        for number, parsed in enumerate(queries):
            for words in rows_of(parsed):
                row = len(owner)
                owner.append(number)
                for one in words:
                    if len(one) > 5:
                        solid_text.append(one)
                        solid_ask.append(len(ask))
                    ask.append(row)
                    word.append(asked.setdefault(one, len(asked)))
                    share_of.append(1)
                if 1 < len(words) <= 5:
                    for pair in {a + b for a, b in pairwise(words)} | {"".join(words)}:
                        ask.append(row)
                        word.append(asked.setdefault(pair, len(asked)))
                        share_of.append(len(words) if pair == "".join(words) else 2)
        if not asked:
            return Candidates(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))
        near = self._postings.vocabulary.near(list(asked), LEAST_ALIKE)
        found = _Asked(
            np.array(ask, np.int32),
            np.array(word, np.int32),
            np.array(share_of, np.int32),
            np.array(owner, np.int32),
            len(asked),
        )
        return self._ranked(found, near, (solid_text, solid_ask), most, least)

    def _ranked(
        self, asked: "_Asked", near: Near, solid: tuple[list[str], list[int]], most: int, least: float
    ) -> Candidates:
        """Rows for the words asked, ranked by what they share."""
        starts = np.searchsorted(near.asked, np.arange(asked.words + 1))
        counts = np.diff(starts)
        # every word asked, in each query row, with each word it may be
        part, place = spread(starts[asked.word], counts[asked.word])
        row, known, alike = asked.row[part], near.known[place], near.alike[place]
        times = asked.parts[part]
        # the weight of a query row: of each of its words its own, else the best it may be, or that of a word nobody has
        best = np.full(asked.words, 0.0, np.float32)
        np.maximum.at(best, near.asked, self._postings.weights[near.known] * (near.alike > 0.8))
        itself = near.alike == 1
        best[near.asked[itself]] = self._postings.weights[near.known[itself]]
        weight = (
            np.minimum(self._postings.weights[known], np.where(best > 0, best, self._postings.rarest)[asked.word[part]])
            * alike
        )
        own = asked.parts == 1
        each = np.where(best[asked.word] > 0, best[asked.word], self._postings.rarest * 0.7)
        total = np.bincount(asked.row[own], each[own], len(asked.owner)).astype(np.float64)
        # postings of rare words, the rarest first, until they carry enough
        frequency = self._postings.counts[known]
        rare = frequency <= COMMON
        order = np.lexsort((frequency, row))
        order = order[(rare & self._followed(asked, near, each, starts)[part])[order]]
        post_part, post_place = spread(self._postings.starts[known[order]], frequency[order])
        hit_row, hit_list = row[order][post_part], self._postings.posted[post_place]
        hit_weight = weight[order][post_part]
        extra = self._pair_hits(row, known, weight, part)
        solid_part, solid_list = self._solid_hits(*solid)
        solid_row, solid_weight = asked.row[solid_part], (each[solid_part] * SOLID).astype(np.float32)
        hit_row = np.concatenate([hit_row, extra[0], solid_row])
        hit_list = np.concatenate([hit_list, extra[1], solid_list])
        hit_weight = np.concatenate([hit_weight, extra[2], solid_weight])
        ask_row, list_row, reached = _summed(hit_row, hit_list, hit_weight)
        # shortlist by what was reached, then count all words of the rows left
        enough = reached >= REACHED * np.minimum(total[ask_row], self._postings.whole[list_row])
        ask_row, list_row, reached = ask_row[enough], list_row[enough], reached[enough]
        order = _best_first(ask_row, reached, self._postings.whole[list_row])
        ask_row, list_row, reached = ask_row[order], list_row[order], reached[order]
        keep = np.arange(len(ask_row)) - np.searchsorted(ask_row, ask_row) < SHORTLIST
        ask_row, list_row = ask_row[keep], list_row[keep]
        met = self._met(ask_row, list_row, row, known, weight, times, total, asked)
        met += _sum_of(ask_row, list_row, _summed(solid_row, solid_list, solid_weight))
        of_query = np.minimum(1, met / np.maximum(total[ask_row], 0.1))
        of_name = np.minimum(1, met / np.maximum(self._postings.whole[list_row], 0.1))
        share = (0.6 * np.maximum(of_query, of_name) + 0.4 * np.minimum(of_query, of_name)).astype(np.float32)
        return self._best(asked.owner[ask_row], self._postings.owner[list_row], share, most, least)

    def _followed(
        self, asked: "_Asked", near: Near, each: NDArray[np.floating], starts: NDArray[np.int64]
    ) -> NDArray[np.bool_]:
        """Which words are followed to rows: of each query the rarest that carry `SCANNED` of its weight."""
        frequency = self._postings.counts[near.known]
        rows = np.concatenate([[0], np.cumsum(np.where(frequency <= COMMON, frequency, 0))])
        posted = (rows[starts[1:]] - rows[starts[:-1]])[asked.word]
        order = np.lexsort((posted, asked.row))
        weight = np.where((asked.parts == 1) & (posted > 0), each, 0)[order]
        row = asked.row[order]
        before = np.cumsum(weight) - weight
        first = np.searchsorted(row, row)
        reached = before - before[first]
        known = np.bincount(row, weight, len(asked.owner))[row]
        followed = np.empty(len(order), bool)
        followed[order] = (reached < SCANNED * known) | (asked.parts[order] > 1)
        return followed

    def _pair_hits(
        self, row: Ids, known: Ids, weight: NDArray[np.float32], part: NDArray[np.int64]
    ) -> tuple[Ids, Ids, NDArray[np.float32]]:
        """Rows that have two words of a query row, or are one. Each word asked goes with the few it is most like."""
        rank = np.arange(len(part)) - np.searchsorted(part, part)
        few = np.flatnonzero(rank < VARIANTS)
        few = few[np.argsort(row[few], kind="stable")]
        rows = row[few]
        ends = np.searchsorted(rows, rows, "right")
        here = np.arange(len(few))
        left, right = spread(here + 1, ends - here - 1)
        other = part[few[left]] != part[few[right]]
        left, right = few[left[other]], few[right[other]]
        keys = np.concatenate([pair_key(known[left], known[right]), known[few].astype(np.int64) << 32 | ALONE])
        both = np.concatenate([weight[left] + weight[right], weight[few]])
        asker = np.concatenate([row[left], rows])
        order = np.argsort(keys)
        keys, both, asker = keys[order], both[order], asker[order]
        owner, found = self._postings.of_pairs(keys)
        return asker[owner], found, both[owner].astype(np.float32)

    def _solid_hits(self, texts: list[str], rows: list[int]) -> tuple[Ids, Ids]:
        """Rows whose neighbouring words, written as one, are a word of the query; with the number of that word."""
        if not texts:
            return np.zeros(0, np.int32), np.zeros(0, np.int32)
        part, found = self._postings.of_solid(texts)
        return np.array(rows, np.int32)[part], found

    def _met(
        self,
        ask_row: Ids,
        list_row: Ids,
        row: Ids,
        known: Ids,
        weight: NDArray[np.float32],
        times: Ids,
        total: NDArray[np.floating],
        asked: "_Asked",
    ) -> NDArray[np.float64]:
        """The weight of all words of listed rows that a query row has, common ones too."""
        keys = row.astype(np.int64) << 32 | known
        order = np.lexsort((-weight, keys))
        keys, weight, times, row = keys[order], weight[order], times[order], row[order]
        first = np.concatenate([[True], keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, bool)
        keys, weight, times, row = keys[first], weight[first], times[first], row[first]
        if not len(keys):
            return np.zeros(len(ask_row))
        words = self._postings.grid[list_row]
        at, slot = np.nonzero(words >= 0)
        wanted = ask_row[at].astype(np.int64) << 32 | words[at, slot]
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        found = keys[place] == wanted
        at, place = at[found], place[found]
        width = np.bincount(asked.row[asked.parts == 1], minlength=len(asked.owner))
        asker, each, joins = ask_row[at], weight[place], times[place]
        joined = np.maximum(each, total[asker] * joins / np.maximum(width[asker], 1) * 0.9)
        return np.bincount(at, np.where(joins > 1, joined, each), len(ask_row)).astype(np.float64)

    @staticmethod
    def _best(query: Ids, name: Ids, share: NDArray[np.float32], most: int, least: float) -> Candidates:
        """Each name once a query, the best first, cut to the most."""
        keep = share >= least
        query, name, share = query[keep], name[keep], share[keep]
        order = np.lexsort((-share, name, query))
        query, name, share = query[order], name[order], share[order]
        first = np.ones(len(query), bool)
        first[1:] = (query[1:] != query[:-1]) | (name[1:] != name[:-1])
        query, name, share = query[first], name[first], share[first]
        order = np.lexsort((name, -share, query))
        query, name, share = query[order], name[order], share[order]
        keep = np.arange(len(query)) - np.searchsorted(query, query) < most
        return Candidates(query[keep], name[keep], share[keep])


def _best_first(ask_row: Ids, reached: NDArray[np.float32], whole: NDArray[np.float32]) -> Places:
    """The order by query row, then what was reached, the most first, then the lighter name. One fast sort of a key."""
    most = (1 << WEIGHT_BITS) - 1
    first = most - np.minimum(reached * (SCALE // 16), most).astype(np.int64)
    light = np.minimum(whole * (SCALE // 16), most).astype(np.int64)
    return np.argsort((ask_row.astype(np.int64) << WEIGHT_BITS | first) << WEIGHT_BITS | light, kind="stable")


def _summed(ask_row: Ids, list_row: Ids, weight: NDArray[np.float32]) -> tuple[Ids, Ids, NDArray[np.float32]]:
    """The sum of the weights of each pair of rows, sorted by pair. One fast sort: the weight stands in the key's low
    bits.
    """
    scaled = np.minimum(weight * SCALE, (1 << WEIGHT_BITS) - 1).astype(np.int64)
    key = np.sort((ask_row.astype(np.int64) << LIST_BITS | list_row) << WEIGHT_BITS | scaled)
    pair, scaled = key >> WEIGHT_BITS, key & ((1 << WEIGHT_BITS) - 1)
    first = np.flatnonzero(np.concatenate([[True], pair[1:] != pair[:-1]])) if len(pair) else np.zeros(0, np.int64)
    total = (np.add.reduceat(scaled, first) / SCALE).astype(np.float32) if len(first) else np.zeros(0, np.float32)
    pair = pair[first]
    return (pair >> LIST_BITS).astype(np.int32), (pair & ((1 << LIST_BITS) - 1)).astype(np.int32), total


def _sum_of(ask_row: Ids, list_row: Ids, summed: tuple[Ids, Ids, NDArray[np.float32]]) -> NDArray[np.float32]:
    """What `_summed` has for pairs of rows; 0 for a pair it has not."""
    if not len(summed[0]):
        return np.zeros(len(ask_row), np.float32)
    keys = summed[0].astype(np.int64) << 32 | summed[1]
    wanted = ask_row.astype(np.int64) << 32 | list_row
    place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[place] == wanted, summed[2][place], 0).astype(np.float32)


class _Asked(NamedTuple):
    """The words of a portion of queries: query row, word, and how many of the row's words it joins."""

    row: Ids
    word: Ids
    parts: Ids
    owner: Ids
    words: int
