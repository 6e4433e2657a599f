"""`shibosi law`: values, what comes next, markets, zones, policies."""

import pytest


def test_a_value_is_told_with_days_source_and_confidence(ask):
    found = ask("law", "value", "rates/DE/VAT/standard", "--day", "2020-08-01")
    assert found.status == 0
    for word in ("16 %", "2020-07-01", "2020-12-31", "vatnode"):
        assert word in found.words


def test_a_value_speaks_chinese(ask):
    found = ask("law", "value", "rates/CN/VAT/standard", "--day", "2020-08-01", language="zh")
    assert "税率: 13 %" in found.words and "多数货物" in found.words


def test_nothing_in_force_is_status_3(ask):
    found = ask("law", "value", "rates/TH/VAT/standard", "--day", "2026-10-01", "--json")
    assert found.status == 3 and found.data["fact"] is None


def test_what_was_not_yet_recorded_was_not_known(ask):
    asked = ("law", "value", "rates/DE/VAT/standard", "--day", "2020-08-01", "--json", "--known-on")
    assert ask(*asked, "2026-11-19").data["fact"] is None
    assert ask(*asked, "2026-11-20").data["fact"]["values"]["rate"] == "16"


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (("value", "rates/DE/VAT/standart"), "rates/DE/VAT/standard"),
        (("history", "--table", "rate"), "rates"),
        (("compare", "DE", "gb"), "GB"),
    ],
)
def test_a_misspelt_name_is_refused_with_the_nearest(ask, asked, hint):
    found = ask("law", *asked)
    assert found.status == 2 and f"'{hint}'" in found.err


def test_history_is_all_versions_and_without_a_name_all_names(ask):
    assert [one["values"]["rate"] for one in ask("law", "history", "rates/RO/VAT/standard", "--json").data] == [
        "19",
        "21",
    ]
    names = ask("law", "history", "--place", "RO", "--table", "rates", "--json").data
    assert names == ["rates/RO/VAT/standard", "rates/RO/VAT/reduced-11"]


def test_next_lists_changes_in_the_order_of_their_days(ask):
    found = ask("law", "next", "--day", "2026-06-01", "--place", "EU", "--json").data
    assert [one["day"] for one in found] == sorted(one["day"] for one in found)
    assert "thresholds/EU/duty/parcel" in {one["series"] for one in found}
    assert "2026-07-01" in ask("law", "next", "--day", "2026-06-30", "--days", "1").words


def test_compare_can_leave_out_what_is_the_same(ask):
    found = ask("law", "compare", "DE", "FR", "--topic", "labels", "--differences", "--json").data
    assert found and not any(one["same"] for one in found)
    assert "metric" in ask("law", "compare", "DE", "GB", "--topic", "labels").words


@pytest.mark.parametrize(("city", "status"), [("杭州", 0), ("巴黎", 3)])
def test_a_city_is_answered_with_reasons(ask, city, status):
    found = ask("law", "zones", city, "--day", "2026-01-01")
    assert found.status == status and city in found.words


def test_without_a_city_all_zones_of_the_day_are_listed(ask):
    assert len(ask("law", "zones", "--day", "2025-04-24", "--json").data) == 165
    assert len(ask("law", "zones", "--day", "2025-04-25", "--json").data) == 178


def test_policies_are_decided_with_reasons_and_figures(ask):
    asked = ("law", "eligible", "--city", "杭州", "--voucher", "none", "--recorded", "--declared-by-list",
             "--zone-customs", "--no-refund-cancelled", "--revenue", "10000000", "--day", "2025-06-01")  # fmt: skip
    found = ask(*asked)
    assert found.status == 0 and "400000" in found.words and "财税〔2018〕103号" in found.words
    told = {one["policy"]: one for one in ask(*asked, "--json").data}
    assert told["deemed-income"]["usable"] and told["deemed-income"]["figures"]["small"] == "20000"
    assert "无票" in ask(*asked, language="zh").words


def test_a_firm_that_says_nothing_is_status_3(ask):
    assert ask("law", "eligible", "--day", "2026-11-20").status == 3


@pytest.mark.parametrize("amount", ["many", "-1", "NaN", "Infinity"])
def test_an_amount_is_a_number(ask, amount):
    found = ask("law", "eligible", "--revenue", amount)
    assert found.status == 2 and amount in found.err


def test_norms_are_found_with_state_and_slips(ask):
    (found,) = ask("law", "norms", "GB/T 41105-2021", "--json").data
    assert found["slips"] == ["SLIP-01"] or found["id"] == "STD-23"
    assert "no longer in force" in ask("law", "norms", "2018年第157号").words
    doubtful = ask("law", "norms", "--doubtful", "--day", "2026-11-20", "--json").data
    assert {"CN-LIST-2018-157", "EU-EUDR"} <= {one["id"] for one in doubtful}


def test_the_citations_of_a_text_are_checked(ask, tmp_path):
    text = tmp_path / "contract.txt"
    text.write_text("first\n由银保监会批准", encoding="utf-8")
    found = ask("law", "norms", "--check", str(text), "--json")
    assert found.status == 1 and [(one["line"], one["id"]) for one in found.data] == [(2, "SLIP-34")]
    assert "国家金融监督管理总局" in ask("law", "norms", "--check", str(text), language="zh").words
    text.write_text("nothing cited", encoding="utf-8")
    assert ask("law", "norms", "--check", str(text)).status == 0
    text.write_bytes("银保监会".encode("gb18030"))
    assert ask("law", "norms", "--check", str(text)).status == 2


def test_contradictions_come_with_a_case_and_a_reading(ask):
    found = ask("law", "contradictions", "--matter", "transfer", "--json").data
    assert found and all(one["witness"] and one["reading"] for one in found)
    assert "12-d" in ask("law", "contradictions", "--matter", "transfer", language="zh").words


def test_rules_and_law_are_searched(ask):
    found = ask("law", "search", "德国", "增值税", "--json", "--kind", "value")
    assert found.status == 0 and found.data[0]["name"] == "rates/DE/VAT/standard"
    assert "4.6.3-b" in ask("law", "search", "海外仓", "--most", "1", language="zh").words
    nothing = ask("law", "search", "zzzzqq")
    assert nothing.status == 1 and "Nothing was found." in nothing.words
