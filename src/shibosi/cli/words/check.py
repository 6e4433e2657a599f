"""`shibosi words check`: terms, contact data and links in a text or a file of texts, in place."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click

from shibosi.cli.law.group import AS_JSON
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.cli.words.group import command
from shibosi.kernel.words import translate

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
    found = [(number, hit) for number, line in _lines(text, file) for hit in screen.hits(line, market)]
    if as_json:
        say_json([{"line": number, **telling.as_data(hit)} for number, hit in found])
    elif found:
        say_table(each("Line", *telling.HEADS), [[number, *telling.cells(hit)] for number, hit in found], right=[0])
    else:
        click.echo(translate("Nothing was found."))
    return 1 if any(hit.stops for _, hit in found) else UNDECIDED if found else 0


def _lines(text: str | None, file: IO[str] | None) -> Iterator[tuple[int, str]]:
    """The texts with their numbers, from 1."""
    lines = [text] if text is not None else (line.rstrip("\n") for line in file or ())
    return enumerate(lines, start=1)
