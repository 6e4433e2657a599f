"""Sweeping 粗筛: which of many texts may hold a hit, thousands together; the others are never looked at closely.

Texts are joined by a sign that folding leaves in no text, mapped to the coarse form by tables, searched once. What is
named is then screened by itself; what is not named holds no hit.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from shibosi.methods.text.folding import ATTACHED, folded
from shibosi.methods.text.literals import literals
from shibosi.methods.text.points import Points
from shibosi.methods.words.contacts import ENDINGS
from shibosi.methods.words.disguises import LOOSE

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


FOLD, COARSE = Points(_kept), Points(_coarse)
ASCII_FOLD, ASCII_COARSE = _ascii(_kept), _ascii(_coarse)


class Sweep:
    """Finds texts that may hold one of some coarse terms, or contact data. Built once."""

    def __init__(self, coarse: Iterable[str]) -> None:
        self._terms = literals(coarse)
        self._contacts = literals(LITERALS)

    def suspects(self, texts: Sequence[str]) -> list[int]:
        """Numbers of the texts that may hold a hit, in order."""
        simple = [number for number, text in enumerate(texts) if text.isascii()]
        others = [number for number, text in enumerate(texts) if not text.isascii()]
        return sorted(
            part[at]
            for numbers, forms in ((simple, _ascii_forms), (others, _forms))
            for part in _parts(texts, numbers)
            for at in self._among(*forms([texts[number] for number in part]))
        )

    def _among(self, coarse: bytes, plain: bytes) -> set[int]:
        found = _where(coarse, self._terms.places(coarse))
        found |= _where(plain, (at for at in self._contacts.places(plain) if not _within_a_word(plain, at)))
        return found | _where(plain, (hit.start() for hit in NUMBER.finditer(plain)))


def _parts(texts: Sequence[str], numbers: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of texts that are searched together."""
    part: list[int] = []
    size = 0
    for number in numbers:
        part.append(number)
        size += len(texts[number])
        if size >= AT_ONCE:
            yield part
            part, size = [], 0
    if part:
        yield part


def _forms(texts: list[str]) -> tuple[bytes, bytes]:
    """The coarse form and the fold of some texts, joined, in UTF-8."""
    joined = _joined(texts)
    return COARSE(joined).encode("utf-8", "surrogatepass"), FOLD(joined).encode("utf-8", "surrogatepass")


def _ascii_forms(texts: list[str]) -> tuple[bytes, bytes]:
    """The same of texts that are ASCII."""
    joined = _joined(texts).encode("ascii")
    return joined.translate(*ASCII_COARSE), joined.translate(*ASCII_FOLD)


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
