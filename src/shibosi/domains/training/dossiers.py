"""Dossiers of training: rules taught, plans, tests, infringers, sessions, programmes, skills, staff, clients."""

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
from shibosi.kernel.dossiers import Dossier, many, one

TAUGHT = Dossier(
    "taught-rules",
    "Rules to be taught, with the courses on them",
    ("firm", "topic", "market", "industry"),
    [
        many(TaughtRules.party_code, TaughtRules.topic, TaughtRules.market, TaughtRules.industry),
        many(CourseOffer.party_code, CourseOffer.topic, CourseOffer.market, CourseOffer.industry),
    ],
)

PLAN = Dossier(
    "learning-plan",
    "Seller with the courses planned for it",
    ("firm",),
    [one(Firm.party_code), many(PlannedCourse.party_code)],
)

TAKEN = Dossier(
    "course-taken",
    "Test of a course",
    ("firm", "number of the test"),
    [one(CourseTaken.party_code, CourseTaken.number)],
)

INFRINGER = Dossier(
    "infringer",
    "Seller with its infringements of a kind and the courses on it",
    ("firm", "kind of infringement"),
    [
        many(InfringementCase.party_code, InfringementCase.infringement),
        many(CourseTaken.party_code, CourseTaken.infringement),
    ],
)

SESSION = Dossier(
    "training-session",
    "Training session with those who took part",
    ("firm", "number of the session"),
    [
        one(TrainingSession.party_code, TrainingSession.number),
        many(SessionGuest.party_code, SessionGuest.session),
    ],
)

PROGRAMME = Dossier(
    "training-programme", "Everything a firm held to teach", ("firm",), [many(TrainingSession.party_code)]
)

SKILL = Dossier(
    "skill",
    "Skill of a role: what is needed and who has it",
    ("firm", "role", "skill"),
    [
        one(SkillNeed.party_code, SkillNeed.role, SkillNeed.skill),
        many(SkillHeld.party_code, SkillHeld.role, SkillHeld.skill),
    ],
)

STAFF = Dossier(
    "trained-person",
    "Member of staff with the courses taken",
    ("firm", "staff number"),
    [one(StaffMember.party_code, StaffMember.number), many(CourseTaken.party_code, CourseTaken.person)],
)

CLIENT = Dossier(
    "trained-client",
    "Client with what was done to make it fit",
    ("firm", "client"),
    [
        many(ClientPeriod.party_code, ClientPeriod.client),
        many(SessionGuest.party_code, SessionGuest.guest),
        many(HandbookPart.party_code, HandbookPart.client),
        many(MockAudit.party_code, MockAudit.client),
        many(AuditFinding.party_code, AuditFinding.client),
        many(AeoCriterion.party_code, AeoCriterion.client),
        many(ClientRisk.party_code, ClientRisk.client),
    ],
)
