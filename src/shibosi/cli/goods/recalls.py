"""`shibosi goods recalls`: goods and listings held against lists of recalls."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from shibosi.cli.goods.group import command
from shibosi.cli.law.group import AS_JSON
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import language, translate

PATH = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
HEADS = ("Listing", "Title", "Recall", "How certain", "What speaks for it", "Past orders")


@command.command(
    "recalls",
    help="Hold goods against lists of recalls (CPSC, FDA, your own); status 1 where some are recalled, 3 for review.",
)
@click.argument("lists", nargs=-1, required=True, type=FILE)
@click.option("--in", "files", multiple=True, type=PATH, help="Files or folders with listings and orders.")
@click.option("--map", "mapping", type=FILE, help="How your own columns are called (YAML).")
@click.option("--title", default="", help="The title of goods, instead of files.")
@click.option("--brand", default="", help="Their brand.")
@click.option("--model", default="", help="Their model.")
@click.option("--gtin", default="", help="Their item number.")
@click.option("--authority", default="", help="Who recalls, where the list does not say.")
@click.option("--out", type=click.Path(path_type=Path), help="Write what is found there, for a check.")
@AS_JSON
def recalls(
    lists: tuple[Path, ...], files: tuple[Path, ...], mapping: Path | None, title: str, brand: str, model: str,
    gtin: str, authority: str, out: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Say each match; status 2 where something could not be read."""
    from shibosi.batch.recalls import Held, held
    from shibosi.methods.recalls.matching import CERTAIN, Goods, Recalls
    from shibosi.methods.recalls.reading import read_recalls

    asked = {"title": title, "brand": brand, "model": model, "gtin": gtin}
    if not files and not any(asked.values()):
        raise click.UsageError(translate("Give files with --in, or say what the goods are."))
    read = [read_recalls(path, authority) for path in lists]
    every = [recall for one in read for recall in one.recalls]
    problems = [problem for one in read for problem in one.problems]
    found: list[Held] = []
    if files:
        from shibosi.batch.layers import mapping_of
        from shibosi.methods.formats.handing import hand_in

        sources = hand_in(list(files), mapping_of(mapping))
        problems += sources.problems
        found = list(held(every, sources))
    else:
        found = [Held(asked, match, ()) for match in Recalls(every).matches(Goods.of(asked))]
    if out is not None:
        _write(out, found)
    _say(found, len(every), as_json)
    for problem in problems:
        click.echo("  " + problem.sentence(language()), err=True)
    certain = any(one.match.grade == CERTAIN for one in found)
    return 2 if problems else 1 if certain else UNDECIDED if found else 0


def _say(found: Sequence[Any], asked: int, as_json: bool) -> None:
    from shibosi.telling.recalls import GRADES, as_data, number_of, reasons

    if as_json:
        say_json([as_data(one) for one in found])
    elif found:
        rows = [
            [one.listing.get("number", ""), one.listing["title"] or "", number_of(one.match.recall),
             translate(GRADES[one.match.grade]), reasons(one.match), len(one.orders)]
            for one in found
        ]  # fmt: skip
        say_table(each(*HEADS), rows, right=[5])
    else:
        click.echo(translate("None of {count} recalls means these goods.").format(count=asked))


def _write(out: Path, found: Sequence[Any]) -> None:
    """Write what was found as records that `shibosi check` takes."""
    import polars as pl

    from shibosi.batch.recalls import as_records
    from shibosi.methods.formats.writing import write_csv

    out.mkdir(parents=True, exist_ok=True)
    for kind, rows in as_records(found, datetime.now(UTC)).items():
        if rows:
            write_csv(pl.DataFrame(rows, infer_schema_length=None), out / f"{kind}.csv", mark=True)
