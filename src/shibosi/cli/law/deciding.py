"""Which policies a firm can use."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_type_hints

import click

from shibosi.cli.check import DAY
from shibosi.cli.law.group import AS_JSON, MARKS, ON, command, day_of
from shibosi.cli.shared import UNDECIDED, Amount
from shibosi.cli.speaking import say_json
from shibosi.kernel.words import translate
from shibosi.standard.law.profiles import CAUSES, MEANINGS, MODES, VOUCHERS, Profile

WORDS = {"mode": MODES, "voucher": VOUCHERS, "cause": CAUSES}
KINDS = get_type_hints(Profile)
SIGNS = {True: "+", False: "-", None: "?"}


AMOUNT = Amount(lambda found: found >= 0)


def asked(function: Callable[..., int]) -> Callable[..., int]:
    """One option for each thing a firm can say of itself."""
    for name, meaning in reversed(list(MEANINGS.items())):
        option, kind = name.replace("_", "-"), KINDS[name]
        if kind == bool | None:
            function = click.option(f"--{option}/--no-{option}", name, default=None, help=meaning)(function)
        else:
            form: Any = click.Choice(WORDS[name]) if name in WORDS else str
            form = DAY if kind == date | None else AMOUNT if kind == Decimal | None else form
            function = click.option(f"--{option}", name, type=form, default=None, help=meaning)(function)
    return function


@command.command("eligible", help="Which policies a firm can use for an export, with reasons both ways.")
@asked
@ON
@AS_JSON
def eligible(day: datetime | None, as_json: bool, **said: Any) -> int:
    """Decide every policy; status 0 where one can be used, 3 where that hangs on what was not said, else 1."""
    from shibosi.standard.law.eligibility import eligible as decided

    for name, value in said.items():
        if isinstance(value, datetime):
            said[name] = value.date()
    found = decided(Profile(day_of(day), **said))
    if as_json:
        say_json([one.as_data() for one in found])
    else:
        for one in found:
            click.echo(f"{translate(MARKS[one.usable])}: {one.policy.name}. {translate(one.policy.gives)}")
            for reason in one.reasons:
                click.echo(f"  {SIGNS[reason.met]} {reason.said}")
            for caution in one.cautions:
                click.echo(f"  ! {caution.said}")
            for name, value in one.figures.items():
                click.echo(f"  = {translate(FIGURES[name])}: {'-' if value is None else value}")
    usable = [one.usable for one in found]
    return 0 if True in usable else UNDECIDED if None in usable else 1


FIGURES = {
    "income": "Taxable income, CNY", "tax": "Tax at the general rate, CNY",
    "small": "Tax of a small low-profit enterprise, CNY",
}  # fmt: skip
