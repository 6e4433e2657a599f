"""Listening for terms: which of them a text holds by sound, in pinyin or in other characters of those syllables."""

from collections.abc import Iterable, Iterator

import ahocorasick_rs

from shibosi.methods.text.searching import whole
from shibosi.methods.words.disguises import GAP, spoken, unspaced
from shibosi.methods.words.sounds import LEAST_SYLLABLES, SPOKEN, WORD, beside, heard, sounds, spelt


class Listening:
    """The sounds of folded terms. Built once; terms are told by their number."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = list(terms)
        self._spelt = [(word, number) for number, term in enumerate(self._terms) if (word := spelt(term))]
        self._signs = [(signs, number) for number, term in enumerate(self._terms) for signs in sounds(term)]
        self._letters = ahocorasick_rs.AhoCorasick(list(self.spellings))
        self._sounds = ahocorasick_rs.AhoCorasick([signs for signs, _ in self._signs])
        self._coarse = ahocorasick_rs.AhoCorasick(list(self.signs))

    @property
    def spellings(self) -> list[str]:
        """The terms in pinyin."""
        return [word for word, _ in self._spelt]

    @property
    def signs(self) -> list[str]:
        """The sounds of terms that other characters may stand for: one of them is in every text that holds such."""
        return [signs for signs, _ in self._signs if len(signs) >= LEAST_SYLLABLES]

    def spelt_in(self, plain: str) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of each term that stands in a fold as words of pinyin."""
        view = unspaced(plain)
        for at, start, end in self._letters.find_matches_as_indexes(view.text, overlapping=True):
            first, last = view.stretch(start, end)
            if whole(plain, (at, first, last)) and all(map(WORD.fullmatch, GAP.split(plain[first:last]))):
                yield self._spelt[at][1], first, last

    def heard(self, plain: str, coarse: str) -> Iterator[tuple[int, str, int, int]]:
        """Number, way of writing, start and end of each term that a fold with its coarse form holds by sound."""
        if plain.isascii() or not self._audible(plain, coarse):
            return
        view = spoken(plain)
        for at, start, end in self._sounds.find_matches_as_indexes(view.text, overlapping=True):
            number = self._signs[at][1]
            first, last = view.stretch(start, end)
            written = "".join(character for character in plain[first:last] if character.isalnum())
            if how := heard(self._terms[number], written):
                yield number, how, first, last

    def _audible(self, plain: str, coarse: str) -> bool:
        return any(beside(plain)) or bool(self._coarse.find_matches_as_indexes(coarse.translate(SPOKEN)))
