"""The group of commands about declaring to customs."""

import click

from shibosi.cli.speaking import SpokenGroup


@click.group(
    "customs", cls=SpokenGroup, help="Declare to customs: which mode, from orders to messages, an office to try."
)
def command() -> None:
    """All commands about it."""
