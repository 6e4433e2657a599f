"""Words of a text in any script. Chinese is cut by a lexicon, or pairs of characters stand for words."""

import re
from collections.abc import Collection

HAN = "㐀-䶿一-鿿豈-﫿𠀀-𲎯々〇"
RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:'[^\W_{HAN}]+)*")
HAN_RUN = re.compile(rf"[{HAN}]+")
LONGEST_WORD = 8


def words(text: str, lexicon: Collection[str] = ()) -> list[str]:
    """The words of a folded text in order: Latin and other words as they stand, Chinese cut by `cut`."""
    out: list[str] = []
    for run in RUN.findall(text):
        out += cut(run, lexicon) if HAN_RUN.match(run) else [run]
    return out


def cut(run: str, lexicon: Collection[str] = ()) -> list[str]:
    """A run of Chinese characters as the fewest words of the lexicon and single characters, the longest first.

    Without a lexicon: its overlapping pairs, which is what an index of Chinese text is made of.
    """
    if not lexicon:
        return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
    best: list[tuple[int, int]] = [(0, 0)] * (len(run) + 1)
    for start in range(len(run) - 1, -1, -1):
        ends = range(min(len(run), start + LONGEST_WORD), start, -1)
        allowed = [end for end in ends if end == start + 1 or run[start:end] in lexicon]
        best[start] = min(((best[end][0] + 1, end) for end in allowed), key=lambda one: one[0])
    out, place = [], 0
    while place < len(run):
        out.append(run[place : best[place][1]])
        place = best[place][1]
    return out
