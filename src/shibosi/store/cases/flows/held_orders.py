"""Held orders: letting through what was held, or refusing it for good."""

from collections.abc import Sequence
from datetime import datetime

from shibosi.domains.orders.flows import REFUSE, RELEASE
from shibosi.store.cases.carrying import carries_out, carries_out_together
from shibosi.store.cases.ruling import keys_of, rule, rule_many
from shibosi.store.dossiers import key_of
from shibosi.store.intake.following import judge_again
from shibosi.store.models import Case, CaseEvent, DossierState, Ruled


@carries_out(RELEASE)
def release(case: Case, event: CaseEvent, now: datetime) -> None:
    """What the dossier is not accepted for now counts no longer; what is found in it later does."""
    state = case.dossier
    assert state is not None, "what is held has a dossier"
    judged = judge_again({state.kind: {key_of(state)}}, now)
    rule(case, state, Ruled.RELEASED, judged.because.get(state.pk, ()), now)


@carries_out(REFUSE)
def refuse(case: Case, event: CaseEvent, now: datetime) -> None:
    """The dossier is refused whatever comes."""
    assert case.dossier is not None, "what is held has a dossier"
    rule(case, case.dossier, Ruled.REFUSED, [""], now)


@carries_out_together(RELEASE)
def release_many(moved: Sequence[tuple[Case, CaseEvent]], now: datetime) -> None:
    """The same for many: their dossiers are judged at once, ruled at once, and judged at once under the rulings."""
    cases = _with_dossiers(moved)
    judged = judge_again(keys_of(state for _, state in cases), now)
    rule_many([(case, judged.because.get(state.pk, ())) for case, state in cases], Ruled.RELEASED, now)


@carries_out_together(REFUSE)
def refuse_many(moved: Sequence[tuple[Case, CaseEvent]], now: datetime) -> None:
    """The dossiers are refused whatever comes."""
    rule_many([(case, [""]) for case, _ in _with_dossiers(moved)], Ruled.REFUSED, now)


def _with_dossiers(moved: Sequence[tuple[Case, CaseEvent]]) -> list[tuple[Case, DossierState]]:
    """Cases with their dossiers, fetched at once."""
    states = DossierState.objects.in_bulk({case.dossier_id for case, _ in moved if case.dossier_id is not None})
    found = []
    for case, _ in moved:
        assert case.dossier_id is not None, "what is held has a dossier"
        case.dossier = states[case.dossier_id]
        found.append((case, states[case.dossier_id]))
    return found
