"""One dossier in memory is decided as a batch of them would be: outcomes, findings with their facts, records made."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shibosi.kernel.columns import code, day, decimal, instant, money, text, truth, whole
from shibosi.kernel.controls import KNOWN, Control, Outcome
from shibosi.kernel.deciding import Decided, Decider, Finding
from shibosi.kernel.dossiers import Dossier, Rows
from shibosi.kernel.explaining import Explainer
from shibosi.kernel.expressions import largest, total_money
from shibosi.kernel.expressions.nodes import FALSE, Node
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.expressions.tests.agreement import dossiers, handed
from shibosi.kernel.expressions.tests.samples import KINDS, circumstances, papers, values
from shibosi.kernel.expressions.tests.strategies import (
    ALONE,
    amounts,
    control_of,
    days,
    numbers,
    questions,
    texts,
    times,
    truths,
)
from shibosi.kernel.expressions.tests.test_three_readings import QUICK
from shibosi.kernel.findings import find
from shibosi.kernel.judging import Judge
from shibosi.kernel.parameters import DAY_ZERO, Values
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import FILE, PACKET, VALUES, Line, Sheet, Stub, frames, installed, registries
from shibosi.kernel.tests.rules import RULED

pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")
SOME = settings(QUICK, max_examples=50)
LONG = settings(QUICK, max_examples=3_000)

with registries(RULED) as MADE:

    class Sum(Record, label="Sum", internal=True):
        """What is made of a file: a column of every kind."""

        number = text("Sheet number", key=True)
        amount = money("Amount", currency="currency")
        currency = code("Currency")
        weight = decimal("Weight")
        pieces = whole("Pieces")
        urgent = truth("Urgent")
        due_on = day("Day")
        sent_at = instant("Moment")
        note = text("Note")


@pytest.fixture(autouse=True, scope="module")
def rules(world: None) -> Iterator[None]:
    """The controls of `rules`."""
    with installed(MADE):
        yield


def by_field(findings: list[Any]) -> list[Any]:
    """Findings in one order, whatever is null in them."""
    return sorted(findings, key=lambda found: tuple(str(field) for field in found))


def agree(
    controls: list[Control], own: dict[str, Rows], batch: Any, values: Values, at: Circumstances
) -> dict[str, Decided]:  # fmt: skip
    """What is decided of each dossier, after checking that a batch of them finds the same."""
    dossier = controls[0].dossier
    judged = Judge(dossier, controls, values, at).judge(batch)
    found = find(judged, controls)
    decider = Decider(dossier, controls, values)
    single = {key: decider.decide(rows, at) for key, rows in own.items()}
    keys = judged.assembled.key_texts(np.arange(judged.assembled.size)).to_list()
    assert sorted(keys) == sorted(single)
    for place, key in enumerate(keys):
        assert single[key].key == key
        assert single[key].outcomes == [int(judged.outcomes[control.name][place]) for control in controls]
    told = [tuple(finding) for decided in single.values() for finding in decided.findings]
    assert by_field(told) == by_field(found.findings.rows())
    folded = Counter(name for decided in single.values() for name in decided.folded)
    assert folded == {row["control"]: row["folded"] for row in found.counts.to_dicts() if row["folded"]}
    return single


@st.composite
def drawn_controls(draw: st.DrawFn) -> list[Control]:
    """Random controls, with reasons to fold one into another."""
    every = [(kind.kind(), name) for kind in KINDS for name in ("#", "amount", "price", "title", "name")]
    found = []
    for at, question in enumerate(draw(st.lists(questions(), min_size=1, max_size=4))):
        on = draw(st.sampled_from((None, 0, 1)))
        found.append(replace(
            control_of(*question, f"control-{at}"),
            day=None if on is None else days(draw, ALONE, on).node,
            place=texts(draw, ALONE, draw(st.integers(0, 1))).node,
            one_sided=draw(st.sampled_from(("", "", "", "It knows a part."))),
            reports=draw(st.frozensets(st.sampled_from(every), max_size=3)) if draw(st.booleans()) else frozenset(),
        ))  # fmt: skip
    return found


def random_findings(data: st.DataObject) -> None:
    """Random controls over random dossiers."""
    controls = data.draw(drawn_controls())
    nodes = tuple(node for made in controls for node in (made.condition, made.scope, made.place, made.day or FALSE))
    records = data.draw(papers(nodes))
    at = data.draw(circumstances(records))
    agree(controls, dossiers(records), handed(records, at), data.draw(values()), at)


test_findings_are_those_of_a_batch = SOME(given(st.data())(random_findings))
test_findings_are_those_of_a_batch_for_long = pytest.mark.slow(LONG(given(st.data())(random_findings)))


@SOME
@given(st.data())
def test_findings_of_written_controls_are_those_of_a_batch(data: st.DataObject) -> None:
    controls = [control for control in KNOWN.values() if control.dossier is FILE]
    nodes = tuple(node for made in controls for node in (made.condition, made.scope, made.place, made.day or FALSE))
    records = data.draw(papers(nodes))
    at = data.draw(circumstances(records))
    agree(controls, dossiers(records), handed(records, at), data.draw(values()), at)


@SOME
@given(
    st.lists(
        st.builds(Sheet, number=st.sampled_from(["S-1", "S-2"]), carrier=st.sampled_from("CD"), parcel=st.just("1"))
    ),
    st.lists(st.builds(Stub, carrier=st.sampled_from(["C", "D", "/"]), parcel=st.sampled_from("12"))),
)
def test_a_key_of_two_parts_is_written_as_in_a_batch(sheets: list[Record], stubs: list[Record]) -> None:
    controls = [control for control in KNOWN.values() if control.dossier is PACKET]
    batch = frames(*sheets, *stubs)
    agree(controls, Explainer._rows(PACKET, dict(batch)), batch, VALUES, Circumstances(20_000))


@st.composite
def makers(draw: st.DrawFn) -> Dossier:
    """A dossier from which a record is made."""
    drawn = Dossier("drawn", "Drawn", FILE.parts, FILE.members, FILE.pairs)
    columns = {
        "number": Sheet.number,
        "amount": amounts(draw, ALONE, 2),
        "weight": numbers(draw, ALONE, 2),
        "pieces": numbers(draw, ALONE, 2),
        "urgent": truths(draw, ALONE, 1),
        "due_on": days(draw, ALONE, 1),
        "sent_at": times(draw, ALONE, 0),
        "note": texts(draw, ALONE, 1),
    }
    where = truths(draw, ALONE, 1).or_else(True) if draw(st.booleans()) else truths(draw, ALONE, 2)
    drawn.derive(Sum, where, **columns)
    return drawn


def made_alike(drawn: Dossier, records: list[Record], values: Values, at: Circumstances) -> dict[str, Any]:
    """The record made of each dossier, after checking that a batch makes the same."""
    judged = Judge(drawn, [], values, at).judge(handed(records, at))
    frame, makers = judged.derived["sum"].select(list(Sum.columns)), judged.makers["sum"]
    columns = list(Sum.columns.values())
    batch = {
        key: [
            column.stored(value) if column.kind in ("day", "instant") else value
            for column, value in zip(columns, row, strict=True)
        ]
        for key, row in zip(judged.assembled.key_texts(makers).to_list(), frame.rows(), strict=True)
    }
    decider = Decider(drawn, [], values)
    decided = {key: decider.decide(rows, at) for key, rows in dossiers(records).items()}
    single = {key: found.derived["sum"] for key, found in decided.items() if found.derived}
    assert single == batch
    return single


@SOME
@given(st.data())
def test_records_made_are_those_of_a_batch(data: st.DataObject) -> None:
    drawn = data.draw(makers())
    (derivation,) = drawn.derivations
    records = data.draw(papers((derivation.where, *derivation.columns.values())))
    made_alike(drawn, records, data.draw(values()), data.draw(circumstances(records)))


MOST = Decimal("89999999999999.99999")


@pytest.mark.parametrize(
    ("story", "prices", "expected"),
    [
        ("a total", [Decimal("1.5"), Decimal(2)], 350_000),
        ("the largest amount there is", [MOST], 9 * 10**18 - 1),
        ("a total no column can hold is unknown", [MOST, Decimal("0.00001")], None),
        ("nor can 64 bits", [MOST, MOST], None),
        ("below zero", [-MOST, -MOST], None),
        ("a debt", [-MOST], 1 - 9 * 10**18),
    ],
)
def test_a_total_beyond_every_amount_is_unknown_not_wrapped(
    story: str, prices: list[Decimal], expected: int | None
) -> None:
    drawn = Dossier("drawn", "Drawn", FILE.parts, FILE.members, FILE.pairs)
    drawn.derive(Sum, Sheet.number.is_known(), number=Sheet.number, amount=total_money(Line.price))
    lines = [
        Line(sheet_number="S-1", line_number=at, price=price, currency="142")
        for at, price in enumerate(prices, start=1)
    ]
    found = made_alike(drawn, [Sheet(number="S-1"), *lines], VALUES, Circumstances(20_000))
    assert found["S-1"][Sum.columns["amount"].position] == expected


def one(*records: Record, as_of: date = date(2026, 3, 10)) -> Decided:
    """What is decided on the file these records make."""
    controls = [control for control in KNOWN.values() if control.dossier is FILE]
    at = Circumstances((as_of - DAY_ZERO).days)
    (found,) = agree(controls, dossiers(list(records)), frames(*records), VALUES, at).values()
    return found


NOON = datetime(2026, 3, 2, 4, 0, 0, 500, tzinfo=UTC)


def test_a_finding_has_the_fields_of_a_batch() -> None:
    sheet = Sheet(number="S-1", amount=Decimal("30.10"), currency='元"', signed_on=date(2026, 3, 2), place="DE")
    stub = Stub(sheet_number="S-1", amount=Decimal(-31), currency='元"')
    found = one(sheet, stub, Line(sheet_number="S-1", line_number=1, price=Decimal("30.1"), currency='元"'))
    assert found.findings[0] == Finding(
        "file", "S-1", "amounts_agree", "broken", date(2026, 3, 2), "DE",
        '{"sheet.amount":"30.1","sheet.currency":"元\\"","stub.amount":"-31","stub.currency":"元\\""}',
    )  # fmt: skip


@pytest.mark.parametrize("micro", [0, 500_000, 500, 5, 123_000, 123_456])
def test_moments_are_written_as_in_a_batch(micro: int) -> None:
    sheet = Sheet(number="S-1", sent_at=NOON.replace(microsecond=micro), signed_on=date(2026, 3, 2))
    late = Line(sheet_number="S-1", line_number=1, packed_on=date(2026, 3, 5), packed_at=NOON)
    told = [found for found in one(sheet, late).findings if found.control == "dispatch_follows_packing"]
    assert "2026-03-02T04:00:00" in told[0].facts


def test_a_dossier_without_rows_is_none() -> None:
    controls = [control for control in KNOWN.values() if control.dossier is FILE]
    empty: Rows = {member.record.kind(): [] for member in FILE.members}
    found = Decider(FILE, controls, VALUES).decide(empty, Circumstances(20_000))
    assert (found.key, found.findings, found.folded, found.derived) == (None, [], [], {})
    assert set(found.outcomes) == {Outcome.OUT_OF_SCOPE}


SIGNED = date(2026, 3, 2)
FIRST, LAST = (date.min - SIGNED).days, (date.max - SIGNED).days


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (0, SIGNED),
        (1, date(2026, 3, 3)),
        (LAST, date.max),
        (LAST + 1, None),
        (10**12, None),
        (FIRST, date.min),
        (FIRST - 1, None),
        (-(10**15), None),
    ],
)
def test_a_day_no_calendar_has_is_unknown(pieces: int, expected: date | None) -> None:
    """Days are reckoned from what papers say."""
    late = replace(control_of(FALSE), day=(Sheet.signed_on + Sheet.pieces).node)
    sheets: list[Record] = [Sheet(number="S-1", signed_on=SIGNED, pieces=pieces)]
    (found,) = agree([late], dossiers(sheets), frames(*sheets), VALUES, Circumstances(20_000)).values()
    assert found.findings[0].day == expected


def test_a_fact_that_is_no_day_is_unknown() -> None:
    latest = largest(Line.packed_on + Sheet.pieces)
    asked = control_of(Node("known", (latest.node,), None, "bool"))
    told = replace(asked, condition=Node("not", (asked.condition,), None, "bool"))
    records: list[Record] = [Sheet(number="S-1", pieces=10**12)]
    records.append(Line(sheet_number="S-1", line_number=1, packed_on=date(2026, 3, 2)))
    (found,) = agree([told], dossiers(records), frames(*records), VALUES, Circumstances(20_000)).values()
    assert found.findings[0].facts == '{"max(line.packed_on, sheet.pieces)":null}'
