"""A duty as a tariff writes it: shares of the value and amounts for a unit, with a least and a most.

    13.8 % MIN 13.00 GBP / 100 kg MAX 15.00 GBP / 100 kg - 7.00 GBP / 100 kg

The last MIN or MAX parts the whole: MIN takes the larger side, MAX the smaller. A unit whose quantity nobody said makes
the duty a bound.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from shibosi.kernel.words import Phrase
from shibosi.methods.derivation.number import PERCENT, Number, between, given, largest, smallest
from shibosi.methods.derivation.sources import Source, read

ZERO = Decimal(0)
CONVERT = Callable[[Number], Number | None]
"""An amount in the currency of the tariff in that of the value; None where there is no rate."""
QUANTITY = "The duty is by quantity and no quantity is given in this unit: {unit}."
NO_RATE = "There is no rate from {currency} for the day."


@dataclass(frozen=True, slots=True)
class Term:
    """One part: a per cent (`unit` empty), or an amount in a currency for `size` units. `sign`: +, -, MIN or MAX."""

    sign: str
    amount: Decimal
    currency: str = ""
    unit: str = ""
    size: Decimal = Decimal(1)


def duty_of(
    terms: tuple[Term, ...], value: Number, quantities: Mapping[str, Number], convert: CONVERT, source: Source | None
) -> Number:
    """What a duty comes to for a value. Not rounded; never below 0."""
    split = next((at for at in range(len(terms) - 1, 0, -1) if terms[at].sign in ("MIN", "MAX")), None)
    if split is not None:
        left = duty_of(terms[:split], value, quantities, convert, source)
        rest = (Term("+", terms[split].amount, terms[split].currency, terms[split].unit, terms[split].size),
                *terms[split + 1 :])  # fmt: skip
        right = duty_of(rest, value, quantities, convert, source)
        return largest(left, right) if terms[split].sign == "MIN" else smallest(left, right)
    found = _term(terms[0], value, quantities, convert, source)
    for term in terms[1:]:
        part = _term(term, value, quantities, convert, source)
        found = found - part if term.sign == "-" else found + part
    return found


def _term(
    term: Term, value: Number, quantities: Mapping[str, Number], convert: CONVERT, source: Source | None
) -> Number:  # fmt: skip
    if not term.unit:
        return value * _said(term.amount.scaleb(-2), "Duty rate", PERCENT, source)
    each = _said(term.amount, "Duty for a unit", term.currency, source)
    if term.currency != value.unit:
        exchanged = convert(each)
        if exchanged is None:
            return between(ZERO, None, "Duty for a unit", Phrase(NO_RATE, currency=term.currency), value.unit)
        each = exchanged
    quantity = quantities.get(term.unit)
    if quantity is None:
        return between(ZERO, None, "Duty by quantity", Phrase(QUANTITY, unit=term.unit), value.unit)
    units = quantity if term.size == 1 else quantity / given(term.size, "Size of a unit", quantity.unit)
    return (each * units).named("", value.unit)


def _said(amount: Decimal, label: str, unit: str, source: Source | None) -> Number:
    return given(amount, label, unit) if source is None else read(amount, source, label, unit)
