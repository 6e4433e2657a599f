"""An index over texts: each part weighs by how rare it is in them; the best texts for a query, the best first.

Scores are BM25 over parts. The best answers lend the query their heaviest parts, at a small weight: goods that are
called otherwise are found by what is said of those like them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from heapq import nlargest
from math import log

from shibosi.methods.search.features import parts, words

FULL, LENGTH = 1.2, 0.6
"""How soon a part that is said again counts no more, and how much long texts are held back (BM25)."""
LENDING, LENT, SHARE = 3, 12, 0.12
"""How many answers lend parts, how many, and at which share of the weight of the query."""
NEAR = 200
"""Texts that what is lent is looked for in."""


class Index:
    """Texts by their place in the order they came. Built once, never changed."""

    def __init__(self, texts: Iterable[str], keywords: bool = False) -> None:
        """With `keywords` whole words alone are compared and none is lent: the baseline."""
        self.keywords = keywords
        self._parts = [self._read(text) for text in texts]
        self._places: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, found in enumerate(self._parts):
            for part, times in found.items():
                self._places[part].append((place, times))
        self._sizes = [sum(found.values()) for found in self._parts]
        self._mean = sum(self._sizes) / len(self._sizes) if self._sizes else 0.0

    def __len__(self) -> int:
        return len(self._parts)

    def best(self, query: str, most: int = 10) -> list[tuple[int, float]]:
        """Places of the best texts with their scores; nothing where no part of the query stands anywhere."""
        asked: dict[str, float] = {part: float(times) for part, times in self._read(query).items()}
        scores: dict[int, float] = defaultdict(float)
        for part, weight in asked.items():
            tells = weight * self.rarity(part)
            for place, times in self._places.get(part, ()):
                scores[place] += tells * self._counts(times, place)
        if not self.keywords and scores:
            near = dict(_first(scores, max(most, NEAR)))
            lent = self._lent(asked, _first(near, LENDING))
            scores = {
                place: score + sum(weight * self._counts(self._parts[place][part], place) for part, weight in lent)
                for place, score in near.items()
            }
        return _first(scores, most)

    def rarity(self, part: str) -> float:
        """How much a part tells: more the fewer texts have it; 0 where none has."""
        here = len(self._places.get(part, ()))
        return log(1 + (len(self) - here + 0.5) / (here + 0.5)) if here else 0.0

    def _read(self, text: str) -> Counter[str]:
        return Counter(words(text)) if self.keywords else parts(text)

    def _counts(self, times: int, place: int) -> float:
        """What a part that stands so often in a text counts there."""
        held = FULL * (1 - LENGTH + LENGTH * self._sizes[place] / self._mean)
        return times * (FULL + 1) / (times + held) if times else 0.0

    def _lent(self, asked: dict[str, float], answers: list[tuple[int, float]]) -> list[tuple[str, float]]:
        """The heaviest parts of the best answers, with what they weigh."""
        lent: dict[str, float] = defaultdict(float)
        for place, _ in answers:
            for part, times in self._parts[place].items():
                lent[part] += times * self.rarity(part)
        heaviest = nlargest(LENT, ((weight, part) for part, weight in lent.items() if part not in asked))
        weight = SHARE * sum(asked.values()) / len(heaviest) if heaviest else 0.0
        return [(part, weight * self.rarity(part)) for _, part in heaviest]


def _first(scores: dict[int, float], most: int) -> list[tuple[int, float]]:
    """The highest scores; of equal ones the text that came first."""
    return nlargest(most, scores.items(), key=lambda one: (one[1], -one[0]))
