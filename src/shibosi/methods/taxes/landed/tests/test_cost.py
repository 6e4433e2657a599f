"""Landed cost: the published examples to the cent, bounds where something is missing, refusals, and what must hold."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.derivation.number import MixedUnits
from shibosi.methods.derivation.sources import reasons, under
from shibosi.methods.taxes.errors import (
    MixedTerms,
    NoExchangeRate,
    NoLines,
    NoScheme,
    NotAPrice,
    UnknownClass,
)
from shibosi.methods.taxes.landed.basket import Basket, Line
from shibosi.methods.taxes.landed.cost import landed_cost
from shibosi.methods.taxes.law import Law, Overlaid
from shibosi.standard.law.book import book
from shibosi.standard.law.errors import UnknownMarket
from shibosi.standard.law.places import places
from shibosi.standard.tables import table

DAY = date(2026, 11, 20)
LAW = Law()
OF_LINE = ("code", "quantity", "origin", "kg", "duty", "terms", "tax_class", "consumption")


def basket(market, currency, *prices, day=DAY, **more):
    """A basket with a line for each price; what is said of lines is said of each."""
    own = {name: more.pop(name) for name in OF_LINE if name in more}
    more = {name: Decimal(one) if name in ("freight", "sales_tax") else one for name, one in more.items()}
    return Basket(market, day, currency, tuple(Line(Decimal(price), **own) for price in prices), **more)


def option(name, *said, **more):
    """One way of selling a basket."""
    return next(one for one in landed_cost(basket(*said, **more), LAW).options if one.name == name)


@pytest.mark.parametrize(
    ("story", "way", "said", "more", "duty", "tax", "total"),
    [
        ("Germany, IOSS before the fixed duty", "sale", ("DE", "EUR", "60"),
         {"freight": "5", "day": date(2026, 6, 30)}, "0", "12.35", "77.35"),
        ("Germany, IOSS, fixed duty beside the price", "sale", ("DE", "EUR", "60"),
         {"freight": "5", "code": "610910", "fixed_duty_in_price": False}, "3.00", "12.35", "80.35"),
        ("Germany, IOSS, fixed duty in the price", "sale", ("DE", "EUR", "60"),
         {"freight": "5", "code": "610910", "fixed_duty_in_price": True}, "3.00", "12.92", "80.92"),
        ("Germany, import above the limit", "border", ("DE", "EUR", "200"),
         {"freight": "20", "duty": Decimal(12)}, "26.40", "46.82", "293.22"),
        ("United Kingdom, at the sale", "sale", ("GB", "GBP", "100"), {}, "0", "20.00", "120.00"),
        ("United Kingdom, import", "border", ("GB", "GBP", "200"), {"duty": Decimal(4)}, "8.00", "41.60", "249.60"),
        ("United States, 8.25 %", "border", ("US", "USD", "80"),
         {"sales_tax": "8.25", "duty": Decimal(0)}, "0", "6.60", "86.60"),
        ("United States, 6.25 %", "border", ("US", "USD", "80"),
         {"sales_tax": "6.25", "duty": Decimal(0)}, "0", "5.00", "85.00"),
        ("Australia", "sale", ("AU", "AUD", "200"), {}, "0", "20.00", "220.00"),
        ("New Zealand", "sale", ("NZ", "NZD", "200"), {}, "0", "30.00", "230.00"),
        ("Singapore", "sale", ("SG", "SGD", "100"), {}, "0", "9.00", "109.00"),
        ("Malaysia", "sale", ("MY", "MYR", "480"), {}, "0", "48.00", "528.00"),
        ("Norway", "sale", ("NO", "NOK", "400"), {}, "0", "100.00", "500.00"),
        ("Switzerland, just taxed", "border", ("CH", "CHF", "62"), {"code": "610910"}, "0", "5.02", "67.02"),
        ("Switzerland, just not", "border", ("CH", "CHF", "61"), {"code": "610910"}, "0", "0", "61"),
        ("Thailand", "border", ("TH", "THB", "1000"),
         {"duty": Decimal(20), "day": date(2026, 9, 30)}, "200.00", "84.00", "1284.00"),
        ("Indonesia, a bag", "border", ("ID", "USD", "100"), {"code": "420222"}, "25.00", "13.75", "138.75"),
        ("Brazil until 2026-05-12", "sale", ("BR", "USD", "40"),
         {"region": "most-states", "day": date(2026, 5, 12)}, "8.00", "9.83", "57.83"),
        ("Brazil from 2026-05-13", "sale", ("BR", "USD", "40"),
         {"region": "most-states", "day": date(2026, 5, 13)}, "0", "8.19", "48.19"),
        ("Brazil above 50", "sale", ("BR", "USD", "100"), {"region": "most-states"}, "40.00", "28.67", "168.67"),
        ("Mexico", "border", ("MX", "USD", "100"), {"origin": "CN"}, "33.50", "0", "133.50"),
        ("Türkiye", "border", ("TR", "EUR", "100"), {"duty": Decimal(10)}, "10.00", "22.00", "132.00"),
        ("Russia, by value", "border", ("RU", "EUR", "250"), {"kg": Decimal(10)}, "12.50", "0", "262.50"),
        ("Russia, by weight", "border", ("RU", "EUR", "250"), {"kg": Decimal(20)}, "20.00", "0", "270.00"),
        ("Ontario", "border", ("CA", "CAD", "100"), {"region": "ON", "duty": Decimal(0)}, "0", "13.00", "113.00"),
        ("China, retail import", "retail-import", ("CN", "CNY", "1000"), {"consumption": "cosmetics"},
         "0", "230.59", "1230.59"),
    ],
)  # fmt: skip
def test_worked_examples(story, way, said, more, duty, tax, total):
    found = option(way, *said, **more)
    assert [found.duty.value, found.tax.value, found.total.value] == [Decimal(duty), Decimal(tax), Decimal(total)], (
        story
    )


@pytest.mark.parametrize(
    ("story", "codes", "duty"),
    [
        ("five T-shirts", ["610910"], "3.00"),
        ("a T-shirt and a watch", ["610910", "910211"], "6.00"),
        ("a silk blouse and two wool blouses", ["620610", "620620", "620620"], "6.00"),
    ],
)
def test_the_fixed_duty_is_by_subheading(story, codes, duty):
    lines = tuple(Line(Decimal(20), code=code, quantity=Decimal(5)) for code in codes)
    found = landed_cost(Basket("DE", DAY, "EUR", lines, fixed_duty_in_price=False), LAW).options[0]
    assert found.duty.value == Decimal(duty), story


def test_lines_without_code_make_the_fixed_duty_a_bound():
    lines = (Line(Decimal(20), code="610910"), Line(Decimal(20)), Line(Decimal(20), code="9102"))
    found = landed_cost(Basket("DE", DAY, "EUR", lines, fixed_duty_in_price=False), LAW).options[0]
    assert (found.duty.low, found.duty.high) == (3, 9)
    assert "2 lines have no commodity code" in reasons(found.duty)[0]


@pytest.mark.parametrize(
    ("story", "said", "more", "low", "high", "because"),
    [
        ("who bears the fixed duty is not said", ("DE", "EUR", "60"), {"freight": "5", "code": "610910"},
         "80.35", "80.92", "hangs on who bears it"),
        ("no tariff", ("DE", "EUR", "200"), {}, "238.00", None, "No tariff of DE is at hand."),
        ("no rate of sales tax", ("US", "USD", "80"), {"duty": Decimal(0)}, "80", None, "The rate of the destination"),
        ("an own site need not charge it", ("US", "USD", "80"),
         {"duty": Decimal(0), "sales_tax": "10", "seller": "own-site"}, "80", "88", "own site"),
        ("a rate that ended", ("TH", "THB", "1000"), {"duty": Decimal(0), "day": date(2026, 10, 1)},
         "1000", None, "the last known was 7 % until 2026-09-30"),
        ("states differ", ("BR", "USD", "40"), {}, "48.19", "50.00", "The region of the buyer is not given"),
        ("provinces differ", ("CA", "CAD", "100"), {"duty": Decimal(0)}, "105", "115", "The region of the buyer"),
        ("the sources disagree", ("ZA", "ZAR", "400"), {}, "460", "552", "not verified"),
        ("a fee nobody is sure of", ("IT", "EUR", "100"), {"code": "610910", "fixed_duty_in_price": False},
         "125.00", "127.00", "whether it began was not seen"),
        ("a group of goods, without code", ("ID", "USD", "100"), {}, "111.00", "138.75", "groups"),
        ("a weight is missing", ("RU", "EUR", "250"), {}, "262.50", None, "A weight is not given."),
    ],
)  # fmt: skip
def test_what_is_missing_makes_a_bound_with_its_reason(story, said, more, low, high, because):
    found = landed_cost(basket(*said, **more), LAW).options[0]
    assert (found.total.low, found.total.high) == (Decimal(low), None if high is None else Decimal(high)), story
    assert any(because in reason for reason in reasons(found.total)), reasons(found.total)


@pytest.mark.parametrize(
    ("story", "market", "currency", "price", "day", "bands"),
    [
        ("at the limit", "GB", "GBP", "135", DAY, ("low",)),
        ("a penny above", "GB", "GBP", "135.01", DAY, ("high",)),
        ("below, not at", "NO", "NOK", "2999.99", DAY, ("voec",)),
        ("at what must be below", "NO", "NOK", "3000", DAY, ("high",)),
        ("the last day without duty", "DE", "EUR", "150", date(2026, 6, 30), ("low",)),
        ("the first day with it", "DE", "EUR", "150", date(2026, 7, 1), ("low-fixed",)),
        ("the last day with it", "DE", "EUR", "150", date(2028, 6, 30), ("low-fixed",)),
        ("the day after", "DE", "EUR", "150", date(2028, 7, 1), ("rest",)),
        ("a leap day", "DE", "EUR", "22", date(2024, 2, 29), ("low",)),
        ("before the tax on small parcels", "DE", "EUR", "22", date(2021, 6, 30), ("tiny",)),
        ("the United States, the last free day", "US", "USD", "800", date(2025, 8, 28), ("low",)),
        ("and the day after", "US", "USD", "1", date(2025, 8, 29), ("every",)),
    ],
)
def test_both_sides_of_limits_and_days(story, market, currency, price, day, bands):
    made = basket(market, currency, price, day=day, origin="FR" if market == "US" else "")
    assert landed_cost(made, LAW).options[0].bands == bands, story


def test_goods_of_china_lost_the_relief_of_the_united_states_earlier():
    assert option("border", "US", "USD", "100", day=date(2025, 5, 1), origin="CN").bands == ("low-cn",)
    assert option("border", "US", "USD", "100", day=date(2025, 5, 2), origin="CN").bands == ("rest",)
    unknown = option("border", "US", "USD", "100", day=date(2025, 5, 2))
    assert unknown.bands == ("low", "rest")
    assert unknown.duty.low == 0
    assert unknown.duty.high is None


def test_without_a_rate_of_the_day_every_rule_that_may_serve_is_told():
    found = landed_cost(basket("DE", "CNY", "600"), LAW).options
    assert {one.bands for one in found} == {("low-fixed",), ("low-fixed", "high")}
    assert all(one.total.high is None for one in found)
    given_rate = basket("DE", "CNY", "600", code="610910", fixed_duty_in_price=False)
    given_rate = Basket(**{name: getattr(given_rate, name) for name in Basket.__dataclass_fields__}
                        | {"rates": {("EUR", "CNY"): Decimal("7.98")}})  # fmt: skip
    assert landed_cost(given_rate, LAW).options[0].duty.value == Decimal("23.94")


def test_who_collects():
    assert option("sale", "DE", "EUR", "60", seller="platform").collector == "platform"
    assert option("sale", "DE", "EUR", "60", seller="own-site").collector == "seller"
    assert option("border", "DE", "EUR", "60").collector == "carrier"
    inside = landed_cost(basket("DE", "EUR", "60", ships_from="FR"), LAW).options
    assert [(one.name, one.duty.value, one.tax.value) for one in inside] == [("inside", 0, Decimal("11.40"))]


def test_the_cheapest_way_comes_first_and_an_open_end_last():
    found = landed_cost(basket("DE", "EUR", "60", freight="20", code="610910", preference=True), LAW).options
    assert [one.name for one in found][-1] == "declared", "without a tariff its duty is open"
    highs = [one.total.high for one in found if one.total.high is not None]
    assert highs == sorted(highs)


def test_fees_that_are_not_counted_are_told():
    found = option("border", "FR", "EUR", "60", code="610910")
    assert found.fees.value == 2
    assert any("Not counted: a fee of 2 EUR (EU)" in note for note in found.notes)


@pytest.mark.parametrize(
    ("story", "made", "refused"),
    [
        ("a price of nothing", lambda: basket("DE", "EUR", "0"), NotAPrice),
        ("a price below nothing", lambda: basket("DE", "EUR", "-1"), NotAPrice),
        ("no pieces", lambda: basket("DE", "EUR", "1", quantity=Decimal(0)), NotAPrice),
        ("freight below nothing", lambda: basket("DE", "EUR", "1", freight="-1"), NotAPrice),
        ("no lines", lambda: basket("DE", "EUR"), NoLines),
        ("a price with tax", lambda: basket("DE", "EUR", "1", terms="DDP"), NotAPrice),
        ("freight twice", lambda: basket("DE", "EUR", "1", terms="CIF", freight="1"), NotAPrice),
        ("no such market", lambda: basket("XX", "EUR", "1"), UnknownMarket),
        ("a market of which nothing is known", lambda: basket("BN", "EUR", "1"), NoScheme),
        ("before anything is known", lambda: basket("GB", "GBP", "1", day=date(2020, 12, 31)), NoScheme),
        ("a class there is not", lambda: basket("DE", "EUR", "1", tax_class="reduced-8"), UnknownClass),
        ("delivery terms that differ",
         lambda: Basket("DE", DAY, "EUR", (Line(Decimal(1), terms="FOB"), Line(Decimal(1), terms="CIF"))), MixedTerms),
        ("prices in a currency without rate",
         lambda: Basket("DE", DAY, "EUR", (Line(Decimal(1)), Line(Decimal(1), currency="USD"))), NoExchangeRate),
    ],
)  # fmt: skip
def test_what_cannot_be_told_is_refused(story, made, refused):
    with pytest.raises(refused):
        landed_cost(made(), LAW)
    assert not issubclass(refused, MixedUnits)


def test_another_value_laid_over_the_law():
    law = Law({"thresholds/GB/duty/parcel": (Overlaid(date(2026, 10, 1), None, Decimal(0), "a bill"),)})
    assert landed_cost(basket("GB", "GBP", "100"), law).options[0].bands == ("high",)
    assert landed_cost(basket("GB", "GBP", "100", day=date(2026, 9, 30)), law).options[0].bands == ("low",)
    dearer = Law({"import_schemes/EU/sale/low-fixed/figure": (Overlaid(None, None, Decimal(5), "a bill"),)})
    made = basket("DE", "EUR", "60", code="610910", fixed_duty_in_price=False)
    found = next(one for one in landed_cost(made, dearer).options if one.name == "sale")
    assert found.duty.value == 5
    assert "a bill" in {one.source.source for one in under(found.total) if one.source}


def test_every_scheme_names_a_threshold_there_is_and_every_market_with_one_is_answered():
    schemes = table("import_schemes").rows
    for row in schemes:
        if row.value("limit") != "-":
            assert book().history(row.value("limit"))
    markets = {one.code for one in places().values() if one.kind == "market"}
    served = {code for code in markets if {code, places()[code].within} & {row.place for row in schemes}}
    limited = {fact.places[0] for name in book().series("thresholds") for fact in book().history(name)}
    assert limited & markets - {"CN"} <= served


prices = st.decimals(min_value="0.01", max_value=60, places=2)
LINES = st.lists(st.tuples(prices, st.sampled_from(["610910", "910211", "640411"])), min_size=1, max_size=4)
MARKETS = st.sampled_from([("DE", "EUR"), ("FR", "EUR"), ("GB", "GBP"), ("AU", "AUD"), ("CH", "CHF"), ("MX", "USD")])


def of(market, lines, freight):
    """The options of a basket by name."""
    made = tuple(Line(price, code=code, origin="CN", duty=Decimal(12)) for price, code in lines)
    found = landed_cost(Basket(*market[:1], DAY, market[1], made, freight, fixed_duty_in_price=True), LAW)
    return {one.name: one for one in found.options}


@given(MARKETS, LINES, prices)
def test_the_parts_make_the_whole(market, lines, freight):
    for one in of(market, lines, freight).values():
        goods = sum(price for price, _ in lines) + freight
        assert one.total.low == goods + one.duty.low + one.tax.low + one.fees.low
        assert one.tax.low == sum(line.tax.low for line in one.lines)
        assert abs(one.duty.low - sum(line.duty.low for line in one.lines)) < Decimal("1e-20")


@given(MARKETS, LINES, prices, st.randoms())
def test_the_order_of_lines_does_not_matter(market, lines, freight, chance):
    mixed = list(lines)
    chance.shuffle(mixed)
    one, other = of(market, lines, freight), of(market, mixed, freight)
    assert {name: found.total.low for name, found in one.items()} == {name: f.total.low for name, f in other.items()}


@given(st.sampled_from([("AU", "AUD"), ("MX", "USD"), ("DE", "EUR")]), prices, prices)
def test_who_pays_more_for_the_goods_pays_no_less(market, price, more):
    low = of(market, [(price, "610910")], Decimal(5))
    high = of(market, [(price + more, "610910")], Decimal(5))
    assert all(high[name].total.low >= low[name].total.low for name in low if name in high)
