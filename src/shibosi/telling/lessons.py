"""The knowledge base as whoever takes a test can use it: does a search of the rules lead to what a question asks."""

from collections.abc import Iterable

from shibosi.kernel.controls import KNOWN
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.words import translate
from shibosi.methods.courses.questions import Question
from shibosi.standard.register import clauses
from shibosi.telling.searching import LONGEST, RULES, search

FIRST = 5
"""How many hits somebody looks at."""


def explained(asked: Iterable[Question]) -> int:
    """Of how many questions a search with their own words finds what they are about among the first hits."""
    return sum(any(hit.name == one.about for hit in search(_words(one.about), RULES, FIRST)) for one in asked)


def _words(about: str) -> str:
    """What is asked: the sentence of a control, the meaning of a parameter, the gist of an item."""
    if about in KNOWN:
        told = translate(KNOWN[about].sentence)
    elif about in Parameters.known:
        told = translate(Parameters.known[about].meaning)
    else:
        told = clauses()[about].gist
    return told[:LONGEST].rsplit(" ", 1)[0] if len(told) > LONGEST else told
