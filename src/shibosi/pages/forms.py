"""Fields of forms that were sent: read one by one, each with its bounds. What does not fit is told as a page."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email
from django.http import HttpRequest

from shibosi.api.errors import TooLarge, Unusable
from shibosi.kernel.words import Phrase
from shibosi.pages.filters import Choice, Day, Text, Whole


def text(request: HttpRequest, name: str, longest: int = 200, needed: bool = True) -> str:
    """A text without blanks around it. Raises Unusable."""
    found = Text(name, "", longest=longest).value(request.POST.get(name, ""))
    if needed and not found:
        raise Unusable(place=name, reason=Phrase("it is empty."))
    return found


def choice(request: HttpRequest, name: str, among: Collection[str]) -> str:
    """One of some. Raises Unusable."""
    return Choice(name, "", among=dict.fromkeys(among, "")).value(request.POST.get(name, ""))


def choices(request: HttpRequest, name: str, among: Collection[str]) -> list[str]:
    """Some of some, at least one. Raises Unusable."""
    found = request.POST.getlist(name)
    if not found:
        raise Unusable(place=name, reason=Phrase("it is empty."))
    return [Choice(name, "", among=dict.fromkeys(among, "")).value(one) for one in found]


def whole(request: HttpRequest, name: str, least: int, most: int) -> int:
    """A whole number within bounds. Raises Unusable."""
    return Whole(name, "", least, most).value(request.POST.get(name, ""))


def day(request: HttpRequest, name: str) -> date:
    """A day. Raises Unusable."""
    return Day(name, "").value(request.POST.get(name, ""))


def upload(request: HttpRequest, most: int, name: str = "file") -> UploadedFile | None:
    """A file with a name, if one was sent; `most` is in bytes. Raises TooLarge."""
    given = request.FILES.get(name)
    if given is None or not given.name:
        return None
    if (given.size or 0) > most:
        raise TooLarge(place=name, most=most)
    return given


def needed_upload(request: HttpRequest, most: int, name: str = "file") -> UploadedFile:
    """A file that has to be sent. Raises Unusable, TooLarge."""
    given = upload(request, most, name)
    if given is None:
        raise Unusable(place=Phrase.named(name, "File"), reason=Phrase("it is empty."))
    return given


def email(request: HttpRequest, name: str = "email") -> str:
    """An e-mail address. Raises Unusable."""
    found = text(request, name)
    try:
        validate_email(found)
    except ValidationError as mistake:
        raise Unusable(place=name, reason=Phrase("'{text}' is no e-mail address.", text=found)) from mistake
    return found
