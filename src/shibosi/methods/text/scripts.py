"""Which script letters are of, which language a text probably is in, and words that mix scripts to deceive."""

import re
import unicodedata
from collections import Counter
from functools import cache

from shibosi.methods.text.folding import table

KNOWN = {"CJK": "Han", "HIRAGANA": "Kana", "KATAKANA": "Kana", "KATAKANA-HIRAGANA": "Kana", "IDEOGRAPHIC": "Han"}
LANGUAGES = {
    "Kana": "ja",
    "Hangul": "ko",
    "Han": "zh",
    "Cyrillic": "ru",
    "Arabic": "ar",
    "Greek": "el",
    "Hebrew": "he",
    "Thai": "th",
    "Devanagari": "hi",
    "Khmer": "km",
    "Georgian": "ka",
    "Armenian": "hy",
    "Ethiopic": "am",
}
LETTERS_OF = {"uk": "іїєґ", "fa": "پچژگ", "de": "äöüß", "fr": "éèêàçùœ", "es": "ñ¿¡", "pl": "łąęśż", "tr": "ğşı"}
WORD = re.compile(r"[^\W_]+(?:['·][^\W_]+)*")


@cache
def script(character: str) -> str:
    """The script of a letter ("Latin", "Han", "Cyrillic"), "" for digits, signs and marks."""
    if character.isascii():
        return "Latin" if character.isalpha() else ""
    if not (character.isalpha() or unicodedata.category(character) in ("Mn", "Mc", "Lo")):
        return ""
    name = unicodedata.name(character, "")
    first = name.removeprefix("HALFWIDTH ").removeprefix("FULLWIDTH ").partition(" ")[0]
    return "" if first == "COMBINING" else KNOWN.get(first, first.capitalize())


def scripts(text: str) -> Counter[str]:
    """How many letters of each script a text has."""
    return Counter(found for character in text if (found := script(character)))


def language(text: str) -> str | None:
    """The language a text probably is in, as ISO 639-1, or None: by script, then by letters only one language has.

    Traditional characters that have a simplified form make Chinese "zh-Hant". Latin text without telling letters is
    "en".
    """
    counted = scripts(text)
    if not counted:
        return None
    if counted["Kana"] or counted["Hangul"]:
        return "ja" if counted["Kana"] >= counted["Hangul"] else "ko"
    if counted["Han"] and counted["Han"] * 2 >= sum(counted.values()) - counted["Han"]:
        return "zh-Hant" if any(character in table("simplified") for character in text) else "zh"
    most = counted.most_common(1)[0][0]
    lowered = text.lower()
    for code, letters in LETTERS_OF.items():
        if any(script(letter) == most and letter in lowered for letter in letters):
            return code
    return "en" if most == "Latin" else LANGUAGES.get(most)


def mixed(word: str) -> bool:
    """True where one word holds letters of two alphabets, which no honest spelling does."""
    return len({found for character in word if (found := script(character))} - {"Han", "Kana", "Hangul"}) > 1


def unmasked(text: str) -> str:
    """The text with letters that only look Latin replaced, in words that mix scripts; other words stay."""
    if text.isascii():
        return text

    def plain(found: re.Match[str]) -> str:
        word = found.group()
        if not mixed(word):
            return word
        return "".join(table("confusables").get(character, character) for character in word)

    return WORD.sub(plain, text)
