"""A clause on the terminal."""

import click

from shibosi.cli.explaining.control import say_values
from shibosi.cli.speaking import each, say_pairs, say_table
from shibosi.kernel.parameters import Values
from shibosi.kernel.words import translate
from shibosi.standard.figures import figures_under, lists, readings
from shibosi.standard.register import Clause, Item, resolve
from shibosi.standard.vocabulary import MODES, PARTIES, SYSTEMS
from shibosi.telling.clause import answered, citing, figure_text, parameters, under
from shibosi.telling.values import valued


def say_clause(number: str, values: Values) -> None:
    """A number of the register on the terminal."""
    found = resolve(number)
    if len(found) == 1:
        _say_one(found[0])
    else:
        click.echo(translate("{number}: {count} items").format(number=number, count=len(found)))
        say_table(
            each("Number", "What is asked", "Party", "Mode", "Answered by"),
            [[one.id, one.gist, translate(PARTIES[one.party]), translate(MODES[one.mode]), answered(one)]
             for one in found],
        )  # fmt: skip
    for figure in figures_under(number):
        click.echo(figure_text(figure))
    for one in lists():
        if under(one.clause, found):
            click.echo(
                translate("{clause}: {what}: {members} named").format(
                    clause=one.clause, what=one.what, members=one.members
                )
            )
    for reading in readings().values():
        if any(under(clause, found) for clause in reading.clauses):
            click.echo(translate("How we read it: {reading}").format(reading=reading.reading))
    controls = citing(found)
    click.echo()
    if not controls:
        click.echo(translate("No control cites it."))
        return
    say_table(
        each("Control", "What should hold", "Parameters"),
        [[control.name, translate(control.sentence), " ".join(control.parameters())] for control in controls],
    )
    say_values(valued(values, parameters(controls)), [name for name in parameters(controls) if not values.get(name)])


def _say_one(item: Item) -> None:
    click.secho(item.id, bold=True)
    click.echo(item.gist)
    click.echo()
    more = (
        [(translate("Decided by"), item.check), (translate("Figures"), item.figures)]
        if isinstance(item, Clause) else [(translate("Shown by"), item.verify)]
    )  # fmt: skip
    say_pairs([
        (translate("Party"), translate(PARTIES[item.party])),
        (translate("Mode"), translate(MODES[item.mode])),
        (translate("System"), translate(SYSTEMS[item.system])),
        (translate("Answered by"), answered(item)),
        *more,
    ])  # fmt: skip
