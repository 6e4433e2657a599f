"""Weak suppliers: cases are opened by the firm that buys from them, by officers, or by a finding."""

from shibosi.domains.suppliers.flows import SUPPLIER_IMPROVEMENT
from shibosi.kernel.flows.declared import Flow
from shibosi.store.cases.carrying import opens
from shibosi.store.cases.flows.taxes import opener

ABOUT: list[tuple[Flow, tuple[str, ...]]] = [(SUPPLIER_IMPROVEMENT, ("supplier",))]
"""The facts of which, for one firm, there is one open case at a time."""

for _flow, _names in ABOUT:
    opens(_flow.name, "cases.open")(opener(_flow, _names))
