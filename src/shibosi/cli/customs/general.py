"""`shibosi customs declaration`: what a general declaration says, and whether its order says the same."""

from pathlib import Path

import click

from shibosi.cli.customs.group import command
from shibosi.cli.law.group import AS_JSON
from shibosi.cli.messages.group import FILE, UNREADABLE, read, say_problems
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate
from shibosi.methods.declaring.general import Difference, differences
from shibosi.methods.formats.dec import Declaration, read_declaration, told

UNVERIFIED = "No official schema of this message was found: what is read and written of it is unverified."


@command.command("declaration", help="What a general declaration says; unverified, no official schema was found.")
@click.argument("file", type=FILE)
@click.option("--order", type=FILE, help="The order message (CEB303) it names, to compare with.")
@AS_JSON
def declaration(file: Path, order: Path | None, as_json: bool) -> int:
    """Status 0, 1 where it says something else than the order, 2 where a file cannot be read as a whole."""
    found, problems = read_declaration(file.read_bytes(), file.name)
    say_problems(problems)
    if found is None:
        return UNREADABLE
    other = _of_order(found, order) if order else []
    if other is None:
        return UNREADABLE
    if as_json:
        say_json({"version": found.version, "values": [one._asdict() for one in told(found)],
                  "unknown": list(found.unknown), "differences": [one._asdict() for one in other],
                  "verified": False})  # fmt: skip
    else:
        heads = each("Part of the message", "", "Field", "Name", "Value")
        say_table(heads, [[one.part, str(one.row), one.element, one.label, one.value] for one in told(found)])
        for path in found.unknown:
            click.echo(translate("{path} is not known here; it is kept as it is.").format(path=path))
        for one in other:
            click.echo(one.sentence)
        click.echo(translate(UNVERIFIED))
    return UNREADABLE if problems else 1 if other else 0


def _of_order(found: Declaration, path: Path) -> list[Difference] | None:
    """What the declaration says otherwise than the order of its number in a message; None where that has no order."""
    message = read(path)
    orders = [one for one in message.documents if "OrderList" in one.lists] if message is not None else []
    if not orders:
        click.echo(translate("{path} holds no order (CEB303).").format(path=path), err=True)
        return None
    attached = {row.get("EdocID") for row in found.parts.get("EdocRealation", ())}
    named = next((one for one in orders if one.head.get("orderNo") in attached), orders[0])
    return differences(found, named.head, named.lists["OrderList"])
