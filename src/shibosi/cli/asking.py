"""Options of a command for the facts of a dataclass: one for each, with its meaning; what is left out is not known."""

from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_type_hints

import click

from shibosi.cli.check import DAY
from shibosi.cli.shared import Amount

AMOUNT = Amount(lambda found: found >= 0)
Command = Callable[..., int]


def asked(
    kind: type, meanings: Mapping[str, str], words: Mapping[str, Collection[str]]
) -> Callable[[Command], Command]:  # fmt: skip
    """Add an option for each fact of a class: yes or no, one of its words, an amount, a day, or a name."""
    kinds = get_type_hints(kind)

    def declare(function: Command) -> Command:
        for name, meaning in reversed(list(meanings.items())):
            option = name.replace("_", "-")
            if kinds[name] == bool | None:
                function = click.option(f"--{option}/--no-{option}", name, default=None, help=meaning)(function)
                continue
            form: Any = click.Choice(list(words[name])) if name in words else str
            form = DAY if kinds[name] == date | None else AMOUNT if kinds[name] == Decimal | None else form
            function = click.option(f"--{option}", name, type=form, default=None, help=meaning)(function)
        return function

    return declare


def as_days(said: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, with days instead of the midnights an option gives."""
    return {name: value.date() if isinstance(value, datetime) else value for name, value in said.items()}
