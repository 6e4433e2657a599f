"""Files handed in: taken in, answered row by row, filtered, taken away as a list or with the answers in them."""

from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.console import saying
from shibosi.kernel.controls import KNOWN, named
from shibosi.kernel.decisions import Verdict
from shibosi.kernel.problems import said_place
from shibosi.kernel.words import language, translate
from shibosi.pages.files import FILES, XLSX, as_file, file_wanted
from shibosi.pages.filters import Choice, Chosen, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, page, show
from shibosi.store import scope
from shibosi.store.allowing import the_one
from shibosi.store.intake import files, given_back
from shibosi.store.intake.answers import LISTED, listed, reason_said, said
from shibosi.store.models import HandedFile, RowAnswer
from shibosi.telling.schemas import kinds

DOOR = "console"
DECISIONS = {one.name.lower(): one.name.lower() for one in reversed(Verdict)}
HEADINGS = [Heading("Row", "place", first_down=False), Heading("Document"), Heading("Decision"), Heading("Remarks")]
FILE_HEADINGS = [Heading("File"), Heading("Received", "pk"), Heading("Rows", "rows", number=True), Heading("Decision")]
LATEST = 10
"""Files told on the page where the next is handed in."""
MOST_REASONS = 100
LONGEST = 90


@page("documents/hand-in/", verb="documents.report", methods=("GET", "HEAD", "POST"),
      entry=Entry("Hand documents in", Group.REVIEW, 40, "hand-in", "h"))  # fmt: skip
def hand_in(request: Asked) -> HttpResponse:
    """Take a file in, or let a worker do so where it is large. Raises NoSuchFile."""
    given = request.FILES.get("file")
    if request.method != "POST" or given is None:
        latest = [_counted(one) for one in scope.handed_files(request.viewer).order_by("-pk")[:LATEST]]
        return show(
            request, "console/hand_in.html", records={kind: translate(made.label) for kind, made in kinds().items()},
            kinds=", ".join(files.KINDS), most=files.MOST >> 20, latest=latest,
        )  # fmt: skip
    kind = files.suffix(given.name)
    path = Path(given.temporary_file_path()).with_suffix(f".{kind}")
    Path(given.temporary_file_path()).rename(path)
    try:
        made = files.hand_in(request.viewer, path, given.name)
    finally:
        path.rename(given.temporary_file_path())
    return redirect("handed.file", made.pk)


@page("documents/handed-in/", verb="documents.read")
def every(request: Asked) -> HttpResponse:
    """The files that were handed in, the newest first."""
    list_ = listing(request, scope.handed_files(request.viewer), FILE_HEADINGS, "-pk", files=False)
    list_.items = [_counted(one) for one in list_.items]
    return show(request, "console/handed.html", list=list_)


@page("documents/handed-in/<key:file>/", verb="documents.read")
def file(request: Asked, file: int) -> HttpResponse:
    """What became of each row of a file; how far a worker is with it. Raises NotThere."""
    one: HandedFile = the_one(scope.handed_files(request.viewer).filter(pk=file).select_related("job"))
    if one.ended_at is None:
        part = "console/taking_in_part.html" if request.headers.get("HX-Request") else "console/taking_in.html"
        state = one.job.state if one.job is not None else "failed"
        return show(request, part, file=one, job=one.job, busy=state in ("waiting", "running"), name=one.name)
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"
        return answer
    chosen = _filters(request, one).read(request.GET)
    query = _rows(request, one, chosen)
    if file_wanted(request):
        return as_file(request, f"answers-{one.pk}", query.order_by("place"), LISTED, listed)
    list_ = listing(request, query, HEADINGS, "place", chosen)
    list_.items = [_told(answer) for answer in list_.items]
    problems = [{"place": said_place(each["place"]) if each["place"] else "", "words": each[language()]}
                for each in one.told["problems"]]  # fmt: skip
    return show(
        request, "console/handed_file.html", file=_counted(one), answer=one.told | {"problems": problems}, list=list_,
        back=given_back.can(one), rows=one.told["rows"],
    )  # fmt: skip


@page("documents/handed-in/<key:file>/answered.xlsx", verb="documents.read")
def answered(request: Asked, file: int) -> HttpResponse:
    """The file with the answers in it. Raises NotThere, NotGivenBack."""
    one = the_one(scope.handed_files(request.viewer).filter(pk=file))
    answer = HttpResponse(given_back.given_back(request.viewer, one, DOOR), content_type=FILES[XLSX])
    answer["Content-Disposition"] = f'attachment; filename="answered-{one.pk}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


def _filters(request: Asked, one: HandedFile) -> Filters:
    own = scope.row_answers(request.viewer).filter(file=one)
    reasons = own.exclude(reason="").order_by("reason").values_list("reason", flat=True).distinct()[:MOST_REASONS]
    named_kinds = own.exclude(kind="").order_by("kind").values_list("kind", flat=True).distinct()
    return Filters(
        Choice("decision", "Decision", among=DECISIONS),
        Choice("reason", "Why", among={name: _short(reason_said(name)) for name in reasons}, translated=False),
        Choice("kind", "Kind", among={kind: saying.document(kind) for kind in named_kinds}, translated=False),
        Text("number", "Number", longest=200),
    )  # fmt: skip


def _rows(request: Asked, one: HandedFile, chosen: Chosen) -> QuerySet[RowAnswer]:
    wanted = {name: chosen[name] for name in ("decision", "reason", "kind", "number") if chosen[name]}
    return scope.row_answers(request.viewer).filter(file=one, **wanted)


def _told(answer: RowAnswer) -> dict[str, Any]:
    """A row as its template shows it."""
    why = [{"said": one, "control": named(one.control) if one.control in KNOWN else None} for one in said(answer)]
    return {"row": answer, "why": why}


def _counted(one: HandedFile) -> HandedFile:
    """A file with its counts by decision, the strictest first."""
    shown: Any = one
    rows = one.told.get("rows", {})
    shown.counts = [(name, rows[name]) for name in DECISIONS if rows.get(name)]
    return one


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
