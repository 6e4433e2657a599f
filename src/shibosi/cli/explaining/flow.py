"""A flow on the terminal."""

import click

from shibosi.cli.speaking import each, say_pairs, say_table
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.parameters import Values
from shibosi.kernel.words import translate
from shibosi.telling.flow import (
    deadline_cells,
    deadline_heads,
    effect_rows,
    move_cells,
    move_heads,
    opening,
    state_cells,
    state_heads,
)
from shibosi.telling.values import heads, valued


def say_flow(flow: Flow, values: Values) -> None:
    """A flow on the terminal."""
    click.secho(flow.name, bold=True)
    click.echo(translate(flow.label))
    click.echo()
    say_pairs([(translate("Clauses"), ", ".join(flow.clauses)), (translate("Opened with"), opening(flow))])
    for names, rows in (
        (state_heads(), [state_cells(flow, one) for one in flow.states.values()]),
        (move_heads(), [move_cells(flow, one) for one in flow.moves.values()]),
        (deadline_heads(), [deadline_cells(flow, one) for one in flow.deadlines]),
        (each("Effect", "Meaning"), effect_rows(flow)),
        (heads(), [one.cells() for one in valued(values, flow.parameters())]),
    ):
        if rows:
            click.echo()
            say_table(names, rows)
