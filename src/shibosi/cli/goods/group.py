"""The group of commands about goods."""

import click

from shibosi.cli.speaking import SpokenGroup


@click.group(
    "goods",
    cls=SpokenGroup,
    help="Goods: what a market asks, how they are carried, the smallest repair, recalls, listings of exports.",
)
def command() -> None:
    """All commands about goods."""
