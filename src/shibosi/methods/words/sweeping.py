"""Sweeping 粗筛: which of many texts may hold a hit, thousands together; the others are never looked at closely.

Texts are joined by a sign that folding leaves in no text, mapped to the coarse form by tables, searched once; those
that are not ASCII also by their sound. What is named is then screened by itself; what is not named holds no hit.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, pairwise
from operator import not_

import numpy as np
from numpy.typing import NDArray

from shibosi.methods.text.folding import ATTACHED, folded
from shibosi.methods.text.literals import literals
from shibosi.methods.text.points import Points
from shibosi.methods.words.contacts import ENDINGS
from shibosi.methods.words.disguises import LOOSE
from shibosi.methods.words.sounds import FEW, SPOKEN

BETWEEN = "\x00"
"""Stands between texts; folding drops it from texts themselves."""
AT_ONCE = 1 << 20
"""Characters that are searched together."""
LITERALS = (*ATTACHED, "@", "://", "www.", "vx", "wx", "qq", "v信", *(f"+{digit}" for digit in range(10)),
            *(f".{ending}" for ending in ENDINGS.split("|")))  # fmt: skip
"""One of these, or a number, stands in every text that may hold contact data (`contacts.may_hold`), or voiced kana
written apart, which only a closer look puts together."""
NAMED = (b"vx", b"wx", b"qq")
"""Short names of messengers, which are none within a word of letters."""
LONGEST = 18
"""Letters of three syllables."""
LETTERS = bytes(range(ord("a"), ord("z") + 1))
RUN = re.compile(rb"[a-z]+")
NUMBER = re.compile(rb"1[3-9]\d[ -]?\d{4}")


def _kept(of: str) -> str:
    return BETWEEN if of == BETWEEN else folded(of)


def _coarse(of: str) -> str:
    return "".join(BETWEEN if one == BETWEEN else LOOSE[ord(one)] or "" for one in _kept(of))


def _ascii(of: Callable[[str], str]) -> tuple[bytes, bytes]:
    """A form of ASCII characters as a table for `bytes.translate`, and what is dropped."""
    made = [of(chr(point)) for point in range(128)]
    dropped = bytes(point for point, one in enumerate(made) if not one)
    return "".join(one or " " for one in made).encode("ascii") + bytes(128), dropped


def _signs(of: str) -> str:
    return "".join(SPOKEN[ord(one)] for one in _coarse(of))


FOLD, COARSE, SIGNS = Points(_kept), Points(_coarse), Points(_signs)
ASCII_FOLD, ASCII_COARSE = _ascii(_kept), _ascii(_coarse)


class Sweep:
    """Finds texts that may hold one of some coarse terms or sounds, or contact data. Built once."""

    def __init__(self, coarse: Iterable[str], signs: Iterable[str]) -> None:
        self._terms, self._signs = literals(coarse), literals(signs)
        self._contacts = literals(LITERALS)

    def suspects(self, texts: Sequence[str]) -> list[int]:
        """Numbers of the texts that may hold a hit, in order."""
        simple = list(map(str.isascii, texts))
        found = [
            part[at]
            for part in _parts(texts, list(compress(range(len(texts)), simple)))
            for at in self._among_ascii([texts[number] for number in part])
        ]
        found += [
            part[at]
            for part in _parts(texts, list(compress(range(len(texts)), map(not_, simple))))
            for at in self._among([texts[number] for number in part])
        ]
        return sorted(found)

    def _among_ascii(self, texts: list[str]) -> set[int]:
        joined = _joined(texts).encode("ascii")
        return self._suspect(joined.translate(*ASCII_COARSE), joined.translate(*ASCII_FOLD))

    def _among(self, texts: list[str]) -> set[int]:
        joined = _joined(texts)
        coarse, plain, signs = (form(joined).encode("utf-8", "surrogatepass") for form in (COARSE, FOLD, SIGNS))
        found = self._suspect(coarse, plain) | _where(signs, self._signs.places(signs))
        return found | _where(plain, _pinyin(plain))

    def _suspect(self, coarse: bytes, plain: bytes) -> set[int]:
        found = _where(coarse, self._terms.places(coarse))
        found |= _where(plain, (at for at in self._contacts.places(plain) if not _within_a_word(plain, at)))
        return found | _where(plain, (hit.start() for hit in NUMBER.finditer(plain)))


def _parts(texts: Sequence[str], numbers: list[int]) -> Iterator[list[int]]:
    """Numbers of texts that are searched together."""
    sizes = np.cumsum(np.fromiter(map(len, map(texts.__getitem__, numbers)), np.int64, len(numbers)))
    most = int(sizes[-1]) if numbers else 0
    cuts = [0, *(np.searchsorted(sizes, range(AT_ONCE, most, AT_ONCE)) + 1).tolist(), len(numbers)]
    for start, end in pairwise(cuts):
        if start < end:
            yield numbers[start:end]


def _pinyin(plain: bytes) -> Iterator[int]:
    """Places of letters beside a Chinese character, or another that is not ASCII, that begin or end as pinyin does."""
    points = np.frombuffer(plain, np.uint8)
    letters, blanks, others = (points >= ord("a")) & (points <= ord("z")), points == ord(" "), points >= 128
    begins = np.flatnonzero(letters[1:] & (others[:-1] | _blank_between(others, blanks))) + 1
    ends = np.flatnonzero(letters[:-1] & (others[1:] | _blank_between(others[::-1], blanks[::-1])[::-1]))
    yield from (at for at in begins.tolist() if _few_syllables(RUN.findall(plain, at, at + LONGEST + 1)[0]))
    for at in ends.tolist():
        before = plain[max(0, at - LONGEST) : at + 1]
        if _few_syllables(before[len(before.rstrip(LETTERS)) :]):
            yield at


@lru_cache(maxsize=1 << 16)
def _few_syllables(word: bytes) -> bool:
    return FEW.fullmatch(word.decode("ascii")) is not None


def _blank_between(others: NDArray[np.bool_], blanks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether a blank that follows a sign stands before each place but the first."""
    return blanks[:-1] & np.concatenate([[False], others[:-2]])


def _joined(texts: list[str]) -> str:
    joined = BETWEEN.join(texts)
    if joined.count(BETWEEN) == len(texts) - 1:
        return joined
    return BETWEEN.join(text.replace(BETWEEN, "") for text in texts)


def _within_a_word(data: bytes, at: int) -> bool:
    """Whether a short name stands there within a word of letters."""
    return data[at : at + 2] in NAMED and data[at - 1 : at].islower()


def _where(data: bytes, places: Iterable[int]) -> set[int]:
    """The numbers of the texts in which some places of the joined data lie."""
    wanted = np.fromiter(places, np.int64)
    if not len(wanted):
        return set()
    edges = np.flatnonzero(np.frombuffer(data, np.uint8) == ord(BETWEEN))
    return set(np.searchsorted(edges, wanted).tolist())
