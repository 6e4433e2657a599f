"""The risk of a firm: points with the reason of each, and the grade they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shibosi.domains.parties.flows import HIGH, LOW, MEDIUM, AdmissionRisk
from shibosi.kernel.words import translate
from shibosi.store.admission.checking import Check
from shibosi.store.reading.figures import figure
from shibosi.store.reading.inforce import Row
from shibosi.store.reading.permits import Question, facts_of


@dataclass(frozen=True)
class Grade:
    """A grade with its points and why: (reason, points)."""

    risk: str
    points: int
    because: tuple[tuple[str, int], ...]

    @property
    def sentence(self) -> str:
        """The reasons in one line."""
        told = [f"{reason} (+{points})" for reason, points in self.because]
        return "; ".join(told) or translate("Nothing speaks for a risk.")


def grade(firm: Row | None, question: Question, allows: bool | None, checks: Sequence[Check]) -> Grade:
    """The risk of a firm that wants to do something in a market."""
    day = question.day
    found: list[tuple[str, int]] = []

    def counts(reason: str, parameter: object) -> None:
        found.append((translate(reason), int(figure(parameter, day))))

    if firm is not None and firm["home"] and question.market and firm["home"] != question.market:
        counts("Registered outside the market", AdmissionRisk.abroad)
    if firm is not None and firm["legal_form"] == "sole-trader":
        counts("A sole trader", AdmissionRisk.trader)
    if firm is not None and firm["licence_from"] and _young(firm["licence_from"], day):
        counts("The licence is new", AdmissionRisk.young)
    if facts_of((), question).get("special-goods"):
        counts("Goods that need a licence of their own", AdmissionRisk.special)
    for holds in (allows, *(one.holds for one in checks)):
        if holds is False:
            counts("A check fails", AdmissionRisk.failed)
        elif holds is None:
            counts("A check cannot be decided", AdmissionRisk.unclear)
    points = sum(count for _, count in found)
    return Grade(_risk(points, day), points, tuple(_together(found)))


def _risk(points: int, day: date) -> str:
    if points >= figure(AdmissionRisk.high, day):
        return HIGH
    return MEDIUM if points >= figure(AdmissionRisk.medium, day) else LOW


def _young(first: date, day: date) -> bool:
    return first + timedelta(days=int(figure(AdmissionRisk.new, day))) > day


def _together(found: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Reasons said once, with the points of all."""
    return [(reason, sum(points for said, points in found if said == reason)) for reason in dict(found)]
