"""Random controls over the dossier `FILE`: every operation, every kind, alone, over rows and over matched rows."""

from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

from shibosi.kernel.controls import Control, Severity
from shibosi.kernel.dossiers import row_kinds
from shibosi.kernel.expressions import (
    BoolX,
    DayX,
    MoneyX,
    NumberX,
    TextX,
    TimeX,
    all_of,
    as_of,
    common,
    count,
    count_where,
    distinct,
    every,
    hours,
    largest,
    smallest,
    some,
    text,
    total,
    total_money,
    unknown,
    when,
)
from shibosi.kernel.expressions.kinds import Expr
from shibosi.kernel.expressions.nodes import TRUE, Node, literal
from shibosi.kernel.expressions.tests.samples import NUMBERS, TEXTS, ZONES
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import CAPITAL, EVEN, FILE, Back, Item, Line, Measure, Sheet, Stub

T = TypeVar("T")
X = TypeVar("X", bound=Expr)
Draw = st.DrawFn
Rows = tuple[type[Record], ...]
ALONE: Rows = ()
ROWS: tuple[Rows, ...] = ((Line,), (Item,), (Back,), (Line, Item), (Back, Item))
PATTERNS = ("[0-9]{3}", "a.*", "A|AB|142", "[0-9A-Za-z_]+", ".*", "[A-Z]b?.?")
DEPTH = 3
LINE_NUMBER: dict[type[Record], NumberX] = {Line: Line.line_number, Item: Item.line_number, Back: Back.line_number}
QUANTITY: dict[type[Record], NumberX] = {Line: Line.quantity, Item: Item.quantity, Back: Back.quantity}


def one_of(draw: Draw, *makers: Callable[[], T]) -> T:
    """What one of the makers makes."""
    return draw(st.sampled_from(makers))()


def limits(draw: Draw) -> Measure:
    """Parameters of some day, in some place."""
    day = one_of(
        draw,
        lambda: Sheet.signed_on.node,
        lambda: Stub.sent_at.day().node,
        lambda: as_of().node,
        lambda: (Sheet.due_on + Sheet.pieces).node,
        lambda: smallest(Line.packed_on).node,
    )
    place = one_of(draw, lambda: literal("CN", "text"), lambda: literal("all", "text"), lambda: Sheet.place.node)
    return Measure(day, place)


def truths(draw: Draw, rows: Rows, depth: int) -> BoolX:
    """A truth about the dossier, or about a row."""
    below = depth - 1
    if depth <= 0:
        leaves: list[Callable[[], BoolX]] = [lambda: Sheet.urgent, unknown]
        leaves += [lambda: Line.checked] * 3 if Line in rows else []
        return one_of(draw, *leaves, lambda: comparisons(draw, rows, 0), lambda: Sheet.urgent.is_known())
    return one_of(
        draw,
        lambda: comparisons(draw, rows, below),
        lambda: comparisons(draw, rows, below),
        lambda: truths(draw, rows, below) & truths(draw, rows, below),
        lambda: truths(draw, rows, below) | truths(draw, rows, below),
        lambda: ~truths(draw, rows, below),
        lambda: truths(draw, rows, below).implies(truths(draw, rows, below)),
        lambda: truths(draw, rows, below) == truths(draw, rows, below),
        lambda: truths(draw, rows, below).or_else(draw(st.booleans())),
        lambda: when(*(truths(draw, rows, below) for _ in range(3))),
        lambda: anything(draw, rows, below).is_known(),
        lambda: anything(draw, rows, below).is_missing(),
        lambda: about_text(draw, rows, below),
        lambda: every(*over(draw, truths, below)),
        lambda: some(*over(draw, truths, below)),
    )  # fmt: skip


def anything(draw: Draw, rows: Rows, depth: int) -> Expr:
    """An expression of any kind but a list."""
    return draw(st.sampled_from((truths, numbers, amounts, texts, days, times)))(draw, rows, depth)


def comparisons(draw: Draw, rows: Rows, depth: int) -> BoolX:
    """Two of a kind, compared."""
    maker = draw(st.sampled_from((numbers, numbers, amounts, amounts, days, times)))
    left, right = maker(draw, rows, depth), maker(draw, rows, depth)
    how = draw(st.sampled_from(("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")))
    if maker is amounts and draw(st.booleans()) and draw(st.booleans()):
        right = 0  # type: ignore[assignment]
    found: BoolX = getattr(left, how)(right)
    return found


def about_text(draw: Draw, rows: Rows, depth: int) -> BoolX:
    """What is asked of texts only."""
    left = texts(draw, rows, depth)
    return one_of(
        draw,
        lambda: left == texts(draw, rows, depth),
        lambda: left != draw(st.sampled_from(TEXTS)),
        lambda: left.same_as(texts(draw, rows, depth)),
        lambda: left.is_in(draw(st.frozensets(st.sampled_from(TEXTS), max_size=3))),
        lambda: left.is_in(limits(draw).listed),
        lambda: left.matches(draw(st.sampled_from(PATTERNS))),
        lambda: left.starts_with(texts(draw, rows, depth)),
        lambda: EVEN(left),
        lambda: CAPITAL(left),
    )


def numbers(draw: Draw, rows: Rows, depth: int) -> NumberX:
    """A number of some scale."""
    below = depth - 1
    if depth <= 0:
        leaves: list[Callable[[], NumberX]] = [lambda: Sheet.weight, lambda: Sheet.pieces, lambda: Stub.weight]
        leaves += [lambda: draw(st.sampled_from([table[row] for row in rows for table in (LINE_NUMBER, QUANTITY)]))] * (
            3 if rows else 0
        )
        return one_of(
            draw,
            *leaves,
            lambda: count(draw(st.sampled_from((Sheet, Stub, Line, Item, Back)))),
            lambda: draw(st.sampled_from((limits(draw).share, limits(draw).gap, limits(draw).days))),
            lambda: NumberX(literal(draw(st.sampled_from(NUMBERS)), "int"), draw(st.sampled_from((0, 5, 6)))),
        )
    return one_of(
        draw,
        lambda: numbers(draw, rows, 0),
        lambda: numbers(draw, rows, below) + numbers(draw, rows, below),
        lambda: numbers(draw, rows, below) - numbers(draw, rows, below),
        lambda: numbers(draw, rows, 0) * numbers(draw, rows, min(below, 1)),
        lambda: abs(numbers(draw, rows, below)),
        lambda: numbers(draw, rows, below).or_else(draw(st.integers(0, 1))),
        lambda: days(draw, rows, below) - days(draw, rows, below),
        lambda: times(draw, rows, below) - times(draw, rows, below),
        lambda: hours(limits(draw).days),
        lambda: days(draw, rows, below).year(),
        lambda: total(*over(draw, numbers, below)),
        lambda: smallest(*over(draw, numbers, below)),
        lambda: largest(*over(draw, numbers, below)),
        lambda: count_where(all_of(*(part for part in over(draw, truths, below) if part is not None))),
        lambda: distinct(*over(draw, texts, below)),
        lambda: distinct(*over(draw, numbers, below)),
    )


def amounts(draw: Draw, rows: Rows, depth: int) -> MoneyX:
    """Money in some currency."""
    below = depth - 1
    if depth <= 0:
        leaves: list[Callable[[], MoneyX]] = [lambda: Sheet.amount, lambda: Sheet.fee, lambda: Stub.amount]
        leaves += [lambda: Line.price] * 3 if Line in rows else []
        leaves += [lambda: Item.price] * 3 if Item in rows else []
        return one_of(draw, *leaves, lambda: limits(draw).most)
    return one_of(
        draw,
        lambda: amounts(draw, rows, 0),
        lambda: amounts(draw, rows, below) + amounts(draw, rows, below),
        lambda: amounts(draw, rows, below) - amounts(draw, rows, below),
        lambda: amounts(draw, rows, 0) * numbers(draw, rows, min(below, 1)),
        lambda: abs(amounts(draw, rows, below)),
        lambda: amounts(draw, rows, below).or_zero(),
        lambda: amounts(draw, rows, below).only_if(truths(draw, rows, below)),
        lambda: numbers(draw, rows, below).money(texts(draw, rows, 0)),
        lambda: total_money(*over(draw, amounts, below)),
    )


def texts(draw: Draw, rows: Rows, depth: int) -> TextX:
    """Text."""
    below = depth - 1
    if depth <= 0:
        leaves: list[Callable[[], TextX]] = [lambda: Sheet.title, lambda: Sheet.currency, lambda: Stub.title]
        leaves += [lambda: Line.name, lambda: Line.currency] * 2 if Line in rows else []
        leaves += [lambda: Item.name, lambda: Item.currency] * 2 if Item in rows else []
        leaves += [lambda: Back.reason] * 3 if Back in rows else []
        return one_of(draw, *leaves, lambda: limits(draw).word, lambda: text(draw(st.sampled_from(TEXTS))))
    return one_of(
        draw,
        lambda: texts(draw, rows, 0),
        lambda: texts(draw, rows, below).first(draw(st.integers(0, 3))),
        lambda: texts(draw, rows, below).or_else(texts(draw, rows, below)),
        lambda: common(*over(draw, texts, below)),
    )


def days(draw: Draw, rows: Rows, depth: int) -> DayX:
    """A day."""
    below = depth - 1
    if depth <= 0:
        leaves: list[Callable[[], DayX]] = [
            lambda: Sheet.signed_on,
            lambda: Sheet.due_on,
            lambda: Stub.signed_on,
            as_of,
        ]
        return one_of(draw, *leaves, *([lambda: Line.packed_on] * 3 if Line in rows else []))
    return one_of(
        draw,
        lambda: days(draw, rows, 0),
        lambda: times(draw, rows, 0).day(draw(st.sampled_from(ZONES))),
        lambda: days(draw, rows, below) + draw(st.sampled_from((limits(draw).days, Sheet.pieces))),
        lambda: days(draw, rows, below).later(draw(st.sampled_from((limits(draw).days, Sheet.pieces)))),
        lambda: days(draw, rows, below).or_else(days(draw, rows, below)),
        lambda: smallest(*over(draw, days, below)),
        lambda: largest(*over(draw, days, below)),
    )


def times(draw: Draw, rows: Rows, depth: int) -> TimeX:
    """A moment."""
    leaves: list[Callable[[], TimeX]] = [lambda: Sheet.sent_at, lambda: Stub.sent_at]
    return one_of(draw, *leaves, *([lambda: Line.packed_at] * 3 if Line in rows else []))


def over(draw: Draw, maker: Callable[[Draw, Rows, int], X], depth: int) -> tuple[X, BoolX | None]:
    """A value for each row of some member or pair, and perhaps which rows count."""
    rows = draw(st.sampled_from(ROWS))
    value = maker(draw, rows, depth)
    where = truths(draw, rows, min(depth, 1)) if draw(st.booleans()) else None
    roots = [value.node, value.currency] if isinstance(value, MoneyX) else [value.node]
    own = {row.kind() for row in rows}
    if not all(own & (row_kinds(root) | (row_kinds(where.node) if where is not None else set())) for root in roots):
        anchor = LINE_NUMBER[draw(st.sampled_from(rows))].is_known()
        where = anchor if where is None else where & anchor
    return value, where


@st.composite
def questions(draw: Draw) -> tuple[Node, Node]:
    """The condition and the scope of a control."""
    condition = truths(draw, ALONE, DEPTH).node
    return condition, truths(draw, ALONE, 1).node if draw(st.integers(0, 2)) == 0 else TRUE


def control_of(condition: Node, scope: Node = TRUE, name: str = "random") -> Control:
    """A control, without the ceremony of declaring it."""
    return Control(
        name=name, sentence="It holds.", clauses=("1",), rule="", dossier=FILE, condition=condition, scope=scope,
        day=Sheet.signed_on.node, place=literal("CN", "text"), severity=Severity.MAJOR, blocks="", remedy="Mend it.",
        one_sided="", reports=frozenset(), room=__name__, theme="test",
    )  # fmt: skip


Maker = Callable[[Draw, Rows, int], Expr]
MAKERS: tuple[Maker, ...] = (numbers, amounts, texts, days, truths)


@st.composite
def expressions(draw: Draw, makers: tuple[Maker, ...] = MAKERS, depth: int = DEPTH) -> Expr:
    """An expression over the whole dossier."""
    return draw(st.sampled_from(makers))(draw, ALONE, depth)
