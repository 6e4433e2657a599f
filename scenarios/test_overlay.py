"""What if, and when: other values by overlay, other days by as-of, and what differs for it."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from scenarios.telling import AS_OF, Tables, a_trade, check, found, shibosi, write
from shibosi.kernel.runs import Run

ABOVE = "single_purchase_within_limit"
LISTED = "goods_are_on_the_positive_list"
PAID = "payment_was_reported"
CREAM, BRUSH = "33049900", "96032900"
"""The goods of the trade, as the positive list names them."""


def overlay(folder: Path, parameter: str, *values: str) -> Path:
    """An overlay file that sets one parameter."""
    name, member = parameter.split(".")
    lines = [f"      - {{place: all, source: what if, confidence: local, {value}}}" for value in values]
    path = folder / "overlay.yaml"
    path.write_text("\n".join([f"{name}:", f"  {member}:", "    values:", *lines, ""]), encoding="utf-8")
    return path


def differences(run: Run) -> set[tuple[str, ...]]:
    """What stands in the report of differences."""
    return set(pl.read_csv(run.folder / "differences.csv", infer_schema=False).iter_rows())


def counted(run: Run, control: str) -> dict[str, int]:
    """How often a control came to what; what never happened is left out."""
    row = run.counts().row(by_predicate=pl.col("control") == control, named=True)
    return {name: row[name] for name in ("held", "broken", "undetermined") if row[name]}


# -- another limit


def a_trade_worth(*values: str) -> Tables:
    """Orders whose goods, freight and insurance come to these values; negative ones are a single piece."""
    tables = a_trade(len(values))
    lists = []
    for number, value in enumerate(values, start=1):
        own = [row for row in tables["list_line"] if row["order_number"] == f"O-{number}"]
        first = own[0]
        goods = abs(Decimal(value)) - 10
        if value.startswith("-"):
            lists.append({**first, "quantity": "1", "price": str(goods), "total": str(goods)})
        else:
            lists += [{**first, "price": str((goods - 60) / 2), "total": str(goods - 60)}, *own[1:]]
    tables["list_line"] = lists
    return tables


def beyond(tables: Tables, limit: Decimal) -> set[str]:
    """The orders above a limit, added up by hand: 10 of freight; one piece may cost what a year allows."""
    above = set()
    for order in {row["order_number"] for row in tables["list_line"]}:
        lines = [row for row in tables["list_line"] if row["order_number"] == order]
        value = sum((Decimal(row["total"]) for row in lines), Decimal(10))
        piece = len(lines) == 1 and Decimal(lines[0]["quantity"]) == 1
        if value > limit and not (piece and value <= 26_000):
            above.add(order)
    return above


def test_a_lower_limit_breaks_exactly_the_purchases_above_it(tmp_path):
    tables = a_trade_worth("2999.98", "3000", "3000.02", "4000", "5000", "5000.02", "-3500")
    documents = write(tmp_path / "documents", tables)
    lower = overlay(tmp_path, "retail_import_limits.single", 'from: 2019-01-01, value: "3000"')
    _, plain = check(documents, tmp_path / "plain")
    _, run = check(documents, tmp_path / "run", "--overlay", lower)
    before, after = beyond(tables, Decimal(5000)), beyond(tables, Decimal(3000))
    assert (before, after) == ({"O-6"}, {"O-3", "O-4", "O-5", "O-6"})
    assert {key for key, control, _ in found(plain) if control == ABOVE} == before
    assert {key for key, control, _ in found(run) if control == ABOVE} == after
    assert differences(run) == {("order", key, ABOVE, "no finding", "broken") for key in after - before}
    assert run.about["differences"] == 3
    assert shibosi("replay", run.folder).status == 0
    assert not (plain.folder / "differences.csv").exists()


def test_a_value_is_in_force_from_its_day_on(tmp_path):
    """The purchases were declared on 2026-03-03."""
    documents = write(tmp_path / "documents", a_trade_worth("4000", "4500"))
    limit = "retail_import_limits.single"
    for name, first, broken in [("same", "2026-03-03", {"O-1", "O-2"}), ("next", "2026-03-04", set())]:
        (tmp_path / name).mkdir()
        later = overlay(
            tmp_path / name, limit, 'from: 2019-01-01, to: 2026-03-02, value: "5000"', f'from: {first}, value: "3000"'
        )
        _, run = check(documents, tmp_path / name / "run", "--overlay", later)
        assert {key for key, control, outcome in found(run) if (control, outcome) == (ABOVE, "broken")} == broken


def test_an_overlay_that_changes_nothing_says_so(tmp_path):
    documents = write(tmp_path / "documents", a_trade())
    same = overlay(tmp_path, "retail_import_limits.single", 'from: 2019-01-01, value: "5000"')
    _, run = check(documents, tmp_path / "run", "--overlay", same)
    assert differences(run) == set() and run.about["differences"] == 0


@pytest.mark.parametrize(
    ("story", "parameter", "value", "says"),
    [
        ("misspelt", "retail_import_limits.singel", 'value: "3000"', "Did you mean 'retail_import_limits.single'?"),
        ("unlike any", "weather.rain", 'value: "1"', "There is no parameter 'weather.rain'."),
        ("no number", "retail_import_limits.single", "value: much", "'much' cannot be read as amount"),
        ("not exact", "retail_import_limits.single", "value: 0.1", "between quotation marks"),
        ("no day", "retail_import_limits.single", 'from: yesterday, value: "1"', "is no day"),
    ],
)  # fmt: skip
def test_an_overlay_nobody_can_follow_is_refused(tmp_path, story, parameter, value, says):
    documents = write(tmp_path / "documents", a_trade())
    said = shibosi("check", documents, "--out", tmp_path / "run", "--overlay", overlay(tmp_path, parameter, value))
    assert (said.status, said.out) == (2, "")
    assert says in said.err
    assert not (tmp_path / "run").exists()


def test_two_values_at_a_time_are_refused(tmp_path):
    documents = write(tmp_path / "documents", a_trade())
    both = overlay(tmp_path, "retail_import_limits.single", 'value: "1"', 'from: 2026-01-01, value: "2"')
    said = shibosi("check", documents, "--out", tmp_path / "run", "--overlay", both)
    assert said.status == 2
    assert "two values are in force in 'all' on 2026-01-01" in said.err


# -- the positive list


@pytest.mark.parametrize(
    ("story", "codes", "first", "counts"),
    [
        ("all goods are on it", [CREAM, BRUSH], "2019-01-01", {"held": 3}),
        ("one of two is not", [CREAM], "2019-01-01", {"broken": 3}),
        ("it is of the day of the declaration", [CREAM, BRUSH], "2026-03-03", {"held": 3}),
        ("it is of the day after", [CREAM, BRUSH], "2026-03-04", {"undetermined": 3}),
    ],
)
def test_a_list_from_a_file_decides(tmp_path, story, codes, first, counts):
    documents = write(tmp_path / "documents", a_trade())
    (tmp_path / "list.csv").write_text("# made up\n" + "".join(f"{code},a name\n" for code in codes), encoding="utf-8")
    listed = overlay(tmp_path, "positive_list.codes", f"from: {first}, codes_from: list.csv")
    _, run = check(documents, tmp_path / "run", "--overlay", listed)
    assert counted(run, LISTED) == counts
    broken = {("order", f"O-{number}", LISTED, "no finding", "broken") for number in (1, 2, 3)}
    assert differences(run) == (broken if "broken" in counts else set())
    assert shibosi("replay", run.folder).status == 0


def test_without_a_list_nothing_is_said_about_it(tmp_path):
    _, run = check(write(tmp_path / "documents", a_trade()), tmp_path / "run")
    assert counted(run, LISTED) == {"undetermined": 3}
    assert LISTED not in {control for _, control, _ in found(run)}


def test_a_list_that_is_not_there_is_named(tmp_path):
    documents = write(tmp_path / "documents", a_trade())
    listed = overlay(tmp_path, "positive_list.codes", "codes_from: nowhere.csv")
    said = shibosi("check", documents, "--out", tmp_path / "run", "--overlay", listed)
    assert said.status == 2
    assert "the list nowhere.csv cannot be read" in said.err


def test_a_list_that_changed_since_the_run_is_told(tmp_path):
    documents = write(tmp_path / "documents", a_trade())
    (tmp_path / "list.csv").write_text(f"{CREAM}\n{BRUSH}\n", encoding="utf-8")
    listed = overlay(tmp_path, "positive_list.codes", "from: 2019-01-01, codes_from: list.csv")
    check(documents, tmp_path / "run", "--overlay", listed)
    (tmp_path / "list.csv").write_text(f"{CREAM}\n", encoding="utf-8")
    said = shibosi("replay", tmp_path / "run")
    assert said.status == 1
    assert "The parameter values have changed since." in said.out


# -- another day

REPORTED = date(2026, 3, 2)
"""The day on which the orders of the trade were reported; thirty days later a document that has not come is missing."""


def without_a_payment() -> Tables:
    """The trade, the payment of O-1 not there."""
    tables = a_trade()
    del tables["payment"][0]
    return tables


@pytest.mark.parametrize(
    ("days", "outcome"), [(0, "undetermined"), (30, "undetermined"), (31, "broken"), (3000, "broken")]
)
def test_what_may_still_come_is_missing_when_its_days_have_passed(tmp_path, days, outcome):
    documents = write(tmp_path / "documents", without_a_payment())
    said, run = check(documents, tmp_path / "run", as_of=str(REPORTED + timedelta(days)))
    assert ("O-1", PAID, outcome) in found(run)
    assert len(found(run)) == 2
    assert str(REPORTED + timedelta(days)) in said.out


def test_a_shorter_wait_by_overlay_is_the_same_as_a_later_day(tmp_path):
    documents = write(tmp_path / "documents", without_a_payment())
    shorter = overlay(tmp_path, "waiting.days", "value: 7")
    _, run = check(documents, tmp_path / "run", "--overlay", shorter)
    assert differences(run) == {("order", "O-1", PAID, "undetermined", "broken")}
    assert run.about["as_of"] == AS_OF
