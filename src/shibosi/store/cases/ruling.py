"""Ruling on a dossier, and taking a ruling back: it is judged again at once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from shibosi.store.dossiers import key_of
from shibosi.store.intake.following import judge_again
from shibosi.store.intake.touching import Key
from shibosi.store.models import Case, DossierState, Ruled, Ruling


def rule(wanted: Sequence[tuple[Case, Iterable[str]]], kind: Ruled, now: datetime, until: date | None = None) -> None:
    """Put rulings of cases down, each for the controls of its dossier, and judge these once. Inside a transaction."""
    made = [
        Ruling(dossier=case.dossier, kind=kind, control=control, until=until, case=case, at=now)
        for case, controls in wanted for control in controls
    ]  # fmt: skip
    if made:
        Ruling.objects.bulk_create(made, ignore_conflicts=True)
        DossierState.objects.filter(pk__in={one.dossier_id for one in made}).update(ruled=True)
        judge_again(keys_of(one.dossier for one in made), now)


def keys_of(states: Iterable[DossierState]) -> dict[str, set[Key]]:
    """The keys of dossiers by kind."""
    found: dict[str, set[Key]] = {}
    for state in states:
        found.setdefault(state.kind, set()).add(key_of(state))
    return found


def end(case: Case, now: datetime) -> None:
    """End what was ruled by a case and judge its dossier without it. Inside a transaction."""
    ended = Ruling.objects.filter(case=case, ended_at__isnull=True)
    states = DossierState.objects.filter(rulings__in=ended).distinct()
    for state in list(states):
        ended.filter(dossier=state).update(ended_at=now)
        judge_again({state.kind: {key_of(state)}}, now)
