"""How often a title says the same: words, or pairs of Chinese characters, said again and again."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]{3,}")
"""Words that carry a meaning: three letters and more, no numbers."""
CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
SMALL = re.compile("and|the|for|with|from|los|las|del|con|para|per|dan|untuk|dengan|der|die|das|und|mit|les|des|pour")
"""Words that carry none, in the languages of the markets."""


def repeats(title: str) -> int:
    """How often the word that a title says most often stands in it; 0 where it has none."""
    counted = Counter(_said(unicodedata.normalize("NFKC", title).casefold()))
    return max(counted.values(), default=0)


def _said(title: str) -> Iterator[str]:
    """The words of a title, Chinese ones as pairs of characters that follow each other."""
    for run in CHINESE.findall(title):
        yield from (run[at : at + 2] for at in range(len(run) - 1))
    yield from (word for word in WORD.findall(CHINESE.sub(" ", title)) if not SMALL.fullmatch(word))
