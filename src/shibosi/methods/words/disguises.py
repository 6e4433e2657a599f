"""Disguises 变体: texts as they were meant, with every place leading back to what stands there.

Beyond what folding undoes (width, case, traditional characters, signs nobody sees): signs put between characters,
letters spaced out, digits for letters, characters split into parts or exchanged for others of one sound.

`loose` is a coarse form in which every term that a reading holds stands too: where it holds none, no reading does.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from shibosi.methods.text.folding import Folded, fold
from shibosi.methods.text.words import HAN
from shibosi.methods.words.lexicons import table

BETWEEN = re.compile(rf"(?<=[{HAN}])[^\w\n]{{1,3}}(?=[{HAN}])|(?<=[{HAN}])_{{1,3}}(?=[{HAN}])")
"""A few signs or blanks between two Chinese characters."""
SPACED = re.compile(r"(?<![a-z0-9])(?:[a-z0-9][ ._*\-]){2,}[a-z0-9](?![a-z0-9])")
"""Single letters with a sign between: f.a.k.e."""
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
    """A text as it may be meant; `how` names the disguise. Places are only looked for where somebody asks."""

    how: str
    text: str
    fold: str
    parts: list[Part]
    places: Callable[[], Folded]

    def origin(self, start: int, end: int) -> Span:
        """Where a part of the text stands in the original."""
        return self._spans[start][0], self._spans[end - 1][1]

    @cached_property
    def _spans(self) -> list[Span]:
        """Where each character comes from."""
        places = self.places()
        spans = [places.span(at, at + 1) for at in range(len(self.fold))]
        found: list[Span] = []
        at = 0
        for start, end, instead in self.parts:
            found += spans[at:start]
            found += [(spans[first][0], spans[last - 1][1]) for _, first, last in instead]
            at = end
        return found + spans[at:]


def views(text: str, places: Callable[[], Folded]) -> Iterator[View]:
    """A fold itself, called "plain", and every reading that differs from it. `places`: the fold with its places."""
    yield View("plain", text, text, [], places)
    for how, parts in (
        ("spaced", [_dropped(hit) for hit in BETWEEN.finditer(text)]),
        ("letters", [_squeezed(hit) for hit in SPACED.finditer(text)]),
        ("digits", [_unmasked(hit) for hit in MASKED.finditer(text)]),
        ("parts", _exchanged("splits", text)),
        ("sound", _exchanged("sounds", text)),
    ):
        if parts:
            yield View(how, _replaced(text, parts), text, parts, places)


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
