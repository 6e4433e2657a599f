"""Norms and how they are cited; where duties pull in different directions."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import click

from shibosi.cli.check import FILE
from shibosi.cli.law.group import AS_JSON, ON, command, day_of, days
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate
from shibosi.standard.law.duties import MATTERS

STATES = {
    "in-force": "in force", "coming": "not yet in force", "ended": "no longer in force",
    "undated": "used, first day not known",
}  # fmt: skip


class NotText(click.ClickException):
    """A file that is no text in UTF-8."""

    def __init__(self, path: Path) -> None:
        super().__init__(translate("{path} is no text in UTF-8.").format(path=path))


@command.command(
    "norms", help="Norms by words of number or title; with --check, what is wrong with citations in a text."
)
@click.argument("query", metavar="[WORDS]", default="")
@click.option("--check", type=FILE, help="A text (UTF-8) whose citations are looked at, line by line.")
@click.option("--doubtful", is_flag=True, help="Only norms that ended, are not yet in force or are cited wrongly.")
@ON
@AS_JSON
def norms(query: str, check: Path | None, doubtful: bool, day: datetime | None, as_json: bool) -> int:
    """List norms; or slips, and then status 1 where there is one."""
    from shibosi.standard.law import norms as known

    if check is not None:
        return slips(check, day, as_json)
    found = [
        one for one in known.norms(day_of(day), query)
        if not doubtful or one.slips or one.state in ("ended", "coming")
    ]  # fmt: skip
    if as_json:
        say_json([one.as_data() for one in found])
        return 0
    say_table(
        each("Number", "Title", "State", "First day", "Last day", "Cited in", "Replaced by", "Slips"),
        [
            [one.fact.shown("number"), one.fact.title, translate(STATES[one.state]), *days(one.fact),
             " ".join(one.cited_by), " ".join(one.replaced_by), " ".join(one.slips)]
            for one in found
        ],
    )  # fmt: skip
    return 0


def slips(path: Path, day: datetime | None, as_json: bool) -> int:
    """What is wrong with the citations in a text."""
    from shibosi.standard.law.citations import slips as found_in

    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as mistake:
        raise NotText(path) from mistake
    found = found_in(text, day_of(day))
    if as_json:
        say_json([one.as_data() for one in found])
    elif not found:
        click.echo(translate("Nothing is wrong with these citations, as far as is known."))
    else:
        say_table(
            each("Line", "Printed", "What is wrong", "Slip", "Confidence"),
            [[one.line, one.printed, one.says, one.id, one.confidence] for one in found],
        )
    return 1 if found else 0


@command.command("contradictions", help="Where rules pull in different directions, with a case that shows it.")
@click.option("--matter", type=click.Choice(MATTERS), default=None, help="Only this matter.")
@AS_JSON
def contradictions(matter: str | None, as_json: bool) -> int:
    """List tensions with witness and reading; status 0, for each has its reading."""
    from shibosi.standard.law.contradictions import KINDS, tensions

    found = tensions(matter or "")
    if as_json:
        say_json([one.as_data() for one in found])
        return 0
    for one in found:
        click.echo(f"{translate(KINDS[one.kind])}: " + " · ".join(f"{duty.called} {duty.says}" for duty in one.duties))
        click.echo(f"  {one.witness.said}")
        click.echo("  " + translate("Reading {name}: {reading}").format(name=one.chosen, reading=one.reading))
    counted = Counter(one.kind for one in found)
    click.echo(", ".join(f"{translate(KINDS[kind])} {count}" for kind, count in counted.items()))
    return 0
