"""`shibosi check`: files in, run folder out, exit status 0 nothing found, 1 broken, 3 undetermined, 2 unreadable."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from shibosi.cli.said import say_run, steps
from shibosi.cli.speaking import Spoken
from shibosi.kernel.words import translate


class Day(click.DateTime):
    """A day of the command line, such as 2026-11-21."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """How a day is written, as people write it."""
        return "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day. Raises BadParameter with a day to go by."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(translate("'{text}' is no day such as 2026-11-21.").format(text=value), param, ctx)


DAY = Day()
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def today() -> date:
    """The day in China: the only clock of the command line."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


@click.command("check", cls=Spoken, help="Check files against every control and write a run folder.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--map", "mapping", type=FILE, help="How your own columns are called (YAML).")
@click.option("--as-of", type=DAY, help="The day for which is asked; today in China unless given.")
@click.option("--overlay", type=FILE, help="Other values for some parameters (YAML); differences are written too.")
@click.option(
    "--since",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Judge only what changed since this run.",
)
@click.option("--only-changes", is_flag=True, help="With --since: the files hold only new and changed documents.")
@click.option(
    "--keep-documents", is_flag=True, help="Keep copies of all documents in the run folder, for later runs and replays."
)
@click.option(
    "--engine", type=click.Choice(["local", "spark"]), default="local", show_default=True, help="Where it is computed."
)
@click.option("--out", type=click.Path(path_type=Path), help="The run folder to write; it must be new or empty.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["parquet", "csv", "jsonl", "xlsx"]),
    default="parquet",
    show_default=True,
    help="Format of the findings beside findings.parquet.",
)
@click.option(
    "--annotate/--no-annotate",
    default=None,
    help="Give xlsx and CSV files back with the findings beside the rows; done for xlsx unless told otherwise.",
)
@click.option("--no-report", is_flag=True, help="Leave out the HTML report.")
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(
    paths: tuple[Path, ...],
    mapping: Path | None,
    as_of: datetime | None,
    overlay: Path | None,
    since: Path | None,
    only_changes: bool,
    keep_documents: bool,
    engine: str,
    out: Path | None,
    format_: str,
    annotate: bool | None,
    no_report: bool,
    quiet: bool,
) -> int:
    """Check and say what came of it."""
    from shibosi.batch.check import Asked, check

    if only_changes and since is None:
        raise click.UsageError(translate("--only-changes needs --since."))
    day = as_of.date() if as_of else today()
    asked = Asked(
        paths,
        out or next_folder(day),
        day,
        mapping,
        overlay,
        since,
        only_changes,
        engine,
        format_,
        report=not no_report,
        annotate=annotate,
        keep_documents=keep_documents,
    )
    with steps(quiet) as progress:
        run = check(asked, progress)
    if not quiet:
        say_run(run)
    if run.about["exit"] == 2:
        click.echo(translate("Some input could not be read; see problems.jsonl or the report."), err=True)
    status: int = run.about["exit"]
    return status


def next_folder(day: date) -> Path:
    """`runs/2026-10-01`, `runs/2026-10-01-2`, ...: the first that is free."""
    number = 1
    while True:
        folder = Path("runs") / (day.isoformat() + (f"-{number}" if number > 1 else ""))
        if not folder.exists():
            return folder
        number += 1
