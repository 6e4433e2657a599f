"""All cases that answer a question, moved or handed over as a job: whatever stands against one stops no other.

Which cases these are is settled when the job is asked for. It is done by who asked, as far as they may then.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import LANGUAGES
from shibosi.store import jobs
from shibosi.store.actions.cases import (
    PORTION,
    Decision,
    Outcome,
    TooManyCases,
    assign_some,
    move_some,
    works_on_cases,
)
from shibosi.store.allowing import allowed
from shibosi.store.cases import desk
from shibosi.store.models import Account, Job
from shibosi.store.portions import portions
from shibosi.store.sealing import opened, sealed
from shibosi.store.viewers import Viewer, of_ids

JOB, ASSIGN = "cases.move", "cases.assign"
MOST = 10_000
"""Cases of one job."""
TOLD = 500
"""Cases that were not moved and are told with the reason; of more the number is told."""
Verb = Callable[[Viewer, Sequence[str]], list[Outcome]]


class NoCases(ShibosiError):
    """A question that no open case answers."""

    code = "no-cases"
    message = "No open case answers to these filters."


def ask(viewer: Viewer, which: desk.Which, decision: Decision) -> Job:
    """Ask that a move be made of every open case that answers. Raises Forbidden, NoCases, TooManyCases."""
    said = {"move": decision.move, "reason": decision.reason, "given": dict(decision.given)}
    return _asked(viewer, JOB, which, decision=sealed(json.dumps(said), JOB))


def ask_to_assign(viewer: Viewer, which: desk.Which, to: Account | None) -> Job:
    """Ask that every open case that answers be handed to an officer, or to nobody.

    Raises Forbidden, NoOfficer, NoCases, TooManyCases.
    """
    works_on_cases(to)
    return _asked(viewer, ASSIGN, which, to=to.pk if to is not None else None)


def answering(viewer: Viewer, which: desk.Which) -> list[str]:
    """The numbers of all open cases that answer, the next deadline first. Raises Forbidden, NoCases, TooManyCases."""
    allowed(viewer, "cases.work")
    open_ = desk.queue(viewer, which).filter(closed_at__isnull=True).order_by("due_at", "pk")
    numbers = list(open_.values_list("public", flat=True)[: MOST + 1])
    if not numbers:
        raise NoCases()
    if len(numbers) > MOST:
        raise TooManyCases(most=MOST)
    return numbers


@jobs.job(JOB, attempts=3)
def move(running: jobs.Running, account: int, token: int | None, cases: list[str], decision: str) -> dict[str, Any]:
    """Move the cases, a portion after the other. Run twice, no case is moved twice."""
    wanted = Decision(**json.loads(opened(decision, JOB)))
    key = f"job:{running.row.pk}"
    return _done(running, account, token, cases, lambda viewer, some: move_some(viewer, some, wanted, key))


@jobs.job(ASSIGN, attempts=3)
def assign(running: jobs.Running, account: int, token: int | None, cases: list[str], to: int | None) -> dict[str, Any]:
    """Hand the cases over, a portion after the other. Run twice, the second time changes nothing."""
    officer = Account.objects.get(pk=to) if to is not None else None
    return _done(running, account, token, cases, lambda viewer, some: assign_some(viewer, some, officer))


def _asked(viewer: Viewer, name: str, which: desk.Which, **arguments: Any) -> Job:
    cases = answering(viewer, which)
    return jobs.ask(
        name, viewer.now, viewer.by, account=viewer.account, token=viewer.token, cases=cases, **arguments
    )  # fmt: skip


def through(
    cases: Sequence[str], viewer: Callable[[], Viewer], verb: Verb, tell: Callable[[int, int], None]
) -> list[Outcome]:
    """Do something with cases, a portion after the other, each as the viewer may at that moment; what came of each.

    `tell`: how many are done, of how many.
    """
    every: list[Outcome] = []
    for some in portions(cases, PORTION):
        tell(len(every), len(cases))
        every += verb(viewer(), some)
    tell(len(every), len(cases))
    return every


def _done(running: jobs.Running, account: int, token: int | None, cases: list[str], verb: Verb) -> dict[str, Any]:
    def viewer() -> Viewer:
        found = of_ids(account, token, None, running.clock())
        allowed(found, "cases.work")
        return found

    every = through(cases, viewer, verb, running.progress)
    refused = [(one.number, one.refused) for one in every if one.refused is not None]
    told = [{"case": number} | {spoken: why.sentence(spoken) for spoken in LANGUAGES} for number, why in refused[:TOLD]]
    return {"done": len(cases) - len(refused), "refused": told, "more": max(len(refused) - TOLD, 0)}
