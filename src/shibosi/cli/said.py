"""How the command line speaks: progress while it works, a table of what was found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
import polars as pl

from shibosi.batch.check import not_given_back
from shibosi.batch.hindrances import REASONS
from shibosi.kernel.runs import Run
from shibosi.kernel.words import language, translate

Progress = Callable[[str, str, int, int], None]


@contextmanager
def steps(quiet: bool) -> Iterator[Progress | None]:
    """A line of progress on the terminal, if there is one to see it."""
    from rich.console import Console

    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield None
        return
    words = {"read": translate("Reading"), "judge": translate("Judging"), "annotate": translate("Annotating")}
    with console.status(translate("Starting")) as status:
        yield lambda step, what, number, of: status.update(f"{words[step]} {what} ({number}/{of})")


def say_run(run: Run) -> None:
    """What a run found, by control, and where it lies."""
    about = run.about
    click.echo(
        translate("{dossiers} dossiers as of {day}: {broken} broken, {undetermined} undetermined, {held} held.").format(
            dossiers=f"{sum(about['dossiers'].values()):,}",
            day=about["as_of"],
            **{name: f"{about['outcomes'][name]:,}" for name in ("broken", "undetermined", "held")},
        )
    )
    if about.get("because"):
        why = translate(REASONS[about["because"]])
        click.echo(translate("Everything was judged, not only what changed: {why}.").format(why=why))
    if about["not_handed_in"]:
        click.echo(translate("Not handed in: {kinds}.").format(kinds=", ".join(about["not_handed_in"])))
    _say_controls(run)
    for problem in run.problems()[:10]:
        click.echo("  " + (problem["sentence_zh"] if language() == "zh" else problem["sentence"]))
    if about["problems"] > 10:
        click.echo("  " + translate("… and {count} more problems.").format(count=about["problems"] - 10))
    for problem in not_given_back(run):
        click.echo("  " + (problem["sentence_zh"] if language() == "zh" else problem["sentence"]))
    report = run.folder / "report.html"
    click.echo(translate("Run folder: {folder}").format(folder=run.folder))
    if report.exists():
        click.echo(translate("Report: {report}").format(report=report))


def _say_controls(run: Run) -> None:
    from rich.console import Console
    from rich.table import Table

    found = run.counts().filter(pl.col("broken") + pl.col("undetermined") - pl.col("folded") > 0)
    if found.is_empty():
        return
    controls = run.controls()
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(translate("Broken"), justify="right", style="red")
    table.add_column(translate("Undetermined"), justify="right", style="yellow")
    table.add_column(translate("What should hold"))
    table.add_column(translate("Clauses"))
    for row in found.sort("broken", descending=True).iter_rows(named=True):
        about = controls[row["control"]]
        table.add_row(
            f"{row['broken']:,}",
            f"{row['undetermined'] - row['folded']:,}",
            translate(about["sentence"]),
            " ".join(about["clauses"]),
        )
    Console().print(table)
