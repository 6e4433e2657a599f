"""The command `shibosi`: which commands there are, in which language it speaks, how errors are said.

Commands are loaded when they are called, so that `shibosi --help` answers at once.
"""

import importlib
import os
import sys
from typing import Any

import click

from shibosi.cli.clickwords import teach
from shibosi.cli.speaking import SpokenGroup
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import speak, translate
from shibosi.settings import system_language

UNREADABLE = 2
NOBODY_LISTENS = 141
"""What shells say of a program whose reader went away."""
COMMANDS = {
    "demo": "The main job on a generated example: what was found, where the report lies.",
    "check": "Check files against every control and write a run folder.",
    "example": "Generate coherent documents with seeded faults and a truth file.",
    "explain": "Explain a clause, a control, a flow or a finding of a run.",
    "replay": "Run again what a run folder or a finding was made of, and compare.",
    "coverage": "Which clauses are covered, computed from the code.",
    "schema": "The columns of a kind of record.",
    "map": "Help with mapping your own columns.",
    "log": "Verify, prove, bundle and sign the log of a run.",
    "serve": "Start the server: API, its description, signing in; with a worker beside it.",
    "worker": "Do the jobs of the server until stopped; several may run.",
    "mcp": "Serve tools to an AI agent over standard input and output (MCP).",
    "law": "The law as data: values through time, zones, markets, policies, norms.",
    "tax": "Taxes: retail import, landed cost, what other values would change.",
    "messages": "Customs messages: their fields, what is wrong in them, what they say.",
    "customs": "Declare to customs: which mode, from orders to messages, an office to try.",
    "papers": "Papers: which kinds there are, and whether they allow something.",
    "goods": "Goods: what a market asks for them, the smallest repair, the categories.",
    "words": "Words: what a market or the site minds in a text.",
    "courses": "Courses: by role, stage and market, by clause; or what one teaches.",
    "parties": "Parties: numbers and names of firms, and whether they can be right.",
    "import": "Take the documents of a file in, by the same door as everything else.",
    "screen": "Screen names against watch-lists.",
    "export": "Write the stored rows of a kind of record into a file.",
    "backup": "Write everything the server keeps into one file, while it runs.",
    "restore": "Make a backup the server again: whole, or nothing is changed.",
    "upgrade": "Bring the tables up to this version, after a backup, and check them.",
    "cases": "Cases: which wait, what happened in one; move them, hand them over.",
    "clock": "Move what is due: cases and dossiers; ask for what the schedules say.",
}
SEARCHED = ("unknown-clause", "unknown-control", "unknown-parameter", "unknown-record", "unknown-law-value",
            "unknown-market")  # fmt: skip
"""Errors about names that `shibosi law search` finds by words."""
MODULES = {"map": "mapping", "import": "importing", "export": "exporting"}


class Refused(ShibosiError):
    """The machine would not open, read or write something."""

    code = "system-refused"
    message = "{path} cannot be opened, read or written: {reason}."


class Lazy(SpokenGroup):
    """A group whose commands are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order above."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command, from its module."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"shibosi.cli.{MODULES.get(name, name)}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant; `help` and `help COMMAND` are what --help is."""
        if args[0] != "help":
            return super().resolve_command(ctx, args)
        if args[1:]:
            return super().resolve_command(ctx, [*args[1:], "--help"])
        click.echo(ctx.get_help())
        ctx.exit()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands without importing them."""
        with formatter.section(translate("Commands")):
            formatter.write_dl([(name, translate(text)) for name, text in COMMANDS.items()])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What Shibosi is, in the user's language."""
        formatter.write_paragraph()
        formatter.write_text(translate("Shibosi 市舶司: cross-border e-commerce compliance that runs."))


@click.group(cls=Lazy)
@click.option(
    "--lang",
    metavar="zh|en",
    help="Language of the answers; by default that of the system.",
    expose_value=False,
    is_eager=True,
    callback=lambda ctx, option, value: speak(value) if value else None,
)
@click.version_option(package_name="shibosi", message="%(prog)s %(version)s")
def commands() -> None:
    """All commands."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command; an error is said in a sentence, exit status 2."""
    speak(system_language())
    teach()
    try:
        status: Any = commands.main(args=arguments, prog_name="shibosi", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo(translate("Stopped."), err=True)
        sys.exit(130)
    except click.ClickException as mistake:
        mistake.show()
        sys.exit(UNREADABLE)
    except ShibosiError as mistake:
        click.echo(mistake.sentence(), err=True)
        if mistake.code in SEARCHED:
            click.echo(translate("To find a name by words: shibosi law search WORDS"), err=True)
        sys.exit(UNREADABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(NOBODY_LISTENS)
    except OSError as mistake:
        click.echo(Refused(path=mistake.filename or "-", reason=mistake.strerror).sentence(), err=True)
        sys.exit(UNREADABLE)
    sys.exit(status if isinstance(status, int) else 0)
