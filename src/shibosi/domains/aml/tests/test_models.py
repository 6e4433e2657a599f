"""Models that watch: four functions, measured every month, right figures, drift answered, rules that stand in."""

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial

import pytest

from shibosi.domains.aml.tests.builders import Story, a_model, a_month, an_outage, models
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

D = Decimal
four = partial(Story, "every_function_is_watched")
monthly = partial(Story, "model_is_measured_every_month")
right = partial(Story, "figures_of_a_model_are_right")
drift = partial(Story, "drift_of_a_model_is_answered")
rules = partial(Story, "rules_stand_in_for_a_model")
FAR = {"drift": D("0.21")}


def at(hour, minute=0, second=0):
    return datetime(2026, 3, 3, hour, minute, second, tzinfo=UTC)


def figures(**changes):
    return a_month(model_report=changes)


def outage(**changes):
    return an_outage(model_outage=changes)


STORIES = [
    four("one each", models(), HELD),
    four("two are for one", models(watch_model=[{}, {}, {}, {"function": "money"}]), BROKEN),
    four("one begins tomorrow", models(watch_model=[{}, {}, {}, {"live_on": date(2026, 7, 1)}]), BROKEN),
    four("one ended yesterday", models(watch_model=[{"ended_on": date(2026, 6, 29)}, {}, {}, {}]), BROKEN),
    four("one ends today", models(watch_model=[{"ended_on": date(2026, 6, 30)}, {}, {}, {}]), HELD),
    four("nobody knows what one is for", models(watch_model=[{"function": None}, {}, {}, {}]), UNDETERMINED),
    monthly("March, April and May", a_model(), HELD),
    monthly("May is missing, on the last day", a_model(model_report=[{}, {}]), HELD, as_of=date(2026, 6, 16)),
    monthly("May is missing, a day later", a_model(model_report=[{}, {}]), BROKEN, as_of=date(2026, 6, 17)),
    monthly("April is missing",
            a_model(model_report=[{}, {"month": "2026-05", "ends_on": date(2026, 5, 31)}]), BROKEN),
    monthly("no longer in use", a_model(watch_model={"ended_on": date(2026, 5, 31)}), HELD, as_of=date(2026, 12, 31)),
    monthly("none", a_model(model_report=None), BROKEN),
    monthly("none yet", a_model(model_report=None), UNDETERMINED, as_of=date(2026, 4, 16)),
    monthly("none, a day later", a_model(model_report=None), BROKEN, as_of=date(2026, 4, 17)),
    monthly("figures were not handed in", a_model(model_report=None), UNDETERMINED, absent=("model_report",)),
    monthly("figures of no model", a_model(watch_model=None), OUT_OF_SCOPE),
    right("150 of 200, 76 of 80", a_month(), HELD),
    right("rounded to three decimals", figures(confirmed=133, raised=300, precision=D("0.443")), HELD),
    right("another precision", figures(precision=D("0.76")), BROKEN),
    right("another recall", figures(recall=D("0.97")), BROKEN),
    right("no drift told", figures(drift=None), BROKEN),
    right("no sample", figures(sampled=0, found=0, recall=D(0)), BROKEN),
    right("no precision told", figures(precision=None), UNDETERMINED),
    drift("little", a_month(), HELD),
    drift("as much as may be", figures(drift=D("0.2")), HELD),
    drift("far, looked at in time", figures(**FAR, changed_on=date(2026, 5, 16)), HELD),
    drift("far, looked at a day late", figures(**FAR, changed_on=date(2026, 5, 17)), BROKEN),
    drift("far, not looked at", figures(**FAR), BROKEN),
    drift("far, not looked at yet", a_month(model_report=FAR), UNDETERMINED, as_of=date(2026, 5, 16)),
    drift("not told", figures(drift=None), UNDETERMINED),
    rules("after five minutes, until the end", an_outage(), HELD),
    rules("a second later", outage(rules_from=at(1, 5, 1)), BROKEN),
    rules("a second too short", outage(rules_until=at(2, 59, 59)), BROKEN),
    rules("none", outage(rules_from=None, rules_until=None), BROKEN),
    rules("none in five minutes", outage(ended_at=at(1, 5), rules_from=None, rules_until=None), HELD),
    rules("it goes on", outage(ended_at=None, rules_until=None), HELD),
    rules("it goes on, and nobody knows of rules", outage(ended_at=None, rules_from=None, rules_until=None),
          UNDETERMINED),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_models(story):
    assert story.judged() is story.outcome
