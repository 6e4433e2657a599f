"""The service under /api/v1: its rooms, how it answers errors, and the description of both (OpenAPI 3.1)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Swagger
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from shibosi.api import (
    bulk,
    cases,
    courses,
    customs,
    documents,
    dossiers,
    feeds,
    filings,
    findings,
    goods,
    handed,
    impacts,
    interests,
    jobs,
    law,
    log,
    me,
    measures,
    messages,
    notices,
    paperfiles,
    papers,
    paymentdata,
    proposals,
    recalls,
    register,
    registry,
    rules,
    runs,
    screening,
    standings,
    suppliers,
    taking,
    taxes,
    violations,
    webhooks,
)
from shibosi.api.bodies import MOST_LINE, body_of
from shibosi.api.errors import MEANINGS, PROBLEM, NotSignedIn, Unusable, of_error, of_status
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.validating import why
from shibosi.settings.limits import LIMITS
from shibosi.store.intake.exact import parsed

ERRORS = (400, 401, 403, 404, 405, 413, 415, 422, 429)
TEXT = {"type": "string"}
SHAPE: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": TEXT, "title": TEXT, "status": {"type": "integer"}, "code": TEXT, "detail": TEXT,
        "facts": {"type": "object", "additionalProperties": TEXT},
    },
}  # fmt: skip
_MOST = LIMITS["requests of a token"]
ABOUT = f"""Hand documents in, read what was found, and why.

Send `Authorization: Bearer sbs_…`; say for which party in `Shibosi-Party` where the token may act for several. \
Sentences are in the language of `Accept-Language` (zh, en; Chinese where nothing is said). A token may ask \
{_MOST.amount:,} times in {_MOST.seconds} seconds; beyond that the answer is 429, and `Retry-After` says when to \
come back. Errors are problems (RFC 9457) with a stable `code`. \
Lists come in pages: `next` is the cursor of the page that follows."""


class Exact(Parser):
    """Reads bodies as those of documents are read."""

    def parse_body(self, request: HttpRequest) -> Any:
        """What stands in a body. Raises TooLarge, UnreadableBody."""
        return parsed(body_of(request, MOST_LINE))


class Readable(JSONRenderer):
    """Chinese stands in answers as it is."""

    json_dumps_params: dict[str, Any] = {"ensure_ascii": False}


class Service(NinjaAPI):
    """The API; in its description every operation names the errors it may answer with."""

    def get_openapi_schema(self, **more: Any) -> Any:
        """The description."""
        found = super().get_openapi_schema(**more)
        for address, methods in found["paths"].items():
            for method, operation in methods.items():
                if method not in ("get", "post", "put", "patch", "delete"):
                    continue
                said = {str(status): answer for status, answer in operation.get("responses", {}).items()}
                errors = [*ERRORS, 409] if method == "post" or "/runs/" in address else ERRORS
                said |= {str(status): {"$ref": f"#/components/responses/E{status}"} for status in errors}
                operation["responses"] = said
        components = found.setdefault("components", {})
        components.setdefault("schemas", {})["Problem"] = SHAPE
        content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        components["responses"] = {
            f"E{status}": {"description": MEANINGS[status], "content": content} for status in (*ERRORS, 409)
        }
        return found


api = Service(
    title="Shibosi", version="1", description=ABOUT, urls_namespace="api", parser=Exact(), renderer=Readable(),
    docs=Swagger({"docExpansion": "list"}),
)  # fmt: skip
ROOMS = (
    bulk, documents, handed, dossiers, findings, cases, measures, violations, proposals, standings, papers, paperfiles,
    register, notices, rules, law, impacts, interests, screening, taking, taxes, goods, recalls, messages, customs,
    log, jobs, runs, feeds, webhooks, registry, suppliers, courses, filings, paymentdata, me,
)  # fmt: skip
for room in ROOMS:
    api.add_router("", room.router)


@api.exception_handler(ShibosiError)
def refused(request: HttpRequest, mistake: ShibosiError) -> HttpResponse:
    """An error of ours."""
    return of_error(mistake, reading=request.method == "GET")


@api.exception_handler(ValidationError)
def unusable(request: HttpRequest, mistake: ValidationError) -> HttpResponse:
    """Values that do not fit: the first of them is said."""
    first = mistake.errors[0] if mistake.errors else {"loc": [], "msg": ""}
    where = ".".join(map(str, first["loc"]))[:100].encode("ascii", "replace").decode()
    return of_error(Unusable(place=where, reason=why(first)))


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, mistake: AuthenticationError) -> HttpResponse:
    """Nobody."""
    return of_error(NotSignedIn())


@api.exception_handler(HttpError)
def spoken(request: HttpRequest, mistake: HttpError) -> HttpResponse:
    """A body that could not be read."""
    if isinstance(mistake.__cause__, ShibosiError):
        return of_error(mistake.__cause__)
    return of_status(422 if mistake.status_code == 400 else mistake.status_code)
