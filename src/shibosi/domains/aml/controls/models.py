"""Models that watch: for identity, transactions, money and information one each, measured month by month, with rules
that stand in.

Not modelled: how a model is made. Its figures rest on alerts that people decided and on a sample of known cases.
"""

from itertools import accumulate, repeat
from operator import sub

from shibosi.domains.aml.dossiers import MODEL, MODEL_MONTH, MODELS, OUTAGE
from shibosi.domains.aml.records import ModelOutage, ModelReport, WatchModel
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    all_of,
    as_of,
    count,
    count_where,
    largest,
    minutes,
    smallest,
    some,
    unknown,
    when,
)
from shibosi.kernel.expressions.kinds import NumberX, number
from shibosi.kernel.parameters import Parameters, whole
from shibosi.kernel.parameters import number as quantity

FUNCTIONS = ("identity", "transactions", "money", "information")
MONTHS_BACK = tuple(accumulate(repeat(number(1), 11), sub, initial=number(0)))
"""0 and below, a number for each month of a year."""
IN_USE = (WatchModel.live_on <= as_of()) & ~(WatchModel.ended_on < as_of()).or_else(False)
REPORTED = count(ModelReport).or_else(0) > 0


class ModelWatch(Parameters):
    """How models are watched themselves."""

    days = whole("Days after a month in which its figures are reported", unit="days")
    gap = quantity("Largest difference left by rounding in precision or recall", unit="share")
    drift = quantity("Drift from which a model is looked at again", unit="population stability index")
    minutes = whole("Minutes after which rules stand in for a model that does not answer", unit="minutes")


@control(
    clauses=["8.1.3.2-a"], dossier=MODELS, day=smallest(WatchModel.live_on), when=count(WatchModel).or_else(0) > 0,
    blocks=NOTHING, severity=Severity.CRITICAL, remedy="Put a model or a set of rules in use for what is not watched.",
)  # fmt: skip
def every_function_is_watched() -> BoolX:
    """Identity, transactions, money and information are each watched by a model in use."""
    return all_of(*(some((WatchModel.function == one) & IN_USE) for one in FUNCTIONS))


def reported_or_not_due(watch: ModelWatch, shift: NumberX) -> BoolX:
    """The figures of a month so many before the last reported one are there, or the model was not in use then."""
    end = (largest(ModelReport.ends_on) + number(1)).later(shift)
    there = count_where(ModelReport.ends_on + number(1) == end) > 0
    return there | (WatchModel.live_on.later(number(1)) > end)


@control(
    clauses=["8.1.3.2-a"], dossier=MODEL, day=as_of(), when=count(WatchModel).or_else(0) > 0, reports=[ModelReport],
    blocks=NOTHING, remedy="Report the figures of the month that is missing.",
)  # fmt: skip
def model_is_measured_every_month(watch: ModelWatch) -> BoolX:
    """For every month a model was in use, of the last year, its figures are reported soon after the month."""
    until = WatchModel.ended_on.or_else(as_of())
    following = (largest(ModelReport.ends_on) + number(1)).later(number(1)) + watch.days
    first = WatchModel.live_on.later(number(1)) + watch.days
    reported = all_of(following >= until, *(reported_or_not_due(watch, months) for months in MONTHS_BACK))
    there = count(ModelReport) > 0
    return when(there, reported, when(until > first, there, unknown()))


@control(
    clauses=["8.1.3.2-a"], dossier=MODEL_MONTH, day=ModelReport.reported_on, when=REPORTED, blocks=NOTHING,
    remedy="State precision and recall as the alerts and the sample have them.",
)  # fmt: skip
def figures_of_a_model_are_right(watch: ModelWatch) -> BoolX:
    """Precision is what people confirmed of the alerts, recall what was found of a sample; drift is told beside."""
    report = ModelReport
    precise = abs(report.confirmed - report.raised * report.precision) <= report.raised * watch.gap
    recalled = abs(report.found - report.sampled * report.recall) <= report.sampled * watch.gap
    return precise & recalled & report.drift.is_known() & (report.sampled > 0)


@control(
    clauses=["8.1.3.2-a"], dossier=MODEL_MONTH, day=ModelReport.reported_on, when=REPORTED, blocks=NOTHING,
    remedy="Look at the model again: what it was made with, and what it meets now.",
)  # fmt: skip
def drift_of_a_model_is_answered(watch: ModelWatch) -> BoolX:
    """A model whose scores have drifted far is looked at again before the next figures are due."""
    far = ModelReport.drift > watch.drift
    last = (ModelReport.ends_on + number(1)).later(number(1)) + watch.days
    in_time = ModelReport.changed_on <= last
    late = when(as_of() > last, ModelReport.changed_on.is_known(), unknown())
    return when(far, when(ModelReport.changed_on.is_known(), in_time, late), ~far)


@control(
    clauses=["8.1.3.2-a"], dossier=OUTAGE, day=ModelOutage.began_at.day(), when=count(ModelOutage).or_else(0) > 0,
    blocks=NOTHING, severity=Severity.CRITICAL, remedy="Let rules stand in as soon as a model does not answer.",
)  # fmt: skip
def rules_stand_in_for_a_model(watch: ModelWatch) -> BoolX:
    """While a model does not answer, rules stand in from the first minutes until it answers again."""
    outage = ModelOutage
    short = outage.ended_at - outage.began_at <= minutes(watch.minutes)
    soon = outage.rules_from - outage.began_at <= minutes(watch.minutes)
    until = (outage.rules_until >= outage.ended_at) | (~outage.ended_at.is_known() & ~outage.rules_until.is_known())
    stood = soon & until
    none = ~outage.rules_from.is_known()
    return when(
        short.or_else(False), short, when(none & outage.ended_at.is_known(), outage.rules_from.is_known(), stood)
    )
