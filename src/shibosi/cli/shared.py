"""What commands of several groups share: amounts as they are typed, the exit status of what cannot be told."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from shibosi.kernel.words import translate

UNDECIDED = 3


class Amount(click.ParamType):
    """An exact amount; `fits` says which finite ones are taken."""

    name = "amount"

    def __init__(self, fits: Callable[[Decimal], bool]) -> None:
        self.fits = fits

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """The amount, or a mistake of usage."""
        try:
            found = Decimal(str(value))
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or not self.fits(found):
            self.fail(translate("'{value}' is no amount.").format(value=value), param, ctx)
        return found
