"""`shibosi law export`: the rules in a format of others."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from shibosi.cli.law.group import command
from shibosi.kernel.words import translate

NAMES = ("oscal", "ciso", "json", "csv")


@command.command("export", help="The rules as an OSCAL catalog, a library for CISO Assistant, JSON or CSV.")
@click.argument("form", metavar="FORMAT", type=click.Choice(NAMES))
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; standard output unless given."
)
def export(form: str, out: Path | None) -> int:
    """Write them, in the language in use."""
    from shibosi.telling.export import exported

    written = exported(form, datetime.now(UTC)).encode()
    if out is None:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
        return 0
    out.write_bytes(written)
    click.echo(translate("Written: {path}").format(path=out))
    return 0
