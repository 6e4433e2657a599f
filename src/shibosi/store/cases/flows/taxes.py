"""Tax work: opened by officers for a firm, or by a firm for itself; nothing but telling follows from its moves."""

from shibosi.domains.tax import flows
from shibosi.kernel.flows.declared import Flow
from shibosi.store.cases.carrying import Asked, Opener, Opening, about, opens
from shibosi.store.firms import folded, reporter_mark
from shibosi.store.viewers import Viewer

ABOUT: list[tuple[Flow, tuple[str, ...]]] = [
    (flows.TAX_PLAN, ("market",)),
    (flows.TAX_RELIEF, ("sort", "number")),
    (flows.REFUND_SERVICE, ("number",)),
    (flows.REFUND_PARTNER, ("agreement",)),
    (flows.TAX_REGISTRATION, ("market", "scheme")),
    (flows.TAX_CHANGE, ("market", "change")),
    (flows.TAX_AUDIT, ("market", "asked")),
]
"""The facts of which, for one firm, there is one open case at a time."""


def _opener(flow: Flow, names: tuple[str, ...]) -> Opener:
    def ask(viewer: Viewer, asked: Asked) -> Opening:
        """The firm is the one that asks, or the one an officer names by its code."""
        firm = reporter_mark(viewer.reporter) if viewer.reporter else folded(str(asked.facts.get("firm", "")))
        told = [str(asked.facts.get(name, "")).strip() for name in names]
        matter = about(flow.name, [firm, *told])
        return Opening(parties={"subject": firm}, facts=asked.facts, about=matter, priority=2)

    return ask


for _flow, _names in ABOUT:
    opens(_flow.name, "cases.open")(_opener(_flow, _names))
