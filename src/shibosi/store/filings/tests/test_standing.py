"""How a standing with customs is on a day."""

from datetime import date

import pytest

from shibosi.store.filings.standing import ENDS, IN_FORCE, OVER, REJECTED, UNKNOWN, WAITING, lacking, state

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("story", "status", "last", "open_ended", "stands"),
    [
        ("for a year", "filed", date(2027, 3, 10), False, IN_FORCE),
        ("sixty days", "filed", date(2026, 5, 9), False, ENDS),
        ("sixty-one days", "filed", date(2026, 5, 10), False, IN_FORCE),
        ("its last day", "valid", TODAY, False, ENDS),
        ("the day after", "valid", date(2026, 3, 9), False, OVER),
        ("without end", "filed", None, True, IN_FORCE),
        ("nobody knows how long", "filed", None, False, UNKNOWN),
        ("no answer yet", "handed-in", None, False, WAITING),
        ("rejected", "rejected", None, False, REJECTED),
        ("cancelled", "cancelled", date(2027, 1, 1), True, OVER),
        ("suspended", "suspended", date(2027, 1, 1), False, OVER),
        ("not said", None, date(2027, 1, 1), True, UNKNOWN),
    ],
)
def test_a_standing_on_a_day(story, status, last, open_ended, stands):
    assert state(status, last, open_ended, TODAY, 60) == stands


def test_what_a_filing_lacks_is_named():
    row = {"role": "merchant", "name": "A", "credit_code": "", "address": None, "representative_name": "B",
           "customs_office": "2900"}  # fmt: skip
    assert lacking("firm", row) == ["credit_code", "address"]
