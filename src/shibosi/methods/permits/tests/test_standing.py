"""How a document stands: both sides of every day, and what nobody stated."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.methods.permits.standing import (
    COMING,
    DATED,
    ENDED,
    ENDING,
    GOOD,
    LASTING,
    OPEN,
    REVIEWED,
    REVOKED,
    STATES,
    SUSPENDED,
    Held,
    Term,
    last_day,
    standing,
)  # fmt: skip

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
HELD = Held("licence", "L-1", status="valid", first=FIRST, last=LAST, reviewed=FIRST)
DAYS = Term(DATED, 12, 60)


@pytest.mark.parametrize(
    ("story", "changes", "how", "day", "state"),
    [
        ("the day before it begins", {}, DATED, date(2025, 12, 31), COMING),
        ("its first day", {}, DATED, FIRST, GOOD),
        ("sixty-one days before its end", {}, DATED, date(2026, 10, 31), GOOD),
        ("sixty days before its end", {}, DATED, date(2026, 11, 1), ENDING),
        ("its last day", {}, DATED, LAST, ENDING),
        ("the day after", {}, DATED, date(2027, 1, 1), ENDED),
        ("without end", {"last": None, "open_ended": True}, DATED, date(2099, 1, 1), GOOD),
        ("its last day was not stated", {"last": None}, DATED, FIRST, OPEN),
        ("its first day was not stated", {"first": None}, DATED, FIRST, OPEN),
        ("its first day was not stated, and it is over", {"first": None}, DATED, date(2027, 1, 1), ENDED),
        ("its status was not stated", {"status": None}, DATED, FIRST, OPEN),
        ("a status nobody knows", {"status": "pending"}, DATED, FIRST, OPEN),
        ("suspended", {"status": "suspended"}, DATED, FIRST, SUSPENDED),
        ("revoked, and over anyway", {"status": "revoked"}, DATED, date(2027, 1, 1), REVOKED),
        ("reviewed a year ago", {}, REVIEWED, date(2027, 1, 1), ENDING),
        ("reviewed a year and a day ago", {}, REVIEWED, date(2027, 1, 2), ENDED),
        ("never reviewed", {"reviewed": None}, REVIEWED, FIRST, OPEN),
        ("lasting, without days", {"first": None, "last": None}, LASTING, FIRST, GOOD),
        ("lasting, ended all the same", {}, LASTING, date(2027, 1, 1), ENDED),
    ],
)  # fmt: skip
def test_standing(story, changes, how, day, state):
    assert standing(replace(HELD, **changes), replace(DAYS, how=how), day).state == state


def test_a_review_on_the_29th_of_february_counts_to_the_28th():
    held = replace(HELD, reviewed=date(2024, 2, 29))

    assert last_day(held, Term(REVIEWED, 12, 0)) == date(2025, 2, 28)


days = st.dates(date(2000, 1, 1), date(2060, 1, 1))


@given(
    st.one_of(st.none(), days), st.one_of(st.none(), days), st.one_of(st.none(), days), st.booleans(),
    st.sampled_from([None, "valid", "suspended", "revoked", "?"]), st.sampled_from([DATED, REVIEWED, LASTING]), days,
)  # fmt: skip
def test_what_has_ended_never_comes_back(first, last, reviewed, endless, status, how, day):
    held = Held("k", "n", None, (), status, first, last, endless, reviewed)
    term = Term(how, 12, 60)
    today, later = standing(held, term, day), standing(held, term, day + timedelta(days=40))

    assert today.state in STATES
    assert today.state != ENDED or later.state == ENDED
    assert today.state not in (GOOD, ENDING) or status == "valid"
