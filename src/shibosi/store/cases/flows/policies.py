"""Policy watch: cases are opened by officers; whoever subscribed to the market or topic of a change is told of it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from shibosi.domains import registry
from shibosi.domains.assurance import flows
from shibosi.domains.assurance.flows import TELL, PolicyWatch
from shibosi.kernel.flows.declared import Flow
from shibosi.store.cases.carrying import Asked, Opener, Opening, about, carries_out, opens
from shibosi.store.cases.opening import PLACE
from shibosi.store.cases.written import facts_of
from shibosi.store.firms import folded
from shibosi.store.models import Case, CaseEvent
from shibosi.store.viewers import Viewer
from shibosi.store.watching.telling import told

WORDS = "{change} ({market}), in force from {day}. Concerns: {scope}"
ABOUT: list[tuple[Flow, tuple[str, ...]]] = [
    (flows.RULE_CHANGE, ("market", "change")),
    (flows.POLICY_NEWS, ("market", "change")),
    (flows.TARIFF_CHANGE, ("firm", "change")),
    (flows.RULES_RENEWED, ("market", "change")),
    (flows.RISK_LETTER, ("firm", "event")),
    (flows.RULE_SOURCE, ("source",)),
    (flows.OBLIGATIONS, ("corridor",)),
    (flows.MARKET_RULES, ("market",)),
    (flows.SUPPORT_MATCH, ("firm", "measures")),
]
"""The facts of which there is one open case at a time."""
FOLLOWS = {"adapt_by", "last_day"}
"""Facts that follow from the effective day."""


@carries_out(TELL)
def tell(case: Case, event: CaseEvent, now: datetime) -> None:
    """Tell effective day and scope to those who want to know of the market and topic of the case."""
    facts = facts_of(case)
    said = {
        "change": str(facts["change"]), "market": str(facts["market"]), "day": str(facts["effective"]),
        "scope": str(facts["scope"]),
    }  # fmt: skip
    told([str(facts["market"])], str(facts["topic"]), WORDS, said, now, case)


def _opener(flow: Flow, names: tuple[str, ...]) -> Opener:
    def ask(viewer: Viewer, asked: Asked) -> Opening:
        """About what the facts name; a client by its code. The days to adapt follow from the effective day."""
        firm = folded(str(asked.facts.get("firm", "")))
        matter = about(flow.name, (str(asked.facts.get(name, "")).strip() for name in names))
        parties = {"subject": firm} if flow.parties else {}
        return Opening(parties=parties, facts={**asked.facts, **_days(flow, asked.facts)}, about=matter, priority=2)

    return ask


def _days(flow: Flow, facts: Mapping[str, Any]) -> dict[str, str]:
    """The last days to act: before the effective day, for advertising so many days earlier as the parameter says."""
    wanted = [field.name for field in flow.opening if field.name in FOLLOWS]
    try:
        effective = date.fromisoformat(str(facts.get("effective", "")))
    except ValueError:
        return {}
    days = registry.values().in_force(PolicyWatch.lead.id, effective, PLACE)
    early = facts.get("topic") == "advertising" and days is not None
    lead = timedelta(days=PolicyWatch.lead.seen(days.value) if early and days and days.value else 1)
    return {name: (effective - lead).isoformat() for name in wanted}


def _asked(flow: Flow) -> tuple[str, ...]:
    return tuple(field.name for field in flow.opening if field.name not in FOLLOWS)


def opened_by_officers(flow: Flow, names: tuple[str, ...]) -> None:
    """Cases of a flow are opened by officers; of what these facts name there is one open case at a time."""
    opens(flow.name, "cases.work", asks=_asked(flow))(_opener(flow, names))


for _flow, _names in ABOUT:
    opened_by_officers(_flow, _names)
