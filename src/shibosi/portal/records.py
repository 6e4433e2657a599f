"""Kinds of record, open to all: their columns, and a workbook to fill in."""

from io import BytesIO

from django.http import HttpResponse

from shibosi.domains import registry
from shibosi.kernel.records import Record
from shibosi.kernel.words import translate
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.templating import XLSX, write
from shibosi.telling import schemas


@page("rules/records/", EVERYBODY, Entry("Kinds of record", Group.RULES, 60, "document"))
def records(request: Asked) -> HttpResponse:
    """Every kind of record."""
    registry.load()
    rows = [(made, translate(made.label), schemas.kind_cells(made)) for made in schemas.kinds().values()]
    return show(request, "portal/records.html", records=rows)


@page("rules/records/<str:kind>/", EVERYBODY)
def record(request: Asked, kind: str) -> HttpResponse:
    """The columns of a kind of record. Raises UnknownRecord."""
    made = _known(kind)
    rows = [(name == made.needs, schemas.column_cells(made, name)) for name in made.columns]
    return show(request, "portal/record.html", made=made, kind=made.kind(), rows=rows)


@page("rules/records/<str:kind>/template.xlsx", EVERYBODY)
def template(request: Asked, kind: str) -> HttpResponse:
    """A workbook with the columns of a kind of record as headings. Raises UnknownRecord."""
    made, out = _known(kind), BytesIO()
    write(made, out)
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{made.kind()}.xlsx"'
    return answer


def _known(kind: str) -> type[Record]:
    registry.load()
    return schemas.known(kind)
