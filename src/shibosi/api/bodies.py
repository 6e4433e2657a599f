"""Bodies as strangers send them: of the kind that is read, bounded in size."""

from collections.abc import Iterator

from django.http import HttpRequest, UnreadablePostError

from shibosi.api.errors import NoLength, TooLarge, WrongType
from shibosi.kernel.words import Phrase
from shibosi.store.intake.exact import UnreadableBody

JSON, XML, NDJSON = "application/json", "application/xml", "application/x-ndjson"
MOST_JSON, MOST_XML, MOST_LINE = 8 << 20, 16 << 20, 1 << 20
"""Bytes: some hundred documents, a message, one document. Our choice."""
PIECE = 1 << 16


def type_of(request: HttpRequest, *wanted: str) -> str:
    """Which of the wanted kinds the body is. Raises WrongType, NoLength."""
    if "CONTENT_LENGTH" not in request.META and request.headers.get("Transfer-Encoding"):
        raise NoLength()
    found = (request.content_type or "").lower()
    if found == "text/xml":
        found = XML
    charset = (request.content_params or {}).get("charset", "utf-8").lower()
    if found not in wanted or (found != XML and charset not in ("utf-8", "utf8")):
        raise WrongType(found=(request.headers.get("Content-Type") or "")[:100], wanted=", ".join(wanted))
    return found


def body_of(request: HttpRequest, most: int) -> bytes:
    """The whole body. Raises TooLarge, UnreadableBody."""
    try:
        told = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError as mistake:
        raise UnreadableBody(reason=Phrase("its length is not a number")) from mistake
    if told > most:
        raise TooLarge(most=most)
    try:
        data = request.read(most + 1)
    except (UnreadablePostError, OSError) as mistake:
        raise UnreadableBody(reason=Phrase("it ended before its end")) from mistake
    if len(data) > most:
        raise TooLarge(most=most)
    return bytes(data)


def lines_of(request: HttpRequest) -> Iterator[bytes]:
    """The lines of a body as they come, without blank ones. Raises TooLarge, UnreadableBody."""
    left = b""
    while piece := _piece(request):
        *lines, left = (left + piece).split(b"\n")
        for line in lines:
            if len(line) > MOST_LINE:
                raise TooLarge(most=MOST_LINE)
            if line.strip():
                yield line
        if len(left) > MOST_LINE:
            raise TooLarge(most=MOST_LINE)
    if left.strip():
        yield left


def _piece(request: HttpRequest) -> bytes:
    try:
        return bytes(request.read(PIECE))
    except (UnreadablePostError, OSError) as mistake:
        raise UnreadableBody(reason=Phrase("it ended before its end")) from mistake
