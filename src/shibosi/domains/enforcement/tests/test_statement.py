"""A measure as a statement of reasons, held against what the database takes."""

from datetime import UTC, date, datetime

import pytest

from shibosi.domains.enforcement.measures.statement import DECISIONS, NoStatement, statement
from shibosi.kernel.controls import Severity
from shibosi.kernel.measures.events import KINDS, Measure, Reason, Violation
from shibosi.methods.formats.dsa import faults

KNOWN = datetime(2026, 6, 1, tzinfo=UTC)
SEEN = Violation("v", "P", date(2026, 5, 30), KNOWN, Severity.MAJOR, Reason(("4.8.2-a",), finding="7"))


def measure(kind="takedown", **changes):
    why = Reason(("4.8.2-a",), case="C-1", text="Mr Li said")
    return Measure("3f2a", "P", date(2026, 6, 1), KNOWN, kind, why, "account:7", "/appeal", **changes)


def test_every_kind_but_a_warning_is_a_statement_the_database_takes():
    assert set(DECISIONS) == set(KINDS) - {"warn"}
    for kind in DECISIONS:
        for told in ([], [SEEN]):
            assert list(faults(statement(measure(kind, last=date(2026, 7, 1)), told).fields)) == [], kind


def test_a_warning_is_none():
    with pytest.raises(NoStatement):
        statement(measure("warn"), [])


@pytest.mark.parametrize(
    ("story", "made", "told", "field", "said"),
    [
        ("goods", measure(thing="L-1"), [], "content_type", ["CONTENT_TYPE_PRODUCT"]),
        ("the whole business", measure(), [], "content_type", ["CONTENT_TYPE_OTHER"]),
        ("until its last day", measure(last=date(2026, 7, 1)), [], "end_date_visibility_restriction", "2026-07-01"),
        ("until further notice", measure(), [], "end_date_visibility_restriction", None),
        ("later than dates go", measure(last=date(2040, 1, 1)), [], "end_date_visibility_restriction", None),
        ("found by a control", measure(), [SEEN], "automated_detection", "Yes"),
        ("found by people", measure(), [], "automated_detection", "No"),
        ("decided by people", measure(), [], "automated_decision", "AUTOMATED_DECISION_NOT_AUTOMATED"),
        ("proposed by a tier", measure(tier="first"), [], "automated_decision", "AUTOMATED_DECISION_PARTIALLY"),
        ("decided by nobody", measure(automatic=True), [], "automated_decision", "AUTOMATED_DECISION_FULLY"),
        ("the day of the violation", measure(), [SEEN], "content_date", "2026-05-30"),
    ],
)
def test_what_is_said(story, made, told, field, said):
    assert statement(made, told).fields.get(field) == said


def test_what_is_assumed_and_what_is_not_known_is_said_and_nobody_is_named():
    found = statement(measure(), [])
    assert set(found.assumed) == {"category", "source_type", "content_date"}
    assert not set(found.not_known) & set(found.fields)
    assert not any(word in str(found.fields) for word in ("Mr Li", "account:7", "C-1"))
    assert "content_date" not in statement(measure(), [SEEN]).assumed
