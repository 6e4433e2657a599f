"""`shibosi customs orders`: invented orders to try declaring with."""

from datetime import datetime
from pathlib import Path

import click

from shibosi.cli.customs.group import command
from shibosi.cli.law.group import ON, day_of
from shibosi.kernel.words import translate

MOST = 1_000_000


@command.command("orders", help="Write invented orders to declare, one a line, to try with.")
@click.option("--count", type=click.IntRange(1, MOST), default=60, show_default=True, help="How many orders.")
@click.option(
    "--seed", type=click.IntRange(0, 9999), default=1, show_default=True, help="The same seed: the same orders."
)
@ON
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
def orders(count: int, seed: int, day: datetime | None, out: Path) -> int:
    """Direct and bonded imports and retail exports in turn."""
    from shibosi.example.sales import write_sales

    out.parent.mkdir(parents=True, exist_ok=True)
    write_sales(out, count, seed, day_of(day))
    click.echo(translate("Written to {path}.").format(path=out), err=True)
    return 0
