"""Customers are verified and screened before their first money moves, and again by risk; high risk is asked."""

from datetime import date
from functools import partial

import pytest

from shibosi.domains.aml.tests.builders import Story, a_customer
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

whole = partial(Story, "customer_file_is_complete")
verified = partial(Story, "customer_is_verified_before_its_first_payment")
again = partial(Story, "customer_is_checked_again_by_its_risk")
screened = partial(Story, "customer_is_screened_before_its_first_payment")
told = partial(Story, "customer_of_high_risk_tells_its_background")
stopped = partial(Story, "limited_customer_moves_no_money")
FIRST, LAST = date(2026, 1, 10), date(2026, 3, 10)


def by_risk(risk, verified_on):
    return a_customer(customer_file={"risk": risk, "verified_on": verified_on})


def high_risk(**changes):
    """Asked on 2026-04-01, so that the last day is 04-11."""
    return a_customer(customer_file={"risk": "high", "questioned_on": date(2026, 4, 1), **changes})


def answered(on, **changes):
    return high_risk(**{"finance": "Sales", "trade": "Toys", "answered_on": on} | changes)


def a_match(result, **changes):
    return a_customer(name_screening=[{}, {"number": "S-2", "result": result, **changes}])


STORIES = [
    whole("name, licence and address", a_customer(), HELD),
    whole("no address", a_customer(customer_file={"address": None}), BROKEN),
    whole("nobody knows when it was verified", a_customer(customer_file={"verified_on": None}), UNDETERMINED),
    whole("not verified yet, so in no class of risk", a_customer(customer_file={"risk": None}), OUT_OF_SCOPE),
    verified("two days before", a_customer(), HELD),
    verified("on the day", a_customer(customer_file={"verified_on": FIRST}), HELD),
    verified("a day after", a_customer(customer_file={"verified_on": date(2026, 1, 11)}), BROKEN),
    verified("no file at all", a_customer(customer_file=None), BROKEN),
    verified("files were not handed in", a_customer(customer_file=None), UNDETERMINED, absent=("customer_file",)),
    verified("not verified", a_customer(customer_file={"verified_on": None}), UNDETERMINED),
    verified("no money moved", a_customer(transfer=None), OUT_OF_SCOPE),
    again("in the same year", a_customer(), HELD),
    again("low: 36 months to the day", by_risk("low", date(2023, 3, 10)), HELD),
    again("low: a day more", by_risk("low", date(2023, 3, 9)), BROKEN),
    again("medium: 24 months to the day", by_risk("medium", date(2024, 3, 10)), HELD),
    again("medium: a day more", by_risk("medium", date(2024, 3, 9)), BROKEN),
    again("high: 12 months to the day", by_risk("high", date(2025, 3, 10)), HELD),
    again("high: a day more", by_risk("high", date(2025, 3, 9)), BROKEN),
    again("in no class of risk", by_risk(None, date(2026, 1, 8)), UNDETERMINED),
    again("in a class nobody knows", by_risk("odd", date(2026, 1, 8)), UNDETERMINED),
    again("no file", a_customer(customer_file=None), OUT_OF_SCOPE),
    screened("three days before", a_customer(), HELD),
    screened("on the day", a_customer(name_screening={"screened_on": FIRST}), HELD),
    screened("a day after", a_customer(name_screening={"screened_on": date(2026, 1, 11)}), BROKEN),
    screened("never", a_customer(name_screening=None), BROKEN),
    screened("screenings were not handed in", a_customer(name_screening=None), UNDETERMINED,
             absent=("name_screening",)),
    screened("a match that people cleared", a_match("cleared"), HELD),
    screened("a match nobody decided", a_match("possible"), UNDETERMINED),
    screened("the listed party", a_match("listed"), BROKEN),
    screened("no result", a_match(None), UNDETERMINED),
    screened("no money moved", a_customer(transfer=None), OUT_OF_SCOPE),
    told("on the tenth day", answered(date(2026, 4, 11)), HELD),
    told("on the eleventh", answered(date(2026, 4, 12)), BROKEN),
    told("on the eleventh, and limited until then",
         answered(date(2026, 4, 12), limited_on=date(2026, 4, 12)), HELD),
    told("nothing, and limited", high_risk(limited_on=date(2026, 4, 12)), HELD),
    told("nothing, and nothing followed", high_risk(), BROKEN),
    told("nothing yet, on the tenth day", high_risk(), UNDETERMINED, as_of=date(2026, 4, 11)),
    told("finances only", answered(date(2026, 4, 5), trade=None), BROKEN),
    told("of low risk", a_customer(), OUT_OF_SCOPE),
    stopped("from the day after the last transfer", a_customer(customer_file={"limited_on": date(2026, 3, 11)}), HELD),
    stopped("a transfer on the day", a_customer(customer_file={"limited_on": LAST}), BROKEN),
    stopped("a transfer once it had answered",
            a_customer(customer_file={"limited_on": date(2026, 2, 1), "answered_on": LAST}), HELD),
    stopped("a transfer the day before it answered",
            a_customer(customer_file={"limited_on": date(2026, 2, 1), "answered_on": date(2026, 3, 11)}), BROKEN),
    stopped("a transfer of nobody knows when",
            a_customer(customer_file={"limited_on": date(2026, 3, 11)}, transfer=[{}, {"asked_at": None}]),
            UNDETERMINED),
    stopped("not limited", a_customer(), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_customers(story):
    assert story.judged() is story.outcome
