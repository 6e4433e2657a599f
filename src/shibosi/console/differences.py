"""What a run finds otherwise than what stands, or than another run: by control, and dossier by dossier."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from shibosi.api.dossiers import shown_key
from shibosi.console import saying
from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.words import translate
from shibosi.pages.files import rows_as_file
from shibosi.pages.filters import Choice, Filters, Text, Whole
from shibosi.pages.listing import address
from shibosi.pages.page import Asked
from shibosi.runs import comparing
from shibosi.runs.comparing import Difference
from shibosi.store import scope
from shibosi.store.allowing import may
from shibosi.store.models import DossierState, Run
from shibosi.store.portions import portions
from shibosi.store.seeing import HIDDEN

SHOWN = 50
OTHERS = 50
"""Other runs that are offered to be compared with."""
COLUMNS = ["Dossier", "Number", "Control", "Sentence", "Before", "After"]
AT_ONCE = 500
"""Dossiers looked up in one query."""
READ = 50_000
"""Differences of a file read at a time."""


def shown(request: Asked, one: Run) -> dict[str, Any]:
    """What the page of a run says of its differences. Raises RunGone, Unusable."""
    other, chosen = _asked(request, one)
    first = Whole("after", "").value(request.GET.get("after", "0"))
    page = comparing.differences_of(one, other, first, SHOWN, chosen["control"] or "")
    return {
        "chosen": chosen, "total": page.total, "differences": _named(request, page.items),
        "causes": comparing.by_control(one, other), "next": address(request, after=str(page.next)) if page.next else "",
        "first": address(request, after=None) if first else "",
        "files": {"csv": address(request, file="csv", after=None)} if may(request.viewer, "documents.export") else {},
    }  # fmt: skip


def as_file(request: Asked, one: Run) -> HttpResponse:
    """The differences as a file. Raises Forbidden, RunGone, Unusable."""
    other, chosen = _asked(request, one)
    control = chosen["control"] or ""
    count = comparing.differences_of(one, other, 0, 0, control).total
    return rows_as_file(request, f"differences-{one.public}", COLUMNS, (
        [saying.dossier(each["of"].dossier), each["number"], each["of"].control, saying.sentence(each["of"].control),
         each["of"].before, each["of"].after]
        for first in range(0, count, READ)
        for each in _named(request, comparing.differences_of(one, other, first, READ, control).items)
    ), count)  # fmt: skip


def _asked(request: Asked, one: Run) -> tuple[str | Run, Any]:
    """What the run is held against, and the filters of the page."""
    runs = scope.runs(request.viewer).filter(finished_at__isnull=False).exclude(pk=one.pk).order_by("-pk")[:OTHERS]
    named = {run.public: run for run in runs}
    offered = {comparing.THEN: translate("What stood when it was run"), comparing.NOW: translate("What stands now")}
    offered |= {public: _label(run) for public, run in named.items()}
    filters = Filters(
        Choice("against", "Held against", among=offered, given=comparing.THEN, translated=False),
        Text("control", "Control", longest=120),
    )  # fmt: skip
    chosen = filters.read(request.GET)
    return named.get(chosen["against"], chosen["against"]), chosen


def _label(run: Run) -> str:
    words = "Run of {asked} as of {day}, other values" if run.overlay else "Run of {asked} as of {day}"
    return translate(words).format(asked=f"{run.asked_at:%Y-%m-%d %H:%M}", day=run.as_of)


def _named(request: Asked, some: Iterable[Difference]) -> list[dict[str, Any]]:
    """Differences with the dossiers they are in, as far as these are there and seen; a personal key is not shown."""
    listed = list(some)
    found: dict[tuple[str, str], DossierState] = {}
    for portion in portions(listed, AT_ONCE):
        keys = {one.key for one in portion}
        found |= {(one.kind, one.key): one for one in scope.dossiers(request.viewer).filter(key__in=keys)}
    return [
        {"of": one, "state": (state := found.get((one.dossier, one.key))),
         "number": shown_key(state) if state else HIDDEN if KNOWN[one.dossier].personal_key else one.key}
        for one in listed
    ]  # fmt: skip
