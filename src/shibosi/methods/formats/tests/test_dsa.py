"""What the transparency database takes and what it refuses, by the cases of its own tests."""

import pytest

from shibosi.methods.formats.dsa import code, faults

LEAST = {
    "puid": "m-1", "decision_account": "DECISION_ACCOUNT_SUSPENDED", "decision_facts": "Counterfeit goods.",
    "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT", "incompatible_content_ground": "Rule 4",
    "incompatible_content_explanation": "It breaks rule 4.", "category": "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    "content_type": ["CONTENT_TYPE_PRODUCT"], "content_date": "2026-06-01", "application_date": "2026-06-10",
    "source_type": "SOURCE_VOLUNTARY", "automated_detection": "No",
    "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
}  # fmt: skip


def test_the_least_that_is_asked_for_is_taken():
    assert list(faults(LEAST)) == []


@pytest.mark.parametrize(
    ("story", "changes", "fault"),
    [
        ("no number", {"puid": ""}, "puid"),
        ("letters a number has not", {"puid": "very bad é + pu.id"}, "puid"),
        ("a number too long", {"puid": "x" * 501}, "puid"),
        ("nothing decided", {"decision_account": None}, "decision"),
        ("an unknown decision", {"decision_account": "DECISION_ACCOUNT_PAUSED"}, "decision_account"),
        ("a list where a code stands", {"account_type": "ACCOUNT_TYPE_ROBOT"}, "account_type"),
        ("a code where a list stands", {"content_type": "CONTENT_TYPE_PRODUCT"}, "content_type"),
        ("a ground without its reasons", {"incompatible_content_ground": ""}, "incompatible_content_ground"),
        ("another kind without saying which", {"content_type": ["CONTENT_TYPE_OTHER"]}, "content_type_other"),
        ("another form of a date", {"application_date": "2023-4-4-4"}, "application_date"),
        ("a date without dashes", {"application_date": "20230404"}, "application_date"),
        ("before there was a database", {"application_date": "2019-12-31"}, "application_date"),
        ("after it counts", {"content_date": "2038-01-02"}, "content_date"),
        ("facts too long", {"decision_facts": "x" * 5001}, "decision_facts"),
        ("yes in small letters", {"automated_detection": "yes"}, "automated_detection"),
    ],
)
def test_what_is_refused(story, changes, fault):
    assert list(faults({**LEAST, **changes})) == [fault]


@pytest.mark.parametrize("day", ["2020-01-01", "2038-01-01"])
def test_the_first_and_the_last_day_are_taken(day):
    assert list(faults({**LEAST, "application_date": day})) == []


def test_a_code_is_written_in_full_or_not_at_all():
    assert code("decision_monetary", "SUSPENSION") == "DECISION_MONETARY_SUSPENSION"
    with pytest.raises(KeyError):
        code("decision_monetary", "PAUSE")
