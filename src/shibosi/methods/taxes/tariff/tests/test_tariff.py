"""Tariffs: printed rates, what they come to, which line a code has on a day, files of three forms."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from shibosi.methods.derivation.number import given
from shibosi.methods.derivation.sources import reasons
from shibosi.methods.taxes.errors import Unreadable
from shibosi.methods.taxes.tariff.duty import duty_of
from shibosi.methods.taxes.tariff.expression import terms_of
from shibosi.methods.taxes.tariff.importing import read_tariff
from shibosi.methods.taxes.tariff.lines import ADDITIONAL, NORMAL, PREFERENCE, Tariff, TariffLine

DAY = date(2026, 11, 20)


def no_rate(amount):
    """There is no rate of exchange."""


def duty(printed, value="1200", currency="GBP", **quantities):
    """What a printed rate comes to."""
    held = {unit: given(Decimal(amount), unit, unit) for unit, amount in quantities.items()}
    return duty_of(terms_of(printed), given(Decimal(value), "Value", currency), held, no_rate, None)


@pytest.mark.parametrize(
    ("printed", "quantities", "currency", "amount"),
    [
        ("Free", {}, "USD", "0"), ("2.5%", {}, "USD", "30"), ("6.40 %", {}, "GBP", "76.8"),
        ("8.8¢/kg + 20%", {"kg": "10"}, "USD", "240.88"), ("$1.035/kg + 17%", {"kg": "2"}, "USD", "206.07"),
        ("3.7¢/liter", {"litre": "100"}, "USD", "3.7"), ("90¢ each + 6.4%", {"piece": "3"}, "USD", "79.5"),
        ("35.10 GBP / 100 kg", {"kg": "250"}, "GBP", "87.75"), ("$1/t", {"kg": "500"}, "USD", "0.5"),
        ("13.80 % MIN 13.00 GBP / 100 kg MAX 15.00 GBP / 100 kg - 7.00 GBP / 100 kg", {"kg": "10000"}, "GBP", "800"),
        ("10.00 % MIN 22.00 GBP / 100 kg MAX 56.00 GBP / 100 kg", {"kg": "100"}, "GBP", "56"),
        ("10.00 % MIN 22.00 GBP / 100 kg", {"kg": "1000"}, "GBP", "220"),
    ],
)  # fmt: skip
def test_printed_rates_come_to(printed, quantities, currency, amount):
    assert duty(printed, currency=currency, **quantities).value == Decimal(amount), printed


@pytest.mark.parametrize(
    "printed",
    ["", "The rate applicable to each garment", "5% on the case + 6% on the battery", "3¢/clean kg", "1.2.3%"],
)
def test_what_has_no_form_is_not_guessed(printed):
    assert terms_of(printed) is None


def test_a_missing_quantity_or_rate_makes_a_bound():
    found = duty("8.8¢/kg + 20%", currency="USD")
    assert (found.low, found.high) == (240, None)
    assert "kg" in reasons(found)[0]
    assert reasons(duty("35.10 EUR / 100 kg", kg="1")) == ["There is no rate from EUR for the day."]


@over(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    terms = terms_of(text)
    assert terms is None or all(term.amount >= 0 for term in terms)


def tariff(*lines):
    """A tariff of lines (code, first, last, origin, measure, printed)."""
    return Tariff("GB", "a file", [TariffLine(*line) for line in lines])


TARIFF = tariff(
    ("610910", None, None, "", NORMAL, "12%"), ("610910", None, None, "TR", PREFERENCE, "Free"),
    ("610910", None, None, "CN", ADDITIONAL, "5%"), ("62061000", None, None, "", NORMAL, "6%"),
    ("62062000", None, None, "", NORMAL, "8%"), ("62063000", None, None, "", NORMAL, "8%"),
    ("850710", None, date(2021, 12, 31), "", NORMAL, "2%"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("story", "code", "origin", "preference", "printed", "because"),
    [
        ("its own line", "610910", "FR", False, [["12%"]], ""),
        ("a longer code", "6109.10.00.30", "FR", False, [["12%"]], ""),
        ("a preference that is asked for", "610910", "TR", True, [["Free"]], ""),
        ("a preference that is not", "610910", "TR", False, [["12%"]], ""),
        ("an additional duty of an origin", "610910", "CN", False, [["12%", "5%"]], ""),
        ("a short code with several rates", "6206", "", False, [["6%"], ["8%"]], "several lines"),
        ("a short code with one rate", "620620", "", False, [["8%"]], ""),
        ("an old code", "850710", "", False, [], "old code: its last day in the tariff was 2021-12-31"),
        ("an unknown code", "999999", "", False, [], "is not in the tariff of GB"),
        ("no code", "", "", False, [], "No commodity code"),
        ("no digits", "shirt", "", False, [], "no commodity code"),
    ],
)
def test_which_line_a_code_has(story, code, origin, preference, printed, because):
    found = TARIFF.find(code, origin, DAY, preference)
    assert [[rate.printed for rate in choice] for choice in found.choices] == printed, story
    assert because in found.because


OWN = "code,from,to,origin,measure,duty\n6109.10,2026-01-01,,,normal,12%\n6109.10,2026-01-01,,TR,preference,Free\n"
US = (
    "HTS Number,Indent,Description,Unit of Quantity,General Rate of Duty,Special Rate of Duty\n"
    '0101.30.00.00,1,Asses,"[""No.""]",6.8%,"Free (A+,AU,CL)"\n,1,Horses:,,,\n0101.90,1,Other:,,,\n'
)
UK = (
    "commodity__code,measure__type__id,measure__duty_expression,measure__geographical_area__id,"
    "measure__effective_start_date,measure__effective_end_date\n6109100000,103,12.00 %,1011,2021-01-01,\n"
    "6109100000,142,0.00 %,TR,2021-01-01,\n6109100000,305,20.00 %,1011,2021-01-01,\n"
)


@pytest.mark.parametrize(
    ("form", "contents", "code", "origin", "normal", "preference"),
    [
        ("our own", OWN, "610910", "TR", "12%", "Free"),
        ("the US schedule", US, "0101300000", "AU", "6.8%", "Free"),
        ("the UK measures", UK, "610910", "TR", "12.00 %", "0.00 %"),
    ],
)
def test_files_of_three_forms(tmp_path, form, contents, code, origin, normal, preference):
    path = tmp_path / "tariff.csv"
    path.write_text(contents, encoding="utf-8")
    found = read_tariff(path, "XX", date(2023, 1, 1))
    assert found.find(code, origin, DAY, False).choices[0][0].printed == normal, form
    assert found.find(code, origin, DAY, True).choices[0][0].printed == preference
    assert found.find(code, origin, date(2020, 1, 1), False).choices == ()


@pytest.mark.parametrize(
    ("story", "contents", "row"),
    [
        ("nothing", b"", 1), ("another form", b"a,b\n1,2\n", 1), ("no text", b"\xff\xfe\xff", 1),
        ("cut off", b"\x1f\x8b\x08", 1), ("a letter in a code", OWN.replace("6109.10", "6109.1O").encode(), 2),
        ("a measure there is not", OWN.replace("normal", "usual").encode(), 2),
        ("no day", OWN.replace("2026-01-01", "2026-02-30").encode(), 2),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named_with_its_row(tmp_path, story, contents, row):
    path = tmp_path / "tariff.csv"
    path.write_bytes(contents)
    with pytest.raises(Unreadable) as refused:
        read_tariff(path, "XX")
    assert refused.value.facts["row"] == row, story
