"""Possible matches: what people decided is told to the orders and customers it is about, which are judged again."""

from datetime import datetime

from shibosi.domains.aml.flows import DECIDED
from shibosi.store.cases.carrying import carries_out
from shibosi.store.models import Case, CaseEvent
from shibosi.store.screening.telling import tell_again


@carries_out(DECIDED)
def decided(case: Case, event: CaseEvent, now: datetime) -> None:
    """Held orders go on where the match was cleared or is gone, and stay where it was confirmed."""
    tell_again(case, now)
