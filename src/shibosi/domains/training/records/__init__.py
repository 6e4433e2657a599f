"""Records of training: courses and sessions with who took part, what people can do, how clients are made fit.

Whoever trains reports them; a course passed in the house reports itself. Nothing here says whether training was good.
"""

from shibosi.domains.training.records.clients import (
    AeoCriterion,
    AuditFinding,
    ClientPeriod,
    ClientRisk,
    HandbookPart,
    MockAudit,
)
from shibosi.domains.training.records.courses import (
    CourseOffer,
    CourseTaken,
    InfringementCase,
    PlannedCourse,
    TaughtRules,
)
from shibosi.domains.training.records.people import SkillHeld, SkillNeed
from shibosi.domains.training.records.sessions import SessionGuest, TrainingSession

__all__ = [
    "AeoCriterion", "AuditFinding", "ClientPeriod", "ClientRisk", "CourseOffer", "CourseTaken", "HandbookPart",
    "InfringementCase", "MockAudit", "PlannedCourse", "SessionGuest", "SkillHeld", "SkillNeed", "TaughtRules",
    "TrainingSession",
]  # fmt: skip
