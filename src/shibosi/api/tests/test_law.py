"""The law through the API: open to all, by day, in the reader's language, refused with the nearest name."""

import json
from datetime import date

import pytest
from django.test import Client

from shibosi.api.client import Refused
from shibosi.api.lawclient import Law
from shibosi.api.lawshapes import Firm
from shibosi.api.tests.world import BASE
from shibosi.standard.law.profiles import CAUSES, MEANINGS, MODES, VOUCHERS, Profile

pytestmark = pytest.mark.django_db
GERMANY = "rates/DE/VAT/standard"


def ask(path, language="en", **query):
    return Client().get(BASE + path, query, headers={"Accept-Language": language, "Host": "localhost"})


@pytest.fixture
def law():
    """A client that asks the application itself, as nobody."""

    def sent(method, path, query=None, body=None, kind="", key=""):
        if method == "GET":
            answer = ask(path, **(query or {}))
        else:
            answer = Client().post(BASE + path, body, content_type=kind, headers={"Host": "localhost"})
        if answer.status_code >= 400:
            raise Refused(answer.json())
        return answer.json()

    return Law(sent)


def test_a_value_is_that_of_the_day_and_of_what_was_known(law):
    found = law.value(GERMANY, date(2020, 8, 1))
    assert (found.values["rate"], found.first, found.last) == ("16", date(2020, 7, 1), date(2020, 12, 31))
    assert law.value(GERMANY, date(2020, 8, 1), known_on=date(2026, 11, 19)) is None
    assert law.value("rates/TH/VAT/standard", date(2026, 10, 1)) is None


def test_a_value_without_first_day_says_so():
    fact = ask("/law/value", series="rates/AT/VAT/reduced-10", day="2026-01-01").json()["fact"]
    assert fact["undated"] is True and fact["first"] is None


def test_texts_are_in_the_language_of_the_reader():
    found = ask("/law/value", "zh", series="rates/CN/VAT/standard", day="2026-01-01").json()
    assert found["fact"]["values"]["goods"] == "多数货物"


def test_names_history_and_changes(law):
    assert GERMANY in law.names("rates", "DE") and all(
        name.startswith("rates/DE/") for name in law.names("rates", "DE")
    )
    assert [fact.values["rate"] for fact in law.history(GERMANY)] == ["19", "16", "19"]
    (parcel,) = [one for one in law.changes(date(2026, 6, 30), 1, "EU") if one[1] == "thresholds/EU/duty/parcel"]
    assert parcel[0] == date(2026, 7, 1) and parcel[2].last == date(2026, 6, 30) and parcel[3].first == parcel[0]


def test_markets_stand_side_by_side(law):
    found = {one["name"]: one for one in law.comparison("DE", "FR", date(2026, 1, 1), "labels")}
    assert found["market_facts/units"]["same"] and not found["market_facts/label-languages"]["same"]
    assert {"DE", "EU", "all"} <= {one["code"] for one in ask("/law/markets").json()}


def test_zones_by_city_and_day(law):
    assert law.in_zone("杭州", date(2026, 1, 1)) is True
    assert law.in_zone("Sanya", date(2020, 4, 26)) is False
    assert law.in_zone("Atlantis", date(2026, 1, 1)) is None
    assert len(ask("/law/zones", day="2025-04-25").json()) == 178


def test_policies_are_decided_from_what_is_said(law):
    said = {"city": "杭州", "voucher": "none", "recorded": True, "declared_by_list": True, "zone_customs": True,
            "refund_cancelled": False, "revenue": 10_000_000}  # fmt: skip
    found = {one["policy"]: one for one in law.policies(date(2025, 6, 1), **said)}
    assert found["no-invoice-exemption"]["usable"] is True and found["export-refund"]["usable"] is False
    assert found["deemed-income"]["figures"] == {"income": "400000", "tax": "100000", "small": "20000"}
    assert {one["usable"] for one in law.policies(date(2026, 11, 20))} == {None}


def test_a_firm_can_say_here_what_it_can_say_anywhere():
    assert set(Firm.model_fields) == {"day", *MEANINGS} == set(Profile.__dataclass_fields__)
    for name, words in {"mode": MODES, "voucher": VOUCHERS, "cause": CAUSES}.items():
        assert all(Firm(day="2026-01-01", **{name: word}) for word in words)
    assert set(ask("/law/profile").json()) == set(MEANINGS)


def test_norms_links_citations_and_contradictions(law):
    (found,) = law.norms(date(2026, 1, 1), "2023年第34号")
    assert (found["state"], found["replaced_by"]) == ("ended", ["CN-TAX-2026-16"])
    links = ask("/law/norms/links", day="2026-01-01").json()
    assert {"source": "CN-TAX-2023-34", "kind": "replaced-by", "target": "CN-TAX-2026-16"} in links
    assert [one["id"] for one in law.citations("由银保监会批准", date(2026, 1, 1))] == ["SLIP-34"]
    assert {one["reading_name"] for one in law.contradictions("transfer")} == {"12-d"}


@pytest.mark.parametrize(
    ("path", "query", "status", "code", "hint"),
    [
        ("/law/value", {"series": "rates/DE/VAT/standart", "day": "2026-01-01"}, 404, "unknown-law-value", GERMANY),
        ("/law/history", {"series": "\x00"}, 422, "cannot-be-used", ""),
        ("/law/values", {"table": "rate"}, 422, "unknown-table", "rates"),
        ("/law/changes", {"day": "2026-01-01", "place": "GBB"}, 404, "unknown-market", "GB"),
        ("/law/comparison", {"left": "DE", "right": "FR", "day": "2026-01-01", "topic": "tx"}, 422,
         "unknown-law-topic", "tax"),
        ("/law/value", {"series": GERMANY, "day": "2026-02-30"}, 422, "unusable-values", ""),
        ("/law/changes", {"day": "2026-01-01", "days": 99999}, 422, "unusable-values", ""),
        ("/law/policies", {"day": "2026-01-01", "mode": "9999"}, 422, "unusable-values", ""),
        ("/law/policies", {"day": "2026-01-01", "revenue": "NaN"}, 422, "unusable-values", ""),
        ("/law/contradictions", {"matter": "love"}, 422, "unusable-values", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_code_and_nearest_name(path, query, status, code, hint):
    answer = ask(path, **query)
    assert (answer.status_code, answer.json()["code"]) == (status, code) and hint in answer.json()["detail"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_too(day):
    for path in ("/law/zones", "/law/changes", "/law/norms", "/law/norms/links"):
        assert ask(path, day=day).status_code == 200
    assert ask("/law/policies", day=day, mode="9610", returned_on=day).status_code == 200


def test_a_text_too_long_to_look_at_is_refused():
    body = json.dumps({"text": "x" * 200_001, "day": "2026-01-01"})
    answer = Client().post(f"{BASE}/law/citations", body, "application/json", headers={"Host": "localhost"})
    assert answer.status_code in (413, 422)


def test_rules_and_law_are_searched_in_either_language(law):
    assert law.search("德国 增值税 标准税率", "value")[0]["name"] == GERMANY
    found = law.search("海外仓")
    assert {"clause", "norm"} <= {one["kind"] for one in found} and all(one["says"] for one in found)
    assert law.search("zzzzqq") == [] and len(law.search("e", most=3)) == 3


@pytest.mark.parametrize(
    "query", [{"words": "x" * 101}, {"words": "a", "kind": "odd"}, {"words": "a", "most": "0"}, {}]
)
def test_a_search_that_cannot_be_asked_is_refused(query):
    assert ask("/law/search", **query).status_code == 422
