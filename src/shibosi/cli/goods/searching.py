"""`shibosi goods search`: listings of files found by words, and the search measured on judged queries."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from shibosi.cli.goods.group import command
from shibosi.cli.law.group import AS_JSON
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import language, translate

PATH = click.Path(exists=True, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TOLD = "{queries} queries: NDCG@10 {ndcg} (keywords {baseline}), recall@10 {recall}, 95 of 100 in {ms} ms."
TITLES = ("title", "brand", "model", "description")


@command.command(
    "search", help="Listings of files that fit words best; with --judged, how well the search answers judged queries."
)
@click.argument("query", default="")
@click.option("--in", "files", multiple=True, required=True, type=PATH, help="Files or folders with listings.")
@click.option("--map", "mapping", type=FILE, help="How your own columns are called (YAML).")
@click.option("--judged", type=FILE, help="A CSV of judged queries: query, number of a listing, grade 1 or 2.")
@click.option("--most", type=click.IntRange(1, 1000), default=10, help="How many listings are told.")
@click.option("--language", "spoken", default="", metavar="CODE", help="The language that was judged.")
@click.option("--provider", default="", metavar="CODE", help="Who offers the search.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the trial there, for a check.")
@AS_JSON
def search(
    query: str, files: tuple[Path, ...], mapping: Path | None, judged: Path | None, most: int, spoken: str,
    provider: str, out: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """Tell the best, or the measurement; status 2 where something could not be read."""
    from shibosi.batch.layers import mapping_of
    from shibosi.methods.formats.handing import hand_in
    from shibosi.methods.search.ranking import Index

    if bool(query) == (judged is not None):
        raise click.UsageError(translate("Say what is looked for, or give judged queries."))
    sources = hand_in(list(files), mapping_of(mapping))
    listings = [row for frame in sources.frames.get("listing", ()) for row in frame.collect().iter_rows(named=True)]
    texts = [" ".join(str(row[name]) for name in TITLES if row.get(name)) for row in listings]
    if judged is None:
        _say([(listings[place], score) for place, score in Index(texts).best(query, most)], as_json)
    else:
        _measure(texts, listings, judged, {"provider_code": provider, "language": spoken}, out, as_json)
    for problem in sources.problems:
        click.echo("  " + problem.sentence(language()), err=True)
    return 2 if sources.problems else 0


def _say(found: Sequence[Any], as_json: bool) -> None:
    told = [
        {"number": row["number"], "market": row["market"], "title": row["title"], "score": round(score, 3)}
        for row, score in found
    ]
    if as_json:
        say_json(told)
    elif told:
        say_table(each("Listing", "Market", "Title", "Score"), [list(one.values()) for one in told], right=[3])
    else:
        click.echo(translate("No listing has anything of it."))


def _measure(
    texts: list[str], listings: Sequence[Any], judged: Path, said: dict[str, str], out: Path | None, as_json: bool
) -> None:  # fmt: skip
    from shibosi.methods.search.judging import quality, read_judged
    from shibosi.methods.search.ranking import Index

    queries = read_judged(judged, {str(row["number"]): place for place, row in enumerate(listings)})
    learnt, plain = (quality(Index(texts, keywords), queries) for keywords in (False, True))
    now = datetime.now(UTC)
    trial = {
        **said, "number": now.strftime("%Y%m%d%H%M%S"), "queries": learnt.queries, "ndcg": f"{learnt.ndcg:.4f}",
        "baseline": f"{plain.ndcg:.4f}", "slowest": f"{learnt.slowest:.1f}", "measured_on": now.date().isoformat(),
    }  # fmt: skip
    if as_json:
        say_json({**trial, "recall": f"{learnt.recall:.4f}", "baseline_recall": f"{plain.recall:.4f}"})
    else:
        told = translate(TOLD)
        click.echo(told.format(
            queries=learnt.queries, ndcg=trial["ndcg"], baseline=trial["baseline"], recall=f"{learnt.recall:.4f}",
            ms=trial["slowest"],
        ))  # fmt: skip
    if out is not None:
        import polars as pl

        from shibosi.methods.formats.writing import write_csv

        out.mkdir(parents=True, exist_ok=True)
        write_csv(pl.DataFrame([trial]), out / "search_trial.csv", mark=True)
