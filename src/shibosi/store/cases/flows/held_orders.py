"""Held orders: letting through what was held, or refusing it for good."""

from collections.abc import Sequence
from datetime import datetime

from shibosi.domains.orders.flows import REFUSE, RELEASE
from shibosi.store.cases.carrying import carries_out_together
from shibosi.store.cases.ruling import keys_of, rule
from shibosi.store.intake.following import judge_again
from shibosi.store.models import Case, CaseEvent, DossierState, Ruled


@carries_out_together(RELEASE)
def release(moved: Sequence[tuple[Case, CaseEvent]], now: datetime) -> None:
    """What the dossiers are not accepted for now counts no longer; what is found in them later does."""
    cases = _with_dossiers(moved)
    judged = judge_again(keys_of(state for _, state in cases), now)
    rule([(case, judged.because.get(state.pk, ())) for case, state in cases], Ruled.RELEASED, now)


@carries_out_together(REFUSE)
def refuse(moved: Sequence[tuple[Case, CaseEvent]], now: datetime) -> None:
    """The dossiers are refused whatever comes."""
    rule([(case, [""]) for case, _ in _with_dossiers(moved)], Ruled.REFUSED, now)


def _with_dossiers(moved: Sequence[tuple[Case, CaseEvent]]) -> list[tuple[Case, DossierState]]:
    """Cases with their dossiers, fetched at once."""
    states = DossierState.objects.in_bulk({case.dossier_id for case, _ in moved if case.dossier_id is not None})
    found = []
    for case, _ in moved:
        assert case.dossier_id is not None, "what is held has a dossier"
        case.dossier = states[case.dossier_id]
        found.append((case, states[case.dossier_id]))
    return found
