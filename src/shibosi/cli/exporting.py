"""`shibosi export`: the stored rows of a kind of record, as far as they may be seen."""

from datetime import UTC, datetime
from pathlib import Path

import click

from shibosi.cli.speaking import Spoken
from shibosi.cli.working import telling
from shibosi.kernel.words import translate


@click.command("export", cls=Spoken, help="Write the stored rows of a kind of record into a file.")
@click.argument("kind")
@click.option("--out", type=click.Path(path_type=Path), help="The file to write; KIND.FORMAT here unless given.")
@click.option(
    "--format", "format_", type=click.Choice(["csv", "xlsx", "parquet", "jsonl"]), default="csv", show_default=True,
    help="Format of the file.",
)  # fmt: skip
@click.option("--party", default="", metavar="NAME", help="The public name of the party whose view is written.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(kind: str, out: Path | None, format_: str, party: str, quiet: bool) -> int:
    """Export and say how many rows these are."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.runs.moving import operator, put_out

    path = out or Path(f"{kind}.{format_}")
    with telling(quiet) as progress:
        count = put_out(operator(datetime.now(UTC), party), kind, path, format_, progress)
    if not quiet:
        click.echo(translate("{count} rows are written to {file}.").format(count=f"{count:,}", file=path))
    return 0
