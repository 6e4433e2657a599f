"""How the command line speaks: progress while it works, a table of what was found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
import polars as pl

from shibosi.batch.check import not_given_back
from shibosi.batch.hindrances import REASONS
from shibosi.cli.speaking import console
from shibosi.kernel.records import record
from shibosi.kernel.runs import Run
from shibosi.kernel.words import language, translate
from shibosi.settings import program

Progress = Callable[[str, str, int, int], None]
NOT_UNDERSTOOD = {"unknown-kind", "unknown-column", "missing-column"}
"""Codes of problems that a mapping mends."""
SHOWN = 20
"""Controls listed on the terminal; report and counts.csv have all."""


@contextmanager
def steps(quiet: bool) -> Iterator[Progress | None]:
    """A line of progress on the terminal, if there is one to see it."""
    from rich.console import Console

    terminal = Console(stderr=True)
    if quiet or not terminal.is_terminal:
        yield None
        return
    words = {"read": translate("Reading"), "judge": translate("Judging"), "annotate": translate("Annotating")}
    with terminal.status(translate("Starting")) as status:
        yield lambda step, what, number, of: status.update(f"{words[step]} {what} ({number}/{of})")


def say_run(run: Run) -> None:
    """What a run found, by control, and where it lies."""
    about = run.about
    counted = _counted(run)
    open_ = int(counted["open"].sum())
    quiet = about["outcomes"]["undetermined"] - open_
    numbers = {
        "dossiers": sum(about["dossiers"].values()),
        "undetermined": open_,
        **{name: about["outcomes"][name] for name in ("broken", "held")},
    }
    sentence = "{dossiers} dossiers as of {day}: {broken} broken, {undetermined} undetermined, {held} held."
    click.echo(
        translate(sentence).format(day=about["as_of"], **{name: f"{number:,}" for name, number in numbers.items()})
    )
    if about.get("because"):
        why = translate(REASONS[about["because"]])
        click.echo(translate("Everything was judged, not only what changed: {why}.").format(why=why))
    if quiet:
        click.echo(
            translate(
                "{count} more answers are open and change nothing: they hang on what nobody handed in, or on a "
                "document whose absence is told already."
            ).format(count=f"{quiet:,}")
        )
    if about["not_handed_in"]:
        click.echo(translate("Not handed in: {kinds}.").format(kinds=", ".join(map(named, about["not_handed_in"]))))
    _say_columns(about.get("columns_not_handed_in", {}))
    _say_controls(run, counted)
    for problem in run.problems()[:10]:
        click.echo("  " + (problem["sentence_zh"] if language() == "zh" else problem["sentence"]))
    if about["problems"] > 10:
        click.echo("  " + translate("… and {count} more problems.").format(count=about["problems"] - 10))
    if any(problem["code"] in NOT_UNDERSTOOD for problem in run.problems()):
        hint = "A mapping (--map) says which heading is which column; '{program} map suggest' drafts one."
        click.echo("  " + translate(hint).format(program=program()))
        click.echo("  " + translate("Kinds of record and their columns: {program} schema").format(program=program()))
    for problem in not_given_back(run):
        click.echo("  " + (problem["sentence_zh"] if language() == "zh" else problem["sentence"]))
    report = run.folder / "report.html"
    click.echo(translate("Run folder: {folder}").format(folder=run.folder))
    if report.exists():
        click.echo(translate("Report: {report}").format(report=report))


def named(kind: str) -> str:
    """A kind of record as files and options call it, in Chinese with what people call it before that."""
    label = record(kind).label
    return kind if translate(label) == label else f"{translate(label)} {kind}"


def _say_columns(missed: dict[str, list[str]]) -> None:
    """Columns in which nobody said anything, kind by kind."""
    if missed:
        click.echo(translate("Nothing was said in these columns, which controls that could not decide ask for:"))
    for kind, columns in missed.items():
        labels = record(kind).columns
        words = ", ".join(f"{translate(labels[name].label)} ({name})" for name in columns)
        click.echo(f"  {named(kind)}: {words}")


def _counted(run: Run) -> pl.DataFrame:
    """The counts of all controls, with `open`: undetermined outcomes that change decision or exit status."""
    sided = [name for name, control in run.controls().items() if control["one_sided"]]
    weighs = pl.col("undetermined") - pl.col("folded")
    return run.counts().with_columns(pl.when(pl.col("control").is_in(sided)).then(0).otherwise(weighs).alias("open"))


def _say_controls(run: Run, counted: pl.DataFrame) -> None:
    from rich.table import Table

    found = counted.filter(pl.col("broken") + pl.col("open") > 0)
    if found.is_empty():
        return
    controls = run.controls()
    table = Table(show_edge=False, pad_edge=False)
    table.add_column(translate("Broken"), justify="right", style="red")
    table.add_column(translate("Undetermined"), justify="right", style="yellow")
    table.add_column(translate("What should hold"), overflow="fold")
    table.add_column(translate("Clauses"), overflow="fold")
    for row in found.sort("broken", descending=True).head(SHOWN).iter_rows(named=True):
        about = controls[row["control"]]
        table.add_row(
            f"{row['broken']:,}",
            f"{row['open']:,}",
            translate(about["sentence"]),
            " ".join(about["clauses"]),
        )
    console().print(table)
    if found.height > SHOWN:
        click.echo(
            translate("… and {count} more controls; all of them stand in counts.csv.").format(
                count=found.height - SHOWN
            )
        )
