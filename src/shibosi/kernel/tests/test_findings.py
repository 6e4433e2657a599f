"""Findings: the facts they state, and what is told once instead of eight times."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest

from shibosi.kernel.controls import KNOWN
from shibosi.kernel.expressions import largest, smallest, total, total_money
from shibosi.kernel.expressions.kinds import Expr
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.findings import COUNTS, SCHEMA, Found, fact_kind, fact_name, find
from shibosi.kernel.judging import Judge
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import FILE, VALUES, Item, Line, Measure, Sheet, Stub, frames, installed
from shibosi.kernel.tests.rules import LINES, RULED

SIGNED = date(2026, 3, 2)
TOO_LATE, IN_TIME = date(2026, 4, 2), date(2026, 4, 1)
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
D = Decimal


@pytest.fixture(autouse=True, scope="module")
def rules(world: None) -> Iterator[None]:
    """The controls of `rules`."""
    with installed(RULED):
        yield


def told(
    *records: Record, as_of: date = IN_TIME, absent: tuple[str, ...] = (), unsure: tuple[str, ...] = (), only: str = ""
) -> Found:
    """The findings of a batch of files."""
    controls = [control for control in KNOWN.values() if control.dossier is FILE and only in ("", control.name)]
    at = Circumstances((as_of - DAY_ZERO).days, frozenset(absent), frozenset(unsure))
    return find(Judge(FILE, controls, VALUES, at).judge(frames(*records)), controls)


def named(found: Found) -> dict[str, str]:
    """Control and outcome of each finding; a control never tells twice of one dossier."""
    pairs = found.findings.select("key", "control").rows()
    assert len(set(pairs)) == len(pairs)
    return dict(found.findings.select("control", "outcome").sort("control").rows())


def counted(found: Found, control: str) -> dict[str, int]:
    """The outcomes of a control, without zeros."""
    (row,) = found.counts.filter(pl.col("control") == control).to_dicts()
    return {name: count for name, count in row.items() if isinstance(count, int) and count}


def sheet(**said: Any) -> Sheet:
    """A sheet no control objects to."""
    usual = {
        "number": "S-1", "title": "t", "amount": D(30), "currency": "142", "weight": D("1.5"), "signed_on": SIGNED,
        "sent_at": NOON, "place": "CN",
    }  # fmt: skip
    return Sheet(**{**usual, **said})


def stub(**said: Any) -> Stub:
    """Its stub."""
    usual = {"sheet_number": "S-1", "amount": D(30), "currency": "142", "weight": D("1.5")}
    return Stub(**{**usual, **said})


def line(number: int | None, **said: Any) -> Line:
    """One of its two lines."""
    usual = {
        "sheet_number": "S-1",
        "price": D(15),
        "currency": "142",
        "quantity": D(1),
        "packed_on": SIGNED,
        "packed_at": NOON,
    }
    return Line(**{**usual, "line_number": number, **said})


LINES_ = [line(1), line(2)]
GOOD = [sheet(), stub(), *LINES_]


def test_a_good_file_has_no_findings_and_is_counted() -> None:
    found = told(*GOOD, as_of=TOO_LATE)
    assert found.findings.is_empty()
    assert found.findings.schema == SCHEMA
    assert found.counts.schema == COUNTS
    assert counted(found, "amounts_agree") == {"held": 1}
    assert counted(found, "quantities_agree") == {"out_of_scope": 1}


@pytest.mark.parametrize(
    ("story", "records", "expected"),
    [
        ("no stub: told once", [sheet(), *LINES_], {"stub_was_reported": "broken"}),
        ("no lines: told once", [sheet(), stub()], {"lines_were_reported": "broken"}),
        ("neither", [sheet()], {"stub_was_reported": "broken", "lines_were_reported": "broken"}),
        ("no sheet", [stub(), *LINES_], {"sheet_was_reported": "broken"}),
        ("two sheets", [*GOOD, sheet(title="u")], {"sheet_is_there_once": "broken"}),
        ("two sheets, no stub", [sheet(), sheet(title="u"), *LINES_],
         {"sheet_is_there_once": "broken", "stub_was_reported": "undetermined"}),
        ("a line without its item", [*GOOD, Item(sheet_number="S-1", line_number=1, quantity=D(1))],
         {"lines_correspond": "broken"}),
        ("another cause speaks for itself", [sheet(), *LINES_, line(3)],
         {"stub_was_reported": "broken", "lines_add_up": "broken"}),
        ("a column that is missing has no other cause", [sheet(), stub(amount=None), *LINES_],
         {"amounts_agree": "undetermined"}),
        ("a column of a paper that is there", [sheet(amount=None), stub(), *LINES_],
         {"amounts_agree": "undetermined", "lines_add_up": "undetermined"}),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_once(story: str, records: list[Record], expected: dict[str, str]) -> None:
    assert named(told(*records, as_of=TOO_LATE)) == expected


def test_a_paper_that_may_still_come_is_one_undetermined_finding() -> None:
    assert named(told(sheet(), *LINES_, as_of=IN_TIME)) == {"stub_was_reported": "undetermined"}


def test_what_is_folded_is_counted_all_the_same() -> None:
    found = told(sheet(), *LINES_, as_of=TOO_LATE)
    assert counted(found, "amounts_agree") == {"undetermined": 1, "folded": 1}
    assert counted(found, "stub_was_reported") == {"broken": 1}


def test_only_the_dossier_with_the_cause_folds() -> None:
    found = told(sheet(), *LINES_, sheet(number="S-2"), stub(sheet_number="S-2", amount=None), as_of=TOO_LATE)
    told_of = sorted(found.findings.select("key", "control").rows())
    assert told_of == [("S-1", "stub_was_reported"), ("S-2", "amounts_agree"), ("S-2", "lines_were_reported")]
    assert counted(found, "amounts_agree") == {"undetermined": 2, "folded": 1}


def test_a_kind_that_was_not_handed_in_is_no_finding_of_a_dossier() -> None:
    found = told(sheet(), *LINES_, as_of=TOO_LATE, absent=("stub", "item", "back"))
    assert named(found) == {}
    assert counted(found, "stub_was_reported") == {"undetermined": 1, "folded": 1}
    assert counted(found, "amounts_agree") == {"undetermined": 1, "folded": 1}


def test_a_kind_that_could_not_be_read_in_full_is_undetermined_not_missing() -> None:
    found = told(sheet(), *LINES_, as_of=TOO_LATE, unsure=("stub",))
    assert named(found) == {"stub_was_reported": "undetermined"}


def test_what_a_one_sided_control_cannot_decide_is_only_counted() -> None:
    found = told(*GOOD)
    assert counted(found, "title_is_not_listed") == {"undetermined": 1}
    assert named(found) == {}
    assert named(told(sheet(title="A"), stub(), *LINES_)) == {"title_is_not_listed": "broken"}


def facts(control: str, *records: Record) -> Any:
    """The facts of the only finding of a control."""
    (row,) = told(*records, only=control).findings.to_dicts()
    return json.loads(row["facts"])


def test_a_finding_names_dossier_key_day_and_place() -> None:
    (row,) = told(sheet(place="DE"), stub(amount=D(31)), *LINES_, only="amounts_agree").findings.to_dicts()
    assert {name: row[name] for name in SCHEMA if name != "facts"} == {
        "dossier": "file", "key": "S-1", "control": "amounts_agree", "outcome": "broken", "day": SIGNED, "place": "DE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        ("31", "31"),
        ("318.21", "318.21"),
        ("0.00001", "0.00001"),
        ("-0.5", "-0.5"),
        ("1000.10", "1000.1"),
        ("-12345678.00001", "-12345678.00001"),
        ("9999999999999.99999", "9999999999999.99999"),
        ("0", "0"),
    ],
)
def test_amounts_are_written_as_decimals_without_trailing_zeros(amount: str, written: str) -> None:
    assert facts("amounts_agree", sheet(), stub(amount=D(amount))) == {
        "stub.amount": written, "stub.currency": "142", "sheet.amount": "30", "sheet.currency": "142",
    }  # fmt: skip


def test_what_is_not_known_is_null() -> None:
    assert facts("amounts_agree", sheet(currency=None), stub())["sheet.currency"] is None


def test_text_is_written_as_it_is() -> None:
    told_of = facts("amounts_agree", sheet(currency='元 "½"\n'), stub())
    assert told_of["sheet.currency"] == '元 "½"\n'


def test_counts_and_totals_are_facts() -> None:
    assert facts("stub_was_reported", sheet(), *LINES_)["#stub"] == "0"
    assert facts("lines_add_up", sheet(), line(1, price=D("14.99"))) == {
        "sheet.amount": "30", "sheet.currency": "142", "sum(line.price)": "14.99", "common(line.currency)": "142",
    }  # fmt: skip


def test_days_and_times_are_written_as_such() -> None:
    late = sheet(sent_at=datetime(2026, 3, 1, 15, 59, 59, 500_000, tzinfo=UTC))
    assert facts("dispatch_follows_packing", late, *LINES_) == {
        "sheet.sent_at": "2026-03-01T15:59:59.500Z", "sheet.signed_on": "2026-03-02",
        "max(line.packed_on)": "2026-03-02", "min(line.packed_on)": "2026-03-02",
    }  # fmt: skip


def test_conditions_on_rows_are_not_facts() -> None:
    broken = [*GOOD, Item(sheet_number="S-1", line_number=1, quantity=D(2))]
    assert facts("quantities_agree", *broken) == {"#item": "1"}


LIMITS = Measure(Sheet.signed_on.node, Sheet.place.node)


@pytest.mark.parametrize(
    ("found", "name", "kind"),
    [
        (total_money(Line.price), "sum(line.price)", "money"),
        (total(Line.quantity), "sum(line.quantity)", "decimal"),
        (total(Line.line_number), "sum(line.line_number)", "whole"),
        (largest(Line.packed_on), "max(line.packed_on)", "day"),
        (smallest(Line.packed_at.day()), "min(line.packed_at)", "day"),
        (largest(Line.packed_on + LIMITS.days), "max(line.packed_on, sheet.signed_on, sheet.place)", "day"),
        (total_money(Line.price * Line.quantity), "sum(line.price, line.quantity)", "amount10"),
        (total_money(Line.price + Line.price * Line.quantity), "sum(line.price, line.quantity)", "amount10"),
        (total_money(Line.price - Item.price), "sum(line.currency, item.currency, line.price, item.price)", "amount5"),
        (total(Line.quantity * LIMITS.share), "sum(line.quantity, sheet.signed_on, sheet.place)", "amount11"),
        (total(Line.quantity.abs()), "sum(line.quantity)", "amount5"),
        (total(Line.quantity.or_else(0)), "sum(line.quantity)", "amount5"),
        (total_money(Line.price.only_if(Line.checked)), "sum(line.checked, line.price)", "amount5"),
        (largest(Line.packed_on - Sheet.signed_on), "max(line.packed_on, sheet.signed_on)", "whole"),
        (largest(Line.packed_on.year()), "max(line.packed_on)", "whole"),
    ],
)
def test_how_a_fact_of_many_rows_is_called_and_written(found: Expr, name: str, kind: str) -> None:
    assert (fact_name(found.node), fact_kind(found.node)) == (name, kind)


def test_the_pair_whose_absence_is_reported_has_a_name() -> None:
    assert KNOWN["lines_correspond"].reports == {(LINES.name, "#")} == {("line+item", "#")}
