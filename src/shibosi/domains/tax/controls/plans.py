"""Refund plans of finance firms: each option reckoned from rate and invoiced cost, and the best one ranked first."""

from shibosi.domains.tax.controls.withheld import Percent
from shibosi.domains.tax.dossiers import PLAN
from shibosi.domains.tax.records import RefundPlan
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, count, count_where, distinct, every, largest, total_money
from shibosi.kernel.parameters import Parameters, whole
from shibosi.kernel.parameters import number as quantity

PLANNED_ON = largest(RefundPlan.planned_on)
FIRST = RefundPlan.rank == 1


class PlanRules(Parameters):
    """What a refund plan has to keep."""

    gap = quantity("Largest difference left by rounding in a plan", unit="units of the currency")
    options = whole("Options a plan compares at least", unit="options")
    days = whole("Days a table of refund rates may be old in a plan", unit="days")


@control(
    clauses=["8.2.5-b"], dossier=PLAN, day=PLANNED_ON, severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Reckon the gain again: invoiced cost times refund rate, less fees.",
)  # fmt: skip
def gain_of_an_option_is_reckoned_right(rules: PlanRules, percent: Percent) -> BoolX:
    """What an option of a refund plan gains is invoiced cost times refund rate, less fees."""
    gain = RefundPlan.base * (RefundPlan.rate * percent.part) - RefundPlan.fees
    return every(abs(RefundPlan.gain - gain) <= rules.gap.money(RefundPlan.currency))


@control(
    clauses=["8.2.5-b"], dossier=PLAN, day=PLANNED_ON, blocks=NOTHING,
    remedy="Compare more than one option, and rank each of them once.",
)  # fmt: skip
def plan_compares_and_ranks_options(rules: PlanRules) -> BoolX:
    """A refund plan compares several options, and ranks each of them once."""
    return (count(RefundPlan) >= rules.options) & (distinct(RefundPlan.rank) == count(RefundPlan))


@control(
    clauses=["8.2.5-b"], dossier=PLAN, day=PLANNED_ON, blocks=NOTHING, when=count_where(FIRST) == 1,
    remedy="Rank the option with the largest gain first.",
)  # fmt: skip
def option_ranked_first_gains_most() -> BoolX:
    """The option that a refund plan ranks first gains the most."""
    return every(RefundPlan.gain <= total_money(RefundPlan.gain, where=FIRST))


@control(
    clauses=["8.2.5-b"], dossier=PLAN, day=PLANNED_ON, blocks=NOTHING, severity=Severity.MINOR,
    remedy="Read the rates anew, and note which table and day were read.",
)  # fmt: skip
def rates_of_a_plan_are_recent_and_named(rules: PlanRules) -> BoolX:
    """A refund plan names the table of rates it was reckoned with, and that table was recent."""
    recent = RefundPlan.planned_on <= RefundPlan.rate_day + rules.days
    return every(recent & RefundPlan.rate_source.is_known())
