"""The daily job: lines declared lately are held against filings, and what ends soon becomes a case of its firm."""

from datetime import timedelta
from typing import Any

from shibosi.domains.customs.flows import CUSTOMS_STANDING
from shibosi.domains.customs.records import MerchantFiling
from shibosi.store import jobs, logbook
from shibosi.store.cases.carrying import Opening, about
from shibosi.store.cases.opening import Wanted, by_machine
from shibosi.store.filings.coming import declared_lately, of_filings
from shibosi.store.filings.lookups import look_up
from shibosi.store.filings.standing import AEO, DECLARANT, ENDS, Standing, standings
from shibosi.store.models import stored

JOB = "customs.filings"
ENDING = {AEO: "aeo", DECLARANT: "declarant"}


@jobs.job(JOB, attempts=3, every=timedelta(days=1))
def watch(running: jobs.Running) -> dict[str, Any]:
    """Run twice, the second time opens nothing."""
    now = running.clock()
    viewer = of_filings(now)
    filed = stored(MerchantFiling.kind())._default_manager.filter(standing=True).exists()
    orders = declared_lately(now) if filed else []
    looked = len(look_up(viewer, orders))
    ending = [_wanted(one) for one in standings(viewer, viewer.today) if one.state == ENDS]
    with logbook.at_its_end():
        opened = by_machine(ending, now)
        logbook.append(opened, now)
    return {"looked_up": looked, "opened": len(opened)}


def _wanted(one: Standing) -> Wanted:
    what = ENDING.get(one.what, "filing")
    facts = {"firm": one.firm, "what": what, "number": one.number, "last_day": one.last.isoformat() if one.last else ""}
    matter = about(CUSTOMS_STANDING.name, [one.firm, what, one.number])
    return Wanted(CUSTOMS_STANDING.name, Opening({"subject": one.firm}, facts, matter, priority=2))
