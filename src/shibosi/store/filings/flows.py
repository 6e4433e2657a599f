"""Cases of filing and of standing that ends: how they are opened, and what is handed in to customs only when whole."""

from datetime import datetime

from shibosi.domains.customs import flows
from shibosi.domains.customs.flows import FILING_WHOLE
from shibosi.domains.customs.records import GoodsFiling, MerchantFiling
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.records import record
from shibosi.kernel.words import translate
from shibosi.store.admission.application import machine
from shibosi.store.cases.carrying import Asked, Opener, Opening, about, carries_out, opens
from shibosi.store.cases.written import facts_of
from shibosi.store.filings.standing import FIRM, GOODS, lacking
from shibosi.store.firms import folded, reporter_mark
from shibosi.store.models import Case, CaseEvent
from shibosi.store.reading.inforce import rows
from shibosi.store.viewers import Viewer

# A case opened by what is declared has the code under which the firm declares, not the number in its books.
KINDS = {FIRM: (MerchantFiling.kind(), "number"), GOODS: (GoodsFiling.kind(), "item_number")}
"""What is filed: its record, and the column of its number."""
FLOWS = (flows.CUSTOMS_FILING, flows.CUSTOMS_STANDING)


class FilingNotWhole(ShibosiError):
    """A filing that says less than the e-port asks for, or that nobody reported."""

    code = "filing-not-whole"
    message = "The filing cannot be handed in, this is missing: {missing}."


def _opener(flow: Flow) -> Opener:
    def ask(viewer: Viewer, asked: Asked) -> Opening:
        """For the firm that asks, or the one an officer names; one open case for each number."""
        named = folded(str(asked.facts.get("firm", "")))
        firm = named if viewer.platform or named in viewer.names else ""
        told = [firm, *(str(asked.facts.get(name, "")).strip() for name in ("what", "number"))]
        who = reporter_mark(viewer.reporter) if viewer.reporter else firm
        return Opening({"subject": who}, {**asked.facts, "firm": firm}, about(flow.name, told), priority=2)

    return ask


for _flow in FLOWS:
    opens(_flow.name, "admission.ask")(_opener(_flow))


@carries_out(FILING_WHOLE)
def filing_is_whole(case: Case, event: CaseEvent, now: datetime) -> None:
    """The filing the case is about was reported and says what the e-port asks for. Raises FilingNotWhole."""
    facts = facts_of(case)
    what = str(facts["what"])
    kind, column = KINDS[what]
    names = (column, "filed_code", "credit_code") if what == FIRM else (column,)
    own = rows(machine(now), kind, party_code=facts["firm"])
    row = next((one for name in names for one in own if one[name] == facts["number"]), None)
    columns = record(kind).columns
    missing = [record(kind).label] if row is None else [columns[name].label for name in lacking(what, row)]
    if missing:
        raise FilingNotWhole(missing=", ".join(translate(one) for one in missing))
