"""What judges dossiers one at a time: made once for the life of a process, for the store and for trials alike."""

from functools import cache

from shibosi.domains import registry
from shibosi.kernel import controls
from shibosi.kernel.deciding import Decider
from shibosi.kernel.dossiers import KNOWN, Dossier
from shibosi.kernel.engines.plan import columns_read
from shibosi.kernel.expressions.scalar import Circumstances
from shibosi.kernel.judging import Judge
from shibosi.kernel.standing import Copies


@cache
def decider_of(name: str) -> Decider:
    """What judges dossiers of that kind."""
    registry.load()
    return Decider(KNOWN[name], controls.of(KNOWN[name]), registry.values())


def ready() -> None:
    """Make all of them, so that nobody who hands in waits for it."""
    for one in in_order():
        decider_of(one.name)
        copies_of(one.name)


@cache
def copies_of(name: str) -> Copies:
    """What leaves out copies from dossiers of that kind."""
    return Copies(KNOWN[name], _compared())


@cache
def in_waves() -> tuple[list[Dossier], list[Dossier]]:
    """All kinds of dossier: those that are made of what is handed in, and those made from what these derive."""
    registry.load()
    made = {derivation.record for dossier in KNOWN.values() for derivation in dossier.derivations}
    every = sorted(KNOWN.values(), key=lambda one: one.name)
    derived = [one for one in every if any(member.record in made for member in one.members)]
    return [one for one in every if one not in derived], derived


@cache
def in_order() -> list[Dossier]:
    """All kinds of dossier, those that others are made from first."""
    first, derived = in_waves()
    return first + derived


@cache
def _compared() -> dict[str, list[str]]:
    """The columns by which copies are told: all that any control reads."""
    registry.load()
    judges = [Judge(one, controls.of(one), registry.values(), Circumstances(0)) for one in KNOWN.values()]
    return columns_read(judges)
