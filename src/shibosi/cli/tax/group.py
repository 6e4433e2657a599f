"""The group of commands about taxes, and what they share."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from shibosi.cli.shared import Amount
from shibosi.cli.speaking import SpokenGroup
from shibosi.kernel.words import translate
from shibosi.methods.derivation.number import Number
from shibosi.methods.derivation.sources import reasons, weakest
from shibosi.methods.derivation.telling import lines, said
from shibosi.methods.taxes.law import Law
from shibosi.standard.law.places import place_called
from shibosi.standard.vocabulary import CONFIDENCE_WORDS

EXPLAIN = click.option("--explain", is_flag=True, help="Say how every amount came about, down to the rows of law.")
OVERLAY = click.option("--overlay", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                       help="Other values of law, to see what they would change.")  # fmt: skip
MOST_DIGITS = 16
"""Digits of an amount that is typed."""


@click.group("tax", cls=SpokenGroup, help="Taxes: retail import, landed cost, what other values would change.")
def command() -> None:
    """All commands about taxes."""


def _typed(found: Decimal) -> bool:
    return found.adjusted() <= MOST_DIGITS and len(found.as_tuple().digits) <= MOST_DIGITS


class Place(click.ParamType):
    """A market or bloc, by its code or by its name in English or Chinese."""

    name = "place"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code. Raises UnknownMarket."""
        return place_called(value) if value else ""


PLACE = Place()
AMOUNT = Amount(_typed)
"""An exact amount, or a rate in per cent. Whether it may be 0 or less, is decided with what it is for."""


def percent_or_class(text: str) -> str | Decimal:
    """A rate as it is typed: per cent, or the name of a class."""
    try:
        found = Decimal(text.removesuffix("%").strip())
    except InvalidOperation:
        return text
    return found if found.is_finite() and found.adjusted() <= MOST_DIGITS else text


def law_of(overlay: Path | None) -> Law:
    """The law, with other values laid over it where a file says so. Raises WrongOverlay."""
    if overlay is None:
        return Law()
    from shibosi.methods.taxes.overlays import read_overlay

    return Law(read_overlay(overlay))


def say_number(number: Number, explain: bool) -> None:
    """How a number came about where that is asked; else why it is a bound, and how sure it is."""
    if explain:
        click.echo("\n".join(lines(number)))
        return
    for reason in reasons(number):
        click.echo(f"! {said(reason)}")
    sure = weakest(number)
    if sure:
        word = translate(CONFIDENCE_WORDS[sure])
        click.echo(translate("Weakest source: {confidence}; --explain tells every row.").format(confidence=word))


def options(*made: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options at once, in this order."""

    def decorate(function: Any) -> Any:
        for one in reversed(made):
            function = one(function)
        return function

    return decorate
