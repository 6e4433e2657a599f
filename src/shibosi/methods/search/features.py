"""The parts of a text that are compared: words, trigrams within words, Chinese characters and pairs of them."""

import re
import unicodedata
from collections import Counter

WORD = re.compile(r"[^\W_]+")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
EDGE = "\u2402"
"""Marks where a word begins and ends."""
LONGEST = 4000
"""Characters of a text that are read: what comes later says little of what the goods are."""


def words(text: str) -> list[str]:
    """The words of a text as people type them, Chinese in pairs of characters: what a keyword search compares."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    pairs = [run[at : at + 2] for run in CHINESE.findall(folded) for at in range(max(len(run) - 1, 1))]
    return [*WORD.findall(CHINESE.sub(" ", folded)), *pairs]


def parts(text: str) -> Counter[str]:
    """Words, their trigrams (a misspelt word still meets), Chinese characters, each with how often it stands."""
    found: Counter[str] = Counter()
    for word in words(text):
        found[word] += 2
        if not CHINESE.match(word):
            marked = f"{EDGE}{word}{EDGE}"
            found.update(marked[at : at + 3] for at in range(len(marked) - 2))
        else:
            found.update(word)
    return found
