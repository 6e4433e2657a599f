"""The score the public search of the US list (OFAC) shows, computed anew: to be compared with what that tool says.

Not our own judgement: a Jaro-Winkler likeness of whole texts or of words, as that search documents it, 0 to 100.
"""

from rapidfuzz.distance import Jaro, JaroWinkler

from shibosi.methods.text.folding import fold

LEAST_WORD = 0.5
SHORTEST_WORD = 3
PREFIX, BONUS = 4, 0.1


def _words(text: str) -> list[str]:
    """The words that search looks at: those of three letters or more, unless there are none."""
    words = "".join(one if one.isalnum() else " " for one in fold(text)).split()
    return [word for word in words if len(word) >= SHORTEST_WORD] or words


def _winkler(one: str, other: str) -> float:
    """Jaro-Winkler likeness with its bonus for a common beginning whatever the rest is like."""
    plain = Jaro.similarity(one, other)
    shared = next(
        (i for i, (a, b) in enumerate(zip(one[:PREFIX], other[:PREFIX], strict=False)) if a != b),
        min(PREFIX, len(one), len(other)),
    )
    return plain + BONUS * shared * (1 - plain)


def official_score(query: str, name: str) -> float:
    """How alike that search finds a query and a listed name, 0 to 100."""
    asked, listed = _words(query), _words(name)
    if not asked or not listed:
        return 0.0
    pairs = sorted(
        ((JaroWinkler.similarity(a, b), i, j) for i, a in enumerate(asked) for j, b in enumerate(listed)), reverse=True
    )
    met: dict[int, float] = {}
    taken: set[int] = set()
    for alike, i, j in pairs:
        if i not in met and j not in taken and alike >= LEAST_WORD:
            met[i] = alike
            taken.add(j)
    by_words = sum(met.values()) / len(asked)
    whole_asked, whole_listed = " ".join(asked), " ".join(listed)
    whole = _winkler(whole_asked, whole_listed) if whole_asked[0] == whole_listed[0] else 0.0
    return 100 * max(by_words, whole)
