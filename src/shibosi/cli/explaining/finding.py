"""A finding on the terminal."""

from typing import TYPE_CHECKING, Any

import click

from shibosi.cli.speaking import each, say_pairs, say_table
from shibosi.kernel.controls import Control
from shibosi.kernel.words import translate
from shibosi.telling.control import severity_text
from shibosi.telling.documents import Cell, reasons, sheets
from shibosi.telling.finding import Explained
from shibosi.telling.recorded import Recorded
from shibosi.telling.told import OUTCOMES, key_text, recorded_facts

if TYPE_CHECKING:
    from rich.text import Text


def say_recorded(control: Control, key: str, found: Recorded | None, personal: bool) -> None:
    """What the run says of a control on a dossier."""
    click.secho(f"{control.name} {key_text(control.dossier, key, personal)}", bold=True)
    click.echo(translate(control.sentence))
    click.echo()
    facts = "\n".join(f"{name}: {value}" for name, value in recorded_facts(found, personal).items()) if found else ""
    if found is None:
        click.echo(
            translate("The run has no finding here: the control held, was out of scope, or another reports the cause.")
        )
        return
    say_pairs([
        (translate("Finding"), found.number),
        (translate("Outcome"), translate(OUTCOMES[found.outcome])),
        (translate("Day"), found.day),
        (translate("Place"), found.place),
        (translate("Clauses"), ", ".join(control.clauses)),
        (translate("Severity"), severity_text(control)),
        (translate("Remedy"), translate(control.remedy)),
        (translate("Recorded"), facts),
    ])  # fmt: skip


def say_explained(found: Explained, recorded: Recorded | None, whole: bool, personal: bool) -> None:
    """The documents and what decided."""
    outcome = found.explanation.outcome.name.lower()
    click.echo()
    click.echo(translate("Read again: {outcome}.").format(outcome=translate(OUTCOMES[outcome])))
    if recorded is not None and recorded.outcome != outcome:
        click.echo(
            translate("The run recorded another outcome: {outcome}.").format(
                outcome=translate(OUTCOMES[recorded.outcome])
            )
        )
    if found.control_changed:
        click.echo(translate("The control computes something else today than in that run."))
    for name in found.values_changed:
        click.echo(translate("The values of {parameter} have changed since that run.").format(parameter=name))
    for sheet in sheets(found.explanation, found.rows, found.absent, whole, personal):
        click.echo()
        say_table(["", *sheet.heads], [[label, *map(_cell, cells)] for label, cells in sheet.rows], sheet.title)
        if sheet.more:
            click.echo(translate("… and {count} more lines.").format(count=sheet.more))
    click.echo()
    told = reasons(found.explanation, personal)
    several = {one["record"] for one in told if one.get("row", 1) > 1}
    say_table(
        each("What decided", "Where", "What it says"),
        [[one["label"], _where(one, several), one["value"]] for one in told if "record" in one],
    )
    used = [one for one in told if "parameter" in one]
    if used:
        click.echo()
        say_table(
            each("Value applied", "Set to", "Place", "First day", "Source"),
            [
                [one["parameter"], one["value"], one["place"] or "", one["first"] or translate("unknown"),
                 one["source"] or ""]
                for one in used
            ],
        )  # fmt: skip


def _cell(cell: Cell) -> "str | Text":
    """A cell, striking where it decided."""
    from rich.text import Text

    return Text(cell.marked(), style="bold red") if cell.decides else cell.marked()


def _where(one: dict[str, Any], several: set[str]) -> str:
    """The document a fact stands in, numbered where there are several of its kind."""
    row = f" {one['row']}" if one["column"] != "#" and one["record"] in several else ""
    return f"{one['document']}{row}"
