"""Orders of many lines and of sums no column can hold: judged exactly, in bounded time and memory."""

import json
import time

import polars as pl
import pytest

from scenarios.telling import ANOTHER_BUYER, LATER, Tables, a_trade, check, found, measured, problems, shibosi, write

MOST = "89999999999999.99999"
"""The largest amount that is read."""


def with_lines(count: int, **values: str) -> Tables:
    """The trade, its first order with so many lines on order and list."""
    tables = a_trade()
    for kind in ("order_line", "list_line"):
        first = tables[kind][0]
        others = [row for row in tables[kind] if row["order_number"] != first["order_number"]]
        lines = [{**first, **values, "line_number": str(number)} for number in range(1, count + 1)]
        tables[kind] = lines + others
    return tables


def fact(run, control, name):
    """What a finding states, by the control that found it."""
    return json.loads(run.findings().row(by_predicate=pl.col("control") == control, named=True)["facts"])[name]


@pytest.mark.parametrize(
    ("lines", "total", "added"),
    [
        (1, MOST, MOST),
        (2, MOST, "179999999999999.99998"),
        (3000, MOST, "269999999999999999.97"),
        (3, "-" + MOST, "-269999999999999.99997"),
    ],
)
def test_a_sum_no_column_can_hold_is_added_exactly(tmp_path, lines, total, added):
    tables = with_lines(lines, price=total, total=total, quantity="1")
    said, run = check(write(tmp_path / "documents", tables), tmp_path / "run", as_of=LATER)
    assert (said.status, problems(run)) == (1, [])
    assert fact(run, "goods_value_is_the_sum_of_lines", "sum(order_line.total)") == added
    broken = {"goods_value_is_the_sum_of_lines", "list_and_payment_agree"}
    assert {ANOTHER_BUYER} | {("O-1", name, "broken") for name in broken} <= found(run)
    assert shibosi("replay", run.folder).status == 0


def test_a_product_no_number_can_hold_is_refused_and_not_wrapped(tmp_path):
    tables = with_lines(2, price=MOST, quantity=MOST, total=MOST)
    said, run = check(write(tmp_path / "documents", tables), tmp_path / "run", as_of=LATER)
    assert said.status == 1
    judged = {control: outcome for key, control, outcome in found(run) if key == "O-1"}
    assert judged["line_totals_multiply"] in ("broken", "undetermined")
    assert judged["list_line_totals_multiply"] == judged["line_totals_multiply"]
    assert ANOTHER_BUYER in found(run)


def test_a_payment_beyond_every_sum_leaves_the_other_orders_alone(tmp_path):
    tables = a_trade()
    first = tables["payment"][0]
    tables["payment"] += [{**first, "amount": MOST, "number": f"P-1-{number}"} for number in range(2000)]
    said, run = check(write(tmp_path / "documents", tables), tmp_path / "run", as_of=LATER)
    assert said.status == 1
    assert fact(run, "payments_equal_the_amount_paid", "sum(payment.amount)") == "180000000000000318.19"
    assert {key for key, _, outcome in found(run) if outcome == "broken"} >= {"O-1", "O-2"}
    assert "O-3" not in {key for key, _, _ in found(run)}


def test_returns_beyond_every_sum_do_not_stop_a_run(tmp_path):
    tables = with_lines(3, price=MOST, total=MOST)
    number = {
        "customs_number": tables["customs_list"][0]["customs_number"],
        "company_number": "TH-1",
        "order_number": "O-1",
    }
    tables["customs_return"] = [{**number, "reported_at": "2026-03-20 09:00:00"}]
    tables["return_line"] = [{**number, "line_number": str(n), "quantity": MOST} for n in (1, 2, 3)]
    said, run = check(write(tmp_path / "documents", tables), tmp_path / "run", as_of=LATER)
    assert said.status == 1
    assert ANOTHER_BUYER in found(run)


def test_an_order_of_two_hundred_thousand_lines_is_judged(tmp_path):
    tables = with_lines(200_000, price="0.01", total="0.01", quantity="1")
    documents = write(tmp_path / "documents", tables)
    started = time.monotonic()
    said, peak = measured("check", documents, "--out", tmp_path / "run", "--as-of", LATER, "--no-report")
    assert (said.status, said.err) == (1, "")
    assert time.monotonic() - started < 60
    assert peak < 1500, "megabytes"
    findings = pl.read_parquet(tmp_path / "run" / "findings.parquet")
    assert set(findings.select("key", "control").iter_rows()) == {
        ANOTHER_BUYER[:2], ("O-1", "goods_value_is_the_sum_of_lines"), ("O-1", "list_and_payment_agree"),
    }  # fmt: skip


def test_line_numbers_from_one_end_to_the_other(tmp_path):
    tables = a_trade()
    tables["order_line"][0]["line_number"] = "999999999999999"
    tables["list_line"][0]["line_number"] = "-999999999999999"
    said, run = check(write(tmp_path / "documents", tables), tmp_path / "run", as_of=LATER)
    assert (said.status, problems(run)) == (1, [])
    broken = {"lines_correspond", "list_lines_are_numbered", "order_lines_are_numbered"}
    assert found(run) == {ANOTHER_BUYER} | {("O-1", name, "broken") for name in broken}
