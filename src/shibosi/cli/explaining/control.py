"""A control on the terminal."""

from collections.abc import Iterable

import click

from shibosi.cli.speaking import each, say_pairs, say_table
from shibosi.kernel.controls import Control
from shibosi.kernel.parameters import Values
from shibosi.kernel.words import translate
from shibosi.standard.register import items
from shibosi.telling.control import dossier_text, formulas, reads, reported, severity_text, without_value
from shibosi.telling.readable import Formula
from shibosi.telling.values import Valued, heads, valued


def say_control(control: Control, values: Values) -> None:
    """A control on the terminal."""
    written = formulas(control)
    click.secho(control.name, bold=True)
    click.echo(translate(control.sentence))
    click.echo()
    say_pairs([
        (translate("Clauses"), "\n".join(_clauses(control.clauses))),
        (translate("Rule"), control.rule),
        (translate("Dossier"), dossier_text(control)),
        (translate("Severity"), severity_text(control)),
        (translate("Scope"), _conjunction(written["scope"]) or translate("every dossier")),
        (translate("Condition"), _conjunction(written["condition"])),
        *[("", f"{name}: {text}") for name, text in (written["scope"].names | written["condition"].names).items()],
        (translate("One currency"), "\n".join(written["scope"].currencies + written["condition"].currencies)),
        (translate("Day"), written["day"].text),
        (translate("Place"), written["place"].text),
        (translate("Reports"), ", ".join(reported(control))),
        (translate("One-sided"), translate(control.one_sided) if control.one_sided else ""),
        (translate("Remedy"), translate(control.remedy)),
    ])  # fmt: skip
    click.echo()
    say_table(
        each("Reads", "Record", "Column", "Official element", "Mark"),
        [one.cells() for one in reads(control)],
    )
    say_values(valued(values, control.parameters()), without_value(control, values))


def say_values(found: list[Valued], without: Iterable[str] = ()) -> None:
    """Parameters with their meanings, then their values through time."""
    meanings = {one.parameter: one.meaning for one in found}
    if meanings:
        click.echo()
        say_pairs(meanings.items())
        say_table(heads(), [one.cells() for one in found])
    for name in without:
        click.echo(
            translate("{parameter} has no value yet: without it the control decides nothing.").format(parameter=name)
        )


def _conjunction(found: Formula) -> str:
    """The parts of a formula, a line each."""
    return f"\n{translate('and')} ".join(found.parts)


def _clauses(numbers: Iterable[str]) -> list[str]:
    known = items()
    return [f"{number}  {known[number].gist}" if number in known else number for number in numbers]
