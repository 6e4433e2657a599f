"""What every control says of dossiers.

Only findings are stored, so outcomes are decided again from the documents that stand, as of a day.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shibosi.kernel.controls import Control, Outcome
from shibosi.kernel.dossiers import KNOWN
from shibosi.store.dossiers import gathered
from shibosi.store.intake.deciders import copies_of, decider_of
from shibosi.store.intake.judging import circumstances
from shibosi.store.models import DossierState


@dataclass(frozen=True)
class Said:
    """What a control says of a dossier. `folded`: it is undetermined for a cause that another control tells."""

    control: Control
    outcome: Outcome
    folded: bool = False


def said(states: Iterable[DossierState], on: date) -> dict[int, list[Said]]:
    """What every control says of some dossiers as of a day, by their numbers; nothing where no document stands."""
    found: dict[int, list[Said]] = {}
    at, kinds = circumstances(on), defaultdict(list)
    for state in states:
        kinds[state.kind].append(state)
    for kind, some in kinds.items():
        decider, copies = decider_of(kind), copies_of(kind)
        for number, (_, rows) in gathered(KNOWN[kind], some).items():
            decided = decider.decide(copies.without(rows), at)
            if decided.key is not None:
                found[number] = [
                    Said(control, Outcome(code), control.name in decided.folded)
                    for control, code in zip(decider.controls, decided.outcomes, strict=True)
                ]
    return found
