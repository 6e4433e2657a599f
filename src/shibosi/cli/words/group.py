"""The group of commands about words."""

import click

from shibosi.cli.speaking import SpokenGroup


@click.group("words", cls=SpokenGroup, help="Words: what a market or the site minds in a text.")
def command() -> None:
    """All commands about words."""
