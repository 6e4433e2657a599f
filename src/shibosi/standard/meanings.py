"""What a code means to a reader: by its code list, or by the words that the label of its column explains.

A label that lists its codes, "Kind of shop: platform-shop or independent-site", is said in Chinese with as many words
in that order, each explained: "店铺类型：platform-shop平台店铺、independent-site独立站". So a code is explained
once.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from shibosi.kernel.columns import Column
from shibosi.kernel.words import language, translate
from shibosi.standard.codes import code_list, code_names
from shibosi.standard.vocabulary import PARTIES

VOCABULARIES = {"party-kind": PARTIES}
"""Code lists that are closed word lists of the register."""
ASIDE = re.compile(r"\s*\([^()]*\)")
ASIDE_ZH = re.compile("（[^（）]*）")
BETWEEN = re.compile(r", or |, | or ")
BETWEEN_ZH = re.compile(r"[，,；]?\s*或|[、，,；]")
BRACKETS = "（）() "
WORD = re.compile("[a-z]+(-[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Meaning:
    """A code in both languages. `word`: the code is an English word, which says no more in English."""

    en: str
    zh: str
    word: bool = False


def meaning(column: Column[Any, Any], code: str) -> Meaning | None:
    """What a code of a column means; None where nobody says."""
    if column.codes in VOCABULARIES:
        label = VOCABULARIES[column.codes].get(code)
        return Meaning(label, translate(label, "zh"), word=True) if label else None
    if column.codes in code_names():
        known = code_list(column.codes).codes.get(code)
        return Meaning(known.name_en, known.name_zh) if known else None
    return explained(column.label).get(code)


def told(column: Column[Any, Any], code: str, speak: str | None = None) -> str:
    """A code as people read it: the word for it, or the code with its name; as it is where nobody says."""
    found = meaning(column, code)
    if found is None:
        return code
    name = found.zh if (speak or language()) == "zh" else found.en
    return name if found.word else f"{code} {name}".rstrip()


@cache
def explained(label: str) -> Mapping[str, Meaning]:
    """The codes that a label lists, each with what it means; none where its Chinese does not explain as many."""
    codes, words = listed(label)
    if len(codes) != len(words):
        return {}
    found: dict[str, Meaning] = {}
    for said, zh in zip(codes, words, strict=True):
        code, _, rest = said.partition(" ")
        is_word = WORD.fullmatch(code) is not None
        bare = re.sub(rf"\s*{re.escape(code)}\s*", "", zh)
        inner = ASIDE_ZH.sub("", bare).strip() or bare.strip(BRACKETS)
        found[code] = Meaning(code if is_word else rest, inner or code if is_word else inner, is_word)
    return found


def listed(label: str) -> tuple[list[str], list[str]]:
    """The codes that the English of a label lists after its colon, and what its Chinese says of them."""
    codes = BETWEEN.split(ASIDE.sub("", label.partition(": ")[2]))
    words = BETWEEN_ZH.split(translate(label, "zh").partition("：")[2])
    return ([one for one in codes if one], [one for one in words if one.strip()]) if len(codes) > 1 else ([], [])
