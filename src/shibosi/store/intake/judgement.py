"""What judging brought: how dossiers are decided now, and what became of findings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shibosi.kernel.dossiers import Rows
from shibosi.store.intake.touching import Key
from shibosi.store.logbook import Entry
from shibosi.store.models import DossierState, Finding

Name = tuple[str, Key]
"""The kind of a dossier and its key."""


@dataclass(frozen=True)
class Held:
    """A dossier that is held and was not before: for which controls, and by which rows."""

    state: DossierState
    because: tuple[str, ...]
    rows: Rows


@dataclass
class Judgement:
    """What judging brought: the states of dossiers, those decided otherwise than before, what was found.

    `held` are those held now and not before, `accepted` those accepted now and not before; `because` has for dossiers
    that are not accepted the controls for which they are not; `unclear` are those in which anything is found; `led_to`
    by dossier those that were judged because something made from it changed.
    """

    states: dict[Name, DossierState] = field(default_factory=dict)
    led_to: dict[Name, dict[str, set[Key]]] = field(default_factory=dict)
    decided: list[DossierState] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    accepted: list[DossierState] = field(default_factory=list)
    because: dict[int, tuple[str, ...]] = field(default_factory=dict)
    unclear: set[int] = field(default_factory=set)
    opened: list[Finding] = field(default_factory=list)
    confirmed: list[Finding] = field(default_factory=list)
    resolved: list[Finding] = field(default_factory=list)

    def take(self, opened: list[Finding], confirmed: list[Finding], resolved: list[Finding]) -> None:
        """Add findings."""
        self.opened += opened
        self.confirmed += confirmed
        self.resolved += resolved

    def of(self, keys: Mapping[str, Iterable[Key]]) -> list[DossierState]:
        """The states of some dossiers and of all they led to, in the order in which they were judged."""
        wanted: set[Name] = set()
        waiting = [(kind, key) for kind, some in keys.items() for key in some]
        while waiting:
            name = waiting.pop()
            if name not in wanted:
                wanted.add(name)
                waiting += [(kind, key) for kind, some in self.led_to.get(name, {}).items() for key in some]
        return [state for name, state in self.states.items() if name in wanted]

    @property
    def entries(self) -> list[Entry]:
        """What the log is told."""
        return [
            Entry(what, f"finding:{found.pk}", {"control": found.control, "outcome": found.outcome})
            for what, some in (("finding opened", self.opened), ("finding resolved", self.resolved))
            for found in some
        ]


@dataclass(frozen=True)
class Reported:
    """Who reported what is judged now (a party by its public name), and to which dossiers it belongs."""

    by: str = ""
    dossiers: dict[str, set[Key]] = field(default_factory=dict)
