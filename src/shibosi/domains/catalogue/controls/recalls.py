"""Recalls: goods that an authority names as a danger are off sale soon, and whoever bought them is told.

Whether a recall means a listing is found by `methods/recalls`; what is not certain is decided by people.
"""

from functools import partial

from shibosi.domains.catalogue.dossiers import LISTING, OFFERED, RECALL, there
from shibosi.domains.catalogue.records import Listing, RecalledOrder, RecallMatch
from shibosi.kernel.controls import RELEASE, Severity, control
from shibosi.kernel.expressions import BoolX, NumberX, TimeX, as_of, count, every, hours, unknown, when
from shibosi.kernel.expressions.nodes import literal
from shibosi.kernel.parameters import Parameters, whole

recall = partial(control, dossier=RECALL, day=as_of())
DAY = NumberX(literal(24, "int"))
"""Hours of a day."""
CERTAIN = RecallMatch.grade == "certain"
MEANT = when(RecallMatch.decision.is_known(), RecallMatch.decision == "same", CERTAIN)
"""The goods are those of the recall: people said so, or nobody doubts it."""


class RecallTimes(Parameters):
    """How soon follows what a recall asks for."""

    off_hours = whole("Hours within which recalled goods are off sale", unit="hours")
    decide_hours = whole("Hours within which people decide whether a recall means a listing", unit="hours")
    tell_hours = whole("Hours within which buyers of past orders are told", unit="hours")


def in_time(done: TimeX, found: TimeX, most: NumberX) -> BoolX:
    """Done within some hours; what is not done is open until the day asked about begins after them."""
    late = (as_of() - found.day() - 1) * DAY >= most
    return when(done.is_known(), done - found <= hours(most), when(late, ~late, unknown()))


@control(
    clauses=["000-26"], dossier=LISTING, day=as_of(), place=Listing.market, blocks=RELEASE,
    when=OFFERED & (count(RecallMatch).or_else(0) > 0), severity=Severity.CRITICAL,
    remedy="Take the goods off sale; where they are not the recalled ones, have that decided.",
)  # fmt: skip
def goods_are_not_recalled() -> BoolX:
    """No recall of any authority means the goods; what is only likely waits for people."""
    open_still = when(CERTAIN, ~CERTAIN, unknown())
    return every(when(RecallMatch.decision.is_known(), RecallMatch.decision == "other", open_still))


@recall(
    clauses=["000-26"], when=count(RecallMatch).or_else(0) > 0, severity=Severity.CRITICAL,
    remedy="Take the listings off sale now.",
)  # fmt: skip
def recalled_goods_are_off_sale_in_time(times: RecallTimes) -> BoolX:
    """Every listing that a recall means is off sale within the hours set."""
    off = in_time(RecallMatch.off_sale_at, RecallMatch.found_at, times.off_hours)
    return there(RecallMatch, every(MEANT.implies(off)))


@recall(
    clauses=["000-26"], when=count(RecallMatch).or_else(0) > 0,
    remedy="Have people decide whether the listings are the recalled goods.",
)  # fmt: skip
def doubtful_recalls_are_decided_in_time(times: RecallTimes) -> BoolX:
    """Whether a recall means a listing that it likely means is decided by people within the hours set."""
    decided = in_time(RecallMatch.decided_at, RecallMatch.found_at, times.decide_hours)
    return there(RecallMatch, every(CERTAIN | decided))


@recall(
    clauses=["000-26"], when=count(RecalledOrder).or_else(0) > 0, severity=Severity.CRITICAL,
    remedy="Tell the buyers what is dangerous, what they are offered, and where it is written.",
)  # fmt: skip
def buyers_of_recalled_goods_are_told_in_time(times: RecallTimes) -> BoolX:
    """The buyer of every past order of recalled goods is told within the hours set."""
    return there(RecalledOrder, every(in_time(RecalledOrder.told_at, RecalledOrder.found_at, times.tell_hours)))
