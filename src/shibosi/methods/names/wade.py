"""Wade-Giles, as newspapers wrote it without marks: pinyin in it, and Latin names in it led back to pinyin."""

from functools import cache
from itertools import product

from shibosi.methods.names.readings import FEW, pinyin_syllables, readings

WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("q", "ch"), ("j", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"),
    ("b", "p"), ("d", "t"), ("g", "k"), ("r", "j"),
)  # fmt: skip
WADE_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "er": "erh",
    "ye": "yeh", "yan": "yen", "you": "yu", "yong": "yung", "ge": "ko", "ke": "ko", "he": "ho", "e": "o",
    "yue": "yueh", "gui": "kuei", "kui": "kuei",
}  # fmt: skip


@cache
def wade(syllable: str) -> str:
    """A pinyin syllable in Wade-Giles, without its apostrophes and marks, as newspapers wrote it."""
    plain = syllable.replace("ü", "u")
    if plain in WADE_WHOLE:
        return WADE_WHOLE[plain]
    initial, out = next(((a, b) for a, b in WADE_INITIALS if plain.startswith(a)), ("", ""))
    rime = plain.removeprefix(initial)
    if rime.endswith("ong"):
        rime = rime.replace("ong", "ung")
    elif rime.endswith("ian"):
        rime = rime[:-3] + "ien"
    elif rime in ("ie", "ue"):
        rime += "h"
    elif rime == "uo" and initial not in ("g", "") and not plain.startswith(("k", "h", "sh")):
        rime = "o"
    return out + rime


@cache
def pinyin_of_wade() -> dict[str, tuple[str, ...]]:
    """Wade-Giles syllables, apostrophes left out, to the pinyin they may stand for."""
    found: dict[str, list[str]] = {}
    for known in readings().values():
        for syllable in known.pinyin:
            plain = syllable.replace("ü", "u")
            spelt = found.setdefault(wade(syllable), [])
            if plain not in spelt:
                spelt.append(plain)
    return {spelt: tuple(sorted(meant)) for spelt, meant in found.items()}


@cache
def _cut(word: str) -> tuple[str, ...]:
    """A word as Wade-Giles syllables; empty where it is none."""
    known = pinyin_of_wade()
    if word in known:
        return (word,)
    for size in range(min(6, len(word) - 1), 0, -1):
        if word[:size] in known and (rest := _cut(word[size:])):
            return (word[:size], *rest)
    return ()


def from_wade(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What a Latin name is in pinyin if it is written in Wade-Giles; empty where it is not, or not only.

    At least one syllable must be one that pinyin does not have.
    """
    if not 2 <= len(words) <= 4 or sum(map(len, words)) > 24:
        return []
    pieces = [_cut(word) for word in words]
    if not all(pieces) or all(one in pinyin_syllables() for piece in pieces for one in piece):
        return []
    known = pinyin_of_wade()
    combinations = product(*(product(*(known[one][:FEW] for one in piece)) for piece in pieces))
    found = [
        tuple("".join(word) for word in combination)
        for combination, _ in zip(combinations, range(4 * FEW), strict=False)
    ]
    return list(dict.fromkeys(found))
