"""Dossiers that no control of training objects to, and the shape of a story; see the builders of customs."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shibosi.domains.customs.tests.builders import Story as CustomsStory
from shibosi.domains.customs.tests.builders import built
from shibosi.domains.papers.records import StaffMember
from shibosi.domains.parties.records import Firm
from shibosi.domains.training.records import (
    AeoCriterion,
    AuditFinding,
    ClientPeriod,
    ClientRisk,
    CourseOffer,
    CourseTaken,
    HandbookPart,
    InfringementCase,
    MockAudit,
    PlannedCourse,
    SessionGuest,
    SkillHeld,
    SkillNeed,
    TaughtRules,
    TrainingSession,
)
from shibosi.kernel.records import Record

Templates = dict[type[Record], list[dict[str, Any]]]
FIRM, CLIENT = "91330100MA2ABCDE1R", "91330200MA2ABCDE2R"
OF = {"party_code": FIRM}
RULES = {**OF, "topic": "product", "market": "US", "industry": "all"}
TAUGHT: Templates = {
    TaughtRules: [{**RULES, "pack": "goods-us", "since": date(2026, 1, 1)}],
    CourseOffer: [{**RULES, "course": "goods-in-us", "questions": 12, "answers": 8, "valid_months": 12,
                   "offered_on": date(2026, 1, 5), "reviewed_on": date(2026, 2, 1)}],
}  # fmt: skip
PLAN: Templates = {
    Firm: [{**OF, "licence_from": date(2026, 1, 10)}],
    PlannedCourse: [{**OF, "course": "who-may-trade", "planned_on": date(2026, 6, 1), "for_new": True,
                     "for_growing": False, "for_mature": False, "reason": "stage"}],
}  # fmt: skip
TEST = {
    **OF, "number": "C-1", "person": "E-1", "course": "goods-in-us", "before": "goods-and-listings",
    "before_passed_on": date(2026, 5, 2), "began_on": date(2026, 5, 3), "ended_on": date(2026, 5, 3), "passed": True,
    "valid_until": date(2027, 5, 3), "questions": 5, "explained": 4, "infringement": "trademark",
}  # fmt: skip
TAKEN: Templates = {CourseTaken: [TEST]}
CASE = {**OF, "infringement": "trademark", "number": "V-1", "found_on": date(2026, 4, 20)}
INFRINGER: Templates = {InfringementCase: [CASE], CourseTaken: [TEST]}
EVENT = {
    **OF, "number": "S-1", "session_kind": "class", "audience": "seller", "held_on": date(2026, 6, 1),
    "venue": "online",
}  # fmt: skip
GUEST = {
    **OF, "session": "S-1", "session_kind": "class", "held_on": date(2026, 6, 1), "guest_kind": "seller",
    "stage": "new", "came": True, "completed": True, "satisfaction": 5, "result": "passed",
}  # fmt: skip
SESSION: Templates = {
    TrainingSession: [EVENT],
    SessionGuest: [{**GUEST, "guest": f"G-{at}"} for at in range(20)],
}
SUMMIT: Templates = {
    TrainingSession: [{**EVENT, "session_kind": "summit", "change": "GPSR", "materials": "ab" * 32}],
    SessionGuest: [{**GUEST, "guest": f"G-{at}", "guest_kind": kind}
                   for at, kind in enumerate(("authority", "expert", "seller"))],
}  # fmt: skip
CENTRE: Templates = {
    TrainingSession: [
        {**EVENT, "number": f"S-{at}", "project": project, "content": content, "exchange": exchange, "venue": venue}
        for at, (project, content, exchange, venue) in enumerate((
            ("encyclopedia", "operation", "expert-talk", "online"),
            ("live-class", "policy", "question-station", "online"),
            ("hot-topics", "brand", "training-camp", "offline"),
            ("lecture", "executive", "experience-officer", "offline"),
        ))
    ],
}  # fmt: skip
SKILL = {**OF, "role": "declarant", "skill": "classification"}
SKILLED: Templates = {
    SkillNeed: [{**SKILL, "level": 3, "heads": 1, "needed_from": date(2026, 1, 1)}],
    SkillHeld: [{**SKILL, "person": "E-1", "level": 3, "assessed_on": date(2026, 3, 1)}],
}
PERSON: Templates = {
    StaffMember: [{**OF, "number": "E-1", "role": "declarant", "first_task_on": date(2026, 5, 4)}],
    CourseTaken: [TEST],
}
ABOUT = {**OF, "client": CLIENT}
PERIOD = {**ABOUT, "period": "2026-Q1", "ends_on": date(2026, 3, 31), "declared": 100, "returned": 8, "helped": 2}
POLICY = {**GUEST, "guest": CLIENT, "session_kind": "policy", "guest_kind": "client", "held_on": date(2026, 4, 15)}
FILED: Templates = {
    ClientPeriod: [PERIOD, {**PERIOD, "period": "2026-Q2", "ends_on": date(2026, 6, 30), "returned": 3, "helped": 0}],
    SessionGuest: [POLICY],
}
SERVED: Templates = {
    HandbookPart: [{**ABOUT, "part": part, "version": "3", "digest": "cd" * 32, "renewed_on": date(2026, 1, 15)}
                   for part in ("customs", "tax", "property")],
    SessionGuest: [{**POLICY, "session_kind": "compliance"}],
    MockAudit: [{**ABOUT, "number": "A-1", "held_on": date(2026, 5, 1), "findings": 1}],
    AuditFinding: [{**ABOUT, "audit": "A-1", "number": "F-1", "found_on": date(2026, 5, 1),
                    "corrected_on": date(2026, 5, 31), "evidence": "D-9"}],
}  # fmt: skip
COACHED: Templates = {
    AeoCriterion: [{**ABOUT, "area": area, "criterion": f"{at}", "met": area != "finance", "evidence": "D-1",
                    "owner": "Qian 钱", "assessed_on": date(2026, 4, 1), "due_on": date(2026, 7, 31)}
                   for at, area in enumerate(("control", "finance", "compliance"))],
    ClientRisk: [{**ABOUT, "number": "R-1", "noticed_on": date(2026, 5, 1), "assessed_on": date(2026, 5, 10),
                  "level": "high", "answered_on": date(2026, 5, 31), "answer": "reduce"}],
}  # fmt: skip


@dataclass(frozen=True, repr=False)
class Story(CustomsStory):
    """What a control says of a dossier, asked on 2026-06-30 unless the story says another day."""

    as_of: date = date(2026, 6, 30)


def rules_taught(**changes: Any) -> list[Record]:
    """Rules on goods in the United States, and a course on them."""
    return built(TAUGHT, changes)


def a_plan(**changes: Any) -> list[Record]:
    """A seller licensed on 2026-01-10 with a course for new sellers, planned on 2026-06-01."""
    return built(PLAN, changes)


def a_test(**changes: Any) -> list[Record]:
    """A test passed on 2026-05-03, a day after the course before it; four of five questions are explained."""
    return built(TAKEN, changes)


def an_infringer(**changes: Any) -> list[Record]:
    """A mark infringed on 2026-04-20, the course on it passed on 2026-05-03."""
    return built(INFRINGER, changes)


def a_session(**changes: Any) -> list[Record]:
    """A class on 2026-06-01: twenty sellers came, stayed and were satisfied."""
    return built(SESSION, changes)


def a_summit(**changes: Any) -> list[Record]:
    """A summit on a change of rules with an authority, an expert and a seller."""
    return built(SUMMIT, changes)


def a_centre(**changes: Any) -> list[Record]:
    """Four sessions that show each project, content and exchange, online and offline."""
    return built(CENTRE, changes)


def a_skill(**changes: Any) -> list[Record]:
    """One declarant who can classify is needed, and one is there."""
    return built(SKILLED, changes)


def a_person(**changes: Any) -> list[Record]:
    """A declarant whose course was passed the day before the first task."""
    return built(PERSON, changes)


def a_client(**changes: Any) -> list[Record]:
    """Two quarters filed for a client, 8 and 3 of 100 came back, a policy session between them."""
    return built(FILED, changes)


def an_advised_client(**changes: Any) -> list[Record]:
    """A client with a handbook in three parts, taught staff, a mock audit and its finding corrected on the last day."""
    return built(SERVED, changes)


def a_coached_client(**changes: Any) -> list[Record]:
    """A client assessed in three areas with a gap in finance to be closed by 2026-07-31, and a risk answered."""
    return built(COACHED, changes)
