"""`shibosi example`: coherent documents with seeded faults, and the truth about them outside the documents."""

from pathlib import Path

import click

from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate
from shibosi.settings import program


@click.command("example", cls=Spoken, help="Generate coherent documents with seeded faults and a truth file.")
@click.option("--orders", type=click.IntRange(1), default=10_000, show_default=True, help="How many orders.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same bytes.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="The folder to write; it must be new or empty."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["parquet", "csv", "jsonl", "xlsx", "xml"]),
    default="parquet",
    show_default=True,
    help="Format of the documents; xml are official messages.",
)
@click.option(
    "--encoding", type=click.Choice(["utf-8", "gb18030"]), default="utf-8", show_default=True, help="Encoding of CSV."
)
@click.option(
    "--faults", type=click.FloatRange(0, 0.5), default=0.05, show_default=True, help="Share of orders with a fault."
)
def command(orders: int, seed: int, out: Path, format_: str, encoding: str, faults: float) -> None:
    """Write the example and say how to check it."""
    from rich.console import Console

    from shibosi.cli.said import named
    from shibosi.example import write_example

    console = Console(stderr=True)
    with console.status(translate("Starting")) as status:
        made = write_example(
            out,
            orders,
            seed,
            format=format_,
            encoding=encoding,
            fault_share=faults,
            progress=lambda done, of: status.update(f"{done:,} / {of:,}"),
        )
    rows = ", ".join(f"{named(kind)} {count:,}" for kind, count in made.rows.items())
    click.echo(translate("Written to {folder}: {rows}.").format(folder=out, rows=rows))
    click.echo(
        translate("Check it: {program} check {folder}/documents --as-of {day}").format(
            program=program(), folder=out, day=made.as_of
        )
    )
