"""What a firm should learn: by what it is, how long it trades, where, and which rules it breaks; what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shibosi.domains.papers.records import Activity
from shibosi.domains.parties.records import Firm, FirmKind, Shop
from shibosi.domains.training.controls.courses import CourseTest
from shibosi.kernel.controls import named
from shibosi.methods.courses.catalogue import LEVELS, Course, courses, lessons
from shibosi.store import scope
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.courses.attempts import passed
from shibosi.store.firms import folded
from shibosi.store.firstpages import by_cause
from shibosi.store.models import DossierParty
from shibosi.store.reading.figures import figure
from shibosi.store.reading.findings import Wanted
from shibosi.store.reading.inforce import rows
from shibosi.store.viewers import Viewer

BROKEN, SUITS = "broken", "suits"
WHY = {BROKEN: "Something it teaches is broken", SUITS: "For what the firm does"}
PASSED, NEXT, LATER = "passed", "next", "later"
STATES = {PASSED: "Passed", NEXT: "To be learnt next", LATER: "After another course"}


@dataclass(frozen=True)
class Step:
    """A course of a plan: why it is in it, the items that were broken, and how far the firm is with it."""

    course: Course
    why: str
    items: tuple[str, ...]
    state: str


@dataclass(frozen=True)
class Plan:
    """What a firm should learn, what is broken first, then by level; `stage` is "" where it is not known."""

    firm: str
    stage: str
    roles: tuple[str, ...]
    markets: tuple[str, ...]
    steps: tuple[Step, ...]


def plan(viewer: Viewer, firm: str) -> Plan:
    """The plan of a firm the viewer acts for, or of any firm for the platform. Raises Forbidden, NotThere."""
    allowed(viewer, "documents.read")
    code, today = folded(firm), viewer.today
    if not viewer.platform and code not in viewer.names:
        raise NotThere()
    first = next((row["licence_from"] for row in rows(viewer, Firm.kind(), party_code=code)), None)
    stage = stage_of(first, today)
    roles = sorted({row["party_kind"] for row in rows(viewer, FirmKind.kind(), party_code=code)} - {None})
    places = {row["market"] for kind in (Shop, Activity) for row in rows(viewer, kind.kind(), party_code=code)}
    markets, broken = sorted(places - {None, ""}), _broken(viewer, code)
    done = passed(viewer, code, "", today)
    steps = [
        Step(one, BROKEN if hit else SUITS, hit, PASSED if one.course in done else NEXT if _open(one, done) else LATER)
        for one in courses().values()
        if (hit := tuple(sorted(broken.intersection(one.items())))) or _suits(one, roles, stage, markets)
    ]
    levels = list(LEVELS)
    ordered = sorted(steps, key=lambda one: (one.state == PASSED, one.why != BROKEN, levels.index(one.course.level)))
    return Plan(code, stage, tuple(roles), tuple(markets), tuple(ordered))


def stage_of(first: date | None, today: date) -> str:
    """How long a firm trades, by the first day of its licence: new, growing, mature; "" where that is not known."""
    if first is None:
        return ""
    days = (today - first).days
    if days < figure(CourseTest.new, today):
        return "new"
    return "mature" if days >= figure(CourseTest.mature, today) else "growing"


def suggested(items: Iterable[str]) -> list[Course]:
    """The lessons for items that were broken; at most two, the narrowest first."""
    return lessons(items)[:2]


def _broken(viewer: Viewer, code: str) -> set[str]:
    """The items that controls find broken at the firm now, or did when a firm of much was counted last."""
    if viewer.platform:
        concerned = DossierParty.objects.filter(who=code).values("dossier")
        open_ = scope.findings(viewer).filter(dossier__in=concerned, resolved_at__isnull=True, outcome="broken")
        controls = set(open_.order_by().values_list("control", flat=True).distinct())
    else:
        controls = {one.control for one in by_cause(viewer, Wanted(outcome="broken"))[0]}
    return {item for control in controls for item in named(control).clauses}


def _suits(one: Course, roles: Iterable[str], stage: str, markets: Iterable[str]) -> bool:
    places, kinds = list(markets), list(roles)
    return (
        any(one.suits(role=role) for role in kinds)
        and one.suits(stage=stage)
        and any(one.suits(market=place) for place in places or ["all"])
    )


def _open(one: Course, done: set[str]) -> bool:
    return not one.after or one.after in done
