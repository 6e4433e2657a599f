"""Keeping visits: a room is made, found again by its name, and swept away when its time is over."""

import re
import secrets
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

from shibosi.portal.visits.bounds import MOST_KEPT, WAITING
from shibosi.portal.visits.rooms import OPEN_STEPS, Room
from shibosi.settings import home
from shibosi.store.allowing import NotThere
from shibosi.store.limiting import TooMany

NAME = re.compile(r"[A-Za-z0-9_-]{32}")
LONGEST = 100
CHINA = ZoneInfo("Asia/Shanghai")
"""Whose day it is when files are checked."""


class RoomGone(NotThere):
    """A visit that is over, or never was."""

    code = "visit-over"
    message = "This visit is over; nothing of it was kept. Drop the files again."


class Crowded(TooMany):
    """More visits than are taken in at once."""

    code = "too-many-visits"
    message = "Too many files are being checked just now. Try again in a minute."


def made(files: Iterable[tuple[str, Iterable[bytes]]], as_of: date | None, language: str, now: datetime) -> Room:
    """A room with these files (name, contents). Raises Crowded."""
    sweep(now)
    rooms = list(every())
    busy = sum(room.told("work").get("step") in OPEN_STEPS for room in rooms)
    if len(rooms) >= MOST_KEPT or busy >= WAITING:
        raise Crowded(wait=60)
    room = Room(_home() / secrets.token_urlsafe(24))
    room.files.mkdir(parents=True, mode=0o700)
    (room.folder / "seen").touch()
    began_on = now.astimezone(CHINA).date()
    room.tell("visit", began_at=now, began_on=began_on, as_of=as_of, language=language, kept=False)
    room.tell("work", step="waiting")
    taken: set[str] = set()
    for name, contents in files:
        with (room.files / _safe(name, taken)).open("wb") as out:
            for chunk in contents:
                out.write(chunk)
    return room


def room_of(name: str, now: datetime, look: bool = True) -> Room:
    """The room of that name; looking at it keeps it longer. Raises RoomGone."""
    room = Room(_home() / name)
    if not NAME.fullmatch(name) or not (room.folder / "visit.json").is_file() or room.until() < now:
        raise RoomGone()
    if look:
        (room.folder / "seen").touch()
    return room


def sweep(now: datetime) -> int:
    """Delete every visit that is over; how many."""
    over = [room for room in every() if not (room.folder / "visit.json").exists() or room.until() < now]
    for room in over:
        room.delete()
    return len(over)


def every() -> Iterator[Room]:
    """Every visit there is."""
    for folder in _home().iterdir() if _home().is_dir() else ():
        if NAME.fullmatch(folder.name):
            yield Room(folder)


def today() -> date:
    """The day it is in China."""
    return timezone.now().astimezone(CHINA).date()


def _home() -> Path:
    return home() / "visits"


def _safe(name: str, taken: set[str]) -> str:
    """A file name that is one: without folders and odd signs, each once."""
    plain = "".join(sign if sign.isprintable() and sign not in '\\/:*?"<>|' else "_" for sign in name)
    plain = plain.lstrip(". ")[-LONGEST:] or "file"
    stem, dot, ending = plain.partition(".")
    number = 2
    while plain.lower() in taken:
        plain, number = f"{stem}-{number}{dot}{ending}", number + 1
    taken.add(plain.lower())
    return plain
