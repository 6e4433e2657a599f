"""Judging a visit: look at the tables, ask how they are to be read where that is not clear, else check them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from shibosi.batch.check import Asked, check
from shibosi.domains import registry
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import LANGUAGES, speak
from shibosi.methods.formats.kinds import sniff
from shibosi.methods.formats.raw import PARENT, RawTable
from shibosi.methods.formats.recognising import recognise
from shibosi.methods.formats.tables import iter_tables
from shibosi.portal.visits.bounds import MOST_ROWS
from shibosi.portal.visits.rooms import Room
from shibosi.telling.suggested import likely

SAMPLES, SAMPLE = 3, 40
"""Values of a column that are shown beside it, and letters of one."""


class TooManyRows(ShibosiError):
    """More rows than are checked here."""

    code = "too-many-rows"
    message = "There are more than {most} rows. For more, use the command line."


def judge(room: Room) -> None:
    """Check the files of a room; what is wrong with them is said in the room."""
    registry.load()
    visit = room.told("visit")
    speak(visit["language"])
    try:
        if not room.map.exists():
            room.tell("work", step="running", what="look", number=0, of=1)
            tables = list(looked_at(sorted(room.files.iterdir())))
            room.tell("tables", tables=tables)
            if any(table["record"] is None for table in tables):
                room.tell("work", step="asking")
                return
        check(_asked(room, visit), lambda what, file, number, of: room.tell(
            "work", step="running", what=what, file=file, number=number, of=of
        ))  # fmt: skip
        room.tell("work", step="done")
    except ShibosiError as mistake:
        said = {language: mistake.sentence(language) for language in LANGUAGES}
        room.tell("work", step="failed", code=mistake.code, **said)


def looked_at(paths: list[Path]) -> Iterator[dict[str, Any]]:
    """The tables of files: file, sheet, headings with some values, the record they are sure to be and the likely one.

    Raises TooManyRows.
    """
    rows = 0
    for path in paths:
        if sniff(path) == "xml":
            continue
        first: dict[str | None, RawTable] = {}
        for chunk, _ in iter_tables(path):
            for table in chunk:
                rows += table.frame.height
                first.setdefault(table.sheet, table)
            if rows > MOST_ROWS:
                raise TooManyRows(most=f"{MOST_ROWS:,}")
        yield from (_told(path.name, table) for table in first.values() if PARENT not in table.frame.columns)


def _told(file: str, table: RawTable) -> dict[str, Any]:
    headings = table.frame.columns
    found = likely(table, headings)
    return {
        "file": file, "sheet": table.sheet, "record": recognise(table), "likely": found.kind() if found else None,
        "headings": headings,
        "samples": {
            name: [str(value)[:SAMPLE] for value in table.frame[name].drop_nulls().head(SAMPLES)] for name in headings
        },
    }  # fmt: skip


def _asked(room: Room, visit: dict[str, Any]) -> Asked:
    as_of = date.fromisoformat(visit["as_of"] or visit["began_on"])
    mapping = room.map if room.map.exists() else None
    return Asked((room.files,), room.run, as_of, mapping, format="csv", annotate=True, state=False)
