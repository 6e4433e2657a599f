"""Chinese names in Latin letters: pinyin, Wade-Giles, Cantonese, Korean and Japanese readings of their characters.

A character is read in several ways and a spelling may stand for many characters, so a name has a few spellings by
system, never all of them.
"""

import re
from itertools import product

from shibosi.methods.names.cantonese import hong_kong
from shibosi.methods.names.readings import FEW, readings
from shibosi.methods.names.romanising import romanised
from shibosi.methods.names.wade import wade

DOUBLE_SURNAMES = frozenset([
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒",
    "夏侯", "宇文", "长孙", "端木", "轩辕", "南宫", "独孤", "闻人", "申屠",
])  # fmt: skip
SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "朴": "piao", "任": "ren",
    "盖": "ge", "乐": "yue", "尉": "wei", "翟": "zhai", "员": "yun", "召": "shao", "黑": "he", "缪": "miao",
    "折": "she", "种": "chong",
}  # fmt: skip
KOREAN_SURNAMES = {
    "gim": ["kim"], "i": ["lee", "ri"], "bak": ["park", "pak"], "choe": ["choe", "choi"], "jeong": ["jung", "jong"],
    "jo": ["cho", "jo"], "yu": ["yoo", "ryu"], "im": ["lim", "rim"], "an": ["ahn", "an"], "gang": ["kang"],
    "no": ["roh", "ro"], "u": ["woo", "u"], "o": ["oh", "o"], "seo": ["seo", "so"],
}  # fmt: skip


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
