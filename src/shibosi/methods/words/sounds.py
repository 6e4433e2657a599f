"""Sounds 读音: writings that only sound like a Chinese term, in pinyin or in other characters.

    zhenkong shexiangtou, 炸yao, 国加级

Pinyin of a whole term is looked for as words of letters. Otherwise each character becomes the sign of its syllable, as
does pinyin beside characters. A short term sounds like too much: two syllables count only where one is in pinyin, and
of the characters of a longer one at least two, and half, have to stay. Who hears one asks for review, never stops.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from shibosi.methods.names.readings import pinyin_syllables, readings
from shibosi.methods.text.words import HAN

PINYIN, HOMOPHONE = "pinyin", "homophone"
LEAST_LETTERS = 6
"""Letters from which on the pinyin of a term is looked for as a word."""
LEAST_SYLLABLES = 3
"""Syllables from which on other characters of one sound are looked for."""
LEAST_KEPT = 2
MOST = 8
"""Ways to read a term that are followed, where characters have several readings."""
FIRST_SIGN = 0xE000
"""Signs of syllables are characters of private use, which folding leaves in no text."""
SYLLABLES = sorted(one for one in pinyin_syllables() if len(one) > 1)
SIGNS = {syllable: chr(FIRST_SIGN + number) for number, syllable in enumerate(SYLLABLES)}
SYLLABLE = "|".join(sorted(SYLLABLES, key=len, reverse=True))
RUN = rf"(?:{SYLLABLE}){{1,3}}"
LETTERS = re.compile("[a-z]+")
FEW = re.compile(RUN)
BEFORE, BEHIND = re.compile(rf"[{HAN}] ?\Z"), re.compile(rf" ?[{HAN}]")
WORD = re.compile(rf"(?:{SYLLABLE})+")
"""A word of letters that is pinyin throughout."""
ONE = re.compile(SYLLABLE)
PIECE = re.compile(rf"[{HAN}]|{SYLLABLE}")


class _Spoken(dict[int, str]):
    """What each code point becomes: a Chinese character the sign of its usual syllable, anything else itself."""

    def __missing__(self, point: int) -> str:
        usual = readings()[chr(point)].pinyin[:1] if chr(point) in readings() else ()
        self[point] = SIGNS.get(_bare(usual[0]), chr(point)) if usual else chr(point)
        return self[point]


SPOKEN = _Spoken()


def sounds(term: str) -> set[str]:
    """The signs of a folded term in each way to read it; none where it is not all Chinese of two characters or more."""
    ways = [_readings(character) for character in term]
    if len(term) < 2 or not all(ways):
        return set()
    return {"".join(SIGNS[one] for one in way) for way in islice(product(*ways), MOST)}


def spelt(term: str) -> str:
    """The pinyin of a folded term as one word; "" where it is short, or not all Chinese of two characters or more."""
    ways = [_readings(character) for character in term]
    word = "".join(way[0] for way in ways) if len(term) > 1 and all(ways) else ""
    return word if len(word) >= LEAST_LETTERS else ""


def heard(term: str, written: str) -> str:
    """How a folded writing that has the sounds of a term stands for it: "pinyin", "homophone"; "" where it does not."""
    pieces = PIECE.findall(written)
    if written == term or len(pieces) != len(term):
        return ""
    pairs = list(zip(pieces, term, strict=True))
    kept = sum(piece == character for piece, character in pairs)
    if any(piece.isascii() for piece in pieces):
        return PINYIN if kept and all(piece.isascii() or piece == character for piece, character in pairs) else ""
    return HOMOPHONE if len(term) >= LEAST_SYLLABLES and kept >= max(LEAST_KEPT, len(term) / 2) else ""


def beside(text: str) -> Iterator[tuple[int, int]]:
    """Where pinyin of up to three syllables stands beside a Chinese character in a fold, with the blank between."""
    for hit in LETTERS.finditer(text):
        start, end = hit.span()
        if FEW.fullmatch(text, start, end) is None:
            continue
        before, behind = BEFORE.search(text[max(0, start - 2) : start]), BEHIND.match(text, end)
        if before and not text[end : end + 1].isdigit():
            yield start - len(before.group()) + 1, end
        elif behind and not text[max(0, start - 1) : start].isdigit():
            yield start, behind.end() - 1


@cache
def _readings(character: str) -> tuple[str, ...]:
    known = readings().get(character)
    return tuple(bare for one in known.pinyin if (bare := _bare(one)) in SIGNS) if known is not None else ()


def _bare(reading: str) -> str:
    return reading.replace("ü", "u")
