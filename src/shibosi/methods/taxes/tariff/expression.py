"""Duty rates as tariffs print them, read into terms: "Free", "2.5%", "8.8¢/kg + 20%", "10.00 % MIN 22.00 GBP / 100 kg".

What has no form here (a share of a part's value, "the rate applicable to …") is None: nobody guesses.
"""

import re
from decimal import Decimal
from functools import lru_cache

from shibosi.methods.taxes.tariff.duty import Term

FREE = re.compile(r"free|0|0 ?%|nil|exempt|免税", re.IGNORECASE)
SIGN = re.compile(r"\s+(MIN|MAX)\s+|\s*([+])\s*|\s+([-−])\s+")
NUMBER = r"(\d+(?:\.\d+)?)"
PERCENT = re.compile(rf"{NUMBER} ?%")
CENTS = re.compile(rf"{NUMBER} ?¢(?: ?/ ?| )(.+)")
DOLLARS = re.compile(rf"\$ ?{NUMBER}(?: ?/ ?| )(.+)")
CURRENCY = re.compile(rf"{NUMBER} ?([A-Z]{{3}}) ?/ ?(.+)")
UNITS: dict[str, tuple[str, int | Decimal]] = {
    "kg": ("kg", 1), "kilogram": ("kg", 1), "100 kg": ("kg", 100), "100 kg net": ("kg", 100), "1000 kg": ("kg", 1000),
    "t": ("kg", 1000), "tonne": ("kg", 1000), "g": ("kg", Decimal("0.001")), "liter": ("litre", 1), "l": ("litre", 1),
    "litre": ("litre", 1), "hl": ("litre", 100), "each": ("piece", 1), "no.": ("piece", 1), "no": ("piece", 1),
    "p/st": ("piece", 1), "item": ("piece", 1), "100 p/st": ("piece", 100), "1000 p/st": ("piece", 1000),
    "1,000": ("piece", 1000), "doz.": ("piece", 12), "doz": ("piece", 12), "gross": ("piece", 144),
    "pr.": ("pair", 1), "pr": ("pair", 1), "pa": ("pair", 1), "m2": ("m2", 1), "bbl": ("bbl", 1),
    "pf.liter": ("proof litre", 1), "l alc. 100%": ("litre of alcohol", 1), "% vol hl": ("% vol hl", 1),
}  # fmt: skip
"""Printed units to ours, with how many of ours one is."""


@lru_cache(maxsize=4096)
def terms_of(printed: str) -> tuple[Term, ...] | None:
    """The terms of a printed rate; None where it has no form here."""
    text = re.sub(r"<sup>(\d)</sup>", r"\1", printed)
    text = re.sub(r"<[^>]*>", "", text).replace("\xa0", " ").strip().rstrip(".").strip()
    if FREE.fullmatch(text):
        return (Term("+", Decimal(0)),)
    found: list[Term] = []
    sign, start = "+", 0
    for split in SIGN.finditer(text):
        term = _term(sign, text[start : split.start()])
        if term is None:
            return None
        found.append(term)
        sign = (split[1] or split[2] or "-").replace("−", "-")
        start = split.end()
    last = _term(sign, text[start:])
    return None if last is None else (*found, last)


def _term(sign: str, printed: str) -> Term | None:
    text = printed.strip()
    if percent := PERCENT.fullmatch(text):
        return Term(sign, Decimal(percent[1]))
    if cents := CENTS.fullmatch(text):
        return _by_unit(sign, Decimal(cents[1]).scaleb(-2), "USD", cents[2])
    if dollars := DOLLARS.fullmatch(text):
        return _by_unit(sign, Decimal(dollars[1]), "USD", dollars[2])
    if other := CURRENCY.fullmatch(text):
        return _by_unit(sign, Decimal(other[1]), other[2], other[3])
    return None


def _by_unit(sign: str, amount: Decimal, currency: str, unit: str) -> Term | None:
    found = UNITS.get(unit.strip().lower())
    return Term(sign, amount, currency, found[0], Decimal(found[1])) if found else None
