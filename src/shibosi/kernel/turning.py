"""Turning: the days on which time alone can change what a control says of a dossier.

A control looks at the as-of day by comparing it with another day, or through a parameter whose value changes on a day.
Whatever looks at it in another way can change every day.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.expressions.nodes import AGGREGATES, Node, literal
from shibosi.kernel.expressions.scalar import Circumstances, compile_values
from shibosi.kernel.parameters import Values
from shibosi.kernel.patience import MIRRORED, lasting, looks

ONE = literal(1, "int")
TURNS: dict[str, tuple[int, ...]] = {"gt": (1,), "le": (1,), "ge": (0,), "lt": (0,), "eq": (0, 1)}
"""How many days after the other day a comparison of the as-of day with it turns."""


class Turning:
    """When one control can change its mind.

    `lasting`: never once it has decided. `coarse`: there may be days between those given on which it turns as well, so
    that nothing can be foretold beyond the first.
    """

    def __init__(self, control: Control, values: Values) -> None:
        self.lasting = lasting(control)
        self.daily = False
        self.steps: list[int] = []
        nodes: dict[Node, None] = {}
        for node in dict.fromkeys(control.nodes()):
            if node.op == "param" and node.args[0].op == "asof":
                self._step(node, values)
            elif node.op in TURNS and _compares(node):
                nodes.update(dict.fromkeys(_turns(control.dossier, node)))
            elif node.op != "asof" and any(arg.op == "asof" for arg in node.args):
                self.daily = True
        self.steps.sort()
        by_row = any(node.op in AGGREGATES for node in nodes)
        self.coarse = self.daily or by_row or bool(self.steps and nodes)
        self.reckon = compile_values(control.dossier, list(nodes), values) if nodes else None

    def __bool__(self) -> bool:
        return bool(self.daily or self.steps or self.reckon)

    def days(self, rows: Rows, at: Circumstances) -> Iterator[int]:
        """Days after the as-of day; at least the first and the last of them."""
        if self.daily:
            yield at.as_of + 1
        yield from self.steps[bisect_right(self.steps, at.as_of) :]
        found = self.reckon(rows, at) if self.reckon is not None else None
        yield from (day for day in found or () if day is not None and day > at.as_of)

    def _step(self, node: Node, values: Values) -> None:
        places = {"all", *values.places(node.meta)}
        self.steps += {bound for place in places for bound in values.pieces(node.meta, place).bounds[1:]}
        self.daily = self.daily or looks(node.args[1])


def _compares(node: Node) -> bool:
    """Whether the as-of day is compared with something that does not follow it."""
    left, right = node.args
    return (left.op == "asof") != (right.op == "asof") and not looks(right if left.op == "asof" else left)


def _turns(dossier: Dossier, node: Node) -> Iterable[Node]:
    """The days on which a comparison turns; of a comparison on rows the first and the last to come."""
    left, right = node.args
    op, other = (node.op, right) if left.op == "asof" else (MIRRORED.get(node.op, node.op), left)
    for after in TURNS[op]:
        day = Node("add", (other, ONE)) if after else other
        if dossier.row_source(day) is None:
            yield day
            continue
        later = Node("gt", (day, Node("asof", ())), None, "bool")
        known = Node("known", (day,), None, "bool")
        where = Node("and", (known, later), None, "bool")
        yield Node("min", (day, where))
        yield Node("max", (day, where))
