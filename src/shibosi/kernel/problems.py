"""Problems: what could not be read, where it stands, what was expected there."""

from dataclasses import dataclass, field
from typing import Any

from shibosi.kernel.words import translate

SPOKEN = frozenset({"expected", "reason"})
"""Facts that are words of ours and not of the file: said in the reader's language too."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in the input that could not be read. The rest of the input is still checked.

    `code` is stable and kebab-case, `message` an English sentence with named places for `facts`; the Chinese stands in
    the catalogue. `place` says where in the file: "row 17, column amount", "sheet 订单, row 3", "line 12".
    `row` is the zero-based data row when the problem belongs to one, `key_lost` is true when it cannot be said to
    which dossier the row belongs (then a missing member of that kind is undetermined, never "missing").
    """

    file: str
    place: str
    code: str
    message: str
    facts: dict[str, Any] = field(default_factory=dict)
    kind: str = ""
    row: int | None = None
    key_lost: bool = False

    def sentence(self, language: str | None = None) -> str:
        """File, place and what was expected, in a language."""
        spoken = {name: translate(str(self.facts[name]), language) for name in SPOKEN & self.facts.keys()}
        return f"{self.file}, {self.place}: " + translate(self.message, language).format(**{**self.facts, **spoken})
