"""A name taken apart: its words in Latin letters, one set for every way its characters may be read, and its legal
form.

Titles are dropped, legal forms of companies set apart, initials and particles known as such. Any text is a name:
what has no letter or digit has no words. Beyond `LONGEST` characters a name is cut.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from shibosi.methods.names import chinese
from shibosi.methods.names.romanising import UKRAINIAN_ONLY, lacks_vowels, romanised
from shibosi.methods.names.wade import from_wade
from shibosi.methods.text.folding import fold
from shibosi.methods.text.scripts import unmasked
from shibosi.methods.text.words import HAN

TABLES = Path(__file__).parent / "tables"
LONGEST = 300
MOST_WORDS = 24
LONGEST_FORM = 7
HANGUL_RUN = re.compile(r"[가-힣]+")
HAN_RUN = re.compile(rf"[{HAN}]+")
CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])")
INITIALS = re.compile(r"\b(?:\w\.\s?){2,}")
TWO_INITIALS = re.compile(r"[A-Z]{2}")
LEET = str.maketrans("0134579", "oieastg")
LETTER_WORDS = {
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}
ROMAN = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "xi": "11",
    "xii": "12",
    "xiii": "13",
    "xiv": "14",
    "xv": "15",
    "xvi": "16",
    "xx": "20",
}


class Kind(StrEnum):
    """What bears a name; `ANY` where nobody says."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: by a system of spelling, its words, and how much each of them tells (0 to 1)."""

    system: str
    words: tuple[str, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A name taken apart; `readings` is empty where it has no letter or digit."""

    text: str
    kind: Kind
    readings: tuple[Reading, ...]
    legal: frozenset[str]
    """Kinds of legal form found: "limited", "stock"."""
    characters: str
    """Its Chinese characters, simplified, or its Hangul, without legal form and spaces."""
    sparse: bool
    """Written in a script that leaves vowels out."""
    comma: bool


@cache
def company_forms() -> dict[tuple[str, ...], str]:
    """Words of a legal form to its kind."""
    lines = (TABLES / "company_forms.csv").read_text(encoding="utf-8").splitlines()[2:]
    return {tuple(words.split()): kind for words, kind in (line.split(",") for line in lines)}


@cache
def han_forms() -> tuple[tuple[str, str], ...]:
    """Legal forms in Chinese, Japanese and Korean characters with their kinds, the longest first."""
    found = [(words[0], kind) for words, kind in company_forms().items() if not words[0].isascii()]
    return tuple(sorted(found, key=lambda one: -len(one[0])))


@cache
def word_kinds() -> dict[str, str]:
    """Words that tell little: "particle", "title" or "common"."""
    lines = (TABLES / "name_words.csv").read_text(encoding="utf-8").splitlines()[2:]
    return dict(line.split(",") for line in lines)


class _Cuts(dict[int, str]):
    """Signs that part words become a space; apostrophes and full stops vanish."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        kind = unicodedata.category(character)[0]
        self[point] = "" if character in "'." else " " if kind in "PSZC" and character not in "々〇" else character
        return self[point]


CUTS = _Cuts()


def _without_forms(words: list[str]) -> tuple[list[str], set[str]]:
    """Words without legal forms at either end, and the kinds of those found; a name is never its form alone."""
    found: set[str] = set()
    forms = company_forms()
    changed = True
    while changed and len(words) > 1:
        changed = False
        for size in range(min(LONGEST_FORM, len(words) - 1), 0, -1):
            for part, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
                kind = forms.get(tuple(part))
                if kind and not changed and (size > 1 or len(part[0]) > 1):
                    found.add(kind)
                    words, changed = rest, True
    return words, found


def _han_without_forms(text: str) -> tuple[str, set[str]]:
    """The same for text without spaces."""
    found: set[str] = set()
    for form, kind in han_forms():
        if form in text and text.replace(form, "").strip():
            text = text.replace(form, " ")
            found.add(kind)
            break
    return text, found


def weight(word: str, kind: Kind) -> float:
    """How much a word tells: 1 for a word of its own, less for particles, initials and words many names have."""
    known = word_kinds().get(word)
    if known == "particle":
        return 0.3
    if known == "common" and kind is not Kind.PERSON:
        return 0.6
    return 0.6 if len(word) == 1 else 1.0


def _words(text: str, kind: Kind) -> list[str]:
    """The words of a folded text, titles left out where anything else remains."""
    words = text.translate(CUTS).split()[:MOST_WORDS]
    if kind in (Kind.PERSON, Kind.ANY):
        kinds = word_kinds()
        plain = [word for word in words if kinds.get(word) != "title"]
        words = plain if len(plain) > 1 else words
    return words


def _latin(words: list[str], kind: Kind, ukrainian: bool) -> tuple[str, ...]:
    """Words of any alphabet in Latin letters, digits that stand for letters made letters, numbers made equal."""
    out = []
    for word in words:
        spelt = romanised(word, ukrainian)
        if spelt.isdigit():
            spelt = spelt.lstrip("0") or "0"
        elif kind is Kind.PERSON and any(one.isdigit() for one in spelt):
            spelt = spelt.translate(LEET)
        elif kind is not Kind.PERSON:
            spelt = LETTER_WORDS.get(spelt) or ROMAN.get(spelt, spelt)
        if spelt:
            out.append(spelt)
    return tuple(out)


@lru_cache(maxsize=1 << 16)
def parse(text: str, kind: Kind = Kind.ANY) -> Parsed:
    """A name taken apart. Takes any text; time is bounded by `LONGEST`."""
    text = text[:LONGEST]
    shown = unmasked(text)
    if " " not in shown.strip() and not shown.isupper():
        shown = CAMEL.sub(" ", shown)
    if kind in (Kind.PERSON, Kind.ANY):
        shown = " ".join(" ".join(one) if TWO_INITIALS.fullmatch(one) else one for one in shown.split(" "))
        if not shown.isascii() or "." in shown:
            shown = INITIALS.sub(lambda found: found.group().replace(".", " ") + " ", shown).replace(".", " ")
    plain = fold(shown)
    legal: set[str] = set()
    han = "".join(HAN_RUN.findall(plain))
    if kind is not Kind.PERSON and not plain.isascii():
        plain, legal = _han_without_forms(plain)
        han = "".join(HAN_RUN.findall(plain))
    ukrainian = not UKRAINIAN_ONLY.isdisjoint(text.lower())
    words = list(_latin(_words(HAN_RUN.sub(" ", plain), kind), kind, ukrainian))
    if kind is not Kind.PERSON:
        words, more = _without_forms(words)
        legal |= more
    readings = [_reading("written", tuple(words), kind)] if words else []
    if not han and (hangul := "".join(HANGUL_RUN.findall(plain))):
        readings.append(_by_character(hangul))
        han = hangul
    elif han:
        readings += _han_readings(han, plain, kind, bool(words))
    elif words and kind in (Kind.PERSON, Kind.ANY):
        readings += [_reading("pinyin", found, kind) for found in from_wade(tuple(words))]
    return Parsed(text, kind, tuple(readings), frozenset(legal), han, lacks_vowels(plain), "," in text)


def _reading(system: str, words: tuple[str, ...], kind: Kind) -> Reading:
    return Reading(system, words, tuple(weight(word, kind) for word in words))


def _by_character(characters: str) -> Reading:
    """A name read as it stands, every character a word."""
    return Reading("characters", tuple(characters[:MOST_WORDS]), (1.0,) * min(len(characters), MOST_WORDS))


def _han_readings(han: str, plain: str, kind: Kind, beside: bool) -> list[Reading]:
    """The ways to read Chinese characters: as they stand, and by system."""
    readings = [_by_character(han)]
    if beside and not re.search(rf"[{HAN}]{{2}}", plain):
        return readings
    foreign = HAN_RUN.findall(plain)
    if len(foreign) > 1 and "·" in plain:
        spelt = tuple("".join(chinese.organisation_spelling(run)) for run in foreign)
        return [*readings, _reading("sound", tuple(filter(None, spelt)), kind)]
    if len(han) <= 4 and kind is not Kind.ORGANISATION:
        return readings + [_reading(system, words, kind) for system, words in chinese.person_spellings(han)]
    spelt = chinese.organisation_spelling(han)
    return [*readings, _reading("pinyin", spelt, kind)] if spelt else readings
