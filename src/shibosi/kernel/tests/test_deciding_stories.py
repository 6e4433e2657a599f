"""What chance seldom draws: one dossier and a batch agree on it, and on what."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from shibosi.kernel.controls import Control
from shibosi.kernel.deciding import Decided
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.expressions import BoolX, NumberX, total
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.expressions.tests.agreement import dossiers
from shibosi.kernel.expressions.tests.strategies import control_of
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import FILE, VALUES, Line, Sheet, Stub, frames, installed
from shibosi.kernel.tests.test_deciding import MADE, Sum, agree, made_alike

AT = Circumstances(20_000)


@pytest.fixture(autouse=True, scope="module")
def rules(world: None) -> Iterator[None]:
    """The world with a record that is made of files."""
    with installed(MADE):
        yield


def decided(controls: list[Control], *records: Record) -> Decided:
    """What is decided on the only file of these records."""
    (found,) = agree(controls, dossiers(list(records)), frames(*records), VALUES, AT).values()
    return found


def asked(name: str, condition: BoolX, scope: BoolX | None = None, reports: tuple[str, ...] = ()) -> Control:
    """A control that reports the absence of some columns of the stub."""
    made = control_of(condition.node, name=name) if scope is None else control_of(condition.node, scope.node, name)
    return replace(made, reports=frozenset(("stub", column) for column in reports))


AMOUNT, TITLE = Stub.amount == 0, Stub.title == "a"


@pytest.mark.parametrize(
    ("story", "controls", "folded"),
    [
        ("one tells the cause of the other", [asked("a", AMOUNT, reports=("amount",)), asked("b", AMOUNT)], ["b"]),
        ("whichever comes first", [asked("b", AMOUNT), asked("a", AMOUNT, reports=("amount",))], ["b"]),
        ("both tell it", [asked("a", AMOUNT, reports=("amount",)), asked("b", TITLE, AMOUNT, ("amount",))], []),
        ("one tells something else as well, and has no scope",
         [asked("a", AMOUNT, reports=("amount",)), asked("b", TITLE, AMOUNT, ("title",))], ["b"]),
        ("one tells something else, and has a scope",
         [asked("a", AMOUNT, reports=("amount",)), asked("b", TITLE & AMOUNT, reports=("title",))], []),
        ("the cause is not told", [asked("a", AMOUNT), asked("b", AMOUNT)], []),
    ],
)  # fmt: skip
def test_which_outcomes_are_told_by_another(story: str, controls: list[Control], folded: list[str]) -> None:
    found = decided(controls, Sheet(number="S-1"))
    assert found.folded == folded
    assert [finding.control for finding in found.findings] == [
        control.name for control in controls if control.name not in folded
    ]


@pytest.mark.parametrize(
    ("weight", "pieces"),
    [
        ("1.5", 2),
        ("1.49999", 1),
        ("-1.5", -1),
        ("-1.50001", -2),
        ("0", 0),
        ("-0.5", 0),
        ("89999999999999.99999", 9 * 10**13),
    ],
)
def test_a_finer_number_is_rounded_half_up(weight: str, pieces: int) -> None:
    assert made(pieces=Sheet.weight, weight=Decimal(weight)) == pieces


@pytest.mark.parametrize(
    ("said", "weight"),
    [(3, 300_000), (-3, -300_000), (9 * 10**13 - 1, 9 * 10**18 - 10**5), (9 * 10**13, None), (10**15, None)],
)
def test_a_coarser_number_is_written_finer_or_unknown(said: int, weight: int | None) -> None:
    assert made(weight=Sheet.pieces, pieces=said) == weight


def made(**how: NumberX | Decimal | int) -> int | None:
    """The first column said, made of a sheet that says the second."""
    (name, value), (column, said) = how.items()
    drawn = Dossier("drawn", "Drawn", FILE.parts, FILE.members, FILE.pairs)
    assert isinstance(value, NumberX)
    drawn.derive(Sum, Sheet.number.is_known(), **{name: value})
    (found,) = made_alike(drawn, [Sheet(number="S-1", **{column: said})], VALUES, AT).values()
    number: int | None = found[Sum.columns[name].position]
    return number


def test_of_two_facts_of_one_name_the_first_is_stated() -> None:
    """Both are called sum(line.quantity)."""
    equal = total(Line.quantity) == total(Line.quantity.abs())
    told = decided([control_of(equal.node)], Line(sheet_number="S-1", line_number=1, quantity=Decimal("-2.5")))
    assert told.findings[0].facts == '{"sum(line.quantity)":"-2.5"}'
