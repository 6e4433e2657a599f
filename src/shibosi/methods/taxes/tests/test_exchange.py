"""Rates of exchange: only with a day, over weekends, not over gaps; files that cannot be read."""

import gzip
from datetime import date
from decimal import Decimal

import pytest

from shibosi.methods.derivation.number import given
from shibosi.methods.derivation.telling import lines
from shibosi.methods.taxes.errors import NoExchangeRate, Unreadable
from shibosi.methods.taxes.exchange import Rates, read_ecb

FILE = "Date,USD,CNY,RUB,\n2026-04-13,1.1684,7.9827,N/A,\n2026-04-10,1.2,8.0,N/A,\n2022-03-01,1.1,7.0,117.2,\n"
EUROS = given(Decimal(100), "Price", "EUR")


@pytest.fixture
def rates(tmp_path):
    path = tmp_path / "rates.csv.gz"
    path.write_bytes(gzip.compress(FILE.encode()))
    return read_ecb(path)


@pytest.mark.parametrize(
    ("story", "currency", "into", "day", "rate"),
    [
        ("from the euro", "EUR", "CNY", date(2026, 4, 13), "7.9827"),
        ("across", "USD", "CNY", date(2026, 4, 10), str(Decimal("8.0") / Decimal("1.2"))),
        ("the same", "CNY", "CNY", date(2026, 4, 13), "1"),
        ("on Sunday that of Friday", "EUR", "USD", date(2026, 4, 12), "1.2"),
        ("five days on", "EUR", "USD", date(2026, 4, 18), "1.1684"),
        ("six days on", "EUR", "USD", date(2026, 4, 19), None),
        ("before the first", "EUR", "USD", date(2022, 2, 28), None),
        ("not quoted any more", "EUR", "RUB", date(2026, 4, 13), None),
        ("quoted then", "EUR", "RUB", date(2022, 3, 1), "117.2"),
        ("no such currency", "EUR", "XYZ", date(2026, 4, 13), None),
    ],
)
def test_the_rate_of_a_day(rates, story, currency, into, day, rate):
    found = rates.rate(currency, into, day)
    assert (found is None) if rate is None else (abs(found.value - Decimal(rate)) < Decimal("1e-20")), story


def test_an_amount_is_converted_with_the_day_named(rates):
    found = rates.convert(EUROS, "CNY", date(2026, 4, 13))
    assert (found.value, found.unit) == (Decimal("798.27"), "CNY")
    assert "CNY/EUR, -, from 2026-04-13 until 2026-04-13" in "\n".join(lines(found))
    with pytest.raises(NoExchangeRate):
        rates.convert(EUROS, "CNY", date(2027, 1, 1))


def test_a_rate_that_is_given_serves_both_ways():
    rates = Rates(given={("EUR", "CNY"): Decimal(8)})
    assert rates.convert(EUROS, "CNY", date(2026, 4, 13)).value == 800
    assert rates.convert(given(Decimal(80), "Price", "CNY"), "EUR", date(2026, 4, 13)).value == 10


@pytest.mark.parametrize(
    "contents",
    [b"", b"Day,USD\n", b"Date,USD\n2026-04-32,1\n", b"Date,USD\n2026-04-13,x\n", b"Date,USD\n2026-04-13,0\n",
     b"Date,USD\n2026-04-13,NaN\n", b"\x1f\x8b\x00", b"\xff\xff"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused(tmp_path, contents):
    path = tmp_path / "rates.csv"
    path.write_bytes(contents)
    with pytest.raises(Unreadable):
        read_ecb(path)
