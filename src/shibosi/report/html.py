"""Markup that cannot be broken out of: every text is escaped unless it is Markup already.

What the page says stands in it once in each language; the style sheet shows one of them.
"""

import re
from typing import Any, Final

from shibosi.kernel.words import LANGUAGES, translate

TAGS: Final = {"en": "en", "zh": "zh-Hans"}
"""The `lang` attribute of each language."""
VOID: Final = frozenset({"meta", "input", "br", "col", "rect", "line"})
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
"""Characters that are not seen or turn the direction of what follows: a hostile document could hide behind them."""
REPLACEMENT: Final = "\ufffd"


class Markup(str):
    """A piece of HTML that is safe to stand in the page as it is."""

    __slots__ = ()


SEMICOLON = Markup('<span lang="en">; </span><span lang="zh-Hans">；</span>')
"""Between the parts of a list inside a sentence."""


class Word:
    """A text of ours inside another sentence: put there in the language of that sentence."""

    def __init__(self, text: str, **facts: Any) -> None:
        self.text = text
        self.facts = facts

    def in_(self, language: str) -> Markup:
        """The text in a language, its facts filled in."""
        facts = {name: _fact(value, language) for name, value in self.facts.items()}
        return Markup(_escaped(translate(self.text, language)).format(**facts))


def _fact(value: Any, language: str) -> Markup:
    return value.in_(language) if isinstance(value, Word | Both) else text(value)


class Both:
    """A text that comes in both languages from elsewhere, such as the gist of a clause."""

    def __init__(self, en: str, zh: str) -> None:
        self.texts = {"en": en, "zh": zh}

    def in_(self, language: str) -> Markup:
        """The text in a language."""
        return text(self.texts[language])


def _escaped(value: str) -> str:
    """Text for an element or a quoted attribute."""
    plain = UNSEEN.sub(REPLACEMENT, value)
    return (
        plain.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def text(value: Any) -> Markup:
    """Anything as text; Markup stays, words come in both languages."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, Word | Both):
        return _said(value)
    return Markup(_escaped("" if value is None else str(value)))


def said(words: str, **facts: Any) -> Markup:
    """A text of ours in both languages, its facts filled in."""
    return _said(Word(words, **facts))


def led(words: str) -> Markup:
    """A text of ours that leads to what follows: English takes a blank after its colon, Chinese none."""
    return _said(Both(translate(words, "en") + " ", translate(words, "zh")))


def both(en: str, zh: str) -> Markup:
    """A text that comes in both languages from elsewhere."""
    return _said(Both(en, zh))


def _said(words: Word | Both) -> Markup:
    found = {language: words.in_(language) for language in LANGUAGES}
    if len(set(found.values())) == 1:
        return found[LANGUAGES[0]]
    return Markup("".join(f'<span lang="{TAGS[language]}">{found[language]}</span>' for language in LANGUAGES))


def spoken(words: Word | Both) -> str:
    """Both languages in one text, for an attribute that only machines and screen readers read."""
    return " / ".join(dict.fromkeys(words.in_(language) for language in ("zh", "en")))


def tag(name: str, /, *inside: Any, **marks: Any) -> Markup:
    """An element. A mark that is None or False is left out, True stands alone; `class_` is class, `data_x` data-x."""
    written = "".join(_mark(key, value) for key, value in marks.items())
    if name in VOID:
        return Markup(f"<{name}{written}>" if name not in ("rect", "line") else f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{joined(inside)}</{name}>")


def joined(parts: Any, by: str = "") -> Markup:
    """Parts as one; lists and tuples of parts are opened."""
    found: list[str] = []
    for part in parts:
        if isinstance(part, list | tuple):
            found.append(joined(part, by))
        elif part is not None and part != "":
            found.append(text(part))
    return Markup(by.join(found))


def _mark(key: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    if value is True:
        return f" {name}"
    if isinstance(value, Word | Both):
        return f' {name}="{spoken(value)}"'
    return f' {name}="{_escaped(str(value))}"'
