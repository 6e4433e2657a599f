"""What the house itself reports of training: courses it offers and plans it made, for controls to judge.

They are documents like any other, so that what somebody else's academy reports is judged by the same controls.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from shibosi.domains import registry
from shibosi.domains.papers.controls.policies import Freshness
from shibosi.domains.parties.records import Shop
from shibosi.domains.training.records import CourseOffer, PlannedCourse, TaughtRules
from shibosi.kernel.controls import KNOWN
from shibosi.methods.courses.catalogue import EVERY, courses
from shibosi.methods.courses.questions import questions, taught_controls
from shibosi.standard.register import clauses
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.courses.plan import Plan, plan
from shibosi.store.courses.telling import report
from shibosi.store.firms import folded
from shibosi.store.reading.figures import figure
from shibosi.store.reading.inforce import rows
from shibosi.store.viewers import Viewer

OFFER, KEEP = "courses.offer", "courses.take"
TOPICS = {
    "catalogue": "product", "screening": "product", "intellectual-property": "product", "tax": "tax",
    "customs": "trade", "logistics": "trade", "warehouse": "trade", "broker": "trade", "orders": "trade",
}  # fmt: skip
"""Topic of a system of the register; of all others it is policy."""
POLICY, PRODUCT = "policy", "product"
MOST_QUESTIONS = 100
SELLERS = ("exporter", "importer", "independent-site", EVERY)
"""Whose rules a platform teaches its sellers."""


def offer(viewer: Viewer, firm: str) -> int:
    """Report the courses of the house as those a platform offers, and the rules its sellers have to be taught.

    Rules on goods are taught for each market in which the platform has shops. Answers how many records came in. Raises
    Forbidden, NotThere.
    """
    allowed(viewer, OFFER)
    code, today = _own(viewer, firm), viewer.today
    markets = {row["market"] for row in rows(viewer, Shop.kind(), platform_code=code)} - {None, ""}
    packs = {(TOPICS.get(one, POLICY), EVERY, one) for one in _systems()}
    packs |= {(PRODUCT, market, f"goods-{market}") for market in markets}
    told = [
        (TaughtRules, {"party_code": code, "topic": topic, "market": market, "industry": EVERY, "pack": pack,
                       "since": today})
        for topic, market, pack in sorted(packs)
    ]  # fmt: skip
    return report(viewer, told + [(CourseOffer, one) for one in _offers(code, today)])


def keep_plan(viewer: Viewer, firm: str) -> Plan:
    """Report the plan of a firm as it is today. Raises Forbidden, NotThere."""
    allowed(viewer, KEEP)
    made, today = plan(viewer, firm), viewer.today
    report(viewer, [
        (PlannedCourse, {
            "party_code": made.firm, "course": step.course.course, "planned_on": today, "reason":
            "broken" if step.items else "stage", "for_new": step.course.suits(stage="new"),
            "for_growing": step.course.suits(stage="growing"), "for_mature": step.course.suits(stage="mature"),
        })
        for step in made.steps
    ])  # fmt: skip
    return made


def _offers(code: str, today: date) -> Iterable[dict[str, Any]]:
    """A row for each course, topic and market. Its content is made of the rules in force that day."""
    months = int(figure(Freshness.months, today))
    for one in courses().values():
        drawn = len(questions(one.items(), registry.values(), today, MOST_QUESTIONS, one.course))
        topics = {TOPICS.get(_system(item), POLICY) for item in one.items()}
        for topic in sorted(topics):
            for market in one.markets:
                yield {
                    "party_code": code, "topic": topic, "market": market, "industry": EVERY, "course": one.course,
                    "questions": drawn, "answers": len(taught_controls(one.items())), "valid_months": months,
                    "offered_on": today, "reviewed_on": today,
                }  # fmt: skip


def _systems() -> set[str]:
    """The systems of the register in which controls ask something of sellers."""
    asked = (clauses()[item] for one in KNOWN.values() for item in one.clauses if item in clauses())
    return {one.system for one in asked if one.party in SELLERS}


def _system(item: str) -> str:
    found = clauses().get(item)
    return found.system if found else ""


def _own(viewer: Viewer, firm: str) -> str:
    code = folded(firm)
    if not viewer.platform and code not in viewer.names:
        raise NotThere()
    return code
