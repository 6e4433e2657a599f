"""An application as doors show it: what to hand in and why, what is checked, how risky the firm is."""

from typing import Any

from shibosi.domains.papers.papers import ASKED, kind, said
from shibosi.domains.parties.flows import RISKS
from shibosi.kernel.words import translate
from shibosi.methods.permits.asking import Reason
from shibosi.store.admission.application import Looked
from shibosi.store.reading.permits import ANSWERS, called, sentence

HOLDS = {True: "Holds", False: "Fails", None: "Cannot be decided"}
"""What is said of a check."""


def risk(name: str) -> str:
    """A grade of risk in the language in use."""
    return translate(dict(RISKS)[name])


def paper(reason: Reason) -> dict[str, Any]:
    """A paper that is asked for: what, why, whether it is at hand."""
    one = kind(reason.kind)
    return {
        "kind": one.kind, "name": called(reason), "clauses": list(one.clauses), "asked": translate(ASKED[one.asked]),
        "allows": reason.allows, "text": sentence(reason), "number": reason.number, "last": reason.last,
    }  # fmt: skip


def as_data(found: Looked) -> dict[str, Any]:
    """An application as plain values, in the language in use."""
    asked, grade = found.asked, found.grade
    return {
        "firm": asked.firm, "activity": asked.activity, "name": said(asked.activity), "market": asked.market,
        "passes": found.passes, "allows": found.allows, "answer": translate(ANSWERS[found.allows]),
        "papers": [paper(one) for one in found.papers],
        "checks": [{"name": one.name, "label": one.label, "holds": one.holds, "because": list(one.because)}
                   for one in found.checks],
        "risk": grade.risk, "points": grade.points,
        "because": [{"reason": reason, "points": points} for reason, points in grade.because],
    }  # fmt: skip
