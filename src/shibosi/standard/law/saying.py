"""A reason: words with places, the facts that stand in them, and whether what they say holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from shibosi.kernel.words import told, translate


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for or against; `met` None: a fact is missing, so that nobody can say."""

    words: str
    met: bool | None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """The sentence in the language in use."""
        return translate(self.words).format(**told(dict(self.facts)))

    def as_data(self) -> dict[str, Any]:
        """The reason as plain data."""
        return {"says": self.said, "met": self.met}


def all_of(reasons: "list[Reason] | tuple[Reason, ...]") -> bool | None:
    """Whether all hold: one that does not decides, then one of which nobody knows."""
    found = [reason.met for reason in reasons]
    return False if False in found else None if None in found else True
