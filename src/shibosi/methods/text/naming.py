"""Whether a name can be what somebody is called: long enough, nothing hidden, no letters that pretend to be others.

A name wholly in another alphabet is a name; a Cyrillic word that looks Latin between Latin words is not.
"""

import unicodedata

from shibosi.kernel.expressions.predicates import Predicate
from shibosi.methods.text.folding import table
from shibosi.methods.text.scripts import WORD, mixed, scripts

SHORT, HIDDEN, MIXED, DISGUISED = "short", "hidden", "mixed", "disguised"
ODDITIES = {
    SHORT: "Fewer than two letters",
    HIDDEN: "Signs that nobody sees, such as marks that turn the direction of writing",
    MIXED: "A word with letters of two alphabets",
    DISGUISED: "A word of letters that only look Latin, among Latin words",
}
"""What can be odd about a name."""
UNSEEN = ("Cf", "Cc", "Cs", "Co", "Cn")


def oddity(name: str) -> str:
    """What is odd about a name, a key of `ODDITIES`; empty where nothing is."""
    if any(unicodedata.category(sign) in UNSEEN for sign in name):
        return HIDDEN
    if sum(scripts(name).values()) < 2:
        return SHORT
    words = WORD.findall(name)
    if any(mixed(word) for word in words):
        return MIXED
    latin = any("Latin" in scripts(word) for word in words)
    return DISGUISED if latin and any(_looks_latin(word) for word in words) else ""


def is_whole(name: str) -> bool:
    """Nothing is odd about the name."""
    return not oddity(name)


def _looks_latin(word: str) -> bool:
    """A word of Greek or Cyrillic letters, each of which is taken for a Latin one."""
    letters = [sign for sign in word if sign.isalpha()]
    foreign = {"Cyrillic", "Greek"} & scripts(word).keys()
    return bool(foreign) and all(table("confusables").get(sign, "").isascii() and sign in table("confusables")
                                 for sign in letters)  # fmt: skip


WHOLE_NAME = Predicate("whole-name", is_whole)
