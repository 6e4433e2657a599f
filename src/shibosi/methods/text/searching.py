"""Many terms in one pass over a text, however it is written, with their places in the original."""

from collections.abc import Iterable
from dataclasses import dataclass

import ahocorasick_rs

from shibosi.methods.text.folding import fold, fold_with_places


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a text: which, and where it stands in the original, as `text[start:end]`."""

    term: str
    start: int
    end: int


def _edge(before: str, after: str) -> bool:
    """True where two neighbouring characters belong to one word of an alphabet."""
    return before.isalnum() and after.isalnum() and before < "⺀" and after < "⺀"


def whole(text: str, hit: tuple[int, int, int]) -> bool:
    """True where a hit (number of the term, start, end) does not cut a word of an alphabet."""
    _, start, end = hit
    before = start > 0 and _edge(text[start - 1], text[start])
    return not before and not (end < len(text) and _edge(text[end - 1], text[end]))


class Patterns:
    """Terms to search for. Built once; a search takes time by the length of the text, whatever the number of terms.

    Terms and texts are folded, so width, case and traditional characters make no difference. A term of an alphabet
    is found as a whole word only; Chinese is found wherever it stands. Terms that fold to nothing are left out.
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms: list[str] = []
        self._folds: list[str] = []
        for term in dict.fromkeys(terms):
            if folded := fold(term).strip():
                self._terms.append(term)
                self._folds.append(folded)
        self._automaton = ahocorasick_rs.AhoCorasick(self._folds) if self._folds else None

    def __len__(self) -> int:
        return len(self._terms)

    def find(self, text: str) -> list[Found]:
        """Every term in a text, overlapping ones too, in order of their places."""
        if self._automaton is None:
            return []
        plain = fold(text)
        hits = [hit for hit in self._automaton.find_matches_as_indexes(plain, overlapping=True) if whole(plain, hit)]
        if not hits:
            return []
        places = fold_with_places(text)
        found = [Found(self._terms[number], *places.span(start, end)) for number, start, end in hits]
        return sorted(found, key=lambda one: (one.start, one.end, one.term))
