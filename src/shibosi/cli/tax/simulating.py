"""What other values of law would have made of the orders of a file: who pays what more, by market and category."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shibosi.cli.law.group import ON, day_of
from shibosi.cli.speaking import each, say_table
from shibosi.cli.tax.group import command
from shibosi.cli.tax.landed import DATA, FILE, shelf_of
from shibosi.kernel.words import translate

if TYPE_CHECKING:
    import polars as pl

    from shibosi.kernel.sources import Sources

SHOWN = 30
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@command.command(
    "simulate", help="What other values would have made of orders: who pays what more; FILE is CSV or Parquet."
)
@click.argument("file", type=FILE, required=False)
@click.option("--run", type=FOLDER, help="Over the customs lists among the documents of this run instead of a file.")
@click.option("--stored", is_flag=True, help="Over the customs lists that the server of this machine holds.")
@click.option("--overlay", type=FILE, required=True, help="The other values.")
@click.option("--quarter", is_flag=True, help="Only orders of the calendar quarter that ended last.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the answer as CSV.")
@ON
@DATA
def simulate(
    file: Path | None, run: Path | None, stored: bool, overlay: Path, quarter: bool, out: Path | None,
    day: datetime | None, data: Path | None,
) -> int:  # fmt: skip
    """Status 0: an answer, whatever it is."""
    from shibosi.methods.taxes.batch import simulation
    from shibosi.methods.taxes.overlays import read_overlay

    if [file is not None, run is not None, stored].count(True) != 1:
        raise click.UsageError(translate("Name a file, a run (--run) or --stored."))
    lines = _lines(file, run)
    if quarter:
        lines = simulation.of_quarter(lines, day_of(day))
    found = simulation.simulate(lines, read_overlay(overlay), shelf_of(data).rates())
    rows = [
        [row["market"], row["category"], row["lines"], row["dearer"], row["cheaper"],
         *(f"{_amount(row[name])} {row['currency']}" for name in ("before", "after", "more")), row["bounds"] or ""]
        for row in found.by.head(SHOWN).iter_rows(named=True)
    ]  # fmt: skip
    heads = each(
        "Market",
        "Category",
        "Lines",
        "Dearer",
        "Cheaper",
        "Taxes as they are",
        "Taxes then",
        "Difference",
        "Least only",
    )
    say_table(heads, rows, right=range(2, 9))
    if out is not None:
        found.write(out)
        click.echo(translate("Written: {path}.").format(path=out))
    return 0


def _lines(file: Path | None, run: Path | None) -> "pl.DataFrame":
    """The order lines of a file, of a run, or of what is stored; says how many lines had to be left out."""
    import tempfile

    if file is not None:
        from shibosi.methods.taxes.batch.orders import read_orders

        return read_orders(file)
    from shibosi.batch.ordered import ordered

    with tempfile.TemporaryDirectory() as work:
        found = ordered(_documents(run, Path(work)))
    if found.left_out:
        click.echo(translate("{count} lines without market, day or price were left out.").format(count=found.left_out))
    return found.lines


def _documents(run: Path | None, work: Path) -> "Sources":
    from shibosi.domains import registry

    registry.load()
    if run is not None:
        from shibosi.batch.layers import documents
        from shibosi.batch.state import state_of
        from shibosi.kernel.runs import open_run

        return documents(open_run(run), work, state_of(run))
    from shibosi.settings import start_django

    start_django()
    from shibosi.store.snapshot import snapshot

    return snapshot(work, ("customs_list", "list_line"))


def _amount(number: int) -> str:
    return f"{Decimal(number).scaleb(-5):,.2f}"
