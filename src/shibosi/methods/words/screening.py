"""Screening of texts 文本筛查: which terms stand in a text, however they are written, and where.

    screen = Screen(terms())
    screen.hits("国.家.级品质", "CN")     one hit at 0 to 5, disguised by signs between

One pass over a coarse form says whether anything can be there; only then places and disguises are looked at. Terms of
an alphabet are found as whole words; Chinese wherever it stands. A term within an innocent phrase is no hit.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from shibosi.methods.text.folding import fold, fold_with_places
from shibosi.methods.text.searching import whole
from shibosi.methods.words.contacts import NAMES, contacts, may_hold
from shibosi.methods.words.disguises import Span, loose, views, written
from shibosi.methods.words.lexicons import BLOCK, CONTACT, Term, terms
from shibosi.methods.words.listening import Listening
from shibosi.methods.words.sounds import HOMOPHONE, PINYIN
from shibosi.methods.words.sweeping import Sweep
from shibosi.standard.law.places import chain

PLAIN = "plain"
FIRM = ("verified", "local")
"""Confidences by which a term may stop a text."""
GUESSED = (PINYIN, HOMOPHONE)
"""Disguises that may be chance: they ask for review and stop nothing."""
AROUND = "site-around"
"""The basis of looking for contact data."""
PART = 2_000
"""Characters that are looked at together; of a longer text parts overlap by the longest term and its disguise."""
OVERLAP = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A term in a text, as `text[start:end]`. `how`: plain, or the disguise; `basis` and `confidence` of the term."""

    term: str
    topic: str
    severity: str
    start: int
    end: int
    found: str
    how: str
    basis: str
    confidence: str

    @property
    def stops(self) -> bool:
        """Whether it stops a text by itself; what only warns, is guessed or is general knowledge asks for review."""
        return self.severity == BLOCK and self.confidence in FIRM and self.how not in GUESSED


class Standing(NamedTuple):
    """A term in a reading of a text: its number, as `text[start:end]`, and the stretch of the fold it comes from."""

    number: int
    how: str
    text: str
    start: int
    end: int
    stretch: Span


class Screen:
    """Terms to screen texts for. Built once; a screen never changes."""

    def __init__(self, lexicon: Iterable[Term]) -> None:
        by_fold: dict[str, list[Term]] = {}
        for term in lexicon:
            if folded := fold(term.term).strip():
                by_fold.setdefault(folded, []).append(term)
        self._terms = list(by_fold.values())
        self._exact = ahocorasick_rs.AhoCorasick(list(by_fold))
        self._listening = Listening(by_fold)
        coarse = {loose(text) for text in (*by_fold, *written(), *NAMES, *self._listening.spellings)} - {""}
        self._coarse = ahocorasick_rs.AhoCorasick(sorted(coarse))
        self._sweep = Sweep(sorted(coarse), self._listening.signs)
        self._innocent = {phrase: fold(phrase) for some in self._terms for term in some for phrase in term.unless}

    def __len__(self) -> int:
        return len(self._terms)

    def hits(self, text: str, market: str = "", topics: Collection[str] = ()) -> list[Hit]:
        """Every hit in order of place: of a market (any where none is named), of some topics (all where none is).

        A place is told once for each topic, plain before disguised, longer before shorter. Raises UnknownMarket.
        """
        return self._wanted(text, range(0, max(len(text), 1), PART), chain(market) if market else (), topics)

    def sweep(self, texts: Sequence[str], market: str = "", topics: Collection[str] = ()) -> dict[int, list[Hit]]:
        """Hits of many texts, by the number of the text; those without any are left out. The same as `hits` of each.

        Raises UnknownMarket.
        """
        places = chain(market) if market else ()
        suspects: dict[int, list[int]] = {}
        for number, offset in self._suspects(texts):
            suspects.setdefault(number, []).append(offset)
        found = {number: self._wanted(texts[number], some, places, topics) for number, some in suspects.items()}
        return {number: hits for number, hits in found.items() if hits}

    def _suspects(self, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Numbers of the texts that may hold a hit, with the places at which a part that may begins."""
        if max(map(len, texts), default=0) <= PART:
            yield from ((number, 0) for number in self._sweep.suspects(texts))
            return
        parts = [(number, offset) for number, text in enumerate(texts) for offset in range(0, max(len(text), 1), PART)]
        pieces = [texts[number][offset : offset + PART + OVERLAP] for number, offset in parts]
        yield from (parts[at] for at in self._sweep.suspects(pieces))

    def search(self, folded: str) -> list[tuple[int, int, int]]:
        """Number of the term, start and end of every term that stands in a folded text as it is: the bare search."""
        return [hit for hit in self._exact.find_matches_as_indexes(folded, overlapping=True) if whole(folded, hit)]

    def _wanted(self, text: str, offsets: Iterable[int], places: Collection[str], topics: Collection[str]) -> list[Hit]:
        """Hits within the parts of a text that begin at some places; what a cut may have made is found in the next."""
        found = []
        for offset in offsets:
            end = min(len(text), offset + PART + OVERLAP)
            for term, hit in self._within(text[offset:end], offset):
                cut = (hit.start == offset and offset > 0) or (hit.end == end and end < len(text))
                minded = not places or term is None or term.minded_in(places)
                if not cut and minded and (not topics or hit.topic in topics):
                    found.append(hit)
        return _once(found)

    def _within(self, text: str, offset: int) -> Iterator[tuple[Term | None, Hit]]:
        plain = fold(text)
        coarse = loose(plain)
        suspect = bool(self._coarse.find_matches_as_indexes(coarse))
        standing = list(self._readings(plain)) if suspect else []
        standing += (Standing(number, how, plain, start, end, (start, end))
                     for number, how, start, end in self._listening.heard(plain, coarse))  # fmt: skip
        reached = list(contacts(plain)) if suspect or may_hold(plain) else []
        if not standing and not reached:
            return
        places = fold_with_places(text)
        for one in standing:
            first, last = places.span(*one.stretch)
            for term in self._terms[one.number]:
                if not self._harmless(term, one.text, one.start, one.end):
                    yield term, Hit(term.term, term.topic, term.severity, offset + first, offset + last,
                                    text[first:last], one.how, term.basis, term.confidence)  # fmt: skip
        for contact in reached:
            start, end = places.span(contact.start, contact.end)
            yield None, Hit(contact.kind, CONTACT, BLOCK, offset + start, offset + end, text[start:end], PLAIN, AROUND,
                            "local")  # fmt: skip

    def _readings(self, plain: str) -> Iterator[Standing]:
        """Terms in a fold and in what it may stand for."""
        for view in views(plain):
            for number, start, end in self.search(view.text):
                yield Standing(number, view.how, view.text, start, end, view.stretch(start, end))
        for number, start, end in self._listening.spelt_in(plain):
            yield Standing(number, PINYIN, plain, start, end, (start, end))

    def _harmless(self, term: Term, text: str, start: int, end: int) -> bool:
        """Whether the term stands within one of the phrases in which it is innocent."""
        phrases = (self._innocent[phrase] for phrase in term.unless)
        return any(text.find(one, max(0, end - len(one)), start + len(one)) >= 0 for one in phrases)


@cache
def shipped() -> Screen:
    """The screen of the terms that are shipped."""
    return Screen(terms())


def _once(found: list[Hit]) -> list[Hit]:
    """Each place once for each topic: plain before disguised, longer before shorter."""
    kept: list[Hit] = []
    for hit in sorted(found, key=lambda one: (one.how != PLAIN, one.start - one.end, one.start, one.term)):
        if not any(one.topic == hit.topic and one.start < hit.end and hit.start < one.end for one in kept):
            kept.append(hit)
    return sorted(kept, key=lambda one: (one.start, one.end, one.topic))
