"""What every control says of a dossier, decided again from the documents that stand, as of a day."""

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpResponse

from shibosi.api.dossiers import shown_key
from shibosi.console import saying
from shibosi.kernel.controls import Outcome
from shibosi.kernel.decisions import Verdict
from shibosi.pages.files import FILES, file_wanted, rows_as_file
from shibosi.pages.filters import Choice, Chosen, Day, Filters
from shibosi.pages.listing import address
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.allowing import may, the_one
from shibosi.store.models import DossierState
from shibosi.store.reading import outcomes
from shibosi.store.reading.outcomes import Said
from shibosi.telling.told import OUTCOMES

VERB = "log.read"
ORDER = (Outcome.BROKEN, Outcome.UNDETERMINED, Outcome.HELD, Outcome.OUT_OF_SCOPE)
DOSSIER = Filters(Day("day", "As of"), Choice("outcome", "Outcome", among=OUTCOMES))
COLUMNS = ["Draw", "Dossier", "Number", "Decision", "As of", "Rule", "Control", "Sentence", "Outcome"]


@page("audit/dossiers/<key:dossier>/", verb=VERB)
def dossier(request: Asked, dossier: int) -> HttpResponse:
    """What every control says of a dossier. Raises NotThere."""
    state = the_one(scope.dossiers(request.viewer).filter(pk=dossier))
    chosen = DOSSIER.read(request.GET)
    day = day_of(request, chosen)
    every = sorted(outcomes.said([state], day).get(state.pk, []), key=lambda one: ORDER.index(one.outcome))
    if file_wanted(request):
        return rows_as_file(request, "controls", COLUMNS, (row(1, state, one, day) for one in every))
    files = {kind: address(request, file=kind) for kind in FILES} if may(request.viewer, "documents.export") else {}
    return show(
        request, "console/audit_dossier.html", state=state, number=shown_key(state), chosen=chosen, day=day,
        files=files, tiles=counted(every), noted=may(request.viewer, "access-log.read"),
        said=[(one, OUTCOMES[one.outcome.name.lower()]) for one in every
              if chosen["outcome"] in (None, one.outcome.name.lower())],
    )  # fmt: skip


def day_of(request: Asked, chosen: Chosen) -> date:
    """The day as of which dossiers are decided: the one chosen, else today."""
    found: date = chosen["day"] or request.viewer.today
    return found


def counted(said: list[Said]) -> list[tuple[str, int]]:
    """How many controls say what."""
    counts = Counter(one.outcome for one in said)
    return [(OUTCOMES[outcome.name.lower()], counts[outcome]) for outcome in ORDER]


def row(draw: int, state: DossierState, one: Said, day: date) -> list[Any]:
    """What a control says of the so-many-eth dossier drawn, as a line of a file."""
    return [
        draw, saying.dossier(state.kind), shown_key(state), Verdict(state.verdict).name.lower(), day, one.control.rule,
        one.control.name, saying.sentence(one.control.name), one.outcome.name.lower(),
    ]  # fmt: skip
