"""One way of selling a basket into a market: what it costs, who collects, why."""

from dataclasses import dataclass
from typing import Any

from shibosi.methods.derivation.number import Number
from shibosi.methods.derivation.sources import weakest
from shibosi.methods.derivation.telling import as_data, range_data, said

OPTIONS = {
    "sale": "Taxes charged with the sale", "border": "Taxes paid on import", "inside": "Sold from stock in the market",
    "declared": "Declared in full, with proof of origin", "retail-import": "Retail import",
}  # fmt: skip
COLLECTORS = {
    "platform-or-seller": "the platform, or the seller on an own site", "platform": "the platform",
    "seller": "the seller", "carrier": "the carrier, from the buyer", "none": "nobody",
    "carrier-and-platform": "duty: the carrier; sales tax: the platform",
    "declarant": "whoever declares, for the buyer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LandedLine:
    """What a line bears."""

    price: Number
    duty: Number
    tax: Number


@dataclass(frozen=True, slots=True)
class Option:
    """One way of selling. All amounts in the currency of the basket; `why`: what was held against limits."""

    name: str
    bands: tuple[str, ...]
    lines: tuple[LandedLine, ...]
    duty: Number
    tax: Number
    fees: Number
    total: Number
    collected: str
    collector: str
    why: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, Any, Any]:
        """The cheapest first, by the most it can cost; an open end comes last."""
        high = self.total.high
        return high is None, self.total.low if high is None else high, self.total.low

    def as_data(self, explained: bool = False) -> dict[str, Any]:
        """The option as plain data, with the derivation where asked."""
        return {
            "option": self.name, "option_words": said(OPTIONS[self.name]), "bands": list(self.bands),
            "collected": self.collected, "collector": self.collector,
            "collector_words": said(COLLECTORS[self.collector]),
            "duty": range_data(self.duty), "tax": range_data(self.tax), "fees": range_data(self.fees),
            "total": range_data(self.total), "confidence": weakest(self.total) or None,
            "reasons": [said(one) for one in self.why], "notes": [said(one) for one in self.notes],
            "lines": [{"price": range_data(one.price), "duty": range_data(one.duty), "tax": range_data(one.tax)}
                      for one in self.lines],
            "derivation": as_data(self.total) if explained else None,
        }  # fmt: skip
