"""Conditions on goods as the tables write them ("has_battery and not in_equipment"): read, said in words, decided.

A condition joins traits with `and`, `or`, `not` and brackets; numbers of goods (`age_max<=12`) are compared with a
limit. A trait that is not in `TRAITS` refuses the row.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TypeVar

from shibosi.kernel.words import translate
from shibosi.standard.law.traits import COMPARED, TRAITS

TOKEN = re.compile(
    r"\s*(?:(?P<compared>[a-z_0-9]+)\s*(?P<sign><=|>=|<|>)\s*(?P<number>\d+(?:\.\d+)?)|(?P<word>[a-z_0-9]+)|(?P<bracket>[()]))"
)
SIGNS = {
    "<=": "{what} of at most {number}", "<": "{what} below {number}", ">": "{what} above {number}",
    ">=": "{what} of at least {number}",
}  # fmt: skip
T = TypeVar("T")
ANY = "any"
"""The trait of all goods."""
NOT, AND, OR = "not {one}", "{left} and {right}", "{left} or {right}"
Number = int | Decimal
Known = Mapping[str, bool | Number | None]
"""What is known of goods: a trait true, false or not said; what is compared as a number."""


class WrongCondition(ValueError):
    """A condition that cannot be read: a trait nobody knows, or words that make no condition."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A tree: `op` is "and", "or", "not", "is" (a trait) or a sign of comparison; `name` and `number` of a leaf."""

    op: str
    parts: tuple["Condition", ...] = ()
    name: str = ""
    number: Number = 0

    def said(self) -> str:
        """The condition in the language in use."""
        if self.op == "is":
            return translate(TRAITS[self.name])
        if self.op in SIGNS:
            return translate(SIGNS[self.op]).format(what=translate(COMPARED[self.name]), number=self.number)
        if self.op == "not":
            return translate(NOT).format(one=self._inner(0))
        left, right = self._inner(0), self._inner(1)
        return translate(AND if self.op == "and" else OR).format(left=left, right=right)

    def _inner(self, at: int) -> str:
        part = self.parts[at]
        loose = (part.op == "or" and self.op in ("and", "not")) or (part.op == "and" and self.op == "not")
        return f"({part.said()})" if loose else part.said()

    def traits(self) -> frozenset[str]:
        """Every trait it asks for, and what it compares."""
        own = frozenset({self.name} - {"", ANY})
        return own.union(*(part.traits() for part in self.parts))

    def lowered(
        self, leaf: "Callable[[Condition], T]", both: Callable[[T, T], T], either: Callable[[T, T], T],
        opposite: Callable[[T], T],
    ) -> T:  # fmt: skip
        """The condition in another language: what a leaf, "and", "or" and "not" are there."""
        if not self.parts:
            return leaf(self)
        some = [part.lowered(leaf, both, either, opposite) for part in self.parts]
        if self.op == "not":
            return opposite(some[0])
        return both(*some) if self.op == "and" else either(*some)

    def holds(self, known: Known) -> bool | None:
        """Whether it is so; None where what is not known decides. "any" is always so."""
        return self.lowered(lambda leaf: leaf._so(known), _and, _or, lambda one: None if one is None else not one)

    def _so(self, known: Known) -> bool | None:
        found = True if self.name == ANY else known.get(self.name)
        if found is None or self.op == "is":
            return found if found is None else bool(found)
        return compared(self.op, found, self.number)


@cache
def condition(text: str) -> Condition:
    """Read a condition. Raises WrongCondition."""
    tokens = list(_tokens(text))
    made = _either(tokens)
    if tokens:
        raise WrongCondition(text)
    return made


def _tokens(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise WrongCondition(text)
        yield found
        at = found.end()


def _either(tokens: list[re.Match[str]]) -> Condition:
    made = _both(tokens)
    while tokens and tokens[0]["word"] == "or":
        tokens.pop(0)
        made = Condition("or", (made, _both(tokens)))
    return made


def _both(tokens: list[re.Match[str]]) -> Condition:
    made = _one(tokens)
    while tokens and tokens[0]["word"] == "and":
        tokens.pop(0)
        made = Condition("and", (made, _one(tokens)))
    return made


def _one(tokens: list[re.Match[str]]) -> Condition:
    if not tokens:
        raise WrongCondition("")
    token = tokens.pop(0)
    if token["word"] == "not":
        return Condition("not", (_one(tokens),))
    if token["bracket"] == "(":
        made = _either(tokens)
        if not tokens or tokens.pop(0)["bracket"] != ")":
            raise WrongCondition(token.string)
        return made
    if token["compared"] in COMPARED:
        return Condition(token["sign"], name=token["compared"], number=_number(token["number"]))
    if token["word"] in TRAITS:
        return Condition("is", name=token["word"])
    raise WrongCondition(token[0].strip())


def _number(text: str) -> Number:
    return Decimal(text) if "." in text else int(text)


def compared(sign: str, number: Number, limit: Number) -> bool:
    """Whether a number stands to a limit as a sign says."""
    return {"<=": number <= limit, "<": number < limit, ">": number > limit, ">=": number >= limit}[sign]


def _and(left: bool | None, right: bool | None) -> bool | None:
    return False if left is False or right is False else None if left is None or right is None else True


def _or(left: bool | None, right: bool | None) -> bool | None:
    return True if left is True or right is True else None if left is None or right is None else False
