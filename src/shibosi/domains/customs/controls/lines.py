"""Lines: line n of the customs list is line n of the order."""

from shibosi.domains.customs.dossiers import CROSS_BORDER, DECLARED, IMPORT, LINES, ORDER
from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.domains.orders.records import OrderLine
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, NumberX, count, distinct, every, largest, smallest, unknown, when
from shibosi.kernel.records import Record

DECLARED_ON = CustomsList.declared_on


@control(
    clauses=["4.5.3", "10.4.2.2-a"], rule="IM-09, EX-03", dossier=ORDER, day=DECLARED_ON,
    when=DECLARED & (count(OrderLine).or_else(0) > 0) & (count(ListLine).or_else(0) > 0),
    reports=[LINES], remedy="Declare exactly the lines of the order, numbered alike.",
)  # fmt: skip
def lines_correspond() -> BoolX:
    """The customs list has the lines of the order, number by number."""
    both = OrderLine.line_number.is_known() & ListLine.line_number.is_known()
    numbered = smallest(OrderLine.line_number).is_known() & smallest(ListLine.line_number).is_known()
    return (count(OrderLine) == count(ListLine)) & when(numbered, every(both), unknown())


@control(
    clauses=["4.5.3", "10.4.2.2-a", "10.5.2.2-a"], rule="IM-09", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    remedy="Declare the goods under the name the order gives them.",
)  # fmt: skip
def line_names_agree() -> BoolX:
    """The declared name of every line is the name on the order."""
    return every(ListLine.name.same_as(OrderLine.item_name))


@control(
    clauses=["4.5.3", "10.4.2.1-b", "10.4.2.2-a", "10.5.2.2-a"], rule="IM-09b, EX-03", dossier=ORDER, day=DECLARED_ON,
    when=DECLARED, severity=Severity.CRITICAL, remedy="Declare the quantity that was ordered.",
)  # fmt: skip
def line_quantities_agree() -> BoolX:
    """The declared quantity of every line is the quantity on the order."""
    return every(ListLine.quantity == OrderLine.quantity)


@control(
    clauses=["4.5.3", "10.4.2.2-a"], rule="IM-09b, EX-03", dossier=ORDER, day=DECLARED_ON, when=DECLARED,
    remedy="Declare the unit of the order.",
)  # fmt: skip
def line_units_agree() -> BoolX:
    """The declared unit of every line is the unit on the order."""
    return every(ListLine.unit == OrderLine.unit)


@control(
    clauses=["4.5.3", "7.2.4-b", "10.4.2.1-b", "10.4.2.2-a", "10.5.2.2-a"], rule="IM-09b, EX-03", dossier=ORDER,
    day=DECLARED_ON, when=DECLARED, severity=Severity.CRITICAL, remedy="Declare the price of the order.",
)  # fmt: skip
def line_prices_agree() -> BoolX:
    """The declared unit price of every line is the price on the order."""
    return every(ListLine.price == OrderLine.price)


@control(
    clauses=["4.5.3", "10.4.2.1-b", "10.4.2.2-a", "10.5.2.2-a"], rule="IM-09b, EX-03", dossier=ORDER, day=DECLARED_ON,
    when=DECLARED, severity=Severity.CRITICAL, remedy="Declare the total of the order line.",
)  # fmt: skip
def line_totals_agree() -> BoolX:
    """The declared total of every line is the total on the order."""
    return every(ListLine.total == OrderLine.total)


@control(
    clauses=["4.5.3"], rule="IM-09b, EX-04", dossier=ORDER, day=DECLARED_ON, when=DECLARED,
    remedy="Declare the currency of the order.",
)  # fmt: skip
def line_currencies_agree() -> BoolX:
    """The declared currency of every line is the currency on the order."""
    return every(ListLine.currency == OrderLine.currency)


def numbered(record: type[Record], line: NumberX) -> BoolX:
    """The numbers are 1 … n, none missing and none twice."""
    rows = count(record)
    return (smallest(line) == 1) & (largest(line) == rows) & (distinct(line) == rows)


@control(
    clauses=["4.5.1.1"], rule="IM-18", dossier=ORDER, day=DECLARED_ON, when=CROSS_BORDER, severity=Severity.MINOR,
    remedy="Number the lines of the order from 1 without gap or repeat.",
)  # fmt: skip
def order_lines_are_numbered() -> BoolX:
    """The lines of an order are numbered from 1 without gap or repeat."""
    return numbered(OrderLine, OrderLine.line_number)


@control(
    clauses=["4.5.3"], rule="IM-18", dossier=ORDER, day=DECLARED_ON, when=DECLARED, severity=Severity.MINOR,
    remedy="Number the lines of the customs list from 1 without gap or repeat.",
)  # fmt: skip
def list_lines_are_numbered() -> BoolX:
    """The lines of a customs list are numbered from 1 without gap or repeat."""
    return numbered(ListLine, ListLine.line_number)


@control(
    clauses=["4.5.3"], rule="IM-17", dossier=ORDER, day=DECLARED_ON, when=DECLARED, severity=Severity.MINOR,
    remedy="Give both the second unit and its quantity, or neither.",
)  # fmt: skip
def second_unit_with_second_quantity() -> BoolX:
    """A second statutory unit and its quantity are given together or not at all."""
    return every(ListLine.second_unit.is_known() == ListLine.second_quantity.is_known())
