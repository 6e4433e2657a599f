"""Judging everything again: after an upgrade, or when values changed. In portions, so that intake goes on beside it.

Dossiers judged since it was asked for are left out, so that a worker that takes over goes on where the other one died.
"""

from datetime import datetime
from typing import Any

from shibosi.store import jobs
from shibosi.store.models import DossierState, Job
from shibosi.store.waking import judge_portion

JOB = "rejudge"


def ask(now: datetime, by: str) -> Job:
    """Ask for everything to be judged again; where that is asked for already, that one is meant."""
    return jobs.ask(JOB, now, by, only_one=JOB, since=now.isoformat())


def ask_anew(now: datetime, by: str) -> Job:
    """The same after a change of what is expected: one that waits or runs knows nothing of it and is cancelled."""
    for one in Job.objects.filter(jobs.TO_DO, only_one=JOB):
        jobs.cancel(one, now)
    return ask(now, by)


@jobs.job(JOB, attempts=10)
def rejudge(running: jobs.Running, since: str) -> dict[str, Any]:
    """Judge every dossier again that was judged before; answers how many these were, and what changed."""
    before = DossierState.objects.filter(judged_at__lt=datetime.fromisoformat(since))
    total, done, last = before.count(), 0, 0
    opened, resolved, decided = 0, 0, 0
    while (some := judge_portion(before.filter(pk__gt=last), running.clock())) is not None:
        done, last = done + some.dossiers, some.last
        opened, resolved = opened + len(some.judged.opened), resolved + len(some.judged.resolved)
        decided += len(some.judged.decided)
        running.progress(done, total, "")
    return {"dossiers": done, "opened": opened, "resolved": resolved, "decided_otherwise": decided}
