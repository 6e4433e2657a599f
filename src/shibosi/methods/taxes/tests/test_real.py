"""Real data: numeric cases of the UK duty calculator, euro reference rates, the US schedule, standard rates.

Of the 93 cases of the calculator 27 are sums of duty, excise, VAT or exchange; all of them agree to the cent. The other
66 are about which questions a form asks and which of two tariffs serves in Northern Ireland: not modelled here.
"""

import csv
import gzip
import json
import os
import re
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from shibosi.methods.derivation.number import given, total
from shibosi.methods.derivation.rounding import rounded, rounding
from shibosi.methods.taxes.exchange import Rates, read_ecb
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.tariff.duty import Term, duty_of
from shibosi.methods.taxes.tariff.expression import terms_of
from shibosi.methods.taxes.tariff.importing import read_tariff
from shibosi.standard.law.places import places

REAL = os.environ.get("SHIBOSI_REAL_DATA")
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(REAL is None, reason="SHIBOSI_REAL_DATA is not set: tariffs, rates and cases are not at hand"),
]
DATA = Path(REAL or ".") / "data"
UK = DATA / "duty_calculator_uk"
SIGNS = {"01": "+", "04": "+", "02": "+", "15": "MIN", "17": "MAX", "36": "-"}
CENT = Decimal("0.01")
DAY = date(2021, 1, 1)


def cases():
    """The cases by their number."""
    path = UK / "cases.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def asked(case, part="inputs"):
    """What a case says, numbers exact."""
    return json.loads(case[part], parse_float=Decimal, parse_int=Decimal)


def value_of(said):
    """Goods, insurance and shipping."""
    return given(sum(Decimal(one) for one in said["customs_value"].values()), "Customs value", "GBP")


def quantity(code, said):
    """How many units of a duty there are, from what the importer typed."""
    answers, about = said.get("answers", {}), said.get("units", {}).get(code[:3], {})
    if code.startswith("ASV"):
        hectolitres = answers.get("hlt")
        return answers["asv"] * hectolitres
    found = answers.get(code.lower(), answers.get(code[:3].lower()))
    return found if found is not None else answers[about["asked_in"].lower()] * Decimal(about["multiplier"])


def ours(components, value, said):
    """What our duty comes to for the components of a case."""
    terms, held = [], {}
    for one in components:
        unit = one.get("unit") or ""
        code = unit + (one.get("qualifier") or "") if unit else ""
        terms.append(Term(SIGNS[one["duty_expression_id"]], Decimal(one["duty_amount"]),
                          one.get("monetary_unit") or ("GBP" if unit else ""), code))  # fmt: skip
        if code:
            held[code] = given(Decimal(quantity(code, said)), code, code)
    rates = Rates(given={("EUR", "GBP"): Decimal(said["eur_to_gbp"])} if "eur_to_gbp" in said else {})
    return duty_of(tuple(terms), value, held, lambda amount: rates.convert(amount, "GBP", DAY), None)


def percents(case):
    """The amount that "8.00% * £1200.00" comes to."""
    percent, amount = re.fullmatch(r"([\d.]+)% \* £([\d,.]+)", asked(case)["duty_evaluation"]["calculation"]).groups()
    return duty_of(terms_of(f"{percent}%"), given(Decimal(amount.replace(",", "")), "Value", "GBP"), {}, None, None)


BY_COMPONENTS = ("001", "003", "005", "007", "008", "009", "066", "068")
BY_PERCENT = ("024", "025", "026", "028", "029", "033", "034", "037", "038", "040")
TOTALS = ("042", "044", "045")
WHOLE = ("060", "061")
OTHERS = ("014", "016", "070", "118")
DUTY = rounding("duty", "GB", DAY)


def pounds(text):
    """An amount as it is shown."""
    return Decimal(text.replace("£", "").replace(",", ""))


@pytest.mark.parametrize("number", BY_COMPONENTS)
def test_duties_by_value_and_by_unit(number):
    case = cases()[f"UKDC-{number}"]
    said, expected = asked(case), asked(case, "expected")
    value = value_of(said) if "customs_value" in said else given(Decimal(0), "Customs value", "GBP")
    found = ours(said["components"], value, said)
    assert rounded(found, DUTY, "Duty").value == pounds(expected["formatted"])
    if "value" in expected:
        assert abs(found.value - expected["value"]) < Decimal("1e-6")


@pytest.mark.parametrize("number", BY_PERCENT)
def test_options_by_per_cent(number):
    case = cases()[f"UKDC-{number}"]
    assert percents(case).value == asked(case, "expected")["value"]


@pytest.mark.parametrize("number", TOTALS)
def test_duty_totals(number):
    case = cases()[f"UKDC-{number}"]
    said = asked(case)
    parts = [said["duty_evaluation"]["value"], *(one["value"] for one in said["additional_duties"])]
    parts += [said["vat"]["value"]] if said["vat"] else []
    found = total([given(Decimal(one), "Duty", "GBP") for one in parts], "Duty", "GBP")
    assert rounded(found, DUTY, "Duty").value == pounds(asked(case, "expected")["duty_total"])


@pytest.mark.parametrize("number", WHOLE)
def test_full_calculations(number):
    case = cases()[f"UKDC-{number}"]
    said, expected = asked(case), asked(case, "expected")
    value = value_of(said)
    more = [one for one in said["additional_duties"] if one["name"] not in expected.get("excluded", [])]
    main = ours(said["measure"]["components"], value, said)
    duties = [main, *(ours(one["components"], value, one) for one in more)]
    base = total([value, *duties], "Base", "GBP")
    vat = ours(said["vat"]["components"], base, said)
    paid = total([*duties, vat], "Duty", "GBP")
    shown = [rounded(one, DUTY, "Duty").value for one in (main, base, vat, paid)]
    assert shown == [pounds(expected[name]) for name in ("import_duty", "vat_base", "vat", "duty_total")]


def test_value_added_tax_excise_of_small_producers_and_an_unknown_currency():
    said = cases()
    vat = asked(said["UKDC-016"])
    base = value_of(vat) + given(vat["duty_total"], "Duty", "GBP")
    assert rounded(ours(vat["vat_components"], base, vat), DUTY, "VAT").value == Decimal("82.40")
    vat = asked(said["UKDC-070"])
    base = total([value_of(vat), *(given(Decimal(one), "Duty", "GBP") for one in vat["duties"])], "Base", "GBP")
    assert rounded(base, DUTY, "Base").value == Decimal("2179.54"), "half a penny goes up"
    assert rounded(ours(vat["vat_components"], base, vat), DUTY, "VAT").value == Decimal("435.91")
    small = asked(said["UKDC-014"])
    alcohol, discount = given(small["answers"]["lpa"], "Alcohol", "LPA"), small["answers"]["spr"]
    found = duty_of(
        (Term("+", discount, "GBP", "LPA"),), given(Decimal(0), "Value", "GBP"), {"LPA": alcohol}, None, None
    )
    assert found.value.quantize(CENT, ROUND_DOWN) == Decimal("174.50")
    assert Rates().rate(asked(said["UKDC-118"])["currency"], "GBP", DAY) is None


def test_how_many_cases_agree_is_as_told():
    assert len(cases()) == 93
    assert len({*BY_COMPONENTS, *BY_PERCENT, *TOTALS, *WHOLE, *OTHERS}) == 27


def test_every_euro_reference_rate_is_read():
    rates = read_ecb(DATA / "fx_ecb" / "eurofxref-hist.csv.gz")
    assert (len(rates.days), rates.days[0], rates.days[-1]) == (6983, date(1999, 1, 4), date(2026, 4, 13))
    assert rates.rate("EUR", "CNY", date(2026, 4, 13)).value == Decimal("7.9827")
    with gzip.open(DATA / "fx_ecb" / "eurofxref-hist.csv.gz", "rt") as file:
        for row in list(csv.DictReader(file))[::500]:
            day = date.fromisoformat(row["Date"])
            crossed = rates.rate("USD", "GBP", day).value
            wanted = Decimal(row["GBP"]) / Decimal(row["USD"])
            assert crossed.quantize(Decimal("1e-12"), ROUND_HALF_UP) == wanted.quantize(Decimal("1e-12"), ROUND_HALF_UP)


def test_the_schedule_of_the_united_states_is_read_and_most_of_its_rates_can_be_counted():
    path = DATA / "us_hts" / "htsdata_2023.csv.gz"
    tariff = read_tariff(path, "US", date(2023, 1, 1))
    assert tariff.find("6109.10.00.12", "CN", date(2026, 1, 1), False).choices[0][0].printed == "16.5%"
    assert tariff.find("0101300000", "AU", date(2026, 1, 1), True).choices[0][0].printed == "Free"
    normal = [line for some in tariff.lines.values() for line in some if line.measure == "normal"]
    counted = sum(terms_of(line.printed) is not None for line in normal)
    assert len(normal) == 13591
    assert counted / len(normal) > 0.96


def test_standard_rates_agree_with_a_second_data_set_where_both_speak():
    """The other data set is older: where it differs, ours has a later first day."""
    law, later = Law(), 0
    with (DATA / "vat_rates" / "vat_rates_history.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["rate_type"] == "standard" and not row["stop_date"]]
    for row in rows:
        if len(row["territory_codes"]) != 2:
            continue
        place = {"EL": "GR", "UK": "GB"}.get(row["territory_codes"], row["territory_codes"])
        ours = law.rate(place, "VAT", "standard", date(2026, 9, 1)) if place in places() else None
        if ours is not None and ours.value != Decimal(row["rate"]):
            assert ours.source.first > date.fromisoformat(row["start_date"])
            later += 1
    assert later < 8
