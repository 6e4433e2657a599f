"""`shibosi goods import`: listings of a marketplace export, taken in as drafts of a seller."""

from datetime import UTC, datetime
from pathlib import Path

import click

from shibosi.cli.goods.group import command
from shibosi.cli.working import telling
from shibosi.kernel.words import language, translate

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 10


@command.command(
    "import",
    help="Take listings of a marketplace export in, as drafts; status 2 where something is unreadable.",
)
@click.argument("file", type=FILE)
@click.option("--seller", required=True, metavar="CODE", help="Code of the seller.")
@click.option("--layout", default="", metavar="NAME", help="Layout of the export: lazada, shein or shopee.")
@click.option("--map", "mapping", type=FILE, help="How your own columns are called (YAML), instead of a layout.")
@click.option("--market", default="", metavar="CODE", help="The market, where the export names none.")
@click.option(
    "--party", default="", metavar="NAME", help="The public name of the party that reports; else the platform."
)
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def take(
    file: Path, seller: str, layout: str, mapping: Path | None, market: str, party: str, quiet: bool
) -> int:  # fmt: skip
    """Take in, and say how many are new."""
    from shibosi.settings import start_django

    if bool(layout) == (mapping is not None):
        raise click.UsageError(translate("Say the layout of the export, or give a map."))
    start_django()
    from shibosi.runs.listings import take_listings
    from shibosi.runs.moving import operator

    with telling(quiet) as progress:
        found = take_listings(operator(datetime.now(UTC), party), file, mapping or layout, seller, market, progress)
    if not quiet:
        click.echo(translate("{stored} listings are new, {known} were known.").format(
            stored=found.stored, known=found.known))  # fmt: skip
    for problem in found.problems[:SHOWN]:
        click.echo("  " + problem.sentence(language()), err=True)
    return 2 if found.problems else 0
