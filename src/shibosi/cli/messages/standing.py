"""How documents stand with customs: what was sent and what came back, from folders of messages."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click

from shibosi.cli.law.group import AS_JSON
from shibosi.cli.messages.group import UNREADABLE, command, read
from shibosi.cli.shared import UNDECIDED
from shibosi.cli.speaking import each, say_json, say_table
from shibosi.kernel.words import translate
from shibosi.methods.messages.states import Board, Standing

PATHS = click.Path(exists=True, path_type=Path)
BAD = ("rejected", "error")
HEADS = ("Message", "Number", "State", "Answered at", "What customs says", "Next step")
SUMMARY = "792"
ENDINGS = ("*.xml", "*.json")


@command.command("status", help="How documents stand: what was sent and what customs answered, in files or folders.")
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--open", "only_open", is_flag=True, help="Leave out what is done.")
@AS_JSON
def status(paths: tuple[Path, ...], only_open: bool, as_json: bool) -> int:
    """Status 0 where all is done, 1 where something was rejected, 3 where something is waited for, 2 unread files."""
    board, unread = board_of(paths)
    every = list(board.standings())
    shown = [one for one in every if not (only_open and one.done)]
    if as_json:
        say_json([one.as_data() for one in shown])
    else:
        say_table(each(*HEADS), map(_cells, shown))
        for message_id, words in board.refused:
            click.echo(translate("Message {id} was never read by customs: {words}").format(id=message_id, words=words))
        if board.notices:
            counted = sum(number == SUMMARY for number, _ in board.notices)
            words = translate("Of itself customs sent {bills} tax bills and {results} results of summaries.")
            click.echo(words.format(bills=len(board.notices) - counted, results=counted))
    return UNREADABLE if unread else outcome(board)


def board_of(paths: Iterable[Path]) -> tuple[Board, bool]:
    """The board of all messages in files and folders, and whether a file held none, which is said."""
    board, unread = Board(), False
    for path in files(paths):
        message = read(path)
        if message is None:
            unread = True
        else:
            board.add(message)
    return board, unread


def outcome(board: Board) -> int:
    """The exit status: 0 all is done, 1 something was rejected, 3 something is waited for."""
    every = list(board.standings())
    if board.refused or any(one.state in BAD for one in every):
        return 1
    return 0 if all(one.done for one in every) else UNDECIDED


def files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of messages in files and folders, by name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(found for ending in ENDINGS for found in path.rglob(ending) if found.is_file())
        else:
            yield path


def _cells(one: Standing) -> list[str]:
    last, (state, step) = one.last, one.words
    at = last.at if last else None
    since = at.isoformat(" ", "seconds") if isinstance(at, datetime) else last.time if last else ""
    reasons = "; ".join(f"{r.code} {r.meaning or r.words}" for r in last.said.reasons) if last else ""
    says = reasons or (last.said.rest if last else "")
    return [one.key[0], " ".join(filter(None, one.key[1])), state, since, says, step]
