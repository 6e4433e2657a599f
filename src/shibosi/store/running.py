"""Running a server: its tables, whether it is new, and a worker's round. Doors that know no Django call these."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep

from django.core.management import call_command
from django.db import close_old_connections

from shibosi.settings import home
from shibosi.store import firstpages, forgetting, jobs, partners, proofs, rejudging, waking, webhooks
from shibosi.store.actions import queues
from shibosi.store.cases import clock as cases
from shibosi.store.declaring import payments
from shibosi.store.filings import coming as filings
from shibosi.store.filings import watching
from shibosi.store.goods import holding, ordering, rescanning
from shibosi.store.intake import files, keeping
from shibosi.store.measures import clock as measures
from shibosi.store.models import Account, Document, Job, Role
from shibosi.store.papers import ending, machine, reminding
from shibosi.store.screening import running as screening
from shibosi.store.watching import coming, mailing

PAUSE = 1.0
CLOCK_EVERY = 60.0
"""Seconds."""


def make_tables() -> None:
    """The folder of the server and every table, as this version has them. Run twice, it changes nothing."""
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", verbosity=0, interactive=False)


def has_administrator() -> bool:
    """Whether somebody administers the server."""
    return Account.objects.filter(role=Role.ADMINISTRATOR.value).exists()


def has_documents() -> bool:
    """Whether anything was handed in."""
    return Document.objects.exists()


def work(clock: jobs.Clock, stopping: Callable[[], bool], say: Callable[[Job], None], once: bool = False) -> None:
    """Do jobs until `stopping` says so, or with `once` until none is due; each that ended is told to `say`."""
    known = (
        webhooks, files, keeping, rejudging, forgetting, coming, screening, holding, reminding, machine, ending,
        payments, rescanning, watching, filings, ordering, mailing, partners, queues, firstpages,
    )  # fmt: skip
    for name in (one.JOB for one in known):
        jobs.named(name)
    looked = monotonic() - CLOCK_EVERY
    while not stopping():
        close_old_connections()
        if monotonic() - looked >= CLOCK_EVERY:
            looked = monotonic()
            tick(clock)
        done = jobs.work_once(clock)
        if done is not None:
            say(done)
        elif once:
            return
        else:
            sleep(PAUSE)


@dataclass(frozen=True)
class Ticked:
    """What a look at the clock did: dossiers judged again, cases moved and those that could not be, jobs asked for."""

    dossiers: int
    cases: int
    failed: int
    jobs: int


def tick(clock: jobs.Clock) -> Ticked:
    """Look at the clock. Two looks at one moment do no more than one."""
    jobs.plan(clock())
    ran = cases.run(clock())
    measures.turn(clock())
    proofs.keep_head(clock())
    return Ticked(waking.wake(clock()), ran.moved, ran.failed, len(jobs.due_schedules(clock())))
