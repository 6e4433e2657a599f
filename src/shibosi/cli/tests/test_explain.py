"""`shibosi explain` of clauses and controls."""

import pytest


def test_a_clause_says_what_it_asks_of_whom_and_which_controls_cite_it(ask):
    found = ask("explain", "4.5.1.3")
    assert found.status == 0
    for word in (
        "Payment data",
        "Platform operator",
        "Decided from data",
        "Customs clearance",
        "paid amount = order payable",
    ):
        assert word in found.words
    assert "payments_equal_the_amount_paid" in found.words
    assert "The payments of an order add up to the amount the order says was paid." in found.words
    assert "payment_tolerance.share" in found.words


def test_a_clause_speaks_chinese(ask):
    found = ask("explain", "4.5.1.3", language="zh")
    assert "按海关格式向通关平台完整准确传送支付信息" in found.words
    assert "订单的各笔支付合计等于订单的实际支付金额。" in found.words
    assert "The payments" not in found.out


def test_a_parent_number_means_everything_under_it(ask):
    found = ask("explain", "4.5.1", "--json")
    assert [item["id"] for item in found.data["items"]] == ["4.5.1.1", "4.5.1.2", "4.5.1.3"]
    assert "line_totals_multiply" in [control["control"] for control in found.data["controls"]]
    assert "4.5.1: 3 items" in ask("explain", "4.5.1").words


def test_a_clause_nothing_cites_says_so(ask):
    found = ask("explain", "4.5.5-b")
    assert "nothing yet" in found.words and "No control cites it." in found.words


def test_the_numbers_of_a_clause_are_told(ask):
    assert "exactly 1 behaviour-year" in ask("explain", "4.2.3-a").words
    assert "24" in ask("explain", "5.6.3").words


def test_an_item_of_a_companion_text_says_how_it_is_shown_to_work(ask):
    found = ask("explain", "000-01")
    assert "Brand registry" in found.words and "enrolment refused without mark number" in found.words


@pytest.mark.parametrize(
    ("asked", "code", "meant"),
    [
        ("4.5.1.9", "The register has no item '4.5.1.9'.", "4.5.1"),
        ("payments_equal_the_amount_payed", "There is no control", "payments_equal_the_amount_paid"),
        ("000-T", "The register has no item", "000-"),
    ],
)
def test_a_misspelt_name_is_refused_with_what_was_probably_meant(ask, asked, code, meant):
    found = ask("explain", asked)
    assert found.status == 2 and code in found.err and f"Did you mean '{meant}" in found.err


def test_a_refusal_speaks_chinese(ask):
    assert (
        "没有名为“list_was_reportet”的核查。 是否指“list_was_reported”？"
        in ask("explain", "list_was_reportet", language="zh").err
    )


def test_a_control_shows_what_it_computes_and_reads(ask):
    found = ask("explain", "payments_equal_the_amount_paid")
    assert found.status == 0
    assert "|total(payment.amount) - order.paid| <= order.paid * payment_tolerance.share" in found.words
    for word in ("IM-06", "critical; blocks release", "amountPaid", "order: Order with everything reported about it"):
        assert word in found.words
    assert "Ask the payment company to correct the amount, or cancel the order and pay again." in found.words


def test_a_control_speaks_chinese_with_the_labels_of_the_columns(ask):
    found = ask("explain", "payments_equal_the_amount_paid", language="zh")
    assert "|合计(支付单.支付金额) - 订单.实际支付金额| <= 订单.实际支付金额 * payment_tolerance.share" in found.words
    assert "请支付企业更正支付金额，或取消订单后重新支付。" in found.words


def test_a_control_shows_its_values_through_time(ask):
    found = ask("explain", "single_purchase_within_limit", "--json").data
    single = [value for value in found["parameters"] if value["parameter"] == "retail_import_limits.single"]
    assert [value["value"] for value in single] == ["2,000 CNY", "5,000 CNY"]
    assert single[0]["last"] < single[1]["first"] == "2019-01-01"
    assert all(value["source"] and value["confidence"] for value in single)


def test_a_control_that_needs_an_import_says_what_has_no_value(ask):
    found = ask("explain", "goods_are_on_the_positive_list")
    assert "positive_list.codes has no value yet" in found.words
    assert "One-sided" in found.words


def test_personal_columns_are_marked(ask):
    found = ask("explain", "buyer_id_agrees")
    assert "sensitive" in found.words and "buyerIdNumber" in found.words


def test_a_control_is_the_same_in_json(ask):
    found = ask("explain", "line_names_agree", "--json").data
    assert found["condition"] == "every(list_line.name same as order_line.item_name)"
    assert found["names"]["IMPORT_ORDER"].startswith("if order.order_type is known then")
    assert {"record": "order_line", "column": "item_name"} in found["reads"]
    assert found["severity"] == "major" and found["blocks"] == "release"


def test_a_flow_says_who_moves_it_where_and_what_lapses(ask):
    found = ask("explain", "appeal")
    assert found.status == 0
    for word in ("Appeal against a measure", "Overturn the measure", "Who imposed the measure", "appeal.decide"):
        assert word in found.words


def test_a_flow_speaks_chinese_and_answers_as_data(ask):
    assert "对措施的申诉" in ask("explain", "appeal", language="zh").words
    data = ask("explain", "waiver", "--json").data
    assert data["states"][0] == {"name": "asked", "label": "Waiver asked for", "final": False}
    assert data["moves"][0]["second_to"] == ["opened"]
    assert {one["parameter"] for one in data["parameters"]} == {"waiver.decide", "waiver.longest"}
