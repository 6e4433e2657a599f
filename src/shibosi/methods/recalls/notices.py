"""A recall as an authority published it, and what tells the goods it means."""

from dataclasses import dataclass
from datetime import date

JOINT = "|"
"""Between several values in one text."""


@dataclass(frozen=True, slots=True)
class Recall:
    """Goods that an authority recalled. `words` are ordinary words of the goods, `names` brands and firms, folded."""

    authority: str
    number: str
    market: str
    day: date | None
    title: str
    product: str
    hazard: str
    remedy: str
    url: str
    names: tuple[str, ...]
    models: tuple[str, ...]
    gtins: tuple[str, ...]
    words: tuple[str, ...]
