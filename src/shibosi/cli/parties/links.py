"""`shibosi parties links`: shops that seem to belong together, by files of what points to who is behind them."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from shibosi.cli.law.group import ON, day_of
from shibosi.cli.parties.group import command
from shibosi.cli.parties.numbers import AS_JSON
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate

FILES = click.Path(exists=True, path_type=Path)


@command.command("links", help="Shops that seem to belong together; exit status 0 none, 1 some.")
@click.argument("files", nargs=-1, required=True, type=FILES)
@click.option("--map", "mapping", type=FILES, help="A map of your own columns.")
@ON
@AS_JSON
def links(files: tuple[Path, ...], mapping: Path | None, day: datetime | None, as_json: bool) -> int:
    """Say which shops share enough to belong together, and what they share."""
    from shibosi.batch.layers import mapping_of
    from shibosi.domains import registry
    from shibosi.domains.parties.records import ShopTrait
    from shibosi.methods.formats.handing import hand_in
    from shibosi.methods.graph.linking import groups
    from shibosi.store.reading.traits import COLUMNS, frame, weights
    from shibosi.telling.links import as_data, cells

    registry.load()
    with TemporaryDirectory() as work:
        sources = hand_in(list(files), mapping_of(mapping), Path(work))
        there = ShopTrait.kind() in sources.frames
        found = sources.scan(ShopTrait.kind(), list(COLUMNS)).collect().select(COLUMNS).rows() if there else []
    some = groups(frame(found), weights(day_of(day)))
    if as_json:
        say_json([as_data(one) for one in some])
    elif some:
        say_table(each("Shops", "Points", "What binds them together"), [cells(one) for one in some])
    else:
        click.echo(translate("No shops seem to belong together."))
    return 1 if some else 0
