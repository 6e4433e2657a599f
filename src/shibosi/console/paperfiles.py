"""Files of papers: handed in, looked at, their fields typed beside what was read, looked up with the issuer."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.domains.papers.papers import kinds
from shibosi.kernel.words import translate
from shibosi.methods.scans.looking import MEDIA, MOST
from shibosi.methods.scans.seen import REASONS
from shibosi.pages import forms
from shibosi.pages.page import Asked, do, page, show
from shibosi.store.allowing import may, may_hand_in
from shibosi.store.intake.handed import read
from shibosi.store.intake.receiving import HandedIn, receive_read
from shibosi.store.models import PaperFile
from shibosi.store.papers import files, lookups, reporting
from shibosi.store.papers.matching import WORDS, agreement, found
from shibosi.store.reading.inforce import rows
from shibosi.store.reading.papers import of_holder

DOOR = "console"
EXCERPT = 4000
"""Letters of the text that are shown."""


@page("papers/hand-in/", "documents.report", methods=("GET", "HEAD", "POST"))
def hand_in(request: Asked) -> HttpResponse:
    """Take the file of a paper. Raises FileRefused, TooLarge."""
    given = forms.upload(request, MOST)
    renews = request.GET.get("renews", "") if request.GET.get("renews", "").isdigit() else ""
    if request.method != "POST" or given is None:
        may_hand_in(request.viewer)
        return show(request, "console/paper_hand_in.html", most=MOST >> 20, renews=renews)
    made = files.keep(request.viewer, given.read(), given.name)
    answer = redirect("paperfiles.file", made.pk)
    if renews:
        answer["Location"] += f"?renews={renews}"
    return answer


@page("papers/files/<key:number>/", "documents.read")
def file(request: Asked, number: int) -> HttpResponse:
    """A file: what was found in it, the papers it proves, and the form for its fields. Raises NotThere."""
    viewer = request.viewer
    one = files.file_of(viewer, number)
    proven = rows(viewer, "paper", digest=one.digest)
    return show(
        request, "console/paper_file.html", one=one, reason=REASONS.get(one.reason, ""), text=one.text[:EXCERPT],
        found=found(one.text), papers=[_paper(row, one) for row in proven],
        shared=one.digest in files.shared([one.digest]), form=_form(request, one.text),
        kinds={"": "", **{each.kind: each.name for each in kinds().values()}},
        may_report=one.serves and may(viewer, "documents.report"), may_judge=may(viewer, files.JUDGE),
    )  # fmt: skip


@page("papers/files/<key:number>/content/", "documents.read")
def content(request: Asked, number: int) -> HttpResponse:
    """The file itself, to be looked at. Raises NotThere, SetApart."""
    one = files.file_of(request.viewer, number)
    answer = HttpResponse(files.contents(request.viewer, one, DOOR), content_type=MEDIA.get(one.kind, "text/plain"))
    answer["Content-Disposition"] = f'{"inline" if one.kind in MEDIA else "attachment"}; filename="paper.{one.kind}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"
    answer["X-Content-Type-Options"], answer["Cache-Control"] = "nosniff", "no-store"
    return answer


@do("papers/files/<key:number>/report/", "documents.report")
def report(request: Asked, number: int) -> HttpResponse:
    """Report the paper that the file is, with the fields that were typed. Raises Unusable, ReportsForOthers."""
    viewer = request.viewer
    one = files.file_of(viewer, number)
    values = {name: forms.text(request, name, longest, needed=name in reporting.NEEDED)
              for name, longest in reporting.FIELDS.items()}  # fmt: skip
    values["open_ended"] = "true" if "open_ended" in request.POST else ""
    every = read([reporting.document(viewer, one, values)])
    reporting.check(viewer, every)
    receive_read(every, reporting.mark(one, values), HandedIn(viewer.by, viewer.reporter), viewer.now)
    messages.success(request, translate("The paper is handed in."))
    return redirect("paperfiles.file", one.pk)


@do("papers/files/<key:number>/release/", files.JUDGE)
def release(request: Asked, number: int) -> HttpResponse:
    """Let a file serve that was set apart. Raises NotThere, Unusable."""
    one = files.file_of(request.viewer, number)
    files.release(request.viewer, one, forms.text(request, "because", 300))
    messages.success(request, translate("The file serves now."))
    return redirect("paperfiles.file", one.pk)


@page("papers/look-up/", files.JUDGE, methods=("GET", "HEAD", "POST"))
def look_up(request: Asked) -> HttpResponse:
    """Put down what an issuer said of a paper. Raises Unusable, UnknownKind."""
    if request.method != "POST":
        told = {name: request.GET.get(name, "")[:100] for name in ("holder", "kind", "number")}
        known = [one for one in lookups.newest(request.viewer, told["holder"]).values()
                 if (one.paper_kind, one.number) == (told["kind"], told["number"])]  # fmt: skip
        shown = {name: translate(words) for name, words in lookups.RESULTS.items()}
        return show(request, "console/paper_look_up.html", told=told, results=shown, known=known,
                    today=request.viewer.now.date(), said=lookups.RESULTS)  # fmt: skip
    asked_on: date = forms.day(request, "asked_on")
    lookups.look_up(request.viewer, lookups.Answer(
        forms.text(request, "holder", 64), forms.text(request, "kind", 60), forms.text(request, "number", 80),
        forms.choice(request, "result", lookups.RESULTS), asked_on, forms.text(request, "where", 200),
    ))  # fmt: skip
    messages.success(request, translate("The answer is put down."))
    return redirect("papers.papers")


def _form(request: Asked, text: str) -> dict[str, Any]:
    """What the form begins with: what was found in the file, over the paper it renews."""
    before: dict[str, Any] = {}
    renews = request.GET.get("renews", "")
    if renews.isdigit():
        before = next((row for row in of_holder(request.viewer) if str(row["#document"]) == renews), {})
    kept = {name: before[name] for name in reporting.KEPT if before.get(name)}
    return kept | found(text).proposed()


def _paper(row: dict[str, Any], file: PaperFile) -> dict[str, Any]:
    """A paper of the file: each field with whether it stands in the file."""
    agrees = agreement(row, file.text, file.machine)
    kind = kinds().get(row["paper_kind"] or "")
    return {
        "document": row["#document"], "holder": row["holder_code"], "number": row["number"],
        "name": kind.name if kind is not None else row["paper_kind"],
        "fields": [(reporting.label(name), row[name], state, WORDS[state]) for name, state in agrees.items()],
    }  # fmt: skip
