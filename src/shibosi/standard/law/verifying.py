"""Which rows of law want a primary source: those nobody saw at one, and those whose first day is not known."""

from shibosi.standard.law.facts import Fact
from shibosi.standard.vocabulary import CONFIDENCES

DOUBTFUL = ("general-knowledge", "low", "medium", "repeated")
"""Confidences that want a primary source, the weakest first."""
TIMELESS = ("carriage", "culture", "dangerous_goods", "market_facts")
"""Tables whose rows say what is so, and seldom since when."""
UNCHECKED = "What it does was not checked"
UNDATED = "Its first day is not known"


def doubts(fact: Fact) -> list[str]:
    """Why a row wants a primary source, in English; empty where it does not."""
    found = []
    if fact.confidence in DOUBTFUL:
        found.append(CONFIDENCES[fact.confidence])
    elif fact.values.get("effect_confidence") in DOUBTFUL:
        found.append(UNCHECKED)
    if fact.undated and fact.table not in TIMELESS:
        found.append(UNDATED)
    return found
