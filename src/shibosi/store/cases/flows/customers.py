"""Customers: checks of their identity are opened by officers, for the firm whose code they name."""

from shibosi.domains.aml.flows import CUSTOMER_CHECK, ENHANCED_CHECK
from shibosi.kernel.flows.declared import Flow
from shibosi.store.cases.carrying import Asked, Opener, Opening, about, opens
from shibosi.store.firms import folded
from shibosi.store.viewers import Viewer


def _opener(flow: Flow) -> Opener:
    def ask(viewer: Viewer, asked: Asked) -> Opening:
        """One open case of a flow for a firm at a time."""
        firm = folded(str(asked.facts.get("firm", "")))
        return Opening(parties={"subject": firm}, facts=asked.facts, about=about(flow.name, [firm]), priority=2)

    return ask


for _flow in (CUSTOMER_CHECK, ENHANCED_CHECK):
    opens(_flow.name, "cases.work")(_opener(_flow))
