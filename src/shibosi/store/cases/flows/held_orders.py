"""Held orders: letting through what was held, or refusing it for good."""

from datetime import datetime

from shibosi.domains.orders.flows import REFUSE, RELEASE
from shibosi.store.cases.carrying import carries_out
from shibosi.store.cases.ruling import rule
from shibosi.store.dossiers import key_of
from shibosi.store.intake.following import judge_again
from shibosi.store.models import Case, CaseEvent, Ruled


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
