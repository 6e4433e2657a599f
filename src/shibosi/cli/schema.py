"""`shibosi schema`: the kinds of record, their columns, and which of them an official message fills."""

import re
from typing import Any

import click

from shibosi.cli.speaking import Spoken, say_json, say_table
from shibosi.kernel.words import translate


@click.command("schema", cls=Spoken, help="The columns of a kind of record; without one, the kinds there are.")
@click.argument("record", required=False)
@click.option("--message", help="An official message, such as CEB311: which columns it fills.")
@click.option("--format", "format_", type=click.Choice(["table", "markdown"]), default="table", show_default=True,
              help="How tables are written.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON Schema.")
def command(record: str | None, message: str | None, format_: str, as_json: bool) -> int:
    """Say what the records are."""
    from shibosi.domains import registry
    from shibosi.telling import schemas

    if record and message:
        raise click.UsageError(translate("Ask for a record or for a message, not for both."))
    registry.load()
    if message:
        found = schemas.filled(message_name(message))
        if as_json:
            say_json([one._asdict() for one in found])
        else:
            heads = ["Part", "Element", "Type", "Name in the message", "Record", "Column", "Label"]
            show([translate(head) for head in heads], [one.cells() for one in found], format_)
        return 0
    if record is None:
        made = schemas.kinds()
        if as_json:
            say_json({kind: schemas.json_schema(found) for kind, found in made.items()})
        else:
            heads = ["Record", "Label", "Columns", "Key", "Official messages"]
            show([translate(head) for head in heads], [schemas.kind_cells(found) for found in made.values()], format_)
        return 0
    found_record = schemas.known(record)
    if as_json:
        say_json(schemas.json_schema(found_record))
        return 0
    if format_ == "table":
        click.secho(f"{found_record.kind()}  {translate(found_record.label)}", bold=True)
    heads = ["Column", "Label", "Other label", "Type", "Official element", "Key", "Code list", "Mark"]
    show(
        [translate(head) for head in heads],
        [schemas.column_cells(found_record, name) for name in found_record.columns],
        format_,
    )
    return 0


def message_name(message: str) -> str:
    """The full name of a message: "311", "ceb311" and "CEB311Message" are one."""
    digits = re.fullmatch(r"(?i)(?:ceb)?([0-9]{3})(?:message)?", message.strip())
    return f"CEB{digits[1]}Message" if digits else message


def show(heads: list[str], rows: list[list[Any]], format_: str) -> None:
    """A table, for the terminal or as Markdown."""
    if format_ == "markdown":
        from shibosi.telling.schemas import markdown

        click.echo(markdown(heads, rows))
    else:
        say_table(heads, rows)
