"""Looking for a number: one dossier is opened at once, several are listed, a part of a number suggests some."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from shibosi.api.dossiers import shown_key
from shibosi.pages.filters import Text
from shibosi.pages.page import Asked, page, show
from shibosi.store.allowing import may
from shibosi.store.reading import numbers as reading
from shibosi.store.reading.dossiers import shown_number

NUMBER = Text("number", "Number")


@page("numbers/", verb="documents.read")
def numbers(request: Asked) -> HttpResponse:
    """Dossiers and documents of a number; where there are none, those it is a part of. Raises Unusable."""
    viewer = request.viewer
    number = NUMBER.value(request.GET.get("number", ""))
    if not number:
        return redirect("documents.documents")
    sees = may(viewer, "dossiers.read")
    dossiers = reading.dossiers_of(viewer, number) if sees else []
    if len(dossiers) == 1:
        return redirect("dossiers.dossier", dossiers[0].pk)
    documents = reading.documents_of(viewer, number)
    if not dossiers and len(documents) == 1:
        return redirect("documents.document", documents[0].pk)
    part = not dossiers and not documents
    if part:
        dossiers = reading.dossiers_of(viewer, number, part=True) if sees else []
        documents = reading.documents_of(viewer, number, part=True)
    return show(
        request, "console/numbers.html", wanted=number, part=part, more=reading.MOST,
        dossiers=[(one, shown_key(one)) for one in dossiers],
        documents=[(one, shown_number(one.number)) for one in documents],
        cases=reverse("cases.cases") if may(viewer, "cases.read") else "",
    )  # fmt: skip
