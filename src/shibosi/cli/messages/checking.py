"""Checking messages before they are sent."""

from pathlib import Path

import click
from rich.text import Text

from shibosi.cli.law.group import AS_JSON
from shibosi.cli.messages.group import FILE, UNREADABLE, command, say_problems
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate
from shibosi.methods.messages.checking import Checked, check_bytes
from shibosi.methods.messages.mistakes import REFUSED, Mistake

WORDS = {"refused": "would be refused", "noted": "worth knowing"}
OUTCOMES = {
    "accepted": "{file}: {message}, documents: {documents}. Nothing stands against it.",
    "refused": "{file}: {message}, documents: {documents}. It would be refused: {count} mistakes.",
    "unreadable": "{file}: it cannot be read as a whole.",
}
STATUS = {"accepted": 0, "refused": 1, "unreadable": UNREADABLE}


@command.command("validate", help="Check messages against field tables, code lists and forms.")
@click.argument("files", nargs=-1, required=True, type=FILE)
@AS_JSON
def validate(files: tuple[Path, ...], as_json: bool) -> int:
    """Status 0 where nothing stands against them, 1 where one would be refused, 2 where one cannot be read."""
    checked = {path: check_bytes(path.read_bytes(), path.name) for path in files}
    if as_json:
        say_json([{"file": str(path)} | found.as_data() for path, found in checked.items()])
    else:
        for path, found in checked.items():
            say_checked(path, found)
    return max(STATUS[found.outcome] for found in checked.values())


def say_checked(path: Path, found: Checked) -> None:
    """What was found in one file."""
    say_problems(found.problems)
    if found.mistakes:
        heads = each("Line", "Part of the message", "Field", "", "What is wrong", "Answered with")
        say_table(heads, [_cells(one) for one in found.mistakes], right=(0,))
    if found.more:
        click.echo(translate("There are more mistakes than these."))
    count = sum(one.weight == REFUSED for one in found.mistakes)
    message = found.message
    click.echo(
        translate(OUTCOMES[found.outcome]).format(
            file=path, message=message.name if message else "", count=count,
            documents=len(message.documents) if message else 0,
        )
    )  # fmt: skip


def _cells(one: Mistake) -> list[str | Text]:
    element = one.element
    name = f"{one.place.element} {element.label}" if element else one.place.element
    weight = Text(translate(WORDS[one.weight]), style="bold red" if one.weight == REFUSED else "")
    return [str(one.place.line or ""), one.place.sentence(), name, weight, one.sentence, one.answered]
