"""How an explained finding is told, on the terminal and as JSON."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from shibosi.cli.explaining.control import severity_text
from shibosi.cli.explaining.documents import Cell, reasons, sheets
from shibosi.cli.explaining.finding import Explained
from shibosi.cli.explaining.recorded import Recorded
from shibosi.cli.speaking import each, say_pairs, say_table
from shibosi.kernel.columns import Column
from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import Dossier
from shibosi.kernel.records import Record
from shibosi.kernel.words import translate
from shibosi.methods.masking import key_shown, masked

if TYPE_CHECKING:
    from rich.text import Text

OUTCOMES = {"out_of_scope": "out of scope", "held": "held", "broken": "broken", "undetermined": "undetermined"}


def key_text(dossier: Dossier, key: str, personal: bool) -> str:
    """The key of a dossier; masked where it is personal."""
    return key if personal else key_shown(dossier, key)


def recorded_facts(found: Recorded, personal: bool) -> dict[str, str | None]:
    """The facts a run recorded; personal ones masked."""
    return {name: _masked(name, value, personal) for name, value in found.facts.items()}


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


def finding_data(
    control: Control, key: str, recorded: Recorded | None, found: Explained | None, whole: bool, personal: bool
) -> dict[str, Any]:
    """A finding as plain values; without `documents` where they could not be read again."""
    made: dict[str, Any] = {
        "control": control.name, "sentence": translate(control.sentence), "remedy": translate(control.remedy),
        "dossier": control.dossier.name, "key": key_text(control.dossier, key, personal), "recorded": None,
    }  # fmt: skip
    if recorded is not None:
        made["recorded"] = {
            "number": recorded.number, "outcome": recorded.outcome, "place": recorded.place,
            "day": recorded.day.isoformat() if recorded.day else None, "facts": recorded_facts(recorded, personal),
        }  # fmt: skip
    if found is not None:
        shown = sheets(found.explanation, found.rows, found.absent, whole, personal)
        made |= {
            "outcome": found.explanation.outcome.name.lower(),
            "control_changed": found.control_changed, "values_changed": list(found.values_changed),
            "reasons": reasons(found.explanation, personal),
            "documents": [asdict(sheet) for sheet in shown],
        }  # fmt: skip
    return made


def _cell(cell: Cell) -> "str | Text":
    """A cell, striking where it decided."""
    from rich.text import Text

    return Text(cell.marked(), style="bold red") if cell.decides else cell.marked()


def _where(one: dict[str, Any], several: set[str]) -> str:
    """The document a fact stands in, numbered where there are several of its kind."""
    row = f" {one['row']}" if one["column"] != "#" and one["record"] in several else ""
    return f"{one['document']}{row}"


def _masked(name: str, value: str | None, personal: bool) -> str | None:
    column = _column_of(name)
    return value if value is None or personal or column is None else masked(column, value)


def _column_of(fact: str) -> Column[Any, Any] | None:
    """The column a recorded fact is about: "order.paid", "common(payment.currency)"; the personal one of several."""
    named = fact[fact.find("(") + 1 :].rstrip(")") if "(" in fact else fact
    found = []
    for part in named.split(", "):
        kind, _, column = part.partition(".")
        if kind in Record.known and column in Record.known[kind].columns:
            found.append(Record.known[kind].columns[column])
    return next((column for column in found if column.personal), found[0] if found else None)
