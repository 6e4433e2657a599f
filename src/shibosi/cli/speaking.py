"""What commands share in speaking: help in the reader's language, tables, JSON."""

import copy
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from shibosi.cli.clickwords import placeholder
from shibosi.kernel.errors import nearest
from shibosi.kernel.words import translate

if TYPE_CHECKING:
    from rich.console import Console

    from shibosi.standard.law.saying import Reason

C = TypeVar("C", bound=click.Command)
PIPED_WIDTH = 160
"""Columns of a table that is written to a file or another program."""
SIGNS = {True: "+", False: "-", None: "?"}


class Spoken(click.Command):
    """A command whose help is said in the language in use."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help of a translated copy; the command itself stays English."""
        super(Spoken, in_language(self, ctx)).format_help(ctx, formatter)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line of a translated copy, as mistakes show it too."""
        super(Spoken, in_language(self, ctx)).format_usage(ctx, formatter)


class SpokenGroup(Spoken, click.Group):
    """A group of commands whose help is said in the language in use."""

    command_class = Spoken

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant; of one there is not, the nearest is named."""
        meant = None if self.get_command(ctx, args[0]) else nearest(args[0], self.list_commands(ctx))
        if meant is None:
            return super().resolve_command(ctx, args)
        said = translate("No such command {name!r}.").format(name=args[0])
        ctx.fail(f"{said} {translate('Did you mean {possibility}?').format(possibility=repr(meant))}")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands of the group with the first paragraph of each."""
        rows = [(name, translate(found.help or "").partition("\n\n")[0]) for name, found in self.commands.items()]
        with formatter.section(translate("Commands")):
            formatter.write_dl(rows)


def in_language(command: C, ctx: click.Context) -> C:
    """A copy of a command with its help and that of its options in the language in use."""
    made = copy.copy(command)
    made.help = translate(command.help) if command.help else command.help
    made.options_metavar = placeholder(command.options_metavar or "")
    if isinstance(made, click.Group):
        made.subcommand_metavar = placeholder(made.subcommand_metavar)
    made.params = [copy.copy(option) for option in command.get_params(ctx)]
    made.add_help_option = False
    for option in made.params:
        if not getattr(option, "is_flag", False):
            option.metavar = placeholder(option.make_metavar(ctx))
        if isinstance(option, click.Option) and option.help:
            option.help = translate(option.help)
    return made


def each(*texts: str) -> list[str]:
    """Texts in the language in use, such as the heads of a table."""
    return [translate(text) for text in texts]


def console() -> "Console":
    """Where tables go: as wide as the terminal, wide where nobody looks."""
    from rich.console import Console

    found = Console(highlight=False)
    return found if found.is_terminal else Console(width=PIPED_WIDTH, highlight=False)


def say_table(heads: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "", right: Iterable[int] = ()) -> None:
    """A table; `right` are the numbers of the columns that stand right-aligned. Cells are text, never markup."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_edge=False, pad_edge=False, title=title or None, title_justify="left", title_style="bold")
    aligned = set(right)
    for at, head in enumerate(heads):
        table.add_column(head, justify="right" if at in aligned else "left", overflow="fold")
    for row in rows:
        table.add_row(*[cell if isinstance(cell, Text) else Text(str(cell)) for cell in row])
    console().print(table)


def say_pairs(pairs: Iterable[tuple[str, Any]]) -> None:
    """Names with what stands under them; empty ones are left out."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in pairs:
        if value not in ("", None):
            table.add_row(Text(name), value if isinstance(value, Text) else Text(str(value)))
    console().print(table)


def say_json(found: Any) -> None:
    """Anything as JSON; days, decimals and paths as text."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))


def say_reasons(reasons: "Iterable[Reason]") -> None:
    """Reasons line by line: for, against, not known."""
    for reason in reasons:
        click.echo(f"  {SIGNS[reason.met]} {reason.said}")
