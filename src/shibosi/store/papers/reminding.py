"""The job that reminds holders before their papers end, and once more when they have: each word once.

A paper is not reminded of that was renewed: where another of its kind, for the same things and market, lasts longer.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from shibosi.domains.papers import papers
from shibosi.domains.papers.controls.policies import PaperReminders
from shibosi.domains.papers.records import Paper
from shibosi.methods.permits.standing import COMING, ENDED, ENDING, GOOD
from shibosi.store import jobs
from shibosi.store.cases.notices import To, tell
from shibosi.store.firms import folded
from shibosi.store.models import PaperReminder, Role, stored
from shibosi.store.permissions import SCOPES
from shibosi.store.reading.figures import figure
from shibosi.store.reading.papers import Shown, all_papers
from shibosi.store.viewers import Viewer
from shibosi.store.zones import HOUSE

JOB = "papers.remind"
COMES = "{kind} {number}: its last day is {day}. Hand the renewed one in."
OVER = "{kind} {number}: its last day was {day}. What it allowed is allowed no more."
STANDS, ENDS = (GOOD, ENDING, COMING), (GOOD, ENDING, ENDED)
LONGEST = 80


@jobs.job(JOB, attempts=3, every=timedelta(days=1))
def remind(running: jobs.Running) -> dict[str, int]:
    """Tell holders what ends. Run twice, nothing is told twice."""
    now = running.clock()
    today, told = now.astimezone(HOUSE).date(), 0
    viewer = Viewer("papers", now, Role.OFFICER, frozenset(SCOPES))
    steps = _steps(today)
    in_force = stored(Paper.kind())._default_manager.filter(standing=True, holder_code__isnull=False)
    holders = list(in_force.values_list("holder_code", flat=True).distinct().order_by("holder_code"))
    for done, holder in enumerate(holders, 1):
        told += sum(_tell(one, step, now) for one, step in due(all_papers(viewer, today, holder), steps, today))
        running.progress(done, len(holders))
    return {"told": told}


def due(shown: Iterable[Shown], steps: Iterable[int], today: date) -> list[tuple[Shown, int]]:
    """Papers that end within the longest step, or have ended within it, and were not renewed; each with its step.

    The step is the shortest that has begun; 0 for a paper that has ended.
    """
    every, wanted = list(shown), sorted(steps)
    found = []
    for one in every:
        if one.last is None or one.state not in ENDS or _renewed(one, every):
            continue
        left = (one.last - today).days
        step = 0 if left < 0 else next((step for step in wanted if left <= step), None)
        if step is not None and left >= -wanted[-1]:
            found.append((one, step))
    return found


def _renewed(one: Shown, every: Iterable[Shown]) -> bool:
    return any(
        other.state in STANDS and other.kind == one.kind and other.market == one.market
        and set(one.about) <= set(other.about) and (other.last is None or one.last is None or other.last > one.last)
        for other in every if other is not one
    )  # fmt: skip


def _tell(one: Shown, step: int, now: datetime) -> bool:
    """Tell the holder, unless it was told. The same for whoever does it at this moment."""
    assert one.last is not None, "what is due has a last day"
    kind = papers.kinds().get(one.kind)
    named = f"{kind.name_zh} / {kind.name_en}" if kind is not None else one.kind
    facts = {"kind": named, "number": one.number, "day": one.last.isoformat()}
    holder, number = folded(one.holder), one.number[:LONGEST]
    try:
        with transaction.atomic():
            PaperReminder.objects.create(
                holder=holder, paper_kind=one.kind, number=number, ends_on=one.last, days=step, at=now
            )
            tell([To(who=holder)], COMES if step else OVER, facts, now, subject=f"paper:{one.document}")
    except IntegrityError:
        return False
    return True


def _steps(today: date) -> list[int]:
    every = (PaperReminders.first, PaperReminders.second, PaperReminders.last)
    return [int(figure(one, today)) for one in every]
