"""A batch, a single dossier and the reading with reasons give the same outcomes and values."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shibosi.kernel.expressions import largest, smallest, total, total_money
from shibosi.kernel.expressions.kinds import BoolX, Expr, unknown
from shibosi.kernel.expressions.nodes import Node, literal
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.expressions.tests.agreement import outcomes, values_agree
from shibosi.kernel.expressions.tests.samples import EDGE, circumstances, papers, values
from shibosi.kernel.expressions.tests.strategies import control_of, expressions, questions
from shibosi.kernel.parameters import Values
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import VALUES, Line, Measure, Sheet, Stub, version

# A random expression may ask whether a constant is known; no author can write that.
pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")
WITHOUT_EXPLANATION = (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink)
QUICK = settings(max_examples=60, suppress_health_check=list(HealthCheck), phases=WITHOUT_EXPLANATION)
LONG = settings(QUICK, max_examples=5_000)
MOST = Decimal(EDGE).scaleb(-5)


def random_outcomes(data: st.DataObject) -> None:
    """Some random controls over some random dossiers under random values."""
    drawn = data.draw(st.lists(questions(), min_size=1, max_size=3))
    wanted = [control_of(*question, f"control-{at}") for at, question in enumerate(drawn)]
    records = data.draw(papers(tuple(node for question in drawn for node in question)))
    outcomes(wanted, records, data.draw(values()), data.draw(circumstances(records)))


def random_values(data: st.DataObject) -> None:
    """Some random expressions over some random dossiers: their values themselves."""
    check_values(data, data.draw(st.lists(expressions(), min_size=1, max_size=3)))


def check_values(data: st.DataObject, found: list[Expr]) -> None:
    """Expressions over some random dossiers under random values."""
    records = data.draw(papers(tuple(each.node for each in found)))
    values_agree(found, records, data.draw(values()), data.draw(circumstances(records)))


@QUICK
@given(st.data())
def test_outcomes_agree(data: st.DataObject) -> None:
    random_outcomes(data)


@QUICK
@given(st.data())
def test_values_agree(data: st.DataObject) -> None:
    random_values(data)


@pytest.mark.slow
@LONG
@given(st.data())
def test_outcomes_agree_for_long(data: st.DataObject) -> None:
    random_outcomes(data)


@pytest.mark.slow
@LONG
@given(st.data())
def test_values_agree_for_long(data: st.DataObject) -> None:
    random_values(data)


SQUARE = Line.quantity * Line.quantity
SUM = total(Line.quantity)


@pytest.mark.parametrize(
    ("story", "found", "quantities", "expected"),
    [
        ("a sum past 64 bits", SUM, [MOST] * 3, 3 * EDGE),
        ("of money, too", total_money(Line.price), [MOST] * 3, 3 * EDGE),
        ("a product past 64 bits", largest(SQUARE), [MOST, Decimal(1)], EDGE**2),
        ("the smallest of such", smallest(SQUARE), [MOST, Decimal(1)], 10**10),
        ("products below 2^100 add up", total(SQUARE), [Decimal(10**9), Decimal(1)], 10**28 + 10**10),
        ("products beyond 2^100 do not", total(SQUARE), [MOST, Decimal(1)], None),
        ("nor do several, which would wrap", total(SQUARE), [MOST] * 3, None),
        ("a product of sums beyond 2^62", SUM * SUM, [MOST] * 3, None),
        ("a product of three beyond", SUM * SUM * SUM, [Decimal(10**8)] * 3, None),
        ("a product of three that fits", SUM * SUM * SUM, [Decimal(10**4)] * 2, (2 * 10**9) ** 3),
        ("a difference of large sums", total(SQUARE) - total(SQUARE), [Decimal(10**9)] * 2, 0),
    ],
)
def test_large_numbers_are_exact_or_unknown_never_wrapped(
    story: str, found: Expr, quantities: list[Decimal], expected: int | None
) -> None:
    lines: list[Record] = [
        Line(sheet_number="S-1", line_number=at, price=quantity, quantity=quantity, currency="142")
        for at, quantity in enumerate(quantities, start=1)
    ]
    assert values_agree([found], lines, VALUES, Circumstances(0)) == [{"S-1": expected}]


def test_what_no_dossier_knows_the_day_of_is_undecided_for_each() -> None:
    """Polars keeps a column of nulls as one value, and a comparison with null as so many nulls."""
    gap = Measure(Stub.sent_at.day().node, literal("CN", "text")).gap
    gaps = [version(1, None, date(2023, 12, 31), "CN"), version(2, date(2024, 1, 1), None, "CN")]
    records: list[Record] = [Stub(sheet_number="S-1"), Stub(sheet_number="S-2"), Stub(sheet_number="S-3")]
    found: list[Expr] = [unknown() == BoolX(Node("gt", (literal(3, "int"), gap.node), None, "bool")), Sheet.urgent]
    undecided = dict.fromkeys(("S-1", "S-2", "S-3"))
    assert values_agree(found, records, Values({"measure.gap": gaps}), Circumstances(0)) == [undecided] * 2
