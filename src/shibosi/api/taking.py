"""The rules taken away: an OSCAL catalog, a library for CISO Assistant, JSON, CSV. Open to all."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Path, Router

from shibosi.api.viewing import Asking
from shibosi.kernel.words import language
from shibosi.telling.export import exported, named

router = Router(tags=["law"], auth=Asking(optional=True))
Name = Annotated[str, Path(max_length=20, description="`oscal`, `ciso`, `json` or `csv`.")]
TEXT = {"schema": {"type": "string"}}
FILE: dict[str, Any] = {
    "responses": {200: {"description": "The file", "content": {
        "application/json": {"schema": {}}, "application/yaml": TEXT, "text/csv": TEXT,
    }}}
}  # fmt: skip


@router.get("/law/export/{name}", openapi_extra=FILE, summary="The rules in a format of others")
def export(request: HttpRequest, name: Name) -> Any:
    """Items, controls, figures and norms in words of ours, in the language of the request."""
    return file_of(name)


def file_of(name: str) -> HttpResponse:
    """The rules as a file to be kept. Raises UnknownFormat."""
    form = named(name)
    answer = HttpResponse(exported(name, timezone.now()), content_type=f"{form.media_type}; charset=utf-8")
    stem, _, ending = form.file.partition(".")
    answer["Content-Disposition"] = f'attachment; filename="{stem}.{language()}.{ending}"'
    return answer
