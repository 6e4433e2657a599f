"""Writing messages: from JSON to XML and back."""

import json
from pathlib import Path

import click

from shibosi.cli.messages.group import FILE, UNREADABLE, command, read
from shibosi.kernel.words import translate
from shibosi.methods.formats.atomic import atomic
from shibosi.methods.formats.ceb import write_message
from shibosi.methods.messages import jsonform


@command.command("write", help="Write a message from JSON as XML, or the other way round.")
@click.argument("file", type=FILE)
@click.option("--as", "form", type=click.Choice(["xml", "json"]), default="xml", show_default=True, help="The form.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write there instead of showing it.")
def write(file: Path, form: str, out: Path | None) -> int:
    """The same message has the same bytes each time; one that was read as XML keeps its own."""
    message = read(file)
    if message is None:
        return UNREADABLE
    if form == "xml":
        data = write_message(message)
    else:
        data = (json.dumps(jsonform.as_json(message), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    if out is None:
        click.echo(data, nl=False)
    else:
        with atomic(out) as draft:
            draft.write_bytes(data)
        click.echo(translate("Written to {path}.").format(path=out), err=True)
    return 0
