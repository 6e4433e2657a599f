"""What is answered: accept, wait, hold, refuse, and when a dossier must be judged again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shibosi.kernel.controls import KNOWN, RELEASE, Control
from shibosi.kernel.deciding import Decider
from shibosi.kernel.decisions import Decision, Verdict, answer
from shibosi.kernel.dossiers import gather
from shibosi.kernel.expressions import BoolX, as_of, count, every, unknown, when
from shibosi.kernel.expressions.nodes import literal
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.expressions.tests.samples import papers, values
from shibosi.kernel.expressions.tests.strategies import ALONE, comparisons, control_of, days, truths
from shibosi.kernel.expressions.tests.test_three_readings import QUICK
from shibosi.kernel.parameters import DAY_ZERO, Values
from shibosi.kernel.records import Record
from shibosi.kernel.tests.builders import FILE, VALUES, Line, Measure, Sheet, Stub, installed, version
from shibosi.kernel.tests.rules import RULED
from shibosi.kernel.tests.test_findings import GOOD, LINES_, line, sheet, stub

pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")
ACCEPT, WAIT, HOLD, REFUSE = Verdict.ACCEPT, Verdict.WAIT, Verdict.HOLD, Verdict.REFUSE
IN_TIME, LAST, TOO_LATE = date(2026, 3, 3), date(2026, 4, 1), date(2026, 4, 2)
"""A day on which a paper may still come, the last such day (thirty after the signature), and the day after."""


@pytest.fixture(autouse=True, scope="module")
def rules(world: None) -> Iterator[None]:
    """The controls of `rules`."""
    with installed(RULED):
        yield


def decided(
    *records: Record, as_of: date = IN_TIME, absent: tuple[str, ...] = (), unsure: tuple[str, ...] = (),
    values: Values = VALUES, controls: list[Control] | None = None,
) -> Decision:  # fmt: skip
    """The decision on the file these records make."""
    wanted = controls or [control for control in KNOWN.values() if control.dossier is FILE]
    at = Circumstances((as_of - DAY_ZERO).days, frozenset(absent), frozenset(unsure))
    return Decider(FILE, wanted, values).decide(gather(FILE, list(records)), at).decision


@pytest.mark.parametrize(
    ("story", "records", "as_of", "verdict", "because"),
    [
        ("all is well", GOOD, IN_TIME, ACCEPT, []),
        ("a paper may still come", [sheet(), *LINES_], IN_TIME, WAIT, ["stub_was_reported"]),
        ("on the last day, too", [sheet(), *LINES_], LAST, WAIT, ["stub_was_reported"]),
        ("it has not come", [sheet(), *LINES_], TOO_LATE, HOLD, ["stub_was_reported"]),
        ("two may still come", [sheet()], IN_TIME, WAIT, ["stub_was_reported", "lines_were_reported"]),
        ("papers do not agree", [sheet(), stub(amount=Decimal(31)), *LINES_], IN_TIME, HOLD, ["amounts_agree"]),
        ("that holds although another may come", [sheet(), *LINES_, line(3)], IN_TIME, HOLD, ["lines_add_up"]),
        ("a fact is missing that nothing will bring", [sheet(), stub(amount=None), *LINES_], IN_TIME, HOLD,
         ["amounts_agree"]),
        ("a warning blocks nothing", [sheet(), stub(weight=Decimal(2)), *LINES_], IN_TIME, ACCEPT, []),
        ("nor does a fact that only a warning reads", [sheet(), stub(weight=None), *LINES_], IN_TIME, ACCEPT, []),
        ("what one side cannot decide counts for nothing", [sheet(title=None), stub(), *LINES_], IN_TIME, ACCEPT, []),
        ("what it breaks counts", [sheet(title="A"), stub(), *LINES_], IN_TIME, HOLD, ["title_is_not_listed"]),
        ("nothing says until when a paper may come", [sheet(signed_on=None, sent_at=None), *LINES_], IN_TIME, HOLD,
         ["stub_was_reported"]),
        ("a paper nobody can place", [stub()], IN_TIME, HOLD, ["sheet_was_reported"]),
    ],
)  # fmt: skip
def test_what_is_answered(story: str, records: list[Record], as_of: date, verdict: Verdict, because: list[str]) -> None:
    found = decided(*records, as_of=as_of)
    assert (found.verdict, list(found.because)) == (verdict, because)


def test_what_waits_is_judged_again_when_the_days_have_passed() -> None:
    assert decided(sheet(), *LINES_).again == TOO_LATE
    assert decided(sheet(), *LINES_, as_of=LAST).again == TOO_LATE
    assert decided(sheet(), *LINES_, as_of=TOO_LATE).again is None
    assert decided(*GOOD).again is None


def test_a_dossier_that_is_held_may_still_change() -> None:
    found = decided(sheet(), *LINES_, line(3))
    assert (found.verdict, found.again) == (HOLD, TOO_LATE)


@pytest.mark.parametrize("as_of", [IN_TIME, TOO_LATE])
@pytest.mark.parametrize("doubt", ["absent", "unsure"])
def test_a_kind_that_did_not_come_in_full_may_still_come(doubt: str, as_of: date) -> None:
    doubts: dict[str, Any] = {doubt: ("stub",)}
    found = decided(sheet(), *LINES_, as_of=as_of, **doubts)
    assert found == Decision(WAIT, ("stub_was_reported",), (), None)


def test_what_a_fact_lacks_is_no_absence() -> None:
    """The stub is there: that stubs did not come in full explains nothing."""
    assert decided(sheet(), stub(amount=None), *LINES_, unsure=("stub",)).verdict == HOLD


def test_two_that_tell_of_each_other_are_not_both_silent() -> None:
    first = replace(control_of((Stub.amount == 0).node), name="first", blocks=RELEASE, scope=Sheet.urgent.node)
    one = replace(first, scope=Sheet.urgent.node, reports=frozenset({("stub", "amount")}))
    other = replace(first, name="other", scope=(Stub.amount == 0).node, condition=Sheet.urgent.node,
                    reports=frozenset({("sheet", "urgent")}))  # fmt: skip
    assert decided(Sheet(number="S-1"), controls=[one, other]).verdict == HOLD


def unsourced(name: str, value: Any) -> Values:
    """The usual values, one of them without a source."""
    return VALUES.overlay({name: [replace(version(value), confidence="general-knowledge")]})


def test_a_value_without_source_asks_for_review_and_blocks_nothing() -> None:
    listed = [sheet(title="A"), stub(), *LINES_]
    found = decided(*listed, values=unsourced("measure.listed", frozenset("A")))
    assert found == Decision(ACCEPT, (), ("title_is_not_listed",), None)
    other = decided(*listed, values=unsourced("measure.share", 50_000))
    assert (other.verdict, other.review) == (HOLD, ())
    both = decided(*listed, line(3), values=unsourced("measure.listed", frozenset("A")))
    assert (both.verdict, both.because, both.review) == (HOLD, ("lines_add_up",), ("title_is_not_listed",))


def test_only_the_value_in_force_is_asked_for_its_source() -> None:
    old = replace(version(frozenset("A"), last=date(2020, 1, 1)), confidence="general-knowledge")
    values = VALUES.overlay({"measure.listed": [old, version(frozenset("A"), first=date(2020, 1, 2))]})
    assert decided(sheet(title="A"), stub(), *LINES_, values=values).verdict == HOLD


def holding(condition: BoolX, day: Any = None) -> list[Control]:
    """A control that blocks."""
    return [replace(control_of(condition.node, name="it"), blocks=RELEASE, day=day)]


DUE = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("story", "condition", "again"),
    [
        ("a paper that expires", as_of() <= Sheet.due_on, DUE + timedelta(1)),
        ("said the other way round", Sheet.due_on >= as_of(), DUE + timedelta(1)),
        ("before that day", as_of() < Sheet.due_on, DUE),
        ("from that day on", as_of() >= Sheet.due_on, DUE),
        ("on that day alone", as_of() == Sheet.due_on, DUE),
        ("a day that is past", as_of() <= Sheet.signed_on, None),
        ("a day nobody said", as_of() <= Stub.signed_on, None),
        ("lines that expire one after the other", every(Line.packed_on >= as_of()), date(2026, 3, 6)),
        ("what cannot be foretold is judged every day", (as_of() - Sheet.signed_on) <= Sheet.pieces,
         IN_TIME + timedelta(1)),
        ("a wait that is over", when(count(Sheet) > 0, count(Sheet) > 0, when(as_of() > Sheet.due_on, count(Sheet) > 0,
         unknown())), None),
    ],
)  # fmt: skip
def test_when_time_alone_changes_an_outcome(story: str, condition: BoolX, again: date | None) -> None:
    records = [sheet(due_on=DUE, pieces=30), line(1, packed_on=date(2026, 3, 9)), line(2, packed_on=date(2026, 3, 5))]
    assert decided(*records, controls=holding(condition)).again == again


def test_a_value_that_changes_on_a_day_is_a_turn() -> None:
    limits = Measure(as_of().node, literal("CN", "text"))
    values = VALUES.overlay({"measure.word": [
        version("142", last=date(2026, 3, 31)), version("840", first=date(2026, 4, 1), last=date(2026, 4, 30)),
        version("142", first=date(2026, 5, 1)),
    ]})  # fmt: skip
    controls = holding(Sheet.currency == limits.word)
    found = [decided(sheet(), as_of=day, controls=controls, values=values) for day in (IN_TIME, LAST, date(2026, 5, 1))]
    assert [(each.verdict, each.again) for each in found] == [
        (ACCEPT, date(2026, 4, 1)), (HOLD, date(2026, 5, 1)), (ACCEPT, None),
    ]  # fmt: skip


@st.composite
def timely(draw: st.DrawFn) -> BoolX:
    """A condition in which the as-of day is compared with others."""
    near = Sheet.signed_on + draw(st.sampled_from((Sheet.pieces, Measure(as_of().node, literal("CN", "text")).days)))
    other = draw(st.sampled_from((near, days(draw, ALONE, 1))))
    how = draw(st.sampled_from(("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__")))
    late: BoolX = getattr(as_of(), how)(other)
    rows: BoolX = every(getattr(as_of(), how)(Line.packed_on))
    some = draw(st.sampled_from((truths(draw, ALONE, 1), comparisons(draw, ALONE, 0), late)))
    return draw(
        st.sampled_from((late, rows, when(late, some, unknown()), late & some, ~late | some, when(some, late, rows)))
    )


@settings(QUICK, max_examples=150)
@given(st.data())
def test_nothing_changes_before_the_day_that_is_told(data: st.DataObject) -> None:
    controls = [
        replace(control_of(condition.node, name=f"c{at}"), blocks=RELEASE)
        for at, condition in enumerate(data.draw(st.lists(timely(), min_size=1, max_size=2)))
    ]
    nodes = tuple(made.condition for made in controls)
    decider = Decider(FILE, controls, data.draw(values()))
    rows = gather(FILE, [each for each in data.draw(papers(nodes)) if each.values[0] == "S-1"])
    start = data.draw(st.sampled_from([date(2018, 12, 1), date(2019, 1, 1), date(2024, 6, 1)]))
    first = (start - DAY_ZERO).days
    now = decider.decide(rows, Circumstances(first))
    if now.key is None:
        return
    again = now.decision.again
    last = first + 400 if again is None else min(first + 400, (again - DAY_ZERO).days)
    for day in range(first + 1, last):
        assert decider.judge.function(rows, Circumstances(day)) == now.outcomes
    coarse = any(turning.coarse for turning in decider.decisions.turning.values())
    if again is not None and not coarse:
        assert decider.judge.function(rows, Circumstances((again - DAY_ZERO).days)) != now.outcomes


@pytest.mark.parametrize(
    ("readable", "verdicts", "expected"),
    [
        (True, [], ACCEPT),
        (True, [ACCEPT, WAIT], WAIT),
        (True, [HOLD, WAIT, ACCEPT], HOLD),
        (False, [], REFUSE),
        (False, [HOLD], REFUSE),
    ],
)
def test_the_strictest_dossier_answers_and_what_cannot_be_read_is_refused(
    readable: bool, verdicts: list[Verdict], expected: Verdict
) -> None:
    assert answer(readable, [Decision(verdict) for verdict in verdicts]) is expected


def test_the_day_of_a_decision_is_a_day_of_the_calendar() -> None:
    far = sheet(signed_on=date(9999, 12, 20))
    found = decided(far, *LINES_)
    assert (found.verdict, found.again) == (WAIT, None)
    assert isinstance(decided(sheet(), *LINES_).again, date)
    assert not isinstance(decided(sheet(), *LINES_).again, datetime)
