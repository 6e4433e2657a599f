"""The rules as anybody reads them: every page answers, in both languages, quickly, and says what it should."""

import time

import pytest

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN
from shibosi.kernel.parameters import Parameter, Parameters
from shibosi.kernel.words import translate
from shibosi.pages.tests.looking import heard, nobody, text
from shibosi.standard.register import clauses, companions, item
from shibosi.telling.schemas import kinds

pytestmark = pytest.mark.django_db
HANGING = 20
"""Seconds of the processor: a guard against hanging; how fast pages are, benchmarks/pages.py says."""
PAGES = [
    "/rules/", "/rules/?q=退货", "/rules/clauses/", "/rules/clauses/?mode=executed&from=60", "/rules/companions/",
    "/rules/clauses/4.5.1.3/", "/rules/clauses/4.5/", "/rules/clauses/000/", "/rules/controls/",
    "/rules/controls/?q=limit", "/rules/controls/single_purchase_within_limit/",
    "/rules/parameters/retail_import_limits.single/", "/rules/records/", "/rules/records/order/", "/check/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def only_ours(monkeypatch):
    """Parameters that tests of other packages declare have no page to be read."""
    registry.load()
    groups = [group for group in Parameters.__subclasses__() if ".tests." not in group.__module__]
    ours = {one.id: one for group in groups for one in vars(group).values() if isinstance(one, Parameter)}
    monkeypatch.setattr(Parameters, "known", ours)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_page_answers_without_account_in_the_language_asked_for(language, monkeypatch):
    lacking, client = heard(monkeypatch), nobody(language)
    for address in PAGES:
        assert client.get(address).status_code == 200, address
    assert not lacking


def test_no_page_hangs():
    client = nobody()
    for address in PAGES:
        client.get(address)
        took = _took(client, address)
        assert took < HANGING, f"{address}: {took:.3f} s"


def _took(client, address):
    began = time.thread_time()
    client.get(address)
    return time.thread_time() - began


def test_every_clause_and_companion_item_has_a_page():
    client = nobody("zh-CN")
    for number in [*list(clauses())[::20], *list(companions())[::20]]:
        assert item(number).gist_zh in text(client.get(f"/rules/clauses/{number}/"))


def test_every_control_parameter_and_record_has_a_page(monkeypatch):
    registry.load()
    client, lacking = nobody("zh-CN"), heard(monkeypatch)
    for name, control in KNOWN.items():
        assert translate(control.sentence, "zh") in text(client.get(f"/rules/controls/{name}/"))
    for address in [*(f"parameters/{name}" for name in Parameters.known), *(f"records/{kind}" for kind in kinds())]:
        assert client.get(f"/rules/{address}/").status_code == 200, address
    assert not lacking


def test_a_value_is_told_as_of_a_day_with_its_source():
    said = text(nobody().get("/rules/parameters/retail_import_limits.single/?day=2018-01-01"))
    assert "As in force on 2018-01-01 in CN 2,000 CNY 财关税〔2016〕18号" in said


@pytest.mark.parametrize(
    ("parameter", "reader"),
    [
        ("retail_import_limits.single", "A purchase stays within the single limit"),
        ("screening_hit.decide", "Possible match with a watch-list"),
        ("health_score.minor", "Health score"),
        ("filing_terms.notice", "calculations use it"),
    ],
)
def test_the_page_of_a_parameter_tells_what_reads_it(parameter, reader):
    said = text(nobody().get(f"/rules/parameters/{parameter}/"))
    assert reader in said.partition("What reads it")[2]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/rules/clauses/99.9/", 404), ("/rules/controls/amount_paid_add_up/", 404), ("/rules/parameters/x/", 404),
        ("/rules/records/ordr/", 404), ("/rules/clauses/?mode=odd", 422), ("/rules/?q=%00", 422),
        ("/rules/?q=" + "a" * 101, 422),
        ("/rules/parameters/x/?day=2018-02-30", 404), ("/rules/?kind=odd", 422), ("/rules/clauses/?from=x", 200),
    ],
)  # fmt: skip
def test_what_there_is_not_is_said(address, status):
    assert nobody().get(address).status_code == status


def test_a_misspelt_name_is_told_what_was_meant():
    assert "amount_paid_adds_up" in text(nobody().get("/rules/controls/amount_paid_add_up/"))


def test_the_list_of_parameters_is_that_of_values():
    answer = nobody().get("/rules/parameters/?q=limit&day=2018-01-01")
    assert (answer.status_code, answer.url) == (302, "/values/?q=limit&day=2018-01-01&kind=parameter")


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("/rules/clauses/?mode=evidenced", "4.1.1-a"),
        ("/rules/companions/", "000-01"),
        ("/rules/controls/", min(KNOWN)),
    ],
)
def test_lists_of_rules_are_taken_away_as_files_whole(address, first):
    sign = "&" if "?" in address else "?"
    answer = nobody("zh-CN").get(f"{address}{sign}file=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert answer["Content-Type"].startswith("text/csv") and lines[1].startswith(first) and len(lines) > 60
