"""Recalls that may mean goods 召回匹配: by item number, model, name and words, graded, with what speaks for each.

    recalls = Recalls(read_recalls(path).recalls)
    recalls.matches(Goods(title="Vive Health Compact Bed Rail LVA2009SLV"))      certain: name and model

Certain: the same item number, or name and model. Likely: the name and most words, or a long model and half the
words. Possible: all words of a recall without a name. What is likely or possible is for people to decide.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shibosi.methods.recalls import telling_apart as tell
from shibosi.methods.recalls.notices import Recall
from shibosi.methods.text.folding import fold
from shibosi.methods.text.words import words

CERTAIN, LIKELY, POSSIBLE = "certain", "likely", "possible"
GRADES = (CERTAIN, LIKELY, POSSIBLE)
GTIN, MODEL, NAME, WORDS = "gtin", "model", "name", "words"
"""What speaks for a match."""
MOST, HALF = 2 / 3, 1 / 2
LONG_MODEL = 6
FEWEST, ENOUGH = 3, 3
"""Words that a recall without a name has to have, all of them found; names and words that make a match likely."""


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods as they are offered. `text`: description and other texts, looked through for models and item numbers."""

    title: str
    brand: str = ""
    model: str = ""
    gtin: str = ""
    text: str = ""

    @classmethod
    def of(cls, listing: Mapping[str, Any]) -> "Goods":
        """A listing as it was reported, by the names of its columns."""
        return cls(*(str(listing.get(name) or "") for name in ("title", "brand", "model", "gtin", "description")))


@dataclass(frozen=True, slots=True)
class Match:
    """A recall that may mean the goods; `because`: what speaks for it, kind to what was found."""

    recall: Recall
    grade: str
    because: tuple[tuple[str, str], ...]

    @property
    def kept(self) -> str:
        """What speaks for it, as it is kept: "model kb2044; name kestrelle"."""
        return "; ".join(f"{kind} {found}" for kind, found in self.because)


class Recalls:
    """Recalls to hold goods against. Built once; a match takes time by the words of the goods."""

    def __init__(self, recalls: Iterable[Recall]) -> None:
        self.recalls = tuple(recalls)
        self._ordinary = frozenset(word for one in self.recalls for word in one.words)
        self._by: dict[str, dict[str, list[int]]] = {GTIN: {}, MODEL: {}, NAME: {}, WORDS: {}}
        for number, one in enumerate(self.recalls):
            for kind, keys in ((GTIN, one.gtins), (MODEL, one.models), (NAME, one.names)):
                for key in keys:
                    self._by[kind].setdefault(key, []).append(number)
            if not one.names and len(one.words) >= FEWEST:
                rarest = max(one.words, key=len)
                self._by[WORDS].setdefault(rarest, []).append(number)

    def __len__(self) -> int:
        return len(self.recalls)

    def matches(self, goods: Goods) -> list[Match]:
        """Recalls that may mean the goods, the most certain first."""
        said = _Said(goods)
        asked = {number for kind, keys in said.keys().items() for key in keys for number in self._by[kind].get(key, ())}
        judged = (_judged(self.recalls[number], said, self._ordinary) for number in sorted(asked))
        found = [match for match in judged if match is not None]
        return sorted(found, key=lambda one: GRADES.index(one.grade))


class _Said:
    """What goods say of themselves, folded."""

    def __init__(self, goods: Goods) -> None:
        every = f"{goods.title} {goods.text}"
        self.brand = frozenset(words(fold(goods.brand)))
        self.words = {one.removesuffix("'s") for one in words(fold(f"{goods.brand} {goods.title}"))}
        self.plain = {tell.singular(one) for one in self.words}
        self.models = frozenset((*tell.models_in(every), *(one for one in [tell.bare(goods.model)] if one)))
        given = goods.gtin.replace(" ", "").replace("-", "")
        self.gtins = frozenset((*tell.gtins_in(every), *([given.zfill(14)] if tell.is_gtin(given) else [])))

    def keys(self) -> dict[str, Iterable[str]]:
        """By what recalls are looked for."""
        numbers = frozenset(one for one in self.words if any(sign.isdigit() for sign in one))
        return {GTIN: self.gtins, MODEL: self.models | numbers, NAME: self.words, WORDS: self.plain}


def _judged(recall: Recall, said: _Said, ordinary: frozenset[str]) -> Match | None:
    """A name that other recalls have as an ordinary word counts where it is the brand of the goods only."""
    known = said.brand | {one for one in said.words if tell.singular(one) not in ordinary}
    same = {
        GTIN: [one for one in recall.gtins if one in said.gtins],
        MODEL: [one for one in recall.models if one in said.models or one in said.words],
        NAME: [one for one in recall.names if one in known],
        WORDS: [one for one in recall.words if one in said.plain],
    }
    grade = _grade(recall, same)
    because = tuple((kind, " ".join(found)) for kind, found in same.items() if found)
    return Match(recall, grade, because) if grade else None


def _grade(recall: Recall, same: dict[str, list[str]]) -> str:
    share = len(same[WORDS]) / len(recall.words) if recall.words else 0.0
    if same[GTIN] or (same[MODEL] and same[NAME]):
        return CERTAIN
    found = len(same[NAME]) + len(same[WORDS])
    if same[NAME] and found >= ENOUGH and (share >= MOST or len(recall.words) == 1):
        return LIKELY
    if max(map(len, same[MODEL]), default=0) >= LONG_MODEL and share >= HALF:
        return LIKELY
    unnamed = not recall.names and len(recall.words) >= FEWEST
    return POSSIBLE if unnamed and len(same[WORDS]) == len(recall.words) else ""
