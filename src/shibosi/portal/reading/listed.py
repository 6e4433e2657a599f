"""A norm as lists show it."""

from dataclasses import dataclass
from datetime import date

from shibosi.portal.reading import plots
from shibosi.standard.law.norms import Norm


@dataclass(frozen=True)
class ListedNorm:
    """A norm on a day, in words."""

    norm: Norm

    @property
    def name(self) -> str:
        """The id it is known by."""
        return plots.norm_id(self.norm)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.norm.fact.title

    @property
    def number(self) -> str:
        """Its number, where it has one."""
        return self.norm.fact.shown("number")

    @property
    def state(self) -> str:
        """Its state on the day in words."""
        return plots.STATES[self.norm.state]

    @property
    def first(self) -> date | None:
        """Its first day; None where it is not known."""
        return self.norm.fact.start
