"""Looking at messages: the kinds there are with their elements, and what a file says."""

from pathlib import Path

import click

from shibosi.cli.law.group import AS_JSON
from shibosi.cli.messages.group import FILE, UNREADABLE, command, read
from shibosi.cli.speaking import each, say_json, say_pairs, say_table
from shibosi.kernel.words import translate
from shibosi.methods.formats.ceb import Document, Message
from shibosi.methods.formats.ceb.model import Row
from shibosi.methods.messages.answers import Said, said
from shibosi.methods.messages.jsonform import as_json as message_json
from shibosi.methods.messages.kinds import Kind, kind, kinds
from shibosi.standard.ceb import elements


@command.command("kinds", help="The kinds of message; with a number such as 311, its elements.")
@click.argument("number", metavar="[NUMBER]", default="")
@AS_JSON
def tell(number: str, as_json: bool) -> int:
    """List kinds, or the elements of one."""
    if not number:
        every = kinds()
        if as_json:
            say_json([one.as_data() for one in every])
        else:
            say_table(each("Number", "Name", "Answers"), [[one.number, one.code.name, one.answers] for one in every])
        return 0
    one = kind(number)
    if as_json:
        say_json(one.as_data() | {"elements": [element.as_data() for element in one.elements]})
    else:
        _say_kind(one)
    return 0


@command.command("show", help="What a message says, value by value, with the names of its elements.")
@click.argument("file", type=FILE)
@AS_JSON
def show(file: Path, as_json: bool) -> int:
    """Show it; status 2 where nothing, or not all of it, can be read."""
    message = read(file)
    if message is None:
        return UNREADABLE
    if as_json:
        say_json(message_json(message))
    else:
        _say_message(message)
    return 0 if message.complete else UNREADABLE


def _say_kind(one: Kind) -> None:
    click.echo(f"{one.message}  {one.code.name}")
    say_table(
        each("Section", "Field", "Name", "Type", "Required", "Meaning"),
        [
            [element.section, element.field.name, element.label, element.field.type_text,
             translate("required") if element.field.required else "",
             " ".join(dict.fromkeys([element.meaning, *(rule.text for rule in element.rules)]))]
            for element in one.elements
        ],
    )  # fmt: skip


def _say_message(message: Message) -> None:
    envelope = message.envelope
    while envelope is not None:
        say_pairs([(envelope.kind, "")])
        say_pairs(envelope.head.items())
        envelope = envelope.outer
    click.echo(f"{message.name}  {kind(message.name).code.name}")
    for number, document in enumerate(message.documents, start=1):
        click.echo(f"\n{document.part} {number}")
        _say_document(document)
    if message.transfer:
        click.echo("\nBaseTransfer")
        _say_row(message.transfer)


def _say_document(document: Document) -> None:
    _say_row(document.head)
    found = said(document.head)
    if found is not None:
        _say_answer(found)
    for section, rows in document.lists.items():
        for at, row in enumerate(rows, start=1):
            click.echo(f"  {section} {at}")
            _say_row(row)


def _say_row(row: Row) -> None:
    known = elements()
    say_pairs((f"    {name} {known[name].label if name in known else ''}", value) for name, value in row.items())


def _say_answer(found: Said) -> None:
    for reason in found.reasons:
        click.echo(f"    → {reason.code} {reason.meaning or reason.words}")
    click.echo(f"    → {found.status} {found.meaning or translate('not known')}")
