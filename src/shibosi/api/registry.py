"""The register of parties: firms with what is found against them; numbers and names, and whether they can be right."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from shibosi.api.viewing import Asking, viewer_of
from shibosi.methods.registers import registers as known
from shibosi.store.admission.application import Asked as Application
from shibosi.store.admission.application import looked
from shibosi.store.allowing import allowed
from shibosi.store.reading import registered
from shibosi.telling import registers as telling
from shibosi.telling.admission import as_data

router = Router(tags=["parties"], auth=Asking())
Text = Annotated[str, Query(max_length=200)]


class RegisterOfNumbers(Schema):
    """A register that issues numbers to firms; `form` is a pattern, empty where there is a check digit only."""

    code: str
    name: str
    place: str
    form: str
    category: str
    confidence: str


class CheckedNumber(Schema):
    """Whether a number can be one of a register."""

    code: str
    name: str
    number: str
    fits: bool


class CheckedName(Schema):
    """What is odd about a name: short, hidden, mixed or disguised; empty where nothing is."""

    name: str
    oddity: str
    text: str


class RegisteredFirm(Schema):
    """A firm in the register; `licence` is active, over or unknown, `broken` counts what stands open against it."""

    code: str
    name: str
    latin_name: str
    home: str
    kinds: list[str]
    number: str
    licence: str
    until: date | None
    looked_up: date | None
    shops: int
    broken: int


class PaperAsked(Schema):
    """A paper that is asked for: why, and whether it is at hand; `allows` is null where it cannot be told."""

    kind: str
    name: str
    clauses: list[str]
    asked: str
    allows: bool | None
    text: str
    number: str
    last: date | None


class AdmissionCheck(Schema):
    """A check of a firm: `holds` is true, false, or null where it cannot be decided."""

    name: str
    label: str
    holds: bool | None
    because: list[str]


class RiskReason(Schema):
    """What makes a firm a risk, and for how many points."""

    reason: str
    points: int


class AdmissionLooked(Schema):
    """What stands between a firm and an activity in a market; `passes`: nothing fails."""

    firm: str
    activity: str
    name: str
    market: str
    passes: bool
    allows: bool | None
    answer: str
    papers: list[PaperAsked]
    checks: list[AdmissionCheck]
    risk: str
    points: int
    because: list[RiskReason]


@router.get("/registry/admission", response=AdmissionLooked, summary="What an admission rests on")
def admission(request: HttpRequest, firm: Text, activity: Text, market: Text, category: Text = "") -> Any:
    """Papers that are asked for, checks and risk; the application itself is a case of the flow `admission`."""
    return as_data(looked(viewer_of(request), Application(firm, activity, market, category)))


@router.get("/registry/registers", response=list[RegisterOfNumbers], summary="Registers of numbers")
def registers(request: HttpRequest) -> Any:
    """The registers whose numbers are checked."""
    viewer_of(request)
    return [telling.as_data(one) for one in known().values()]


@router.get("/registry/number", response=CheckedNumber, summary="Check a number")
def number(request: HttpRequest, of: Text, number: Text) -> Any:
    """Whether a number has the form and the check digit of the register `of`."""
    viewer_of(request)
    return telling.checked(of, number)


@router.get("/registry/name", response=CheckedName, summary="Check a name")
def name(request: HttpRequest, name: Text) -> Any:
    """Whether anything is odd about a name."""
    viewer_of(request)
    return telling.odd(name)


@router.get("/registry/firms", response=list[RegisteredFirm], summary="Register of parties")
def firms(request: HttpRequest, text: Text = "") -> Any:
    """The firms that are seen, those with most found against them first; by name, code or number."""
    viewer = viewer_of(request)
    allowed(viewer, "documents.read")
    today = viewer.today
    return [vars(one) for one in registered.firms(viewer, today, text)]
