"""`shibosi import`: the documents of a file, taken in as if they were handed in one by one."""

from datetime import UTC, datetime
from pathlib import Path

import click

from shibosi.cli.speaking import Spoken
from shibosi.cli.working import telling
from shibosi.kernel.words import language, translate

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 10
WATCH_LIST, RECALLS = "watch-list", "recalls"


@click.command("import", cls=Spoken, help="Take the documents of a file in, by the same door as everything else.")
@click.argument("kind")
@click.argument("file", type=FILE)
@click.option("--map", "mapping", type=FILE, help="How your own columns are called (YAML).")
@click.option(
    "--party", default="", metavar="NAME", help="The public name of the party that reports; else the platform."
)
@click.option("--name", default="", help="What a watch-list is kept as (its file's name), or who recalls.")
@click.option("--shrinking", is_flag=True, help="Take a watch-list over though less than half of it is left.")
@click.option(
    "--answers", type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write what became of each row here: the file with the answers in it (xlsx), or a list (csv).",
)  # fmt: skip
@click.option("--quiet", is_flag=True, help="Say nothing but errors.")
def command(
    kind: str, file: Path, mapping: Path | None, party: str, name: str, shrinking: bool, answers: Path | None,
    quiet: bool,
) -> int:  # fmt: skip
    """Take in; status 2 where something could not be read."""
    if kind == WATCH_LIST:
        return _watch_list(file, name or file.name.partition(".")[0].lower(), shrinking, quiet)
    from shibosi.settings import start_django

    start_django()
    if kind == RECALLS:
        return _recalls(file, name, quiet)
    from shibosi.runs.moving import operator, take_in

    viewer = operator(datetime.now(UTC), party)
    with telling(quiet) as progress:
        found = take_in(viewer, kind, file, mapping, progress, answers)
    if not quiet:
        words = translate("{stored} documents are new, {known} were known; decided: {decisions}.")
        decisions = ", ".join(f"{name} {count}" for name, count in sorted(found.decisions.items()))
        click.echo(words.format(stored=found.stored, known=found.known, decisions=decisions or "-"))
    for problem in found.problems[:SHOWN]:
        click.echo("  " + problem.sentence(language()), err=True)
    return 2 if found.problems else 0


def _watch_list(file: Path, name: str, shrinking: bool, quiet: bool) -> int:
    """Take a watch-list over as the version in force; a file that cannot be read leaves the version before in force."""
    from shibosi.methods.watchlists.keeping import Lists
    from shibosi.settings import home

    lists = Lists(home() / "watch-lists")
    changed = lists.take(file, name, datetime.now(UTC), shrinking)
    if not quiet:
        version = lists.version(name)
        words = translate("{name}: {entries} entries in force; {added} added, {removed} removed, {changed} changed.")
        counts = {"added": changed.added, "removed": changed.removed, "changed": changed.changed}
        told = {key: f"{len(ids):,}" for key, ids in counts.items()}
        click.echo(words.format(name=name, entries=f"{version.entries:,}", **told))
    return 0


def _recalls(file: Path, authority: str, quiet: bool) -> int:
    """Take a list of recalls over; a worker holds listings against it. Status 2 where rows could not be read."""
    from shibosi.runs.moving import operator
    from shibosi.store.goods.recalls import take

    found = take(operator(datetime.now(UTC)), file.name, file.read_bytes(), authority)
    if not quiet:
        words = translate("{recalls} recalls, {fresh} of them new or changed.")
        click.echo(words.format(recalls=f"{found.recalls:,}", fresh=f"{found.fresh:,}"))
    for problem in found.read.problems[:SHOWN]:
        click.echo("  " + problem.sentence(language()), err=True)
    return 2 if found.read.problems else 0
