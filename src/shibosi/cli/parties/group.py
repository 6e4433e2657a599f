"""The group of commands about parties."""

import click

from shibosi.cli.speaking import SpokenGroup


@click.group("parties", cls=SpokenGroup, help="Parties: numbers and names of firms, and whether they can be right.")
def command() -> None:
    """All commands about parties."""
