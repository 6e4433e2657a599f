"""`shibosi customs modes`: under which supervision mode a shipment goes."""

from datetime import datetime
from typing import Any

import click

from shibosi.cli.asking import as_days, asked
from shibosi.cli.customs.group import command
from shibosi.cli.law.group import AS_JSON, MARKS, ON, day_of
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import say_json, say_reasons
from shibosi.kernel.words import translate
from shibosi.methods.modes.choosing import WAYS, Choice, choose
from shibosi.methods.modes.shipment import MEANINGS, WORDS, Shipment


@command.command("modes", help="Under which supervision mode a shipment goes, with reasons both ways.")
@asked(Shipment, MEANINGS, WORDS)
@ON
@click.option("--all", "every", is_flag=True, help="Show the refused modes too.")
@AS_JSON
def modes(day: datetime | None, every: bool, as_json: bool, **said: Any) -> int:
    """Status 0 where a mode was found, 3 where that hangs on what was not said, 1 where none is open."""
    advice = choose(Shipment(day_of(day), **as_days(said)))
    if as_json:
        say_json(advice.as_data())
    else:
        for one in advice.choices:
            if every or one.usable is not False:
                _say(one)
        click.echo(advice.sentence)
    return 0 if advice.best else UNDECIDED if advice.missing else 1


def _say(one: Choice) -> None:
    click.echo(f"{one.mode.code} {one.name}: {translate(MARKS[one.usable])}")
    say_reasons(one.reasons)
    if one.way:
        click.echo("  " + translate("Declared by: {way}").format(way=translate(WAYS[one.way])))
    say_reasons(one.simple)
    click.echo("  " + translate("Needed: {documents}").format(documents=", ".join(one.documents)))
    if one.note:
        click.echo(f"  {one.note}")
    for caution in one.cautions:
        click.echo(f"  ! {caution}")
