"""Retail import into China: the published examples to the cent, both sides of every limit, and what is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.words import speak
from shibosi.methods.derivation.sources import reasons
from shibosi.methods.derivation.telling import lines
from shibosi.methods.taxes.errors import NoLines, NoScheme, NotAPrice, UnknownClass
from shibosi.methods.taxes.law import Law, Overlaid
from shibosi.methods.taxes.retail.channel import Listed
from shibosi.methods.taxes.retail.order import RetailLine, RetailOrder
from shibosi.methods.taxes.retail.tax import retail_tax

DAY = date(2026, 11, 20)
LAW = Law()
prices = st.decimals(min_value="0.01", max_value=400, places=2)
CLASSES = (None, "cosmetics", Decimal(10), "watches")


def taxed(price="1000", used=None, day=DAY, listed=None, **line):
    """The tax of an order of one line."""
    line = {name: Decimal(one) if name in ("duty", "litres", "quantity") else one for name, one in line.items()}
    return retail_tax(RetailOrder((RetailLine(Decimal(price), **line),), day), LAW, used, listed)


def statutory(found, tax):
    """What the law asks of the first line, to the cent."""
    return found.lines[0].statutory[tax].value.quantize(Decimal("0.01"))


@pytest.mark.parametrize(
    ("case", "line", "consumption", "vat", "consumption_due", "vat_due", "due"),
    [
        ("A nappies", {"price": "300"}, "0.00", "39.00", "0.00", "27.30", "27.30"),
        ("B food", {"price": "500", "vat": Decimal(9)}, "0.00", "45.00", "0.00", "31.50", "31.50"),
        ("C high-end cosmetics", {"price": "1000", "consumption": Decimal(15)},
         "176.47", "152.94", "123.53", "107.06", "230.59"),
        ("D wine", {"price": "500", "consumption": Decimal(10)}, "55.56", "72.22", "38.89", "50.56", "89.45"),
        ("E beer, 12 litres", {"price": "240", "consumption": "beer", "litres": "12"},
         "3.04", "31.59", "2.13", "22.12", "24.25"),
        ("F spirits, 2 x 500 ml", {"price": "1000", "consumption": "white-spirits", "litres": "1"},
         "251.25", "162.66", "175.88", "113.86", "289.74"),
    ],
)  # fmt: skip
def test_worked_examples_within_the_limits(case, line, consumption, vat, consumption_due, vat_due, due):
    found = taxed(**line)
    assert (statutory(found, "consumption-tax"), statutory(found, "VAT")) == (Decimal(consumption), Decimal(vat)), case
    assert found.taxes["consumption-tax"].value == Decimal(consumption_due), case
    assert found.taxes["VAT"].value == Decimal(vat_due), case
    assert (found.due.value, found.channel.name) == (Decimal(due), "relief"), case


@pytest.mark.parametrize(
    ("case", "line", "duty", "consumption", "vat", "due"),
    [
        ("one dear piece", {"duty": "10"}, "600.00", "0.00", "858.00", "1458.00"),
        ("one dear piece of cosmetics", {"duty": "5", "consumption": Decimal(15)},
         "300.00", "1111.76", "963.53", "2375.29"),
    ],
)  # fmt: skip
def test_worked_examples_above_the_single_limit(case, line, duty, consumption, vat, due):
    found = taxed("6000", Decimal(0), **line)
    assert found.channel.name == "full-tax", case
    assert [found.taxes[name].value for name in ("duty", "consumption-tax", "VAT")] == [
        Decimal(duty), Decimal(consumption), Decimal(vat)
    ]  # fmt: skip
    assert found.due.value == Decimal(due)
    assert found.dutiable.value == 6000, "the year grows by the price"


@pytest.mark.parametrize(
    ("vat", "consumption", "rate"),
    [
        (13, None, "0.0910"), (13, 10, "0.1789"), (13, 15, "0.2306"), (13, 20, "0.2888"),
        (9, None, "0.0630"), (9, 10, "0.1478"), (9, 15, "0.1976"), (9, 20, "0.2538"),
    ],
)  # fmt: skip
def test_effective_rates(vat, consumption, rate):
    found = taxed("1000", vat=Decimal(vat), consumption=None if consumption is None else Decimal(consumption))
    assert (found.due.value / 1000).quantize(Decimal("0.0001")) == Decimal(rate)


@pytest.mark.parametrize(
    ("story", "price", "used", "day", "quantity", "channel"),
    [
        ("at the single limit", "5000", 0, DAY, "1", "relief"),
        ("a cent above, one piece", "5000.01", 0, DAY, "1", "full-tax"),
        ("a cent above, two pieces", "5000.01", 0, DAY, "2", "general-trade"),
        ("the year comes to 25,500", "4000", 21500, DAY, "1", "relief"),
        ("the year comes to 27,000", "4000", 23000, DAY, "1", "general-trade"),
        ("the year comes to its limit", "4000", 22000, DAY, "1", "relief"),
        ("one piece above the year", "26000.01", None, DAY, "1", "general-trade"),
        ("until 2018 at 2,000", "2000", 0, date(2018, 12, 31), "1", "relief"),
        ("until 2018 one dear piece", "2000.01", 0, date(2018, 12, 31), "1", "general-trade"),
        ("the day after", "2000.01", 0, date(2019, 1, 1), "1", "relief"),
        ("the first day there is", "2000", 0, date(2016, 4, 8), "1", "relief"),
        ("a leap day", "5000", 0, date(2024, 2, 29), "1", "relief"),
    ],
)
def test_the_channel(story, price, used, day, quantity, channel):
    found = taxed(price, None if used is None else Decimal(used), day, quantity=quantity)
    assert found.channel.name == channel, story


def test_what_is_not_known_is_said_and_not_taken_for_good():
    found = taxed("4000")
    assert [one.met for one in found.channel.reasons] == [True, None, None]
    above = taxed("6000", Decimal(0))
    assert (above.due.low, above.due.high) == (Decimal("780.00"), None)
    assert reasons(above.due) == ["The duty rate is not given: read the tariff."]
    beer = taxed("240", consumption="beer")
    assert beer.due.high is None
    assert "volume" in reasons(beer.due)[0]


def test_goods_that_are_not_on_the_list_leave_the_channel():
    assert taxed(listed=[Listed(False, "Not on it.")]).channel.name == "general-trade"
    assert taxed(listed=[Listed(True, "On it.")]).channel.name == "relief"
    assert taxed(listed=[Listed(None, "No code.")]).channel.name == "relief"


@pytest.mark.parametrize(
    ("story", "order", "refused"),
    [
        ("a price of nothing", {"lines": (RetailLine(Decimal(0)),)}, NotAPrice),
        ("thirteen typed without its point", {"lines": (RetailLine(Decimal(9), Decimal(1300)),)}, NotAPrice),
        ("a price below nothing", {"lines": (RetailLine(Decimal(-1)),)}, NotAPrice),
        ("a price that is no number", {"lines": (RetailLine(Decimal("NaN")),)}, NotAPrice),
        ("no pieces", {"lines": (RetailLine(Decimal(1), quantity=Decimal(0)),)}, NotAPrice),
        ("freight below nothing", {"lines": (RetailLine(Decimal(1)),), "freight": Decimal(-1)}, NotAPrice),
        ("a discount of everything", {"lines": (RetailLine(Decimal(1)),), "discount": Decimal(1)}, NotAPrice),
        ("no lines", {"lines": ()}, NoLines),
        ("before there was retail import", {"lines": (RetailLine(Decimal(1)),), "day": date(2016, 4, 7)}, NoScheme),
        ("a class there is not", {"lines": (RetailLine(Decimal(1), vat="standart"),)}, UnknownClass),
    ],
)
def test_what_cannot_be_taxed_is_refused(story, order, refused):
    with pytest.raises(refused):
        retail_tax(RetailOrder(**({"day": DAY} | order)), LAW)


def test_another_value_laid_over_the_law():
    law = Law({"retail_import_limits/CN/single": (Overlaid(None, None, Decimal(900), "a draft"),)})
    found = retail_tax(RetailOrder((RetailLine(Decimal(1000), duty=Decimal(0)),), DAY), law, Decimal(0))
    assert found.channel.name == "full-tax"
    assert found.due.value == 130


def test_every_row_is_named_with_its_day_in_both_languages():
    told = "\n".join(lines(taxed("1000", consumption="cosmetics").due))
    for row in (
        "rates/CN/consumption-tax/cosmetics",
        "rates/CN/VAT/standard",
        "retail_import_relief/VAT",
        "2026-01-01",
    ):
        assert row in told
    speak("zh")
    told = "\n".join(lines(taxed("1000", consumption="cosmetics").due))
    speak("en")
    assert "组成计税价格" in told
    assert "Composed" not in told


basket = st.lists(st.tuples(prices, st.sampled_from(CLASSES), st.sampled_from((9, 13))), min_size=1, max_size=5)


def many(lines, freight, extra="0"):
    """The tax of a basket."""
    made = tuple(RetailLine(price, Decimal(vat), consumption) for price, consumption, vat in lines)
    return retail_tax(RetailOrder(made, DAY, freight=freight, insurance=Decimal(extra)), LAW, Decimal(0))


@given(basket, prices)
def test_the_parts_make_the_whole(lines, freight):
    found = many(lines, freight)
    assert found.due.value == sum(one.value for one in found.taxes.values())
    assert found.due.value == sum(due.value for line in found.lines for due in line.due.values())
    goods = sum(price for price, _, _ in lines) + freight
    assert abs(found.dutiable.value - goods) < Decimal("1e-40")


@given(basket, prices, st.randoms())
def test_the_order_of_lines_does_not_matter(lines, freight, chance):
    mixed = list(lines)
    chance.shuffle(mixed)
    assert many(mixed, freight).due.value == many(lines, freight).due.value


@given(basket, prices)
def test_who_pays_more_pays_no_less_tax(lines, freight):
    assert many(lines, freight, "0.01").due.value >= many(lines, freight).due.value
