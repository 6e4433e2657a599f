"""Many orders at once are taxed as one by one: held against the single form, line by line, to the last figure."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shibosi.methods.taxes.batch.exact import millionths, units
from shibosi.methods.taxes.batch.landed import LINES, PREFERRED, landed
from shibosi.methods.taxes.batch.retail import taxed, used
from shibosi.methods.taxes.errors import NoScheme, NotAPrice
from shibosi.methods.taxes.exchange import Rates
from shibosi.methods.taxes.landed.basket import Basket, Line
from shibosi.methods.taxes.landed.cost import landed_cost
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.order import RetailLine, RetailOrder
from shibosi.methods.taxes.retail.quota import Purchase, year_quota
from shibosi.methods.taxes.retail.returning import GoodsBack
from shibosi.methods.taxes.retail.tax import retail_tax

LAW, RATES = Law(), Rates(given={("EUR", "CNY"): Decimal("7.98"), ("USD", "KRW"): Decimal("1400")})
DAY = date(2026, 11, 20)
prices = st.decimals(min_value="0.01", max_value=5000, places=2)
days = st.sampled_from([date(2016, 10, 1), date(2018, 5, 1), date(2019, 4, 1), date(2024, 2, 29), DAY])


CLASSES = st.sampled_from([None, "cosmetics", "10", "watches", "beer"])
retail = st.lists(st.tuples(prices, days, st.sampled_from(["standard", "13"]), CLASSES), min_size=1, max_size=8)


@given(retail)
@settings(max_examples=60, deadline=None)
def test_retail_import_is_taxed_as_one_by_one(lines):
    frame = pl.DataFrame(
        [(units(price), day, vat, consumption) for price, day, vat, consumption in lines],
        schema={"price": pl.Int64, "day": pl.Date, "vat": pl.String, "consumption": pl.String}, orient="row",
    )  # fmt: skip
    found = taxed(frame, LAW)
    for (price, day, vat, consumption), due in zip(lines, found["due"], strict=True):
        rate = Decimal(vat) if vat.isdecimal() else vat
        taxes = Decimal(consumption) if (consumption or "").isdecimal() else consumption
        single = retail_tax(RetailOrder((RetailLine(price, rate, taxes),), day), LAW, Decimal(0))
        if consumption == "beer":
            assert due is None, "what goes by quantity is left to the single form"
        elif single.channel.name == "relief":
            assert due == units(single.due.value)


def test_retail_import_before_its_first_day_is_refused():
    frame = pl.DataFrame({"price": [1], "day": [date(2016, 4, 7)], "vat": ["17"], "consumption": [None]},
                         schema_overrides={"consumption": pl.String})  # fmt: skip
    with pytest.raises(NoScheme):
        taxed(frame, LAW)


moments = st.dates(date(2024, 11, 1), date(2026, 2, 1))
bought = st.lists(st.tuples(st.sampled_from("AB"), moments, st.booleans(), prices), min_size=1, max_size=6)
backs = st.lists(st.tuples(st.integers(0, 6), st.integers(-2, 40), st.integers(-2, 20), prices), max_size=5)


@given(bought, backs)
@settings(max_examples=80, deadline=None)
def test_what_persons_used_is_as_one_by_one(purchases, returns):
    lists = [
        (person, str(at), day, day if released else None, value)
        for at, (person, day, released, value) in enumerate(purchases)
    ]
    goods = [
        (str(at), lists[at % len(lists)][2] + timedelta(days=asked),
         lists[at % len(lists)][2] + timedelta(days=asked + more), value)
        for at, asked, more, value in dict.fromkeys(returns) if at < len(lists)
    ]  # fmt: skip
    goods = list({one[0]: one for one in goods}.values())
    frame = pl.DataFrame([(*one[:4], units(one[4])) for one in lists], orient="row",
                         schema={"person": pl.String, "order": pl.String, "declared": pl.Date, "released": pl.Date,
                                 "value": pl.Int64})  # fmt: skip
    back = pl.DataFrame([(*one[:3], units(one[3])) for one in goods], orient="row",
                        schema={"order": pl.String, "asked": pl.Date, "back": pl.Date, "value": pl.Int64})  # fmt: skip
    for row in used(frame, back).iter_rows(named=True):
        own = [Purchase(*one[1:]) for one in lists if one[0] == row["person"] and one[3] is not None]
        single = year_quota(own, [GoodsBack(*one) for one in goods], LAW, row["year"], date(2026, 12, 31))
        assert row["used"] == units(single.used.value)


MARKETS = [
    ("DE", "EUR"), ("GB", "GBP"), ("AU", "AUD"), ("NO", "NOK"), ("CH", "CHF"), ("MX", "USD"), ("FR", "EUR"),
    ("ZA", "ZAR"), ("US", "USD"), ("JP", "JPY"), ("DE", "CNY"), ("CN", "CNY"), ("IN", "INR"), ("KR", "KRW"),
]  # fmt: skip
codes = st.sampled_from(["610910", "6109.10", "910211", "6206", ""])
duties = st.sampled_from([None, "0", "12", "4.5"])
orders = st.lists(
    st.tuples(st.sampled_from(MARKETS), st.sampled_from([date(2026, 5, 1), date(2026, 6, 30), date(2026, 7, 1), DAY]),
              st.lists(st.tuples(prices, codes, duties), min_size=1, max_size=3)),
    min_size=1, max_size=5,
)  # fmt: skip


@given(orders, st.booleans())
@settings(max_examples=80, deadline=None)
def test_landed_cost_is_as_one_by_one(made, in_price):
    rows = [
        (str(at), market, day, currency, "", units(price), code, duty and millionths(Decimal(duty) / 100))
        for at, ((market, currency), day, lines) in enumerate(made) for price, code, duty in lines
    ]  # fmt: skip
    frame = pl.DataFrame(rows, schema=LINES, orient="row")
    found = landed(frame, LAW, RATES, in_price)
    assert found["order"].to_list() == frame["order"].to_list()
    at = 0
    for (market, currency), day, lines in made:
        basket = Basket(market, day, currency, tuple(
            Line(price, code, duty=None if duty is None else Decimal(duty)) for price, code, duty in lines),
            fixed_duty_in_price=in_price)  # fmt: skip
        ways = {one.name: one for one in landed_cost(basket, LAW, RATES).options}
        way = next(ways[name] for name in (*PREFERRED, *ways) if name in ways)
        for line in way.lines:
            row = found.row(at, named=True)
            assert row["option"] == way.name
            assert row["bound"] is not (line.duty.exact and line.tax.exact and way.fees.exact)
            assert row["fees"] == int(way.fees.low * 100_000)
            assert row["tax_due"] == int(line.tax.low * 100_000)
            assert row["duty_due"] == int(line.duty.low * 100_000)
            at += 1


def test_a_price_of_nothing_is_refused():
    frame = pl.DataFrame([("A", "DE", DAY, "EUR", "", 0, "610910", 0)], schema=LINES, orient="row")
    with pytest.raises(NotAPrice):
        landed(frame, LAW, RATES)


def test_nothing_is_taxed_as_nothing():
    frame = pl.DataFrame(schema=LINES)
    assert landed(frame, LAW, RATES).is_empty()
