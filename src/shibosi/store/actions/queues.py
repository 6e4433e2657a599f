"""All cases that answer a question, moved as a job: whatever stands against one stops no other, and is told of it.

Which cases these are is settled when the job is asked for. Moved are they by who asked, as far as they may then.
"""

import json
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import LANGUAGES
from shibosi.store import jobs
from shibosi.store.actions.cases import PORTION, Decision, TooManyCases, move_some
from shibosi.store.allowing import allowed
from shibosi.store.cases import desk
from shibosi.store.models import Job
from shibosi.store.portions import portions
from shibosi.store.sealing import opened, sealed
from shibosi.store.viewers import Viewer, of_ids

JOB = "cases.move"
MOST = 10_000
"""Cases of one job."""
TOLD = 500
"""Cases that were not moved and are told with the reason; of more the number is told."""


class NoCases(ShibosiError):
    """A question that no open case answers."""

    code = "no-cases"
    message = "No open case answers to these filters."


def ask(viewer: Viewer, which: desk.Which, decision: Decision) -> Job:
    """Ask that a move be made of every open case that answers. Raises Forbidden, NoCases, TooManyCases."""
    allowed(viewer, "cases.work")
    open_ = desk.queue(viewer, which).filter(closed_at__isnull=True).order_by("due_at", "pk")
    numbers = list(open_.values_list("public", flat=True)[: MOST + 1])
    if not numbers:
        raise NoCases()
    if len(numbers) > MOST:
        raise TooManyCases(most=MOST)
    said = {"move": decision.move, "reason": decision.reason, "given": dict(decision.given)}
    return jobs.ask(
        JOB, viewer.now, viewer.by, account=viewer.account, token=viewer.token, cases=numbers,
        decision=sealed(json.dumps(said), JOB),
    )  # fmt: skip


@jobs.job(JOB, attempts=3)
def work(running: jobs.Running, account: int, token: int | None, cases: list[str], decision: str) -> dict[str, Any]:
    """Move the cases, a portion after the other. Run twice, no case is moved twice."""
    wanted = Decision(**json.loads(opened(decision, JOB)))
    seen, refused = 0, []
    for some in portions(cases, PORTION):
        running.progress(seen, len(cases))
        viewer = of_ids(account, token, None, running.clock())
        allowed(viewer, "cases.work")
        every = move_some(viewer, some, wanted, f"job:{running.row.pk}")
        refused += [(one.number, one.refused) for one in every if one.refused is not None]
        seen += len(some)
    running.progress(seen, len(cases))
    told = [{"case": number} | {spoken: why.sentence(spoken) for spoken in LANGUAGES} for number, why in refused[:TOLD]]
    return {"done": len(cases) - len(refused), "refused": told, "more": max(len(refused) - TOLD, 0)}
