"""What the comparison of two names is judged by: a row of numbers, each with a meaning a reader can check."""

from collections.abc import Iterator
from itertools import product

from rapidfuzz.distance import OSA

from shibosi.methods.names.aligning import Aligned, align
from shibosi.methods.names.parsing import Kind, Parsed, Reading
from shibosi.methods.names.wordpairs import compare

FEATURES = (
    "agreed_of_shorter",
    "agreed_of_longer",
    "both_have_more",
    "edits",
    "initials",
    "leftover_edits",
    "leftover_first_letter",
    "form_differs",
    "single_word",
    "order_differs",
    "joined",
    "organisation",
    "organisation_more",
    "other_script",
)
Row = tuple[float, ...]
LETTERS_A_CHARACTER = 3
"""A Chinese or Korean character weighs as much as the letters of its syllable."""
MOST_EDITS = 8.0
ALIGNED = 8
"""Ways to read two names that are compared in full."""
UNTELLING = frozenset(["company", "corporation"])
"""Words for any company: they contradict no legal form."""


def reading_pairs(a: Parsed, b: Parsed) -> Iterator[tuple[Reading, Reading]]:
    """The readings worth comparing: characters with characters, else those of one system, or as written."""
    if a.characters and b.characters:
        yield (
            next(r for r in a.readings if r.system == "characters"),
            next(r for r in b.readings if r.system == "characters"),
        )
        return
    for left, right in product(a.readings, b.readings):
        if "characters" in (left.system, right.system):
            continue
        if a.characters or b.characters or left.system == right.system == "written" or _led_back(left, right):
            yield left, right


def _led_back(left: Reading, right: Reading) -> bool:
    """Whether one side is Wade-Giles led back to pinyin; two such sides were compared as they are written."""
    return {left.system, right.system} == {"written", "pinyin"}


def best(a: Parsed, b: Parsed) -> tuple[Aligned, Row] | None:
    """The alignment that agrees most, with its features; None where a name has no words."""
    found: tuple[float, Aligned, Row] | None = None
    sparse = a.sparse != b.sparse
    for left, right in _promising(list(reading_pairs(a, b)), sparse):
        aligned = align(left, right, sparse)
        row = features(aligned, a, b)
        rank = row[0] + row[1] - row[2] - 0.1 * row[3]
        if found is None or rank > found[0]:
            found = rank, aligned, row
    return (found[1], found[2]) if found else None


def _promising(pairs: list[tuple[Reading, Reading]], sparse: bool) -> list[tuple[Reading, Reading]]:
    """Of many ways to read two names those whose words are most alike, each word with the one it is most like."""
    if len(pairs) <= ALIGNED:
        return pairs
    several = {(left.words, right.words): (left, right) for left, right in reversed(pairs)}
    alike = {words: _likeness(*words, sparse) for words in several}
    return [several[words] for words in sorted(several, key=alike.__getitem__, reverse=True)[:ALIGNED]]


def _likeness(left: tuple[str, ...], right: tuple[str, ...], sparse: bool) -> float:
    best_of = (max(compare(one, two, sparse).alike for two in right) for one in left)
    return sum(best_of) / max(len(left), len(right))


def features(aligned: Aligned, a: Parsed, b: Parsed) -> Row:
    """The row of `FEATURES` of an alignment."""
    left, right, pairs = aligned.left, aligned.right, aligned.pairs
    agreed = edits = initials = 0.0
    more_left, more_right = sum(left.weights), sum(right.weights)
    shorter, longer = max(0.1, min(more_left, more_right)), max(0.1, more_left, more_right)
    last, turned = -1, False
    for i, j, pair in pairs:
        agreed += pair.alike * max(left.weights[i], right.weights[j])
        edits += pair.edits
        initials += pair.initial
        more_left -= left.weights[i]
        more_right -= right.weights[j]
        turned = turned or j < last
        last = j
    leftover = first = 0.0
    if len(pairs) < len(left.words) and len(pairs) < len(right.words):
        one, other = leftovers(aligned)
        if left.system == "characters":
            leftover = min(float(LETTERS_A_CHARACTER * max(len(one), len(other))), MOST_EDITS)
        else:
            leftover = min(float(OSA.distance("".join(one), "".join(other))), MOST_EDITS)
            first = float(one[0][0] == other[0][0])
    legal_a, legal_b = a.legal - UNTELLING, b.legal - UNTELLING
    organisation = float(Kind.PERSON not in (a.kind, b.kind))
    both = max(0.0, min(more_left, more_right))
    return (
        min(1.0, agreed / shorter),
        agreed / longer,
        both,
        min(edits, MOST_EDITS),
        initials,
        leftover,
        first,
        float(bool(legal_a and legal_b and not legal_a & legal_b)),
        float(min(len(left.words), len(right.words)) == 1 < max(len(left.words), len(right.words))),
        float(turned and not (a.comma or b.comma)),
        float(aligned.joined),
        organisation,
        organisation * both,
        float(left.system != right.system or a.sparse != b.sparse),
    )


def leftovers(aligned: Aligned) -> tuple[list[str], list[str]]:
    """The words of either side that found no word of the other."""
    met_left, met_right = {i for i, _, _ in aligned.pairs}, {j for _, j, _ in aligned.pairs}
    return (
        [word for k, word in enumerate(aligned.left.words) if k not in met_left],
        [word for k, word in enumerate(aligned.right.words) if k not in met_right],
    )
