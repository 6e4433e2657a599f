"""`shibosi customs simulate`: a simulated customs office to declare against."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from shibosi.cli.customs.group import command
from shibosi.cli.messages.group import UNREADABLE, read
from shibosi.kernel.words import translate
from shibosi.methods.customsoffice.office import Office
from shibosi.methods.customsoffice.post import Chances, messages
from shibosi.methods.formats.ceb import Message

PATHS = click.Path(exists=True, path_type=Path)
SHARE = click.FloatRange(0, 1)
CHANCES = (
    click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same answers."),
    click.option("--late", type=SHARE, default=0, help="Share of answers that come late."),
    click.option("--double", type=SHARE, default=0, help="Share of answers that come twice."),
    click.option("--lose", type=SHARE, default=0, help="Share of answers that never come."),
    click.option("--inspect", type=SHARE, default=0, help="Share of lists that are inspected and released."),
    click.option("--detain", type=SHARE, default=0, help="Share of lists that are detained."),
    click.option("--send-back", type=SHARE, default=0, help="Share of lists whose goods are returned abroad."),
    click.option("--review", type=SHARE, default=0, help="Share of lists that wait for an officer."),
)
"""What the simulated office does beyond checking, as options."""
ORDER = ("303", "311", "403", "411", "505", "511", "603", "621", "507", "607", "509", "513", "711", "605", "623", "701",
         "213", "215", "625")  # fmt: skip
"""In which order an office that was handed everything at once takes it."""


def chances(work: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of `CHANCES`."""
    for option in reversed(CHANCES):
        work = option(work)
    return work


@command.command("simulate", help="Answer messages, in files or folders, as customs would: accept, reject, release.")
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder for the answers.")
@click.option("--unsigned", is_flag=True, help="Take lists, cancellations and returns that are not signed.")
@chances
def simulate(paths: tuple[Path, ...], out: Path, unsigned: bool, **chances: Any) -> int:
    """Status 2 where a file holds no message; the others are answered."""
    return UNREADABLE if answer(paths, out, Chances(**chances), not unsigned) else 0


def answer(paths: Iterable[Path], out: Path, how: Chances, wants_signatures: bool, as_named: bool = False) -> bool:
    """Let a new office answer all messages in files and folders, and say so; whether a file held none. It takes them in
    the order of their names, or else order before payment before waybill before list, and by time."""
    office = Office(how.fate, wants_signatures)
    found = [read(path) for path in _files(paths)]
    known = [one for one in found if one is not None]
    if not as_named:
        known.sort(key=_rank)
    answers = how.delivered(answer for one in known for answer in office.take(one)) + office.notices
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, data in messages(answers):
        (out / name).write_bytes(data)
        count += 1
    words = translate("{answers} answers to {documents} documents, in {count} messages: {path}")
    click.echo(words.format(answers=len(answers), documents=office.count, count=count, path=out))
    return len(known) < len(found)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.xml")) if path.is_dir() else (path,)


def _rank(message: Message) -> tuple[int, str]:
    number = message.name.removeprefix("CEB").removesuffix("Message")
    time = message.documents[0].head.get("appTime") if message.documents else ""
    return ORDER.index(number) if number in ORDER else len(ORDER), time or ""
