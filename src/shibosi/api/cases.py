"""Cases: opened, moved one by one or many at once, handed to officers; what may be done next, and why not."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from shibosi.api.caseshapes import (
    Assignment,
    AwaitedPage,
    CaseBrief,
    CaseFilter,
    CasePage,
    CaseWanted,
    CaseWhole,
    LoadShown,
    ManyMoved,
    MoveWanted,
    Officer,
    Outcomes,
    WaitingShown,
    WaiverPage,
    awaited_shown,
    brief,
    outcomes,
    waiver,
    whole,
)
from shibosi.api.documents import repeat_key
from shibosi.api.jobs import JobShown
from shibosi.api.paging import Cursor, Limit
from shibosi.api.viewing import Asking, viewer_of
from shibosi.api.written import KEY
from shibosi.store import scope
from shibosi.store.actions import cases as actions
from shibosi.store.actions import queues
from shibosi.store.allowing import allowed, the_one
from shibosi.store.cases import desk
from shibosi.store.cases.carrying import Asked
from shibosi.store.cases.showing import shown
from shibosi.store.models import Account
from shibosi.store.paging import Order, page
from shibosi.store.viewers import Viewer

router = Router(tags=["cases"], auth=Asking())
DOOR = "api"
Number = Annotated[str, Path(max_length=16, description="The number of the case.")]
KEYED = {"parameters": [KEY]}


@router.get("/cases", response=CasePage, summary="Cases")
def cases(
    request: HttpRequest, which: Query[CaseFilter], sort: Literal["due", "newest", "oldest", "priority"] = "due",
    limit: Limit = 50, cursor: Cursor = "",
) -> Any:  # fmt: skip
    """The cases that are seen, open ones unless asked otherwise, the next deadline first."""
    viewer = _reader(request)
    found = page(desk.queue(viewer, which.which()), desk.SORTS, sort, cursor, limit)
    return {"items": [brief(viewer, one) for one in found.items], "next": found.next}


@router.get("/cases/counts", response=list[WaitingShown], summary="How many cases wait")
def counts(request: HttpRequest, which: Query[CaseFilter]) -> Any:
    """Open cases by flow and state."""
    return desk.waiting(_reader(request), which.which())


@router.get("/cases/workload", response=list[LoadShown], summary="Who has how many cases")
def workload(request: HttpRequest) -> Any:
    """Open cases by officer. Parties see none."""
    return [
        {"assignee": one.account.pk if one.account else None, "count": one.count, "late": one.late, "soon": one.soon,
         "name": (one.account.name or one.account.email) if one.account else ""}
        for one in desk.workload(_reader(request))
    ]  # fmt: skip


@router.post("/cases", response={201: CaseBrief}, openapi_extra=KEYED, summary="Open a case")
def open_(request: HttpRequest, wanted: CaseWanted) -> Any:
    """A waiver of a finding, the correction of a document, an appeal. Of one thing there is one open case at a time."""
    viewer = viewer_of(request)
    asked = Asked(wanted.finding, wanted.document, wanted.subject, wanted.facts)
    return Status(201, brief(viewer, actions.open_case(viewer, wanted.flow, asked, repeat_key(request))))


@router.post("/cases/moves", response=Outcomes, openapi_extra=KEYED, summary="Move many cases")
def move_some(request: HttpRequest, wanted: ManyMoved) -> Any:
    """The same move for each, each by itself: what stands against one stops no other."""
    viewer = viewer_of(request)
    decision = actions.Decision(wanted.move, wanted.reason, wanted.given)
    return outcomes(actions.move_some(viewer, wanted.cases, decision, repeat_key(request)))


@router.post("/cases/moves/all", response={202: JobShown}, summary="Move all cases that answer")
def move_all(request: HttpRequest, which: Query[CaseFilter], wanted: MoveWanted) -> Any:
    """The same move for every open case that answers now, at most 10,000, as a job: it says how far it is, how many
    were moved, and of the others what stood against it."""
    viewer = viewer_of(request)
    decision = actions.Decision(wanted.move, wanted.reason, wanted.given)
    return Status(202, queues.ask(viewer, which.which(), decision))


@router.post("/cases/assignments", response=Outcomes, summary="Hand cases to somebody")
def assign(request: HttpRequest, wanted: Assignment) -> Any:
    """A hundred go together; those that are not seen stop no other."""
    viewer = viewer_of(request)
    return outcomes(actions.assign_some(viewer, wanted.cases, _officer(viewer, wanted)))


@router.post("/cases/assignments/all", response={202: JobShown}, summary="Hand all cases that answer to somebody")
def assign_all(request: HttpRequest, which: Query[CaseFilter], wanted: Officer) -> Any:
    """Every open case that answers now, at most 10,000, as a job: it says how far it is and how many were handed
    over."""
    viewer = viewer_of(request)
    return Status(202, queues.ask_to_assign(viewer, which.which(), _officer(viewer, wanted)))


@router.get("/cases/{number}", response=CaseWhole, summary="A case")
def case(request: HttpRequest, number: Number) -> Any:
    """What it is about, what happened, what is due, and every move from here with what stands against it."""
    viewer = viewer_of(request)
    return whole(viewer, shown(viewer, number, DOOR))


@router.post("/cases/{number}/moves", response=CaseWhole, openapi_extra=KEYED, summary="Move a case")
def move(request: HttpRequest, number: Number, wanted: MoveWanted) -> Any:
    """Make a move; the case as it stands then."""
    viewer = viewer_of(request)
    decision = actions.Decision(wanted.move, wanted.reason, wanted.given)
    actions.move(viewer, number, decision, repeat_key(request))
    return whole(viewer, shown(viewer, number, DOOR))


AWAITED = {"oldest": Order("pk", down=False)}


@router.get("/cases/{number}/awaited", response=AwaitedPage, summary="Refused documents that a case waits for")
def awaited(request: HttpRequest, number: Number, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """Each with why it was refused, and when it came."""
    viewer = _reader(request)
    case = the_one(scope.cases(viewer).filter(public=number))
    found = page(scope.awaited(viewer).filter(case=case), AWAITED, "oldest", cursor, limit)
    return {"items": [awaited_shown(one) for one in found.items], "next": found.next}


WAIVERS = {"until": Order("pk")}


@router.get("/waivers", response=WaiverPage, summary="Waivers")
def waivers(request: HttpRequest, in_force: bool = True, limit: Limit = 50, cursor: Cursor = "") -> Any:
    """Waivers that were granted, newest first: those in force, or those that ended."""
    found = page(desk.waivers(_reader(request), in_force=in_force), WAIVERS, "until", cursor, limit)
    return {"items": [waiver(one) for one in found.items], "next": found.next}


def _officer(viewer: Viewer, wanted: Officer) -> Account | None:
    allowed(viewer, "cases.work")
    if wanted.assignee is None:
        return None
    found = Account.objects.filter(pk=wanted.assignee).first()
    if found is None:
        raise actions.NoOfficer()
    return found


def _reader(request: HttpRequest) -> Viewer:
    viewer = viewer_of(request)
    allowed(viewer, "cases.read")
    return viewer
