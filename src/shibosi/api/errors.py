"""How errors answer: application/problem+json (RFC 9457), a stable code, a sentence in the reader's language."""

import json
from typing import Any

from django.http import HttpResponse

from shibosi.kernel.controls import UnknownControl
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows import refusals
from shibosi.kernel.parameters import UnknownParameter
from shibosi.kernel.records import UnknownRecord
from shibosi.kernel.words import language, told, translate
from shibosi.methods.watchlists.keeping import UnknownList
from shibosi.standard.errors import UnknownClause
from shibosi.standard.law.errors import UnknownFact, UnknownMarket
from shibosi.store.actions.measures import OverAlready, SecondPerson
from shibosi.store.allowing import Forbidden, NotThere, ReportsForOthers
from shibosi.store.cases.opening import AlreadyOpen
from shibosi.store.intake.receiving import RepeatedDifferently
from shibosi.store.limiting import TooMany
from shibosi.store.measures.asking import StoppedByMeasure
from shibosi.store.measures.flows import AppealedBefore
from shibosi.store.measures.wanted import RecordedAlready
from shibosi.store.runs import RunGone
from shibosi.store.tokens import BadToken
from shibosi.store.viewers import NotYourParty

PROBLEM = "application/problem+json"
TITLES = {
    400: "Malformed request", 401: "Not signed in", 403: "Not allowed", 404: "Not there", 405: "No such method",
    409: "In conflict", 413: "Too large", 415: "Not understood here", 422: "Cannot be used", 429: "Too many requests",
    500: "Fault of the server", 503: "Not ready",
}  # fmt: skip
MEANINGS = {
    400: "The request is malformed.",
    401: "No token, or one that lets nobody in.",
    403: "The scope, the level or the party do not reach so far.",
    404: "There is no such thing, or you may not see it.",
    405: "This address does not know the method.",
    409: "The Idempotency-Key was used before, for something else; or what is asked for does not stand so far.",
    413: "The body is larger than is taken.",
    415: "The body is of a kind that is not read here.",
    422: "A value, the cursor or the body cannot be used.",
    429: "More was asked than may be asked in a time; Retry-After says when to come again.",
    500: "The server made a mistake; it is in its log.",
    503: "The server is not ready.",
}


class NotSignedIn(ShibosiError):
    """Nobody, where somebody is wanted."""

    code = "not-signed-in"
    message = "Send a token: Authorization: Bearer sbs_…"


class Unusable(ShibosiError):
    """Values of a request that do not fit."""

    code = "unusable-values"
    message = "{place} cannot be used: {reason}"


class TooLarge(ShibosiError):
    """A body larger than is taken."""

    code = "too-large"
    message = "The body is too large: at most {most} bytes are taken here."


class WrongType(ShibosiError):
    """A body of a kind that is not read here."""

    code = "wrong-content-type"
    message = "The content type '{found}' is not read here; wanted is {wanted}."


class NoLength(ShibosiError):
    """A body that comes in pieces without saying how long it is."""

    code = "no-length"
    message = "Say how long the body is: Content-Length instead of Transfer-Encoding."


STATUS: list[tuple[type[ShibosiError] | tuple[type[ShibosiError], ...], int]] = [
    ((NotSignedIn, BadToken), 401),
    ((Forbidden, NotYourParty, ReportsForOthers, StoppedByMeasure, SecondPerson), 403),
    ((refusals.NotByThem, refusals.NotTheirCase, refusals.SamePerson, refusals.FirstUnknown, refusals.NotShown), 403),
    (NotThere, 404),
    ((RepeatedDifferently, AlreadyOpen, OverAlready, RecordedAlready, AppealedBefore, RunGone), 409),
    ((refusals.NotFromHere, refusals.DeadlineLapsed, refusals.TimeRunsBack), 409),
    (TooLarge, 413),
    (WrongType, 415),
    (TooMany, 429),
]
"""Any other error is 422."""


LOOKED_UP = (UnknownRecord, UnknownControl, UnknownClause, UnknownFact, UnknownMarket, UnknownParameter, UnknownList)


def status_of(mistake: ShibosiError, reading: bool = False) -> int:
    """The HTTP status of an error; where a thing was asked for (`reading`), one with an unknown name is not there."""
    if reading and isinstance(mistake, LOOKED_UP):
        return 404
    return next((status for kinds, status in STATUS if isinstance(mistake, kinds)), 422)


def problem_of(mistake: ShibosiError, status: int) -> dict[str, Any]:
    """The body of an error."""
    facts = {name: str(value) for name, value in told(mistake.facts).items()}
    return problem(status, mistake.code, mistake.sentence()) | {"facts": facts}


def problem(status: int, code: str, detail: str) -> dict[str, Any]:
    """A problem with these members."""
    title = translate(TITLES.get(status, TITLES[400]))
    return {"type": f"urn:shibosi:problem:{code}", "title": title, "status": status, "code": code, "detail": detail}


def readable(body: dict[str, Any]) -> bytes:
    """JSON in which Chinese stands as it is; half of a character that somebody sent is escaped."""
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")


def answer(body: dict[str, Any]) -> HttpResponse:
    """A problem as a response."""
    content = readable(body)
    response = HttpResponse(content, status=body["status"], content_type=PROBLEM)
    response["Content-Language"] = language()
    if body["status"] == 401:
        response["WWW-Authenticate"] = "Bearer"
    if body["code"] == TooMany.code:
        response["Retry-After"] = body["facts"]["wait"]
    return response


def of_error(mistake: ShibosiError, reading: bool = False) -> HttpResponse:
    """The response to an error."""
    return answer(problem_of(mistake, status_of(mistake, reading)))


def of_status(status: int) -> HttpResponse:
    """The response where nothing more is known than the status."""
    code = TITLES.get(status, TITLES[400]).lower().replace(" ", "-")
    return answer(problem(status, code, translate(MEANINGS.get(status, MEANINGS[400]))))
