"""What people ruled on dossiers, as judging takes it into account."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import Q

from shibosi.kernel.deciding import Decided, Decider
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.dossiers import Rows
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.store.models import Ruled, Ruling


@dataclass
class Rulings:
    """Those in force on a dossier: controls that do not count, last days of those waived, whether it is refused."""

    passed: set[str] = field(default_factory=set)
    waived: dict[str, date] = field(default_factory=dict)
    refused: bool = False

    def applied(self, decider: Decider, rows: Rows, at: Circumstances) -> Decided:
        """What is decided on the dossier under them."""
        found = decider.decide(rows, at, self.passed)
        if not self.refused:
            return found
        return replace(found, decision=replace(found.decision, verdict=Verdict.REFUSE))


NO_RULINGS = Rulings()


def rulings_of(kind: str, keys: Iterable[str], on: date) -> Mapping[str, Rulings]:
    """The rulings in force on a day on dossiers of a kind, by their stored keys."""
    wanted = list(keys)
    found: dict[str, Rulings] = {}
    if not wanted:
        return found
    in_force = Ruling.objects.filter(Q(until__isnull=True) | Q(until__gte=on), ended_at__isnull=True)
    query = in_force.filter(dossier__kind=kind, dossier__key__in=wanted)
    for key, one, control, until in query.values_list("dossier__key", "kind", "control", "until"):
        own = found.setdefault(key, Rulings())
        if one == Ruled.REFUSED:
            own.refused = True
            continue
        own.passed.add(control)
        if until is not None:
            own.waived[control] = max(until, own.waived.get(control, until))
    return found
