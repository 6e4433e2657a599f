"""Chinese names in Latin letters: pinyin, Wade-Giles, Cantonese, Korean and Japanese readings of their characters.

A character is read in several ways and a spelling may stand for many characters, so a name has a few spellings by
system, never all of them. Wade-Giles spellings lead back to pinyin.
"""

import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from shibosi.methods.names.romanising import romanised

READINGS = Path(__file__).parent / "tables" / "readings.csv"
DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "宇文",
        "长孙",
        "端木",
        "轩辕",
        "南宫",
        "独孤",
        "闻人",
        "申屠",
    ]
)
SURNAME_READINGS = {
    "单": "shan",
    "曾": "zeng",
    "解": "xie",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "朴": "piao",
    "任": "ren",
    "盖": "ge",
    "乐": "yue",
    "尉": "wei",
    "翟": "zhai",
    "员": "yun",
    "召": "shao",
    "黑": "he",
    "缪": "miao",
    "折": "she",
    "种": "chong",
}
KOREAN_SURNAMES = {
    "gim": ["kim"],
    "i": ["lee", "ri"],
    "bak": ["park", "pak"],
    "choe": ["choe", "choi"],
    "jeong": ["jung", "jong"],
    "jo": ["cho", "jo"],
    "yu": ["yoo", "ryu"],
    "im": ["lim", "rim"],
    "an": ["ahn", "an"],
    "gang": ["kang"],
    "no": ["roh", "ro"],
    "u": ["woo", "u"],
    "o": ["oh", "o"],
    "seo": ["seo", "so"],
}
FEW = 3
WADE_INITIALS = (
    ("zh", "ch"),
    ("ch", "ch"),
    ("sh", "sh"),
    ("q", "ch"),
    ("j", "ch"),
    ("x", "hs"),
    ("z", "ts"),
    ("c", "ts"),
    ("b", "p"),
    ("d", "t"),
    ("g", "k"),
    ("r", "j"),
)
WADE_WHOLE = {
    "zi": "tzu",
    "ci": "tzu",
    "si": "szu",
    "zhi": "chih",
    "chi": "chih",
    "shi": "shih",
    "ri": "jih",
    "er": "erh",
    "ye": "yeh",
    "yan": "yen",
    "you": "yu",
    "yong": "yung",
    "ge": "ko",
    "ke": "ko",
    "he": "ho",
    "e": "o",
    "yue": "yueh",
    "gui": "kuei",
    "kui": "kuei",
}
CANTON_INITIALS = (
    ("gw", ("kw",)),
    ("kw", ("kw",)),
    ("ng", ("ng",)),
    ("z", ("ch", "ts")),
    ("c", ("ch", "ts")),
    ("b", ("p",)),
    ("d", ("t",)),
    ("g", ("k",)),
    ("j", ("y",)),
    ("s", ("s", "sh")),
)
CANTON_RIMES = {
    "aa": "a",
    "aai": "ai",
    "aau": "au",
    "aam": "am",
    "aan": "an",
    "aang": "ang",
    "aap": "ap",
    "aat": "at",
    "aak": "ak",
    "ei": "ei",
    "ou": "o",
    "oeng": "eung",
    "oek": "euk",
    "oe": "eu",
    "eoi": "ui",
    "eon": "un",
    "eot": "ut",
    "yu": "u",
    "yun": "uen",
    "yut": "uet",
    "au": "au",
}
CANTON_OTHER = {
    "aa": "ah",
    "ei": "ee",
    "au": "ow",
    "i": "ee",
    "u": "oo",
    "am": "um",
    "an": "un",
    "yu": "ue",
    "un": "oon",
    "ou": "ou",
}


class Readings(NamedTuple):
    """How one character is read: pinyin, Jyutping, Hangul, Japanese, each most usual first."""

    pinyin: tuple[str, ...]
    jyutping: tuple[str, ...]
    hangul: tuple[str, ...]
    japanese: tuple[str, ...]


@cache
def readings() -> dict[str, Readings]:
    """Every character of the table."""
    lines = READINGS.read_text(encoding="utf-8").splitlines()[2:]
    return {line[0]: Readings(*(tuple(cell.split()) for cell in line[2:].split(","))) for line in lines}


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


CANTON_WHOLE = {"zi": ("tsz", "chi"), "ci": ("chi", "tsz"), "si": ("sze", "see", "si"), "zyu": ("chu", "tsu")}


@cache
def hong_kong(syllable: str) -> tuple[str, ...]:
    """A Jyutping syllable as Hong Kong spells names: the two or three most usual spellings."""
    if syllable in CANTON_WHOLE:
        return CANTON_WHOLE[syllable]
    initial, starts = next(
        ((a, b) for a, b in CANTON_INITIALS if syllable.startswith(a) and syllable != a), ("", ("",))
    )
    rime = syllable.removeprefix(initial)
    onset = ""
    if not initial and rime[:1] in "pmftnlkhws" and len(rime) > 1:
        onset, rime = rime[0], rime[1:]
    rimes = [CANTON_RIMES.get(rime, rime)] + ([CANTON_OTHER[rime]] if rime in CANTON_OTHER else [])
    spelt = [start + onset + one for one in rimes for start in starts]
    return tuple(dict.fromkeys(one.replace("yyu", "yu") for one in spelt))[:FEW]


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
def pinyin_syllables() -> frozenset[str]:
    """Every syllable of pinyin without tones."""
    return frozenset(one.replace("ü", "u") for known in readings().values() for one in known.pinyin)


def family_and_given(characters: str) -> tuple[str, str]:
    """A personal name cut into family and given name."""
    size = 2 if len(characters) > 2 and characters[:2] in DOUBLE_SURNAMES else 1
    return characters[:size], characters[size:]


def _korean(hangul: str, family: bool) -> list[str]:
    """A Hangul syllable in Latin letters: revised, and as passports and the North write it."""
    revised = romanised(hangul)
    old = re.sub("^g", "k", re.sub("^d", "t", re.sub("^b", "p", revised))).replace("eo", "o").replace("eu", "u")
    usual = KOREAN_SURNAMES.get(revised, []) if family else []
    return [*usual, old, revised] if family else [old, revised]


def _choices(character: str, system: str, family: bool) -> list[str]:
    """The spellings of one character in a system, most usual first."""
    known = readings().get(character)
    if known is None:
        return []
    if system == "korean":
        hangul = sorted(known.hangul, key=lambda one: romanised(one) not in KOREAN_SURNAMES) if family else known.hangul
        return [spelt for one in hangul for spelt in _korean(one, family)]
    if system == "cantonese":
        return [spelt for one in known.jyutping[:1] for spelt in hong_kong(one)]
    if system == "japanese":
        return list(known.japanese)
    syllables = [one.replace("ü", "u") for one in known.pinyin]
    if family and character in SURNAME_READINGS:
        syllables = [SURNAME_READINGS[character]]
    return [wade(one) for one in syllables] if system == "wade-giles" else syllables


def _joined(characters: str, system: str, family: bool, most: int) -> list[str]:
    """Spellings of a run of characters, at most so many; none where a character cannot be read."""
    choices = [_choices(one, system, family and index == 0) for index, one in enumerate(characters)]
    if not characters or not all(choices):
        return []
    spellings: list[str] = []
    for combination in product(*(one[:FEW] for one in choices)):
        spelt = "".join(combination)
        if spelt not in spellings:
            spellings.append(spelt)
        if len(spellings) == most:
            break
    return spellings


SYSTEMS = {"pinyin": 2, "wade-giles": 1, "cantonese": 8, "korean": 3, "japanese": 6}
"""The systems, and how many spellings of the given name each may have."""
LONGEST_READ = 12
JAPANESE = 4
"""A Japanese name of four characters has a family name of two."""


def person_spellings(characters: str) -> list[tuple[str, tuple[str, ...]]]:
    """A personal name as (system, (family, given)); more than one for characters or systems that differ."""
    characters = characters[:LONGEST_READ]
    found: list[tuple[str, tuple[str, ...]]] = []
    for system, most in SYSTEMS.items():
        family, given = family_and_given(characters)
        if system == "japanese" and len(characters) == JAPANESE:
            family, given = characters[:2], characters[2:]
        givens = _joined(given, system, False, most) if given else [""]
        for first in _joined(family, system, True, 2):
            found += [(system, (first, second) if second else (first,)) for second in givens]
    return found


def organisation_spelling(characters: str) -> tuple[str, ...]:
    """The characters of an organisation in pinyin, one syllable a character; what cannot be read is left out."""
    return tuple(read[0] for one in characters[:40] if (read := _choices(one, "pinyin", False)))


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
