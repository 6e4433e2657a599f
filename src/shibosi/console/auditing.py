"""The auditor's sample: dossiers drawn so that anybody draws them again, with what every control says of each."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.api.dossiers import shown_key
from shibosi.console import saying
from shibosi.kernel.controls import Outcome
from shibosi.kernel.decisions import Verdict
from shibosi.pages.filters import Choice, Chosen, Day, Filters, Text, Whole
from shibosi.pages.listing import FILES, address, file_wanted, rows_as_file
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.allowing import may, the_one
from shibosi.store.intake.receiving import ZONE
from shibosi.store.models import DossierState
from shibosi.store.reading import outcomes
from shibosi.store.reading.outcomes import MOST, Said, Sampled
from shibosi.store.seeing import note
from shibosi.telling.told import OUTCOMES

VERB = "access-log.read"
ORDER = (Outcome.BROKEN, Outcome.UNDETERMINED, Outcome.HELD, Outcome.OUT_OF_SCOPE)
USUAL = 25
SAMPLE = Filters(
    Text("seed", "Seed", longest=80, example="2026-Q4"), Whole("size", "How many", 1, MOST, str(USUAL)),
    Choice("kind", "Kind of dossier", among=saying.dossiers), Day("day", "As of"),
    Whole("among", "Up to dossier number", 1),
)  # fmt: skip
DOSSIER = Filters(Day("day", "As of"), Choice("outcome", "Outcome", among=OUTCOMES))
COLUMNS = ["Draw", "Dossier", "Number", "Decision", "As of", "Rule", "Control", "Sentence", "Outcome"]


@page("audit/dossiers/", verb=VERB, entry=Entry("Dossiers drawn by lot", Group.PROOF, 35, "audit", "a"))
def sample(request: Asked) -> HttpResponse:
    """A sample, or the form that asks for one. The address is the sample; drawing leaves a note. Raises Unusable."""
    chosen = SAMPLE.read(request.GET)
    if not chosen["seed"]:
        return show(request, "console/audit.html", chosen=chosen, drawn=None)
    if not chosen["among"] or not chosen["day"]:
        among, day = chosen["among"] or outcomes.newest(request.viewer) or 1, _day(request, chosen)
        return redirect(address(request, among=str(among), day=day.isoformat()))
    asked = Sampled(chosen["seed"], chosen["size"] or USUAL, chosen["among"], chosen["kind"] or "")
    states, count = outcomes.sample(request.viewer, asked)
    said = outcomes.said(states, chosen["day"])
    note(request.viewer, "seen", f"sample:{len(states)}", "console", why=asked.seed)
    if file_wanted(request):
        return rows_as_file(request, "sample", COLUMNS, (
            _row(draw, state, one, chosen["day"])
            for draw, state in enumerate(states, 1) for one in said.get(state.pk, [])
        ))  # fmt: skip
    files = {kind: address(request, file=kind) for kind in FILES} if may(request.viewer, "documents.export") else {}
    return show(
        request, "console/audit.html", chosen=chosen, drawn=[_drawn(one, said.get(one.pk, [])) for one in states],
        count=count, asked=asked, day=chosen["day"], files=files, order=[OUTCOMES[one.name.lower()] for one in ORDER],
    )  # fmt: skip


@page("audit/dossiers/<key:dossier>/", verb=VERB)
def dossier(request: Asked, dossier: int) -> HttpResponse:
    """What every control says of a dossier. Raises NotThere."""
    state = the_one(scope.dossiers(request.viewer).filter(pk=dossier))
    chosen = DOSSIER.read(request.GET)
    day = _day(request, chosen)
    every = sorted(outcomes.said([state], day).get(state.pk, []), key=lambda one: ORDER.index(one.outcome))
    if file_wanted(request):
        return rows_as_file(request, "controls", COLUMNS, (_row(1, state, one, day) for one in every))
    files = {kind: address(request, file=kind) for kind in FILES} if may(request.viewer, "documents.export") else {}
    return show(
        request, "console/audit_dossier.html", state=state, number=shown_key(state), chosen=chosen, day=day,
        files=files, tiles=_counted(every),
        said=[(one, OUTCOMES[one.outcome.name.lower()]) for one in every
              if chosen["outcome"] in (None, one.outcome.name.lower())],
    )  # fmt: skip


def _day(request: Asked, chosen: Chosen) -> date:
    found: date = chosen["day"] or request.viewer.now.astimezone(ZONE).date()
    return found


def _counted(said: list[Said]) -> list[tuple[str, int]]:
    counts = Counter(one.outcome for one in said)
    return [(OUTCOMES[outcome.name.lower()], counts[outcome]) for outcome in ORDER]


def _drawn(state: DossierState, said: list[Said]) -> dict[str, Any]:
    worst = [one.control for one in said if one.outcome is Outcome.BROKEN]
    return {"state": state, "number": shown_key(state), "decision": Verdict(state.verdict).name.lower(),
            "counts": _counted(said), "broken": worst}  # fmt: skip


def _row(draw: int, state: DossierState, one: Said, day: date) -> list[Any]:
    return [
        draw, saying.dossier(state.kind), shown_key(state), Verdict(state.verdict).name.lower(), day, one.control.rule,
        one.control.name, saying.sentence(one.control.name), one.outcome.name.lower(),
    ]  # fmt: skip
