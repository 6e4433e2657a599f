"""Asking for a screening: documents that bring names ask for the job, which does the work later."""

from collections.abc import Collection
from datetime import datetime

from shibosi.domains import registry
from shibosi.domains.aml.flows import ScreeningHit
from shibosi.kernel.parameters import EVERYWHERE
from shibosi.store import jobs
from shibosi.store.screening.lists import kept
from shibosi.store.zones import HOUSE

JOB = "screening"


def at_intake(kinds: Collection[str], now: datetime) -> None:
    """Have names of documents of these kinds that came in just now screened, where there are lists."""
    if kinds and any(kept().folder.glob("*")):
        version = registry.values().in_force(ScreeningHit.at_intake.id, now.astimezone(HOUSE).date(), EVERYWHERE)
        wanted = ScreeningHit.at_intake.seen(version.value) if version is not None and version.value else []
        if not set(kinds).isdisjoint(wanted):
            jobs.ask(JOB, now, "intake", only_one=JOB)
