"""The group of commands about goods."""

import click

from shibosi.cli.speaking import SpokenGroup


@click.group("goods", cls=SpokenGroup, help="Goods: what a market asks for them, the smallest repair, the categories.")
def command() -> None:
    """All commands about goods."""
