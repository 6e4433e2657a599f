"""Forms with files that are too large are refused before a byte of them is read."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shibosi.api.errors import NoLength, TooLarge
from shibosi.kernel.errors import ShibosiError
from shibosi.pages import errors
from shibosi.portal.visits.bounds import MEGA, MOST_UPLOADED


class UploadTooLarge(TooLarge):
    """More than is checked here at once."""

    code = "upload-too-large"
    message = "This is too much: at most {most} MB are checked here at once. For more, use the command line."


class Bounded:
    """Middleware: forms with files that are too large are refused before a byte of them is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        mistake = _refused(request)
        return self.get_response(request) if mistake is None else errors.of(request, mistake)


def _refused(request: HttpRequest) -> ShibosiError | None:
    if request.content_type != "multipart/form-data":
        return None
    told = request.META.get("CONTENT_LENGTH") or ""
    if not told.isdecimal():
        return NoLength()
    return UploadTooLarge(most=MOST_UPLOADED // MEGA) if int(told) > MOST_UPLOADED else None
