"""Which policies a firm can use."""

from datetime import datetime
from typing import Any

import click

from shibosi.cli.asking import as_days, asked
from shibosi.cli.law.group import AS_JSON, MARKS, ON, command, day_of
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import say_json, say_reasons
from shibosi.kernel.words import translate
from shibosi.standard.law.profiles import CAUSES, MEANINGS, MODES, VOUCHERS, Profile

WORDS = {"mode": MODES, "voucher": VOUCHERS, "cause": CAUSES}


@command.command("eligible", help="Which policies a firm can use for an export, with reasons both ways.")
@asked(Profile, MEANINGS, WORDS)
@ON
@AS_JSON
def eligible(day: datetime | None, as_json: bool, **said: Any) -> int:
    """Decide every policy; status 0 where one can be used, 3 where that hangs on what was not said, else 1."""
    from shibosi.standard.law.eligibility import eligible as decided

    found = decided(Profile(day_of(day), **as_days(said)))
    if as_json:
        say_json([one.as_data() for one in found])
    else:
        for one in found:
            click.echo(f"{translate(MARKS[one.usable])}: {one.policy.name}. {translate(one.policy.gives)}")
            say_reasons(one.reasons)
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
