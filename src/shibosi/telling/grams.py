"""An inverted index in memory: which texts hold a part of a query, without reading them all.

A part that begins with a letter or number of ASCII is found from the beginning of a word, by the words that begin so;
any other part wherever it stands, by its pairs of characters, so that Chinese words of two characters are found. What
the index proposes is looked at again in the text itself.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from unicodedata import normalize

WORD = re.compile(r"[a-z0-9]+")
LAST = "\U0010ffff"


class Grams:
    """The index over some texts, folded; they are known by their place."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._grams: dict[str, set[int]] = {}
        words: dict[str, set[int]] = {}
        for place, text in enumerate(texts):
            for word in WORD.findall(text):
                words.setdefault(word, set()).add(place)
            for gram in {one + two for one, two in pairwise(text)} | set(text):
                if not (gram.isascii() and gram.isalnum()):
                    self._grams.setdefault(gram, set()).add(place)
        self._words = sorted(words)
        self._places = [words[word] for word in self._words]

    def having(self, parts: Sequence[str]) -> list[int]:
        """The places of texts that may hold every part, in order; more than do, never fewer."""
        found = [self._proposed(part) for part in parts]
        return sorted(set.intersection(*found)) if found else []

    def _proposed(self, part: str) -> set[int]:
        if begins_word(part):
            return self._beginning(WORD.findall(part)[0])
        grams = [one + two for one, two in pairwise(part)] or [part]
        kept = [gram for gram in grams if not (gram.isascii() and gram.isalnum())]
        return set.intersection(*(self._grams.get(gram, set()) for gram in kept))

    def _beginning(self, letters: str) -> set[int]:
        """The texts with a word that begins so."""
        first, last = bisect_left(self._words, letters), bisect_left(self._words, letters + LAST)
        return set().union(*self._places[first:last])


def folded(text: str) -> str:
    """A text as it is compared: full width and letter case make no difference."""
    return normalize("NFKC", text).casefold()


def begins_word(part: str) -> bool:
    """Whether a part is looked for from the beginning of a word only."""
    return part[0].isascii() and part[0].isalnum()


def standing(part: str, text: str) -> int | None:
    """Where a part stands in a text, both folded; None where it does not."""
    if not begins_word(part):
        at = text.find(part)
        return None if at < 0 else at
    found = re.search(rf"(?<![a-z0-9.]){re.escape(part)}", text)
    return found.start() if found else None
