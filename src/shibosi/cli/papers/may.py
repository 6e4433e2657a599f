"""`shibosi papers may`: whether a firm may do something, as papers in files or on the server say."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from shibosi.cli.law.group import AS_JSON, ON, day_of
from shibosi.cli.papers.group import command
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate

STATUS = {True: 0, False: 1, None: UNDECIDED}
FILES = click.Path(exists=True, path_type=Path)


@command.command(
    "may", help="Whether a firm may do something on a day, as papers say; exit status 0 yes, 1 no, 3 cannot be told."
)
@click.argument("firm")
@click.argument("activity")
@click.option("--market", help="The market in which it is done.")
@click.option("--category", help="The goods, service or sector.")
@click.option("--yes", "yes", multiple=True, metavar="FACT", help="A fact that is so, such as abroad; may be repeated.")
@click.option("--no", "no", multiple=True, metavar="FACT", help="A fact that is not so.")
@click.option(
    "--in", "files", multiple=True, type=FILES, help="Files of papers and activities; the server's unless given."
)
@click.option("--map", "mapping", type=FILES, help="A map of your own columns.")
@ON
@AS_JSON
def may(
    firm: str, activity: str, market: str | None, category: str | None, yes: tuple[str, ...], no: tuple[str, ...],
    files: tuple[Path, ...], mapping: Path | None, day: datetime | None, as_json: bool,
) -> int:  # fmt: skip
    """Answer with reasons."""
    from shibosi.domains import registry
    from shibosi.domains.papers.papers import said
    from shibosi.store.reading import permits

    registry.load()
    for fact in (*yes, *no):
        if fact not in permits.FACTS:
            known = ", ".join(permits.FACTS)
            raise click.UsageError(translate("'{fact}' is none of {known}.").format(fact=fact, known=known))
    facts = tuple([(fact, True) for fact in yes] + [(fact, False) for fact in no])
    question = permits.Question(activity, market, category, day_of(day), facts)
    found = _in_files(firm, question, files, mapping) if files else _on_server(firm, question)
    if as_json:
        say_json(permits.as_data(found))
    else:
        click.echo(f"{firm}, {said(activity)}: {translate(permits.ANSWERS[found.allows])}")
        rows = [[permits.called(one), permits.sentence(one), one.number, one.last or ""] for one in found.reasons]
        if rows:
            say_table(each("Kind of paper", "State", "Number", "Last day"), rows)
    return STATUS[found.allows]


def _in_files(firm: str, question: Any, files: tuple[Path, ...], mapping: Path | None) -> Any:
    """The answer by papers and activities in files."""
    from shibosi.batch.layers import mapping_of
    from shibosi.domains.papers import papers
    from shibosi.domains.papers.records import Activity, Paper
    from shibosi.methods.formats.handing import hand_in
    from shibosi.store.reading import permits

    with TemporaryDirectory() as work:
        sources = hand_in(list(files), mapping_of(mapping), Path(work))
        held, doings = _of(firm, sources, Paper, "holder_code"), _of(firm, sources, Activity, "party_code")
    return permits.may([papers.held(row) for row in held], doings, question)


def _of(firm: str, sources: Any, made: Any, code: str) -> list[dict[str, Any]]:
    """The rows in force of a kind that are about a firm."""
    if made.kind() not in sources.frames:
        return []
    rows = sources.scan(made.kind(), list(made.columns)).collect().to_dicts()
    return [row for row in rows if row[code] == firm]


def _on_server(firm: str, question: Any) -> Any:
    """The answer by what the server keeps."""
    from shibosi.settings import start_django

    start_django()
    from shibosi.runs.moving import operator
    from shibosi.store.reading.papers import asked

    return asked(operator(datetime.now(UTC)), firm, question)
