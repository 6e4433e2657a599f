"""Two readings of names laid against each other, word by word: what agrees, and what is left over on either side."""

from typing import NamedTuple

from shibosi.methods.names.parsing import Reading
from shibosi.methods.names.wordpairs import WordPair, compare

ALIKE = 0.6
"""Words less alike than this are not the same word."""
SYLLABLES_ALIKE = 0.76
"""What words need of which one is read from characters: another syllable is another name."""
SHORTEST_ACRONYM = 3
SHORT = 0.66
"""What words of up to four letters need."""


class Aligned(NamedTuple):
    """Words of two readings, paired."""

    pairs: tuple[tuple[int, int, WordPair], ...]
    """Positions in either reading and how the words compare, in order of the first."""
    left: Reading
    right: Reading
    """The readings after words written apart were joined."""
    joined: int
    """How many words were joined."""


def _joined(words: Reading, others: frozenset[str]) -> tuple[Reading, int]:
    """Neighbouring words made one where the other side writes them as one."""
    first = words.words[:-1]
    if not any(other.startswith(first) and other not in first for other in others):
        return words, 0
    out: list[str] = []
    weights: list[float] = []
    count = place = 0
    while place < len(words.words):
        size = 1
        for more in (4, 3, 2):
            piece = words.words[place : place + more]
            if len(piece) == more and "".join(piece) in others and len("".join(piece)) > 3:
                size = more
                break
        piece = words.words[place : place + size]
        out.append("".join(piece))
        weights.append(max(words.weights[place : place + size]))
        count += size - 1
        place += size
    return (Reading(words.system, tuple(out), tuple(weights)), count) if count else (words, 0)


def align(left: Reading, right: Reading, sparse: bool) -> Aligned:
    """The best pairs of words, each word once, the most alike first."""
    left, one = _joined(left, frozenset(right.words))
    right, other = _joined(right, frozenset(left.words))
    left, right, solid = _solid(left, right)
    least = ALIKE if left.system == right.system == "written" else SYLLABLES_ALIKE
    ordered = left.system == "characters"
    found: list[tuple[float, int, int, int, WordPair]] = []
    for i, a in enumerate(left.words):
        for j, b in enumerate(right.words):
            pair = compare(a, b, sparse)
            if pair.alike >= (SHORT if min(len(a), len(b)) < 5 and not pair.initial else least):
                found.append((-pair.alike, abs(i - j), i, j, pair))
    found.sort()
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    pairs = []
    for _, distance, i, j, pair in found:
        if i not in taken_left and j not in taken_right and (not ordered or distance < 3):
            taken_left.add(i)
            taken_right.add(j)
            pairs.append((i, j, pair))
    if ordered:
        pairs = _in_order(sorted(pairs))
    return Aligned(tuple(sorted(pairs)), left, right, one + other + solid)


def _in_order(pairs: list[tuple[int, int, WordPair]]) -> list[tuple[int, int, WordPair]]:
    """The pairs that do not cross one before them: characters turned round make another name."""
    kept: list[tuple[int, int, WordPair]] = []
    for pair in pairs:
        if not kept or pair[1] > kept[-1][1]:
            kept.append(pair)
    return kept


def acronym(word: str, long: Reading) -> bool:
    """True where a word is made of the first letters of the words of a longer name that tell something."""
    telling = [one for one, weight in zip(long.words, long.weights, strict=True) if weight > 0.5]
    return len(telling) >= SHORTEST_ACRONYM and word == "".join(one[0] for one in telling)


def _solid(left: Reading, right: Reading) -> tuple[Reading, Reading, int]:
    """Where one side is a single word as long as all of the other, the other is made one word too."""
    for single, many in ((left, right), (right, left)):
        if len(single.words) == 1 and 1 < len(many.words) < 5 and single.system != "characters":
            whole = "".join(many.words)
            if acronym(single.words[0], many):
                one = Reading(many.system, single.words, (1.0,))
                return (single, one, len(many.words) - 1) if single is left else (one, single, len(many.words) - 1)
            pair = compare(single.words[0], whole)
            if len(whole) > 5 and pair.alike > 0.85:
                one = Reading(many.system, (whole,), (1.0,))
                return (single, one, len(many.words) - 1) if single is left else (one, single, len(many.words) - 1)
    return left, right, 0
