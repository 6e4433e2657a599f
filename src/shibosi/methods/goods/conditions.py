"""Conditions of law over facts of goods: `mains_powered and not radio`, `toy and age_max<14`, `any`.

A condition is true, false or None: a fact that nobody stated leaves it open unless the rest decides.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from shibosi.kernel.errors import ShibosiError

ANY = "any"
"""The condition that holds for all goods."""
Truth = bool | None
T = TypeVar("T")
SIGNS = {ast.LtE: "<=", ast.Lt: "<", ast.Gt: ">", ast.GtE: ">="}


class BadCondition(ShibosiError):
    """A condition that is no combination of facts by and, or, not and comparisons with a whole number."""

    code = "bad-condition"
    message = "'{condition}' is no condition over facts: it may join names by and, or, not, and compare with a number."


@dataclass(frozen=True, slots=True)
class Compared:
    """A fact that is a number, compared: `age_max<14`."""

    name: str
    sign: str
    limit: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition. `parts` are facts (text), comparisons and conditions; `join` is and, or, not, or is."""

    join: str
    parts: tuple["str | Compared | Condition", ...]

    def names(self) -> frozenset[str]:
        """Every fact it reads."""
        found = [
            part.names() if isinstance(part, Condition) else {part.name if isinstance(part, Compared) else part}
            for part in self.parts
        ]
        return frozenset().union(*found) - {ANY}

    def lowered(
        self, fact: Callable[[str], T], compare: Callable[[Compared], T], both: Callable[[T, T], T],
        either: Callable[[T, T], T], opposite: Callable[[T], T],
    ) -> T:  # fmt: skip
        """The condition in another language: what a fact, a comparison, and, or and not are there."""

        def one(part: "str | Compared | Condition") -> T:
            if isinstance(part, Condition):
                return part.lowered(fact, compare, both, either, opposite)
            return compare(part) if isinstance(part, Compared) else fact(part)

        made = [one(part) for part in self.parts]
        if self.join == "not":
            return opposite(made[0])
        result = made[0]
        for more in made[1:]:
            result = both(result, more) if self.join == "and" else either(result, more)
        return result

    def holds(self, fact: Callable[[str], Truth], value: Callable[[str], int | None]) -> Truth:
        """Whether it holds, by the truth of facts and the value of numbers."""
        return self.lowered(lambda name: True if name == ANY else fact(name), lambda one: _compared(one, value),
                            _both, _either, lambda a: None if a is None else not a)  # fmt: skip


@cache
def parse(text: str) -> Condition:
    """The condition a text says. Raises BadCondition."""
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as mistake:
        raise BadCondition(condition=text) from mistake
    found = _parsed(tree, text)
    return found if isinstance(found, Condition) else Condition("is", (found,))


def _parsed(node: ast.expr, text: str) -> str | Compared | Condition:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.BoolOp):
        join = "and" if isinstance(node.op, ast.And) else "or"
        return Condition(join, tuple(_parsed(value, text) for value in node.values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return Condition("not", (_parsed(node.operand, text),))
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in SIGNS:
        left, right = node.left, node.comparators[0]
        if isinstance(left, ast.Name) and isinstance(right, ast.Constant) and type(right.value) is int:
            return Compared(left.id, SIGNS[type(node.ops[0])], right.value)
    raise BadCondition(condition=text)


def _compared(one: Compared, value: Callable[[str], int | None]) -> Truth:
    found = value(one.name)
    if found is None:
        return None
    return {"<=": found <= one.limit, "<": found < one.limit, ">": found > one.limit, ">=": found >= one.limit}[
        one.sign
    ]


def _both(left: Truth, right: Truth) -> Truth:
    return False if left is False or right is False else None if left is None or right is None else True


def _either(left: Truth, right: Truth) -> Truth:
    return True if left is True or right is True else None if left is None or right is None else False
