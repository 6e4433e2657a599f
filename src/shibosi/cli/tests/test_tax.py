"""`shibosi tax`: retail import, a person's year, landed cost, imported tables, other values."""

import json

import pytest

DAY = ("--day", "2026-11-20")


@pytest.fixture
def written(tmp_path):
    """Writes a file and gives its path."""

    def write(name, contents):
        path = tmp_path / name
        path.write_text(contents if isinstance(contents, str) else json.dumps(contents), encoding="utf-8")
        return str(path)

    return write


def test_retail_import_is_taxed_with_its_reasons(ask):
    found = ask("tax", "retail", "--price", "1000", "--vat", "13", "--consumption", "15", *DAY)
    assert found.status == 0
    for words in ("123.53 CNY", "107.06 CNY", "230.59 CNY", "retail import, with the relief"):
        assert words in found.words


def test_every_row_of_law_is_named_where_asked_in_chinese_too(ask):
    found = ask("tax", "retail", "--price", "1000", "--consumption", "cosmetics", "--explain", *DAY, language="zh")
    assert "组成计税价格" in found.words and "rates/CN/consumption-tax/cosmetics" in found.words


@pytest.mark.parametrize(
    ("story", "more", "status"),
    [
        ("within", ("--price", "5000"), 0),
        ("one dear piece, duty known", ("--price", "6000", "--duty", "10", "--used", "0"), 0),
        ("one dear piece, duty not known", ("--price", "6000", "--used", "0"), 3),
        ("above the year", ("--price", "4000", "--used", "23000"), 1),
        ("a price of nothing", ("--price", "0"), 2),
        ("no amount", ("--price", "much"), 2),
        ("no such class", ("--price", "1", "--vat", "standart"), 2),
    ],
)
def test_the_exit_status_says_how_it_stands(ask, story, more, status):
    assert ask("tax", "retail", *more, *DAY).status == status, story


def test_a_list_of_goods_takes_an_order_out_of_the_channel(ask, written):
    goods = written("list.csv", "code,from,to,name,note\n33049900,2019-01-01,,skin care,\n")
    asked = ("tax", "retail", "--price", "100", "--list", goods, *DAY, "--code")
    assert ask(*asked, "3304990039").status == 0
    assert ask(*asked, "22030000").status == 1


def test_a_year_is_counted(ask, written):
    lists = [{"order": "A", "declared": "2026-03-01", "released": "2026-03-01", "value": 26000.01}]
    found = ask("tax", "quota", written("year.json", {"purchases": lists}), *DAY, "--json")
    assert (found.status, found.data["left"]["value"]) == (1, "-0.01")
    wrong = ask("tax", "quota", written("wrong.json", {"purchases": [{"order": "A", "day": "2026-03-01"}]}), *DAY)
    assert wrong.status == 2 and "purchases[0].day" in wrong.err


def test_a_basket_of_one_line_and_one_from_a_file(ask, written):
    found = ask("tax", "landed", "--market", "GB", "--price", "100", "--currency", "GBP", *DAY)
    assert found.status == 0 and "120.00 GBP" in found.words
    basket = {"market": "DE", "day": "2026-11-20", "currency": "EUR", "lines": [{"price": "60", "code": "610910"}]}
    bound = ask("tax", "landed", written("basket.json", basket), "--json")
    assert bound.status == 3 and bound.data["options"][0]["total"]["low"] == "74.40"
    assert ask("tax", "landed", "--market", "GB").status == 2
    assert ask("tax", "landed", written("broken.json", "{")).status == 2


@pytest.mark.parametrize("market", ["GB", "gb", "United Kingdom", "united kingdom", "英国"])
def test_a_market_is_called_by_code_or_name(ask, market):
    found = ask("tax", "landed", "--market", market, "--price", "100", "--currency", "GBP", *DAY)
    assert found.status == 0 and "120.00 GBP" in found.words


@pytest.mark.parametrize(
    ("story", "asked", "said"),
    [
        ("a market nobody knows", ("--market", "Germny", "--currency", "EUR"), "Did you mean 'Germany'?"),
        ("a currency nobody knows", ("--market", "DE", "--currency", "QQQ"), "the currency 'QQQ'"),
        ("a currency in small letters", ("--market", "DE", "--currency", "eur"), "Did you mean 'EUR'?"),
    ],
)
def test_what_nobody_knows_is_refused_with_what_was_meant(ask, story, asked, said):
    found = ask("tax", "landed", "--price", "100", *asked, *DAY)
    assert found.status == 2 and said in found.err, story


def test_a_tariff_is_imported_and_used(ask, written, tmp_path):
    folder = ("--data", str(tmp_path / "tax"))
    tariff = written("gb.csv", "code,from,to,origin,measure,duty\n610910,2021-01-01,,,normal,12%\n")
    asked = ("tax", "landed", "--market", "GB", "--price", "200", "--currency", "GBP", "--code", "6109100010", *DAY)
    assert ask(*asked, *folder).status == 3
    assert ask("tax", "import", "tariff", tariff, *folder).status == 2, "whose tariff it is has to be said"
    assert ask("tax", "import", "tariff", tariff, "--market", "GB", *folder).status == 0
    assert "268.80 GBP" in ask(*asked, *folder).words
    broken = written("broken.csv", "code,from,to,origin,measure,duty\nx,2021-01-01,,,normal,12%\n")
    assert ask("tax", "import", "tariff", broken, "--market", "GB", *folder).status == 2
    assert "268.80 GBP" in ask(*asked, *folder).words, "what cannot be read changes nothing"


def test_rates_of_exchange_are_imported_and_have_a_day(ask, written, tmp_path):
    folder = ("--data", str(tmp_path / "tax"))
    rates = written("rates.csv", "Date,CNY\n2026-04-10,8\n")
    assert ask("tax", "import", "rates", rates, *folder).status == 0
    asked = ("tax", "landed", "--market", "DE", "--price", "600", "--currency", "CNY", "--day")
    assert ask(*asked, "2026-04-12", *folder).status == 0
    assert ask(*asked, "2026-11-20", *folder).status == 3


@pytest.mark.parametrize(
    ("story", "contents", "status"),
    [
        ("a lower limit", 'thresholds/GB/duty/parcel:\n  - {from: 2026-01-01, value: "0"}\n', 3),
        ("another rate", 'rates/GB/VAT/standard:\n  - {from: unknown, value: "25"}\n', 0),
        ("no such value", 'thresholds/GB/duty/parcels:\n  - {value: "0"}\n', 2),
        ("a bare decimal", "rates/GB/VAT/standard:\n  - {value: 17.5}\n", 2),
        ("no list", "rates/GB/VAT/standard: 25\n", 2),
        ("no day", 'rates/GB/VAT/standard:\n  - {from: soon, value: "25"}\n', 2),
        ("no YAML", "{", 2),
    ],
)
def test_other_values_are_laid_over_the_law(ask, written, story, contents, status):
    asked = ("tax", "landed", "--market", "GB", "--price", "100", "--currency", "GBP", *DAY)
    found = ask(*asked, "--overlay", written("other.yaml", contents))
    assert found.status == status, story
    assert ("125.00 GBP" in found.words) is (story == "another rate")


def test_other_values_are_tried_on_orders(ask, written, tmp_path):
    orders = written("orders.csv", "order,market,day,currency,price,code,duty\nA,GB,2026-08-02,GBP,100,610910,12\n")
    bill = written("bill.yaml", 'thresholds/GB/duty/parcel:\n  - {from: 2026-07-01, value: "0"}\n')
    out = tmp_path / "answer.csv"
    found = ask("tax", "simulate", orders, "--overlay", bill, "--out", str(out), "--quarter", *DAY)
    assert found.status == 0 and "14.40 GBP" in found.words
    assert "14.40" in out.read_text(encoding="utf-8")
    assert ask("tax", "simulate", written("none.csv", "a,b\n1,2\n"), "--overlay", bill).status == 2
