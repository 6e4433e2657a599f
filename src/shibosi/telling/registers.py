"""Registers of firms and their numbers, as doors show them."""

from typing import Any

from shibosi.kernel.words import translate
from shibosi.methods.registers import Register, compact, register
from shibosi.methods.text.naming import ODDITIES, oddity
from shibosi.standard.law.places import places
from shibosi.telling.values import CONFIDENCE_WORDS

HEADS = ("Register", "Name", "Country or region", "Confidence of the form")
"""The columns of the table of registers."""


def cells(one: Register) -> list[str]:
    """A register as a row of the table, in the language in use."""
    where = places().get(one.place)
    return [
        one.register,
        one.name,
        str(where.name) if where else one.place,
        translate(CONFIDENCE_WORDS[one.confidence]),
    ]


def as_data(one: Register) -> dict[str, Any]:
    """A register as plain values."""
    return {
        "code": one.register, "name": one.name, "place": one.place, "form": one.form, "category": one.category,
        "confidence": one.confidence,
    }  # fmt: skip


def checked(name: str, number: str) -> dict[str, Any]:
    """Whether a number can be one of a register. Raises UnknownRegister."""
    one = register(name)
    return {"code": one.register, "name": one.name, "number": compact(number), "fits": one.fits(number)}


def odd(name: str) -> dict[str, Any]:
    """What is odd about a name, if anything is."""
    found = oddity(name)
    return {"name": name, "oddity": found, "text": translate(ODDITIES[found]) if found else ""}
