"""Tax work: opened by officers for a firm, or by a firm for itself. Money that goes through a partner has to meet."""

from datetime import datetime
from decimal import Decimal

from shibosi.domains.tax import flows
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows.declared import EFFECTS, Flow
from shibosi.kernel.words import translate
from shibosi.store.cases.carrying import Asked, Opener, Opening, about, carries_out, opens
from shibosi.store.cases.written import facts_of
from shibosi.store.firms import folded, reporter_mark
from shibosi.store.models import Case, CaseEvent
from shibosi.store.viewers import Viewer

ABOUT: list[tuple[Flow, tuple[str, ...]]] = [
    (flows.TAX_PLAN, ("market",)),
    (flows.TAX_RELIEF, ("sort", "number")),
    (flows.REFUND_SERVICE, ("number",)),
    (flows.REFUND_PARTNER, ("agreement",)),
    (flows.TAX_REGISTRATION, ("market", "scheme")),
    (flows.TAX_CHANGE, ("market", "change")),
    (flows.TAX_AUDIT, ("market", "asked")),
    (flows.BURDEN_REVIEW, ("market", "scheme", "until")),
]
"""The facts of which, for one firm, there is one open case at a time."""


def opener(flow: Flow, names: tuple[str, ...]) -> Opener:
    """Opens one case of a flow for a firm about what these facts name."""

    def ask(viewer: Viewer, asked: Asked) -> Opening:
        """The firm is the one that asks, or the one an officer names by its code."""
        firm = reporter_mark(viewer.reporter) if viewer.reporter else folded(str(asked.facts.get("firm", "")))
        told = [str(asked.facts.get(name, "")).strip() for name in names]
        matter = about(flow.name, [firm, *told])
        return Opening(parties={"subject": firm}, facts=asked.facts, about=matter, priority=2)

    return ask


for _flow, _names in ABOUT:
    opens(_flow.name, "cases.open")(opener(_flow, _names))


class AmountsApart(ShibosiError):
    """Money through a refund partner that is not what it should be."""

    code = "amounts-apart"
    message = "{found} is given where {expected} is expected: {rule}"


@carries_out(flows.AMOUNTS_MEET)
def amounts_meet(case: Case, event: CaseEvent, now: datetime) -> None:
    """Paid in is what was declared; paid out is withdrawn and refund less the fee. Raises AmountsApart."""
    names = ("declared", "fee", "amount_in", "withdrawn", "refund", "paid_out")
    facts = facts_of(case)
    told = {name: str(facts[name]).split(" ") for name in names if name in facts}
    amounts = {name: Decimal(amount) for name, (amount, _) in told.items()}
    if "paid_out" in amounts:
        found, expected = amounts["paid_out"], amounts["withdrawn"] + amounts["refund"] - amounts["fee"]
    else:
        found, expected = amounts["amount_in"], amounts["declared"]
    currencies = " / ".join(sorted({currency for _, currency in told.values()}))
    if found != expected or "/" in currencies:
        rule = translate(EFFECTS[flows.AMOUNTS_MEET])
        raise AmountsApart(found=f"{found} {currencies}", expected=f"{expected} {told['declared'][1]}", rule=rule)
