"""Names of other scripts in Latin letters, roughly as passports and newspapers write them.

Alphabets have their own table; syllabaries and the scripts of India and Southeast Asia are read off the names that
Unicode gives their characters ("KATAKANA LETTER BA"), so that no table is needed. Chinese characters are in
`chinese`. Arabic and Hebrew leave most vowels out: what comes of them is to be compared by consonants.
"""

import unicodedata
from functools import cache


def _table(letters: str, spelt: str) -> dict[str, str]:
    """Letters to their spellings, which stand parted by single spaces; a letter that is silent has none."""
    return dict(zip(letters, spelt.split(" "), strict=True))


CYRILLIC = _table(
    "абвгдежзиклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџәғқңөұүһѓќѕ",
    "a b v g d e zh z i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya "
    "i i ye g u j lj nj c dj dz a g k n o u u h gj kj dz",
)
UKRAINIAN = CYRILLIC | {"г": "h", "и": "y"}
GREEK = _table("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o")
HEBREW = _table("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h v z h t y k k l m m n n s a p f ts ts k r sh t")
GEORGIAN = _table(
    "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h"
)
ARMENIAN = _table(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
    "a b g d e z e y t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f",
)
ARABIC = _table(
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئپچژگکیۀہھٹڈڑںے",
    "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h u i a a  a i a u i p ch zh g k i e h h t d r n e",
)
ALPHABETS: tuple[tuple[int, int, dict[str, str]], ...] = (
    (0x370, 0x3FF, GREEK),
    (0x400, 0x52F, CYRILLIC),
    (0x530, 0x58F, ARMENIAN),
    (0x590, 0x5FF, HEBREW),
    (0x600, 0x6FF, ARABIC),
    (0x10A0, 0x10FF, GEORGIAN),
)
WITHOUT_VOWELS = ((0x590, 0x6FF),)
KANA = {"tu": "tsu", "ti": "chi", "si": "shi", "hu": "fu", "zi": "ji", "du": "zu", "di": "ji"}
UKRAINIAN_ONLY = frozenset("іїєґ")
DIGRAPHS = (("ου", "ου", "u"), ("ու", "ու", "u"))
DROPPED_AT_THE_END = ("DEVANAGARI", "BENGALI", "GUJARATI", "GURMUKHI", "KHMER")


def lacks_vowels(text: str) -> bool:
    """True where a text is written in a script that leaves vowels out."""
    return any(start <= ord(character) <= end for character in text for start, end in WITHOUT_VOWELS)


@cache
def _named(character: str) -> tuple[str, str, str]:
    """Script, what kind of sign ("LETTER", "VOWEL", "VIRAMA") and sound of a character, by its Unicode name."""
    words = unicodedata.name(character, "").replace("-", " ").split()
    if len(words) < 2:
        return "", "", ""
    script, last = words[0], words[-1].lower()
    if script == "THAI":
        if "SARA" in words or "MAI" in words:
            return (
                script,
                "VOWEL",
                last.replace("aa", "a").replace("ii", "i").replace("uu", "u") if "SARA" in words else "",
            )
        return script, "LETTER", words[2].lower().removesuffix("o") if len(words) > 2 else ""
    if "VIRAMA" in words or "COENG" in words:
        return script, "VIRAMA", ""
    if "VOWEL" in words:
        return script, "VOWEL", last.replace("aa", "a").replace("ii", "i").replace("uu", "u")
    if script in ("HIRAGANA", "KATAKANA") and "LETTER" in words:
        return script, "SMALL" if "SMALL" in words else "SYLLABLE", KANA.get(last, last)
    if "SYLLABLE" in words or "SYLLABLES" in words:
        return script, "SYLLABLE", last
    if "LETTER" in words:
        return script, "LETTER", last.replace("aa", "a").replace("ii", "i").replace("uu", "u")
    return script, "", ""


def _spelt(text: str) -> str:
    """Sounds of characters that Unicode's names tell, joined by the habits of their scripts."""
    out: list[str] = []
    inherent = ""
    for character in text:
        script, kind, sound = _named(character)
        if kind in ("VOWEL", "VIRAMA") and out and inherent:
            out[-1] = out[-1].removesuffix("a")
            out.append(sound)
            inherent = ""
        elif kind == "SMALL" and sound == "tsu":
            continue
        elif kind == "SMALL" and out and out[-1]:
            out[-1] = out[-1][:-1] + (sound if out[-1][:-1] not in ("sh", "ch", "j") else sound[1:])
        else:
            out.append(sound)
            inherent = script if kind == "LETTER" and sound.endswith("a") and len(sound) > 1 else ""
    joined = "".join(out)
    return joined[:-1] if inherent in DROPPED_AT_THE_END and len(joined) > 2 else joined


@cache
def _alphabet(character: str) -> dict[str, str] | None:
    """The table of the alphabet a character belongs to."""
    point = ord(character)
    return next((table for start, end, table in ALPHABETS if start <= point <= end), None)


def romanised(word: str, ukrainian: bool = False) -> str:
    """A folded word of any alphabet or syllabary in Latin letters; Latin letters and digits stay as they are."""
    if word.isascii():
        return word
    for first, second, plain in DIGRAPHS:
        word = word.replace(first, plain).replace(second, plain)
    out: list[str] = []
    other: list[str] = []
    for character in word:
        table = _alphabet(character)
        if table is None and not character.isascii():
            other.append(character)
            continue
        if other:
            out.append(_spelt("".join(other)))
            other = []
        if table is CYRILLIC and ukrainian:
            table = UKRAINIAN
        out.append(table.get(character, "") if table else character)
    if other:
        out.append(_spelt("".join(other)))
    return "".join(one for one in "".join(out) if one.isascii() and one.isalnum())
