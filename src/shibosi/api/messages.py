"""Customs messages: the kinds there are, their elements, and what is wrong in one. Open to all; nothing is stored."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema

from shibosi.api import bodies
from shibosi.api.viewing import Asking, viewer_of
from shibosi.methods.formats.ceb import Limits
from shibosi.methods.messages.checking import check_bytes
from shibosi.methods.messages.kinds import kind, kinds
from shibosi.methods.messages.signing.verifying import signature_of
from shibosi.store.asking import address
from shibosi.store.limiting import count

router = Router(tags=["messages"], auth=Asking(optional=True))
MOST = 4 << 20
"""Bytes: a message of a hundred documents with all their lines. Our choice."""
LIMITS = Limits(size=MOST)
NAME = "message"
BODY = {"schema": {"type": "string"}}
HANDED: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "XML, with or without its envelope, or JSON",
        "content": {bodies.XML: BODY, bodies.JSON: {"schema": {"type": "object"}}},
    }
}


class KindBrief(Schema):
    """A kind of message. `lines`: least and most rows of each of its lists; `documents`: how many it may hold."""

    number: str
    message: str
    name: str
    direction: str
    sender: str
    answers: str
    documents: int | None
    lines: dict[str, list[int | None]]
    key: list[str]


class RuleSaid(Schema):
    """A rule about an element beyond its type. `answer`: the code a breach is answered with, where known."""

    rule: str
    kind: str
    value: str
    weight: Literal["refused", "noted"]
    text: str
    answer: str
    source: str
    confidence: str


class ElementSaid(Schema):
    """An element of a message: C..60 is text of at most 60 characters, N19,5 a decimal, int5 a whole number."""

    section: str
    element: str
    label: str
    type: str
    required: bool
    fixed: str
    advised: str
    meaning: str
    source: str
    confidence: str
    rules: list[RuleSaid]


class KindShown(KindBrief):
    """A kind of message with its elements in their order."""

    elements: list[ElementSaid]


class MistakeSaid(Schema):
    """Something that is wrong. `noted` ones are only worth knowing."""

    weight: Literal["refused", "noted"]
    document: int
    part: str
    section: str
    row: int
    element: str
    label: str
    line: int
    sentence: str
    rule: str
    source: str
    confidence: str
    answer: str


class Unread(Schema):
    """Something that could not be read."""

    code: str
    place: str
    sentence: str


class ReasonSaid(Schema):
    """One thing about a signature; `weighs`: the signature is wrong for it."""

    code: str
    weighs: bool
    sentence: str
    answer: str


class SignatureSaid(Schema):
    """Whether the signature is right, and whose it says it is. Nobody is trusted here: that is for who receives it."""

    holds: bool
    kind: str
    key_name: str
    holder: str
    number: str
    reasons: list[ReasonSaid]


class CheckedSaid(Schema):
    """What was found. `more`: there are more mistakes than these; `signature` only where there is one."""

    outcome: Literal["accepted", "refused", "unreadable"]
    message: str
    documents: int
    mistakes: list[MistakeSaid]
    more: bool
    problems: list[Unread]
    signature: SignatureSaid | None = None


@router.get("/messages", response=list[KindBrief], summary="The kinds of customs message")
def every(request: HttpRequest) -> Any:
    """All 42, by number, with how their documents are named."""
    return [one.as_data() for one in kinds()]


@router.post("/messages/validate", response=CheckedSaid, openapi_extra=HANDED, summary="Check a customs message")
def validate(request: HttpRequest) -> Any:
    """What is wrong in a message by element, with what it would be answered; whether it would be refused."""
    bodies.type_of(request, bodies.XML, bodies.JSON)
    counted(request)
    checked = check_bytes(bodies.body_of(request, MOST), NAME, LIMITS)
    signature = signature_of(checked.message, timezone.now())
    return checked.as_data() | {"signature": signature.as_data() if signature else None}


@router.get("/messages/{number}", response=KindShown, summary="The elements of a kind of customs message")
def elements(request: HttpRequest, number: Annotated[str, Path(max_length=20)]) -> Any:
    """Order, type, presence, meaning and rules, in the language of the request."""
    one = kind(number)
    return one.as_data() | {"elements": [element.as_data() for element in one.elements]}


def counted(request: HttpRequest) -> None:
    """Count what comes without account against what an address may hand in. Raises TooMany."""
    viewer = viewer_of(request)
    if viewer.account is None and viewer.token is None:
        count("files from an address", address(request), timezone.now())
