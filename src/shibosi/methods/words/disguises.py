"""Disguises 变体: texts as they were meant, with every place leading back to what stands there.

Beyond what folding undoes (width, case, traditional characters, signs nobody sees): signs put between characters,
letters spaced out, digits for letters, characters split into parts or exchanged for others of one sound. What sounds
like a term in any other way is a reading of its own (`spoken`).

`loose` is a coarse form in which every term that a reading holds stands too: where it holds none, no reading does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from shibosi.methods.text.folding import fold
from shibosi.methods.text.words import HAN
from shibosi.methods.words.lexicons import table
from shibosi.methods.words.sounds import ONE, SIGNS, SPOKEN, beside

BETWEEN = re.compile(rf"[\W_](?<=[{HAN}].)[\W_]{{0,2}}(?=[{HAN}])")
"""A few signs or blanks between two Chinese characters."""
SPACED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9][ ._*\-]){2,}[a-z0-9](?![a-z0-9])")
"""Single letters with a sign between: f.a.k.e."""
GAP = re.compile(r"(?<=[a-z])[ '\-](?=[a-z])")
"""A sign between two words of letters."""
LETTERS = str.maketrans("01345780@$!", "oieastboasi")
"""The letters that digits and signs stand for."""
MASKED = re.compile(r"(?<![a-z0-9])(?=[a-z]*[0-9@$!])[a-z][a-z0-9@$!]{2,}(?![a-z0-9])")
"""A word of letters in which digits or signs stand: k3tamine."""
Span = tuple[int, int]


class _Loose(dict[int, str | None]):
    """What each code point becomes in the loose form: letters and digits stay, digits that stand for letters change."""

    def __missing__(self, point: int) -> str | None:
        character = chr(point)
        self[point] = character.translate(LETTERS) if character.isalnum() or point in LETTERS else None
        return self[point]


LOOSE = _Loose()


PLAIN_LOOSE = bytes(ord(LOOSE[point] or " ") for point in range(128)) + bytes(128)
DROPPED = bytes(point for point in range(128) if LOOSE[point] is None)


def loose(folded: str) -> str:
    """The loose form of a folded text."""
    if folded.isascii():
        return folded.encode("ascii").translate(PLAIN_LOOSE, DROPPED).decode("ascii")
    return folded.translate(LOOSE)


Part = tuple[int, int, list[tuple[str, int, int]]]
"""A stretch of the fold, and what stands instead: characters, each with the stretch it comes from."""


@dataclass(frozen=True)
class View:
    """A fold as it may be meant; `how` names the disguise. `parts` say which characters stand instead of others."""

    how: str
    text: str
    fold: str
    parts: list[Part]

    def stretch(self, start: int, end: int) -> Span:
        """Where a part of the text stands in the fold."""
        if not self.parts:
            return start, end
        return self._stretches[start][0], self._stretches[end - 1][1]

    @cached_property
    def _stretches(self) -> list[Span]:
        """Where each character comes from."""
        found: list[Span] = []
        at = 0
        for start, end, instead in self.parts:
            found += [(place, place + 1) for place in range(at, start)]
            found += [(first, last) for _, first, last in instead]
            at = end
        return found + [(place, place + 1) for place in range(at, len(self.fold))]


def views(text: str) -> Iterator[View]:
    """A fold itself, called "plain", and every reading that differs from it."""
    yield View("plain", text, text, [])
    found = [
        ("letters", [_squeezed(hit) for hit in SPACED.finditer(text)]),
        ("digits", [_unmasked(hit) for hit in MASKED.finditer(text)]),
    ]
    if not text.isascii():
        found += [
            ("spaced", [_dropped(hit) for hit in BETWEEN.finditer(text)]),
            ("parts", _exchanged("splits", text)),
            ("sound", _exchanged("sounds", text)),
        ]
    for how, parts in found:
        if parts:
            yield View(how, _replaced(text, parts), text, parts)


def spoken(text: str) -> View:
    """A fold as it sounds: signs of syllables for Chinese characters and pinyin beside them, without signs between."""
    parts = [_dropped(hit) for hit in BETWEEN.finditer(text)] + [_syllables(text, *place) for place in beside(text)]
    parts.sort(key=lambda part: part[0])
    return View("spoken", _replaced(text, parts).translate(SPOKEN), text, parts)


def unspaced(text: str) -> View:
    """A fold with its words of letters written together."""
    parts = [_dropped(hit) for hit in GAP.finditer(text)]
    return View("unspaced", _replaced(text, parts), text, parts)


def written() -> Iterator[str]:
    """Every writing that stands for another, folded: what the loose form cannot undo."""
    for name in ("splits", "sounds"):
        yield from _exchange(name)[1]


def _replaced(text: str, parts: list[Part]) -> str:
    """The text with what stands instead of its parts."""
    pieces: list[str] = []
    at = 0
    for start, end, instead in parts:
        pieces += [text[at:start], *(character for character, _, _ in instead)]
        at = end
    return "".join([*pieces, text[at:]])


def _dropped(hit: re.Match[str]) -> Part:
    """Nothing, in place of signs."""
    return hit.start(), hit.end(), []


def _squeezed(hit: re.Match[str]) -> Part:
    """Letters that were spaced out, together again."""
    places = range(hit.start(), hit.end(), 2)
    return hit.start(), hit.end(), [(hit.string[at], at, at + 1) for at in places]


def _unmasked(hit: re.Match[str]) -> Part:
    """A word in which digits stand for letters, with letters."""
    letters = enumerate(hit.group().translate(LETTERS), hit.start())
    return hit.start(), hit.end(), [(letter, at, at + 1) for at, letter in letters]


def _syllables(text: str, start: int, end: int) -> Part:
    """Pinyin as the signs of its syllables."""
    found = ((SIGNS[one.group()], one.start(), one.end()) for one in ONE.finditer(text, start, end))
    return start, end, list(found)


def _exchanged(name: str, text: str) -> list[Part]:
    """Characters that stand for others, exchanged; the whole of what was meant leads back to the whole written."""
    pattern, meant = _exchange(name)
    return [
        (hit.start(), hit.end(), [(character, hit.start(), hit.end()) for character in meant[hit.group()]])
        for hit in pattern.finditer(text)
    ]


@cache
def _exchange(name: str) -> tuple[re.Pattern[str], dict[str, str]]:
    meant = {fold(written): fold(meant) for written, meant in table(name).items()}
    longest_first = sorted(meant, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), meant
