"""What other values of law would have made of the orders of a file: who pays what more, by market and category."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import click

from shibosi.cli.law.group import ON, day_of
from shibosi.cli.speaking import each, say_table
from shibosi.cli.tax.group import command
from shibosi.cli.tax.landed import DATA, FILE, shelf_of
from shibosi.kernel.words import translate

SHOWN = 30


@command.command(
    "simulate", help="What other values would have made of orders: who pays what more; FILE is CSV or Parquet."
)
@click.argument("file", type=FILE)
@click.option("--overlay", type=FILE, required=True, help="The other values.")
@click.option("--quarter", is_flag=True, help="Only orders of the calendar quarter that ended last.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the answer as CSV.")
@ON
@DATA
def simulate(
    file: Path, overlay: Path, quarter: bool, out: Path | None, day: datetime | None, data: Path | None
) -> int:  # fmt: skip
    """Status 0: an answer, whatever it is."""
    from shibosi.methods.taxes.batch import simulation
    from shibosi.methods.taxes.batch.orders import read_orders
    from shibosi.methods.taxes.overlays import read_overlay

    lines = read_orders(file)
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


def _amount(number: int) -> str:
    return f"{Decimal(number).scaleb(-5):,.2f}"
