"""The group of commands about papers."""

import click

from shibosi.cli.speaking import SpokenGroup


@click.group("papers", cls=SpokenGroup, help="Papers: which kinds there are and what each proves.")
def command() -> None:
    """All commands about papers."""
