"""The group of commands about papers."""

import click

from shibosi.cli.speaking import SpokenGroup


@click.group("papers", cls=SpokenGroup, help="Papers: which kinds there are, and whether they allow something.")
def command() -> None:
    """All commands about papers."""
