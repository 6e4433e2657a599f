"""The group of commands about customs messages, and what they share."""

from pathlib import Path

import click

from shibosi.cli.speaking import SpokenGroup
from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb import Message
from shibosi.methods.messages.opening import opened

UNREADABLE = 2
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("messages", cls=SpokenGroup, help="Customs messages: their fields, what is wrong in them, what they say.")
def command() -> None:
    """All commands about messages."""


def read(path: Path) -> Message | None:
    """The message in a file; what could not be read is said."""
    message, problems = opened(path.read_bytes(), path.name)
    say_problems(problems)
    return message


def say_problems(problems: list[Problem]) -> None:
    """Say what could not be read."""
    for problem in problems:
        click.echo(problem.sentence(), err=True)
