"""Words in the reader's language.

English stands in the code; the Chinese stands in a catalogue `zh.po` beside the code that says it. All catalogues of
the package are read once, at the first word that is asked for in Chinese.
"""

from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "zh")
SPOKEN = frozenset({"expected", "reason"})
"""Facts that are words of ours and not of a file or a caller: said in the reader's language too."""
SYSTEM = (
    "No such file or directory", "Permission denied", "Is a directory", "Not a directory", "File exists",
    "No space left on device", "Read-only file system", "File name too long", "Too many open files",
    "Input/output error", "Directory not empty", "Operation not permitted", "Disk quota exceeded",
)  # fmt: skip
"""What operating systems give as a reason, for the catalogue."""
_language: ContextVar[str] = ContextVar("language", default="en")


def speak(language: str) -> None:
    """Choose the language of this thread or request: "en" or "zh" (also "zh-CN", "zh_CN.UTF-8")."""
    _language.set("zh" if language.lower().startswith("zh") else "en")


def language() -> str:
    """The language in use: "en" or "zh"."""
    return _language.get()


@cache
def catalogue() -> dict[str, str]:
    """Every English text with its Chinese, from all `zh.po` files of the package."""
    import polib

    words: dict[str, str] = {}
    for path in sorted(Path(__file__).parent.parent.rglob("zh.po")):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if entry.msgstr:
                words[entry.msgid] = entry.msgstr
    return words


def translate(text: str, language: str | None = None) -> str:
    """A text in a language (by default the one in use); English where the catalogue has nothing."""
    if (language or _language.get()) == "en":
        return text
    return catalogue().get(text, text)


class Phrase(str):
    """Words of ours with places, as a fact of an error: English as a text, any language through `told`.

    `Phrase("row {row} follows row {last}", row=3, last=5)`
    """

    words: str
    facts: dict[str, Any]

    def __new__(cls, words: str, **facts: Any) -> "Phrase":
        """The English text; the words and what stands in their places are kept beside it."""
        made = super().__new__(cls, words.format(**facts))
        made.words, made.facts = words, facts
        return made

    @classmethod
    def named(cls, english: str, label: str) -> "Phrase":
        """A name within an English sentence, which in other languages is said by its label."""
        made = str.__new__(cls, english)
        made.words, made.facts = label, {}
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return str, (str(self),)


def told(facts: dict[str, Any], language: str | None = None) -> dict[str, Any]:
    """Facts for a sentence in a language: those that are words of ours in that language, the others as they are."""
    return {name: _said(name, fact, language) for name, fact in facts.items()}


def _said(name: str, fact: Any, language: str | None) -> Any:
    if isinstance(fact, Phrase):
        if (language or _language.get()) == "en":
            return str(fact)
        return translate(fact.words, language).format(**told(fact.facts, language))
    return translate(fact, language) if name in SPOKEN and isinstance(fact, str) else fact
