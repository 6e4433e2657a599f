"""Folding: texts that read alike become equal, and every place in the fold leads back to the original.

Width and compatibility forms, case, marks of Latin, Greek and Cyrillic letters, traditional characters, dashes and
quotes are made one; signs that nobody sees (zero-width, direction, variation) are dropped. Vowel signs of Indic and
other scripts stay: they are letters there.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent / "tables"
DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
QUOTES = dict.fromkeys("‘’‚‛ʼʻ′`´ʹ", "'") | dict.fromkeys("“”„‟″«»「」『』《》", '"')
STOPS = {"。": ".", "、": ",", "・": "·", "‧": "·", "•": "·", "⋅": "·"}
SPELT_OUT = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ħ": "h", "ŋ": "n"}
ATTACHED = ("゙", "゚")
"""Marks of voiced kana, which half-width text writes apart."""


@cache
def table(name: str) -> dict[str, str]:
    """A two-column table of this folder: left to right."""
    lines = (TABLES / f"{name}.csv").read_text(encoding="utf-8").splitlines()[2:]
    return dict(line.split(",", 1) for line in lines)


@cache
def folded(character: str) -> str:
    """What one character becomes; "" where it is dropped."""
    if unicodedata.category(character) in ("Cf", "Cc", "Cs", "Co", "Cn"):
        return " " if character in "\t\n\r\v\f\x85" else ""
    if 0xFE00 <= ord(character) <= 0xFE0F or 0x300 <= ord(character) <= 0x36F:
        return ""
    out, simplified = [], table("simplified")
    for plain in unicodedata.normalize("NFKC", character).casefold():
        if 0x300 <= ord(plain) <= 0x36F:
            continue
        plain = DASHES.get(plain) or QUOTES.get(plain) or STOPS.get(plain) or SPELT_OUT.get(plain) or plain
        base = unicodedata.normalize("NFD", plain)
        marked = len(base) > 1 and all(0x300 <= ord(mark) <= 0x36F for mark in base[1:])
        bare = SPELT_OUT.get(base[0], base[0]) if marked else plain
        simple = simplified.get(plain, bare)
        out.append(simplified.get(simple, simple))  # 薴 is 苧, which stands for 苎
    return "".join(" " if one.isspace() else one for one in out)


class _Folds(dict[int, str]):
    """The fold of each code point met so far, for `str.translate`."""

    def __missing__(self, point: int) -> str:
        self[point] = folded(chr(point))
        return self[point]


FOLDS = _Folds()
ASCII_FOLDS = bytes(ord(folded(chr(point)) or " ") for point in range(128)) + bytes(128)
ASCII_DROPPED = bytes(point for point in range(128) if not folded(chr(point)))
"""The same for text that is ASCII throughout, which bytes do many times as fast."""


def fold(text: str) -> str:
    """The fold of a text, without places: what to compare and to search by."""
    if text.isascii():
        return text.encode("ascii").translate(ASCII_FOLDS, ASCII_DROPPED).decode("ascii")
    out = text.translate(FOLDS)
    return fold_with_places(text).text if any(mark in out for mark in ATTACHED) else out


@dataclass(frozen=True, slots=True)
class Folded:
    """A fold with the places it came from."""

    original: str
    text: str
    starts: Sequence[int]
    """For each character of `text` the index of its origin in `original`."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that a non-empty part of the fold came from, as (start, end)."""
        last = self.starts[end - 1]
        after = bisect_right(self.starts, last)
        return self.starts[start], self.starts[after] if after < len(self.starts) else len(self.original)


def fold_with_places(text: str) -> Folded:
    """The fold of a text with, for each of its characters, where it stood."""
    pieces = list(map(FOLDS.__getitem__, map(ord, text)))
    plain = "".join(pieces)
    if not any(mark in plain for mark in ATTACHED):
        if set(map(len, pieces)) <= {1}:
            return Folded(text, plain, range(len(text)))
        return Folded(text, plain, [index for index, piece in enumerate(pieces) for _ in piece])
    out: list[str] = []
    starts: list[int] = []
    for index, piece in enumerate(pieces):
        for one in piece:
            joined = unicodedata.normalize("NFC", out[-1] + one) if one in ATTACHED and out else ""
            if len(joined) == 1:
                out[-1] = joined
            else:
                out.append(one)
                starts.append(index)
    return Folded(text, "".join(out), starts)
