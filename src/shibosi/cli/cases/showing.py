"""`shibosi cases show`: what a case is about, what happened in it, what is due, what may be done."""

from datetime import datetime
from typing import Any

import click

from shibosi.cli.cases.group import PARTY, command, number_of, viewer_of
from shibosi.cli.law.group import AS_JSON
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.kernel.words import translate

DOOR = "command line"


@command.command("show", help="What a case is about, what happened, what is due, and what may be done next.")
@click.argument("number")
@click.option("--as", "email", default="", metavar="EMAIL", help="The account that asks; the platform unless given.")
@PARTY
@AS_JSON
def show(number: str, email: str, party: str, as_json: bool) -> int:
    """Say all of a case. Raises Forbidden, NotThere."""
    viewer = viewer_of(email, party)
    from shibosi.api.caseshapes import whole
    from shibosi.console.cases import about
    from shibosi.store.cases.showing import shown

    found = shown(viewer, number_of(number), DOOR)
    if as_json:
        say_json(whole(viewer, found))
        return 0
    case = found.case
    say_pairs([
        (translate("Case"), case.public), (translate("Flow"), found.label), (translate("State"), found.state),
        (translate("About"), about(case)[0]), (translate("Opened at"), moment(case.opened_at)),
        (translate("Closed"), moment(case.closed_at)), (translate("Due"), moment(case.due)),
        *((one.label, one.value) for one in found.facts),
    ])  # fmt: skip
    _table(("When", "Move", "State", "Who", "Reason for it"), [
        [moment(one.at), one.label, one.state, one.who, one.reason] for one in found.happened
    ])  # fmt: skip
    _table(("Deadline", "Until", "Then"), [
        [one.label, moment(one.at) if one.at else one.why, one.then] for one in found.deadlines
    ])  # fmt: skip
    _table(("Move", "Name", "State", "What it asks for", "What stands against it"), [
        [one.label, one.name, one.state, ", ".join(f"{asked.name}: {translate(asked.label)}" for asked in one.asks),
         " ".join(one.why)]
        for one in found.moves
    ])  # fmt: skip
    return 0


def moment(at: datetime | None) -> str:
    """A moment as the house reads it."""
    from shibosi.store.zones import HOUSE

    return f"{at.astimezone(HOUSE):%Y-%m-%d %H:%M}" if at is not None else ""


def _table(heads: tuple[str, ...], rows: list[list[Any]]) -> None:
    if rows:
        click.echo()
        say_table(each(*heads), rows)
