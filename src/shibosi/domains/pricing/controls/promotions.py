"""Promotions: a discount that is one, told in six parts, open alike to all whom the rule names, quiet on solemn days.

The prices asked in the days before count. Not modelled: draws, and promotions of a whole basket.
"""

from functools import partial

from shibosi.domains.pricing.dossiers import OFFER, PROMOTED, TAKING_PART
from shibosi.domains.pricing.records import Price, Promotion, PromotionEntry, PromotionRule
from shibosi.kernel.controls import RELEASE, Severity, control
from shibosi.kernel.expressions import (
    BoolX,
    DayX,
    NumberX,
    all_of,
    any_of,
    as_of,
    common,
    count,
    every,
    largest,
    some,
    unknown,
    when,
)
from shibosi.kernel.expressions.nodes import literal
from shibosi.kernel.parameters import DAY_ZERO, Parameters, share, whole
from shibosi.methods.goods.solemn import SolemnDays, solemn

promotion = partial(control, dossier=OFFER, day=Promotion.starts_on, place=Promotion.market, blocks=RELEASE)
CUT = "Lower the promotional price below what was asked in the days before, or do not call it a discount."
THERE = count(Price) > 0
AMOUNT = NumberX(Price.amount.node, Price.amount.scale)


class TrueDiscount(Parameters):
    """What makes a discount a true one."""

    below = share("Share by which a promotional price lies below the lowest price before")
    days = whole("Days before a promotion whose prices count", unit="days")
    solemn = share("Largest discount on solemn days of the market")


def asked_before(limits: TrueDiscount) -> BoolX:
    """A price that was asked in the days before the promotion."""
    in_time = Price.until_day.is_missing() | (Price.until_day + limits.days >= Promotion.starts_on)
    return Price.charged & (Price.from_day < Promotion.starts_on) & in_time


def falls_in(period: SolemnDays) -> BoolX:
    """The promotion runs on solemn days of its market."""
    first, last = (DayX(literal((one - DAY_ZERO).days, "int")) for one in (period.first, period.last))
    return Promotion.market.is_in(period.markets) & (Promotion.starts_on <= last) & (Promotion.ends_on >= first)


@promotion(clauses=["5.4.1"], when=PROMOTED, severity=Severity.CRITICAL, remedy=CUT)
def discount_is_below_the_lowest_price(limits: TrueDiscount) -> BoolX:
    """A promotional price lies by a share below the lowest price that was asked in the days before."""
    counted = asked_before(limits)
    below = Promotion.amount + Price.amount * limits.below <= Price.amount
    return when(THERE, some(counted) & every(below, where=counted), THERE)


@promotion(
    clauses=["5.4.1"], when=PROMOTED & THERE, severity=Severity.CRITICAL,
    remedy="Take the raise back: a price that was raised to be cut is no price before.",
)  # fmt: skip
def no_price_was_raised_to_be_cut(limits: TrueDiscount) -> BoolX:
    """No price that began in the days before a promotion is above what was asked when those days began."""
    recent = (Price.from_day < Promotion.starts_on) & (Price.from_day + limits.days >= Promotion.starts_on)
    earlier = asked_before(limits) & (Price.from_day + limits.days < Promotion.starts_on)
    kept = largest(AMOUNT, where=recent) <= largest(AMOUNT, where=earlier)
    one_currency = common(Price.currency).is_known()
    return when(one_currency, when(some(recent), kept, ~some(recent)), unknown())


@promotion(
    clauses=["5.4.1"], when=PROMOTED & Promotion.struck_amount.is_known(),
    remedy="Strike through only a price that was asked in the days before.",
)  # fmt: skip
def struck_price_was_asked(limits: TrueDiscount) -> BoolX:
    """A price that is struck through was asked in the days before."""
    return when(THERE, some(asked_before(limits) & (Price.amount == Promotion.struck_amount)), THERE)


@promotion(
    clauses=["5.4.3"], when=PROMOTED, remedy="Show all six parts before the promotion begins, and on every day of it."
)
def promotion_is_told_in_six_parts() -> BoolX:
    """A promotion shows its time, goods, conditions, calculation, gifts and limits."""
    parts = [
        Promotion.time_shown, Promotion.goods_shown, Promotion.conditions_shown, Promotion.calculation_shown,
        Promotion.gifts_shown, Promotion.limits_shown,
    ]  # fmt: skip
    return all_of(Promotion.starts_on <= Promotion.ends_on, *parts)


@promotion(
    clauses=["4.10-b"], when=PROMOTED & any_of(*(falls_in(period) for period in solemn())),
    remedy="Make the promotion quieter, or move it out of the solemn days.",
)  # fmt: skip
def promotion_is_quiet_on_solemn_days(limits: TrueDiscount) -> BoolX:
    """On solemn days of a market the discount stays small."""
    quiet = Promotion.amount + Price.amount * limits.solemn >= Price.amount
    return when(THERE, every(quiet, where=asked_before(limits)), unknown())


@control(
    clauses=["5.4.4"], dossier=TAKING_PART, day=as_of(), when=count(PromotionEntry).or_else(0) > 0,
    severity=Severity.CRITICAL, remedy="Let in whom the rule names, and make good what was refused.",
)  # fmt: skip
def everybody_whom_the_rule_names_may_take_part() -> BoolX:
    """Whoever the rule of a promotion names is let in, and nobody else."""
    in_time = PromotionRule.joined_by.is_missing() | (PromotionEntry.joined_on <= PromotionRule.joined_by)
    spent = PromotionRule.least_spent.is_missing() | (PromotionEntry.spent >= PromotionRule.least_spent)
    return when(count(PromotionRule) > 0, every(PromotionEntry.let_in == (in_time & spent)), count(PromotionRule) > 0)
