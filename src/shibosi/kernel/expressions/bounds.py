"""How large a whole number can get: so that nothing wraps, and no check is made where none is needed.

Amounts are bounded at intake (below 90 trillion, 5 decimals), so most trees cannot pass 127 bits. Where one
could, operands beyond a limit make the result null, in all three readings alike.
"""

from functools import cache

from shibosi.kernel.expressions.nodes import Node

COLUMN_LIMIT = 9 * 10**18
"""Largest stored number of any column or parameter (90 trillion with five decimals)."""
ROWS_LIMIT = 1 << 20
"""Most rows of one member that a sum is sized for."""
PRODUCT_OPERAND = 1 << 62
SUM_OPERAND = 1 << 100
RESULT_LIMIT = 1 << 126


@cache
def bound(node: Node) -> int:
    """The largest magnitude a number node can have, from its shape alone."""
    if node.kind != "int":
        return 0
    if node.op == "lit":
        size: int = abs(node.meta or 0)
        return size
    inner = [bound(arg) for arg in node.args if arg.kind == "int"]
    if node.op in ("add", "sub"):
        found = inner[0] + inner[1]
    elif node.op == "mul":
        found = inner[0] * inner[1]
    elif node.op == "sum":
        found = inner[0] * ROWS_LIMIT
    elif node.op in ("col", "param"):
        found = COLUMN_LIMIT
    elif node.op in ("count", "countif", "distinct", "year", "asof", "localday", "months"):
        found = 1 << 31
    else:
        found = max(inner)
    return min(found, RESULT_LIMIT)


def needs_check(node: Node) -> bool:
    """Whether the operands must be looked at before the operation."""
    if node.op not in ("add", "sub", "mul", "sum"):
        return False
    inner = [bound(arg) for arg in node.args if arg.kind == "int"]
    if node.op == "mul":
        return inner[0] * inner[1] >= RESULT_LIMIT
    return (inner[0] * ROWS_LIMIT if node.op == "sum" else inner[0] + inner[1]) >= RESULT_LIMIT


def operand_limit(node: Node) -> int:
    """The magnitude beyond which an operand makes the result null."""
    return PRODUCT_OPERAND if node.op == "mul" else SUM_OPERAND
