"""A person's year: what counts, what comes back in time, year ends, leap days, and what is left out with a reason."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from shibosi.methods.derivation.sources import reasons
from shibosi.methods.taxes.errors import NoScheme, NotAPrice
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.order import RetailLine, RetailOrder
from shibosi.methods.taxes.retail.quota import Purchase, day_in_china, year_quota
from shibosi.methods.taxes.retail.returning import GoodsBack, guarantee, status, tax_after
from shibosi.methods.taxes.retail.tax import retail_tax

LAW = Law()
BOUGHT = date(2026, 3, 1)


def bought(order="A", value="4000", declared=BOUGHT, released=BOUGHT):
    return Purchase(order, declared, released, Decimal(value))


def back(order="A", value="4000", asked=30, home=45):
    """A return asked for and back so many days after release."""
    gone = None if home is None else BOUGHT + timedelta(days=home)
    return GoodsBack(order, BOUGHT + timedelta(days=asked), gone, Decimal(value))


def year(purchases, returns=(), of=2026, as_of=date(2026, 12, 31)):
    return year_quota(purchases, returns, LAW, of, as_of)


@pytest.mark.parametrize(
    ("story", "returns", "used"),
    [
        ("nothing came back", [], "4000"),
        ("asked on the last day, back on the last day", [back()], "0"),
        ("asked a day late", [back(asked=31)], "4000"),
        ("back a day late", [back(home=46)], "4000"),
        ("not back at all", [back(home=None)], "4000"),
        ("a part came back", [back(value="1500")], "2500"),
        ("two parts came back", [back(value="1500"), back(value="2500")], "0"),
        ("more than was bought came back", [back(value="1500"), back(value="2500.01")], "2500"),
        ("asked before it was released", [back(asked=-1)], "4000"),
        ("back before it was asked for", [back(asked=10, home=9)], "4000"),
        ("a return of another list", [back(order="B")], "4000"),
        ("a return of nothing", [back(value="0")], "4000"),
    ],
)
def test_what_comes_back_in_time_restores_the_year(story, returns, used):
    assert year([bought()], returns).used.value == Decimal(used), story


def test_returns_that_cannot_count_are_told():
    found = year([bought()], [back(order="B"), back(asked=-1), back(value="5000")])
    assert len(found.ignored) == 3
    assert all("left out" in reason for reason in found.ignored)


def test_a_list_counts_in_the_year_it_was_declared_and_a_return_restores_that_year():
    last = bought(declared=date(2025, 12, 31), released=date(2025, 12, 31))
    assert year([last]).used.value == 0
    late = GoodsBack("A", date(2026, 1, 20), date(2026, 2, 10), Decimal(4000))
    assert year([last], [late], 2025).used.value == 0


def test_the_day_is_that_of_china():
    assert day_in_china(datetime(2026, 12, 31, 15, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert day_in_china(datetime(2026, 12, 31, 16, 0, tzinfo=UTC)) == date(2027, 1, 1)


def test_days_are_counted_over_a_leap_day():
    found = status(date(2024, 2, 1), None, None, LAW, date(2024, 2, 10))
    assert (found.state, found.ask_until, found.back_until) == ("open", date(2024, 3, 2), date(2024, 3, 17))


def test_what_is_not_released_or_not_known_makes_a_bound():
    waiting = year([bought(), bought("B", "1000", released=None)])
    assert (waiting.used.low, waiting.used.high) == (4000, 5000)
    assert waiting.left.low == 21000
    early = bought(declared=date(2019, 3, 1), released=date(2019, 3, 1))
    came = GoodsBack("A", date(2019, 3, 5), date(2019, 3, 9), Decimal(4000))
    unknown = year([early], [came], 2019)
    assert (unknown.used.low, unknown.used.high) == (0, 4000)
    assert reasons(unknown.used) == ["Whether it came back in time is not known."]


def test_the_limit_is_that_of_the_year():
    assert year([], of=2018).limit.value == 20000
    assert year([]).limit.value == 26000
    with pytest.raises(NoScheme):
        year([], of=2015)


def test_one_more_list_is_added_without_counting_again():
    one = year([bought()])
    two = one.with_purchase(bought("B", "22000.01"))
    assert two.used.value == year([bought(), bought("B", "22000.01")]).used.value == Decimal("26000.01")
    assert two.left.value == Decimal("-0.01")
    with pytest.raises(NotAPrice):
        one.with_purchase(bought("C", "-5"))


@pytest.mark.parametrize(
    ("story", "kept", "due"),
    [("everything came back", 0, "0.00"), ("half came back", 2, "27.30"), ("nothing came back", 4, "54.60")],
)
def test_tax_after_returns(story, kept, due):
    tax = retail_tax(RetailOrder((RetailLine(Decimal(600), quantity=Decimal(4)),), BOUGHT), LAW, Decimal(0))
    assert tax_after(tax, {0: Decimal(4 - kept)}).value == Decimal(due), story


def test_more_than_was_bought_does_not_come_back():
    tax = retail_tax(RetailOrder((RetailLine(Decimal(600)),), BOUGHT), LAW, Decimal(0))
    with pytest.raises(NotAPrice):
        tax_after(tax, {0: Decimal(2)})


def test_the_guarantee_is_held_until_the_tax_is_paid():
    tax = retail_tax(RetailOrder((RetailLine(Decimal(300)),), BOUGHT), LAW, Decimal(0))
    held = guarantee(tax, BOUGHT, LAW)
    assert (held.amount.value, held.paid_from, held.paid_until) == (
        Decimal("27.30"), date(2026, 4, 1), date(2026, 4, 15)
    )  # fmt: skip
    with pytest.raises(NoScheme):
        guarantee(tax, date(2017, 1, 1), LAW)
