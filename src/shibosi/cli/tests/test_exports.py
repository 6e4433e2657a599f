"""`shibosi tax refund`, `deemed`, `obligations`: the worked examples, what is not known, files that `check` reads."""

from datetime import date

import pytest

from shibosi.standard import tables

MONTH = ("--fob", "1000000", "--output", "50000", "--input", "120000", "--carried", "10000", "--day", "2026-03-10")
ZONE = (
    "--city",
    "杭州",
    "--recorded",
    "--voucher",
    "none",
    "--declared-by-list",
    "--zone-customs",
    "--refund-in-force",
)
HEAD = "party_code,market,scheme,number,registered_on,ended_on,frequency\n"


def test_a_trading_company_learns_refund_and_cost(ask):
    found = ask("tax", "refund", "--base", "100000", "--rate", "9", "--day", "2026-03-10")
    assert found.status == 0 and "9,000.00" in found.words and "4,000.00" in found.words


def test_a_manufacturer_learns_every_step(ask):
    found = ask("tax", "refund", *MONTH, "--rate", "9", "--explain", language="zh")
    assert found.status == 0
    for word in ("40,000.00", "50,000.00", "不得免征和抵扣税额", "rates/CN/VAT/standard"):
        assert word in found.words


@pytest.mark.parametrize("asked", [(), ("--base", "1", "--fob", "1"), ("--fob", "1", "--output", "1")])
def test_half_a_question_is_refused(ask, asked):
    assert ask("tax", "refund", "--rate", "9", *asked).status == 2


def test_deemed_income_of_ten_million(ask):
    found = ask("tax", "deemed", "--revenue", "10000000", *ZONE, "--day", "2025-03-10", "--json")
    assert found.status == 0 and found.data["figures"] == {"income": "400000", "tax": "100000", "small": "20000"}


@pytest.mark.parametrize(("asked", "status"), [((), 3), (("--voucher", "special-invoice"), 1)])
def test_who_may_not_use_it_is_told_and_who_did_not_say_too(ask, asked, status):
    assert ask("tax", "deemed", "--revenue", "1", *asked, "--day", "2025-03-10").status == status


def test_obligations_of_a_file_become_records(ask, tmp_path):
    (tmp_path / "registrations.csv").write_text(
        HEAD + "F-1,DE,VAT,DE1,2026-01-01,,month\nF-1,EU,IOSS,IM1,2026-01-01,,\n", encoding="utf-8"
    )
    days = ("--from", "2026-01-01", "--to", "2026-03-31")
    out = tmp_path / "tax_obligation.csv"
    found = ask("tax", "obligations", "--registrations", str(tmp_path / "registrations.csv"), *days, "--out", str(out))
    assert found.status == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "party_code,market,scheme,period,frequency,starts_on,ends_on,due_on"
    assert lines[1] == "F-1,DE,VAT,2026-01,month,2026-01-01,2026-01-31,2026-02-10" and len(lines) == 7


def test_last_days_are_told_with_their_source(ask):
    asked = ("--market", "德国", "--scheme", "VAT", "--frequency", "month", "--from", "2026-01-01")
    found = ask("tax", "obligations", *asked)
    row = tables.in_force("filing_periods", date(2026, 1, 31), "DE", scheme="VAT")
    assert found.status == 0 and "2026-02-10" in found.words and row.source.split()[0] in found.words


@pytest.mark.parametrize(
    ("story", "asked", "status"),
    [
        ("a market without a row", ("--market", "FR", "--scheme", "VAT", "--frequency", "month"), 3),
        ("an open frequency", ("--market", "DE", "--scheme", "VAT"), 3),
        ("nothing asked", (), 2),
    ],
)
def test_what_is_not_known_is_said(ask, story, asked, status):
    assert ask("tax", "obligations", *asked, "--from", "2026-01-01").status == status
