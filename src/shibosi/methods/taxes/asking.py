"""Questions as plain data (JSON, forms), read exactly: what is wrong is told by its place."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from shibosi.kernel.errors import nearest
from shibosi.kernel.words import Phrase
from shibosi.methods.taxes.errors import NoTax

LONGEST = 1_000_000
"""Bytes of a question in a file."""
LETTERS = 200
DIGITS = 18
MOST = 1000
AMOUNT = re.compile(r"-?\d+(\.\d+)?")
Reader = Callable[[Any, str], Any]


class WrongQuestion(NoTax):
    """A question that cannot be read."""

    code = "wrong-question"
    message = "{place} cannot be used: {reason}"


def read_json(path: Path) -> Any:
    """The document of a file; numbers stay exact. Raises WrongQuestion."""
    if path.stat().st_size > LONGEST:
        raise WrongQuestion(place=path.name, reason=Phrase("at most {most} bytes are read", most=LONGEST))
    try:
        return json.loads(path.read_bytes(), parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError) as mistake:
        raise WrongQuestion(place=path.name, reason="it is no JSON") from mistake


def fields(document: Any, place: str, readers: Mapping[str, Reader], needed: frozenset[str]) -> dict[str, Any]:
    """The fields of an object; those left out or null are left out. Raises WrongQuestion."""
    if not isinstance(document, dict):
        raise WrongQuestion(place=place or "-", reason="wanted is an object with names")
    for name in document:
        if name not in readers:
            hint = nearest(str(name), list(readers))
            raise WrongQuestion(place=inside(place, str(name)[:60]), reason="there is no such field", hint=hint)
    for name in needed:
        if document.get(name) is None:
            raise WrongQuestion(place=inside(place, name), reason="it is missing")
    return {name: readers[name](value, inside(place, name)) for name, value in document.items() if value is not None}


def amount(value: Any, place: str) -> Decimal:
    """An exact amount: a number, or its text. Raises WrongQuestion."""
    text = str(value)
    if isinstance(value, bool | float) or len(text) > DIGITS or not AMOUNT.fullmatch(text):
        raise WrongQuestion(place=place, reason=Phrase("'{text}' is no amount", text=text[:40]))
    try:
        return Decimal(text)
    except InvalidOperation as mistake:
        raise WrongQuestion(place=place, reason=Phrase("'{text}' is no amount", text=text[:40])) from mistake


def text(value: Any, place: str) -> str:
    """A text. Raises WrongQuestion."""
    if not isinstance(value, str) or len(value) > LETTERS:
        raise WrongQuestion(place=place, reason=Phrase("wanted is a text of at most {most} letters", most=LETTERS))
    return value.strip()


def day(value: Any, place: str) -> date:
    """A day. Raises WrongQuestion."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as mistake:
        raise WrongQuestion(place=place, reason=Phrase("'{text}' is no day", text=str(value)[:40])) from mistake


def yes_or_no(value: Any, place: str) -> bool:
    """True or false. Raises WrongQuestion."""
    if not isinstance(value, bool):
        raise WrongQuestion(place=place, reason="wanted is true or false")
    return value


def percent_or_class(value: Any, place: str) -> str | Decimal:
    """A rate: per cent, or the name of a class. Raises WrongQuestion."""
    if isinstance(value, str) and not AMOUNT.fullmatch(value):
        return text(value, place)
    return amount(value, place)


def one_of(words: Mapping[str, str] | tuple[str, ...]) -> Reader:
    """One of some words. Raises WrongQuestion."""

    def read(value: Any, place: str) -> str:
        if value not in words:
            hint = nearest(str(value), list(words))
            raise WrongQuestion(place=place, reason=Phrase("'{text}' is none of the choices.", text=str(value)[:40]),
                                hint=hint)  # fmt: skip
        return str(value)

    return read


def many(reader: Reader) -> Reader:
    """A list, each of its members read. Raises WrongQuestion."""

    def read(value: Any, place: str) -> list[Any]:
        if not isinstance(value, list) or len(value) > MOST:
            raise WrongQuestion(place=place, reason=Phrase("wanted is a list of at most {most}", most=MOST))
        return [reader(one, f"{place}[{at}]") for at, one in enumerate(value)]

    return read


def inside(place: str, name: str) -> str:
    """A place within a place: "lines[2].price"."""
    return f"{place}.{name}" if place else name
