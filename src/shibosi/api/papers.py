"""Papers: the kinds there are, how those handed in stand, and whether a firm may do something."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from shibosi.api.viewing import Asking, viewer_of
from shibosi.store.allowing import allowed
from shibosi.store.reading import papers, permits
from shibosi.telling import papers as telling

router = Router(tags=["papers"], auth=Asking())
Word = Annotated[str, Query(max_length=60)]
FIRST, LAST = date(1971, 1, 1), date(9000, 12, 31)


class PaperKind(Schema):
    """A kind of paper: what it proves, of whom it is asked, who issues it, what is checked."""

    kind: str
    name: str
    clauses: list[str]
    subject: str
    about: str
    serves: dict[str, str]
    asked: str
    issuer: str
    form: str
    parts: dict[str, str]
    scope: dict[str, str]
    validity: str
    control: str
    checked: str


class PaperStanding(Schema):
    """A paper as it stands on the day; `shared`: another firm handed in the same file."""

    holder: str
    kind: str
    name: str
    number: str
    parts: list[str]
    market: str
    state: str
    last: date | None
    verified: date | None
    shared: bool


class PermitReason(Schema):
    """What was found for a kind and part: `allows` is null where it cannot be told."""

    kind: str
    name: str
    part: str
    allows: bool | None
    word: str
    text: str
    number: str
    last: date | None


class Permit(Schema):
    """The answer: `may` is true, false, or null where it cannot be told; what stands against it comes first."""

    may: bool | None
    answer: str
    reasons: list[PermitReason]


@router.get("/papers/kinds", response=list[PaperKind], summary="Kinds of paper")
def kinds(request: HttpRequest, serves: Word = "", clause: Word = "") -> Any:
    """All kinds, those asked of an activity, a role or a kind of asset, or those that prove a clause."""
    viewer_of(request)
    return [telling.as_data(one) for one in telling.chosen(serves, clause)]


@router.get("/papers", response=list[PaperStanding], summary="How papers stand")
def standing(request: HttpRequest, firm: Word = "", state: Word = "") -> Any:
    """Papers that are seen, of one firm where it is named, what wants work first."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    today = viewer.today
    return [vars(one) for one in papers.all_papers(viewer, today, firm) if state in ("", one.state)]


@router.get("/papers/may", response=Permit, summary="May a firm do something")
def may(
    request: HttpRequest, firm: Word, activity: Word, market: Word = "", category: Word = "",
    day: Annotated[date | None, Query(ge=FIRST, le=LAST)] = None,
    yes: Annotated[list[str], Query()] = [], no: Annotated[list[str], Query()] = [],  # noqa: B006
) -> Any:  # fmt: skip
    """Yes, no or cannot be told, with a reason for each paper. `yes`, `no`: facts said beside the records."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    facts = tuple((fact, so) for some, so in ((yes, True), (no, False)) for fact in some if fact in permits.FACTS)
    on = day or viewer.today
    return permits.as_data(
        papers.asked(viewer, firm, permits.Question(activity, market or None, category or None, on, facts))
    )
