"""`shibosi law impact`: what another value would change, in the documents of a run or in files."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from shibosi.cli.check import DAY, FILE, today
from shibosi.cli.law.group import AS_JSON, command
from shibosi.cli.said import steps
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate
from shibosi.telling.told import OUTCOMES

if TYPE_CHECKING:
    from shibosi.batch.impact.asking import Other
    from shibosi.batch.impact.weighing import Impact

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@command.command("impact", help="What another value would change: which clauses, controls and dossiers, how many.")
@click.argument("paths", metavar="[PATHS]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--run", type=FOLDER, help="Over the documents of this run instead of files.")
@click.option("--map", "mapping", type=FILE, help="How your own columns are called (YAML).")
@click.option("--as-of", type=DAY, help="The day for which is asked; today in China unless given, of a run its own.")
@click.option("--overlay", type=FILE, help="Other values for some parameters (YAML), as of `check`.")
@click.option("--parameter", help="One parameter that gets another value.")
@click.option("--value", help="Its value; a list with blanks between its codes.")
@click.option("--place", default="all", show_default=True, help="Where it gets this value.")
@click.option("--from", "first", type=DAY, help="From this day on; since ever unless given.")
@click.option("--to", "last", type=DAY, help="Until this day; open unless given.")
@click.option("--table", help="Rows of this table of law, given by --rows.")
@click.option("--rows", type=FILE, help="Rows (CSV with the header of the table) that are put into it.")
@click.option("--control", "only", multiple=True, help="Only this control; may be given several times.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Every change, as CSV.")
@AS_JSON
def impact(paths: tuple[Path, ...], run: Path | None, **said: Any) -> int:
    """Weigh and say what came of it; status 0 whether anything changes or not."""
    from shibosi.batch.impact.asking import of_files, of_run
    from shibosi.kernel.runs import open_run

    if (run is None) == (not paths):
        raise click.UsageError(translate("Name either files or a run (--run)."))
    if run is not None and (said["as_of"] or said["mapping"]):
        raise click.UsageError(translate("A run has its own day and map: --as-of and --map are for files."))
    other = _other(**{name: said[name] for name in ("overlay", "parameter", "value", "place", "first", "last",
                                                    "table", "rows")})  # fmt: skip
    with steps(said["as_json"]) as progress:
        judging = None if progress is None else lambda what, number, of: progress("judge", what, number, of)
        if run is not None:
            found = of_run(open_run(run), other, said["only"], judging)
        else:
            day = said["as_of"].date() if said["as_of"] else today()
            found = of_files(paths, day, other, said["mapping"], said["only"], judging)
    if said["out"] is not None:
        found.changes.write_csv(said["out"])
    _say(found, said["as_json"])
    return 0


def _other(
    overlay: Path | None, parameter: str | None, value: str | None, place: str, first: datetime | None,
    last: datetime | None, table: str | None, rows: Path | None,
) -> "Other":  # fmt: skip
    from shibosi.batch.impact.asking import Other
    from shibosi.batch.impact.proposing import Proposal

    if (parameter is None) != (value is None) or (table is None) != (rows is None):
        raise click.UsageError(translate("--parameter and --value belong together, and --table and --rows."))
    if [overlay, parameter, table].count(None) != 2:
        raise click.UsageError(translate("Say what changes by one of --overlay, --parameter and --table."))
    if parameter is None or value is None:
        return Other(overlay, (), table or "", rows)
    return Other(values=(Proposal(parameter, value, place, _day(first), _day(last)),))


def _day(asked: datetime | None) -> date | None:
    return asked.date() if asked else None


def _say(found: "Impact", as_json: bool) -> None:
    from shibosi.kernel.dossiers import KNOWN
    from shibosi.methods.masking import key_shown
    from shibosi.telling.impact import as_data, gist, moved_words, sentence

    told = as_data(found)
    for one in told["examples"]:
        one["key"] = key_shown(KNOWN[one["dossier"]], one["key"])
    if as_json:
        say_json(told)
        return
    for one in map(moved_words, told["moved"]):
        days = " – ".join((one["first"] or translate("since ever"), one["last"] or translate("open")))
        click.echo(f"{one['meaning']} ({one['place']}, {days}): {one['before']} → {one['after']}")
    click.echo(translate(
        "{dossiers} of {judged} dossiers judged come to another outcome; {spared} more are of other days or places."
    ).format(**{name: f"{told[name]:,}" for name in ("dossiers", "judged", "spared")}))  # fmt: skip
    if not told["by_control"]:
        return
    say_table(
        each("Dossiers", "Before", "After", "What should hold"),
        [[f"{one['dossiers']:,}", _word(one["before"]), _word(one["after"]), sentence(one["control"])]
         for one in told["by_control"]],
        right=[0],
    )  # fmt: skip
    say_table(
        each("Dossiers", "Number", "What is asked"),
        [[f"{one['dossiers']:,}", one["clause"], gist(one["clause"])] for one in told["by_clause"]], right=[0],
    )  # fmt: skip
    say_table(
        each("For example", "Before", "After", "Control"),
        [[one["key"], _word(one["before"]), _word(one["after"]), one["control"]] for one in told["examples"]],
    )


def _word(outcome: str) -> str:
    return translate(OUTCOMES[outcome])
