"""How alike two words of names are: by letters, by sound, by initial."""

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein

SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"tsch|tch|tsh", "ch"),
        (r"sch", "sh"),
        (r"dzh|dj|zh|g(?=[ei])", "j"),
        (r"ph", "f"),
        (r"kh|ck|cq|q|c(?!h)", "k"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|ie|y|ei", "i"),
        (r"ae|ai", "a"),
        (r"z", "s"),
        (r"(?<=.)h\b", ""),
        (r"o", "u"),
        (r"e", "i"),
        (r"(.)\1+", r"\1"),
    )
)
VOWELS = str.maketrans("", "", "aeiouy")
INITIAL = 0.85
HEARD, BONES = 0.4, 0.8
"""Edits that a word of the same sound, and of the same consonants, counts as."""
SHORTEST_BONES = 3


class WordPair(NamedTuple):
    """Two words compared."""

    alike: float
    """0 to 1."""
    edits: float
    """Letters that differ, those that sound alike counted less."""
    initial: bool
    """One is the initial of the other."""


@lru_cache(maxsize=1 << 18)
def sound(word: str) -> str:
    """How a word sounds, roughly, in any language that spells it in Latin letters."""
    for pattern, plain in SOUNDS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=1 << 18)
def skeleton(word: str) -> str:
    """The consonants of a word's sound, with its first letter; what spellings of one Arabic name share."""
    spelt = sound(word)
    bare = spelt.translate(VOWELS).replace("h", "") if len(spelt) > 1 else spelt
    return (("a" if spelt[:1] in "aeiouy" else "") + bare) or spelt


@lru_cache(maxsize=1 << 18)
def compare(a: str, b: str, sparse: bool = False) -> WordPair:
    """Two words, neither empty. `sparse`: one of them comes from a script without vowels."""
    if a == b:
        return WordPair(1.0, 0.0, False)
    if len(a) == 1 or len(b) == 1:
        if a[0] == b[0] and a.isascii():
            return WordPair(INITIAL, 0.0, True)
        return WordPair(0.0, float(max(len(a), len(b))), False)
    if a.isdigit() != b.isdigit():
        return WordPair(0.0, float(max(len(a), len(b))), False)
    edits = float(OSA.distance(a, b))
    longest = max(len(a), len(b))
    edits = min(edits, Levenshtein.distance(sound(a), sound(b)) + HEARD)
    bones = skeleton(a)
    if edits > BONES and len(bones) >= SHORTEST_BONES and bones == skeleton(b):
        edits = BONES
    if sparse:
        first, second = skeleton(a).lstrip("a"), skeleton(b).lstrip("a")
        if first and second:
            bare = Levenshtein.distance(first, second)
            if 1.0 - bare / max(len(first), len(second)) > 1.0 - edits / longest:
                return WordPair(max(0.0, 0.95 - bare / max(len(first), len(second))), bare + 0.5, False)
    return WordPair(max(0.0, 1.0 - edits / longest), edits, False)
