"""`shibosi words check`: terms, contact data and links in a text or a file of texts, in place."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from shibosi.cli.law.group import AS_JSON
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.cli.words.group import command
from shibosi.kernel.words import translate

if TYPE_CHECKING:
    from shibosi.methods.words.screening import Hit, Screen

AT_ONCE = 10_000
"""Lines that are looked at together."""
FILE = click.File("r", encoding="utf-8", errors="replace")


@command.command(
    "check", help="Look for terms, contact data and links; exit status 1 where something stops a text, 3 for review."
)
@click.argument("text", required=False)
@click.option("--in", "file", type=FILE, help="A file with a text on each line, instead of TEXT; - reads input.")
@click.option("--market", default="", help="The market whose terms count; any market unless given.")
@click.option("--lexicon", type=click.Path(exists=True, path_type=Path), help="Terms of your own as well.")
@AS_JSON
def check(text: str | None, file: IO[str] | None, market: str, lexicon: Path | None, as_json: bool) -> int:
    """Say each hit with its line and place."""
    from shibosi.methods.words.lexicons import read_terms, terms
    from shibosi.methods.words.screening import Screen, shipped
    from shibosi.telling import words as telling

    if (text is None) == (file is None):
        raise click.UsageError(translate("Give a text, or a file with --in."))
    screen = Screen((*terms(), *read_terms(lexicon))) if lexicon else shipped()
    found = list(_found(screen, _lines(text, file), market))
    if as_json:
        say_json([{"line": number, **telling.as_data(hit)} for number, hit in found])
    elif found:
        say_table(each("Line", *telling.HEADS), [[number, *telling.cells(hit)] for number, hit in found], right=[0])
    else:
        click.echo(translate("Nothing was found."))
    return 1 if any(hit.stops for _, hit in found) else UNDECIDED if found else 0


def _found(screen: "Screen", lines: Iterator[str], market: str) -> Iterator[tuple[int, "Hit"]]:
    """Every hit with the number of its line, from 1; some thousand lines are looked at together."""
    first = 1
    while some := list(islice(lines, AT_ONCE)):
        for at, hits in screen.sweep(some, market).items():
            yield from ((first + at, hit) for hit in hits)
        first += len(some)


def _lines(text: str | None, file: IO[str] | None) -> Iterator[str]:
    """The texts."""
    return iter([text]) if text is not None else (line.rstrip("\n") for line in file or ())
