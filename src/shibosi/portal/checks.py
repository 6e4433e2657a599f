"""Check files without account: drop them, see what is wrong, take them back annotated; nothing is kept."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from shibosi.api.errors import Unusable
from shibosi.domains import registry
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import Phrase, language, translate
from shibosi.pages.filters import Day
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, do, page, show
from shibosi.portal.templating import XLSX
from shibosi.portal.visits import bounds, keeping, mapping, rooms, work
from shibosi.portal.visits.told import file_of, result
from shibosi.standard.codes import codes
from shibosi.store.allowing import NotThere
from shibosi.store.asking import address
from shibosi.store.limiting import count

DAY = Day("as_of", "As of")
TYPES = {".xlsx": XLSX, ".csv": "text/csv; charset=utf-8", ".html": "text/html; charset=utf-8"}
STEPS = {"look": "Looking at the files", "read": "Reading", "judge": "Judging", "annotate": "Annotating"}
RENMINBI = "142"
KIND = re.compile("t[0-9]+|currency")
"""What of a form says kinds; which column a heading is, is proposed anew."""


class NoFiles(ShibosiError):
    """A form without a file in it."""

    code = "no-files"
    message = "Choose at least one file, and at most {most}."


@page("check/", EVERYBODY, Entry("Check files", Group.SERVICES, 10, "hand-in"))
def check(request: Asked) -> HttpResponse:
    """Where files are dropped."""
    return show(request, "portal/check.html", kinds=mapping_kinds(), most=bounds.MOST_UPLOADED // bounds.MEGA,
                files=bounds.MOST_FILES, rows=bounds.MOST_ROWS)  # fmt: skip


@do("check/files/", EVERYBODY)
def drop(request: Asked) -> HttpResponse:
    """Take files in and begin to check them. Raises NoFiles, TooMany, Crowded, Unusable."""
    now = timezone.now()
    count("files from an address", address(request), now)
    files = request.FILES.getlist("files")
    if not 1 <= len(files) <= bounds.MOST_FILES:
        raise NoFiles(most=bounds.MOST_FILES)
    text = request.POST.get("as_of", "")
    as_of: date | None = DAY.value(text) if text else None
    room = keeping.made([(one.name or "", one.chunks()) for one in files], as_of, language(), now)
    work.start(room)
    return redirect("checks.visit", room=room.name)


@page("check/<str:room>/", EVERYBODY)
def visit(request: Asked, room: str) -> HttpResponse:
    """How far a check is, what is asked, or what came of it. Raises RoomGone."""
    return _seen(request, keeping.room_of(room, timezone.now()), "portal/visit.html")


@page("check/<str:room>/state/", EVERYBODY)
def state(request: Asked, room: str) -> HttpResponse:
    """The same without the shell, for the page that asks again and again. Raises RoomGone."""
    found = keeping.room_of(room, timezone.now())
    if found.told("work").get("step") in rooms.OPEN_STEPS:
        return _seen(request, found, "portal/progress.html")
    answer = HttpResponse(status=204)
    answer["HX-Refresh"] = "true"
    return answer


@do("check/<str:room>/map/", EVERYBODY)
def read_so(request: Asked, room: str) -> HttpResponse:
    """Read the tables as a form says, and check again. Raises RoomGone, Crowded."""
    now = timezone.now()
    found = keeping.room_of(room, now)
    registry.load()
    if "again" in request.POST:
        kinds = {name: kind for name, kind in request.POST.items() if KIND.fullmatch(name)}
        return show(request, "portal/visit.html", **_common(found), asking=_asking(found, kinds))
    count("files from an address", address(request), now)
    text = mapping.map_text(found.told("tables")["tables"], request.POST)
    if "record:" not in text:
        reason = Phrase("no table is any kind of record.")
        raise Unusable(place="map", reason=reason)
    found.map.write_text(text, encoding="utf-8")
    found.forget_run()
    work.start(found)
    return redirect("checks.visit", room=room)


@do("check/<str:room>/keep/", EVERYBODY)
def keep(request: Asked, room: str) -> HttpResponse:
    """Keep a visit for a day. Raises RoomGone."""
    found = keeping.room_of(room, timezone.now())
    found.tell("visit", **(found.told("visit") | {"kept": True}))
    return redirect("checks.visit", room=room)


@do("check/<str:room>/delete/", EVERYBODY)
def delete(request: Asked, room: str) -> HttpResponse:
    """Forget a visit now. Raises RoomGone."""
    keeping.room_of(room, timezone.now()).delete()
    return redirect("checks.check")


@page("check/<str:room>/files/<path:name>", EVERYBODY)
def file(request: Asked, room: str, name: str) -> Any:
    """A file of the result, to be taken away. Raises RoomGone, NotThere."""
    path = file_of(keeping.room_of(room, timezone.now()), name)
    if path is None:
        raise NotThere()
    return _given(path)


def mapping_kinds() -> dict[str, str]:
    """Kinds of record with their labels."""
    registry.load()
    return mapping.labels()


def _given(path: Path) -> FileResponse:
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=TYPES[path.suffix])
    answer["Content-Security-Policy"] = "sandbox"
    answer["Cache-Control"] = "no-store"
    return answer


def _seen(request: HttpRequest, room: rooms.Room, template: str) -> HttpResponse:
    registry.load()
    told = room.told("work")
    said: dict[str, Any] = _common(room) | {
        "work": told,
        "step": translate(STEPS.get(told.get("what", ""), "Starting")),
    }
    if told["step"] == "done":
        said["result"] = result(room)
    if told["step"] == "asking":
        said["asking"] = _asking(room, {})
    if told["step"] == "failed":
        said["failure"] = told.get(language()) or translate(work.FAILURES[told["code"]])
    return show(request, template, **said)


def _common(room: rooms.Room) -> dict[str, Any]:
    names = sorted(path.name for path in room.files.iterdir())
    return {"room": room, "files": names, "visit": room.told("visit"), "until": room.until(),
            "mapped": room.map.exists(), "tables": bool(room.told("tables").get("tables"))}  # fmt: skip


def _asking(room: rooms.Room, said: Any) -> dict[str, Any]:
    currencies = {code: f"{code} {one.name}" for code, one in codes("currency").items()}
    return {
        "tables": mapping.tables(room.told("tables").get("tables", []), said), "kinds": mapping.labels(),
        "currencies": currencies, "currency": said.get("currency", RENMINBI),
    }  # fmt: skip
