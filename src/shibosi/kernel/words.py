"""Words in the reader's language.

English stands in the code; the Chinese stands in a catalogue `zh.po` beside the code that says it. All catalogues of
the package are read once, at the first word that is asked for in Chinese.
"""

from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "zh")
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
