"""What a firm applies for: to do something in a market, with what is found of it and how risky it is."""

from dataclasses import dataclass
from datetime import datetime

from shibosi.domains.papers import papers
from shibosi.domains.papers.records import Activity
from shibosi.domains.parties.records import Firm
from shibosi.methods.permits.asking import Reason
from shibosi.standard.register import clauses
from shibosi.store.admission.checking import Check, checks
from shibosi.store.admission.grading import Grade, grade
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.firms import folded
from shibosi.store.models import Role
from shibosi.store.permissions import SCOPES
from shibosi.store.reading.inforce import Row, rows
from shibosi.store.reading.papers import of_holder
from shibosi.store.reading.permits import Question, may
from shibosi.store.viewers import Viewer

EVERYTHING = frozenset(SCOPES)


@dataclass(frozen=True)
class Asked:
    """What a firm wants to do, where, with which goods."""

    firm: str
    activity: str
    market: str
    category: str = ""


@dataclass(frozen=True)
class Looked:
    """An application as it stands: whether papers allow it with the reason of each, checks, risk."""

    asked: Asked
    allows: bool | None
    papers: tuple[Reason, ...]
    checks: tuple[Check, ...]
    grade: Grade

    @property
    def passes(self) -> bool:
        """Whether nothing stands against it: no paper is missing, and no check fails."""
        return self.allows is not False and all(one.holds is not False for one in self.checks)

    @property
    def lacking(self) -> list[Reason]:
        """Papers that are missing, not good, or of which something is not known."""
        return [one for one in self.papers if not one.allows]


def look(viewer: Viewer, asked: Asked) -> Looked:
    """An application as far as the viewer sees what it rests on. Raises UnknownActivity."""
    today = viewer.today
    wanted = Question(asked.activity, asked.market or None, asked.category or None, today)
    firm = next(iter(rows(viewer, Firm.kind(), party_code=asked.firm)), None)
    held = [papers.held(row) for row in of_holder(viewer, asked.firm)]
    doings = [_doing(asked, firm), *rows(viewer, Activity.kind(), party_code=asked.firm)]
    permit = may(held, doings, wanted)
    found = checks(viewer, asked.firm, today)
    risk = grade(firm, wanted, permit.allows, found)
    return Looked(asked, permit.allows, permit.reasons, tuple(found), risk)


def _doing(asked: Asked, firm: Row | None) -> Row:
    """What is applied for as an activity that goes on, with what the register says of the firm."""
    trader = firm["legal_form"] == "sole-trader" if firm and firm["legal_form"] else None
    return {"activity": asked.activity, "market": asked.market, "own_site": None, "sole_trader": trader,
            "for_profit": None, "home": firm["home"] if firm else None}  # fmt: skip


def looked(viewer: Viewer, asked: Asked) -> Looked:
    """An application of a firm the viewer acts for, or of any firm for the platform; what it rests on is read whole.

    Raises Forbidden, NotThere, UnknownActivity.
    """
    allowed(viewer, "documents.read")
    if not viewer.platform and folded(asked.firm) not in viewer.names:
        raise NotThere()
    return look(machine(viewer.now), asked)


def machine(now: datetime) -> Viewer:
    """The system itself, which sees everything: whether a case may go on does not hang on who moves it."""
    return Viewer("admission", now, Role.OFFICER, EVERYTHING)


def parties_of(activity: str) -> set[str]:
    """The kinds of party whose activity it is: those bound by the clauses that its papers prove."""
    known = clauses()
    return {
        known[clause].party
        for kind in papers.kinds().values()
        if kind.subject == "activity" and activity in kind.serves
        for clause in kind.clauses
        if clause in known
    }
