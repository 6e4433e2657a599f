"""Whether a firm may do something, as its papers say: for the command line, the API and the console."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from shibosi.domains import registry
from shibosi.domains.papers import papers
from shibosi.domains.papers.papers import ASKED, Terms, said
from shibosi.kernel.parameters import Values
from shibosi.kernel.words import translate
from shibosi.methods.permits.asking import ELSEWHERE, MISSING, UNSAID, Allowed, Reason, ask
from shibosi.methods.permits.standing import STATES, Held

WORDS = STATES | {
    MISSING: "Not handed in",
    ELSEWHERE: "Good for something else",
    UNSAID: "It was not said whether this is needed",
}
"""What is said of a reason."""
ANSWERS = {True: "Yes", False: "No", None: "Cannot be told"}
FACTS = ("own-site", "sole-trader", "abroad", "for-profit", "special-goods")
"""Facts on which a need may hang."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: may a firm do this in a market, with these goods, on a day. `facts` are said beside."""

    activity: str
    market: str | None
    category: str | None
    day: date
    facts: tuple[tuple[str, bool], ...] = ()


@lru_cache(maxsize=64)
def terms(day: date) -> Terms:
    """How long papers count on a day."""
    return Terms(*(_whole(f"freshness.{name}", day) for name in ("months", "notice", "certificate_notice")))


def may(held: list[Held], doings: Sequence[Row], question: Question) -> Allowed:
    """Whether papers that a firm holds allow what is asked. `doings` are its activities as reported.

    Of a firm of which there is neither, nothing can be told, and no reasons are given.

    Raises UnknownActivity.
    """
    needs = papers.needs(question.activity, terms(question.day))
    if not held and not doings:
        return Allowed(None, ())
    wanted = {"market": question.market, "activity": question.activity, "category": question.category}
    facts = facts_of(doings, question) | dict(question.facts)
    return ask(needs, held, wanted, facts, question.day)


def facts_of(doings: Iterable[Row], question: Question) -> dict[str, bool]:
    """What the reported activity says of the facts on which needs hang; what is not said is left out."""
    found: dict[str, bool | None] = {}
    values = registry.values()
    market = question.market
    if question.category is not None:
        found["special-goods"] = question.category in _listed(values, "licence_rules.special", question)
    if market is not None and market not in _listed(values, "licence_rules.interoperable", question):
        found["own-site"] = False
    for row in doings:
        if row["activity"] == question.activity and market in (None, row["market"]):
            found.setdefault("own-site", row["own_site"])
            found["sole-trader"], found["for-profit"] = row["sole_trader"], row["for_profit"]
            if row["home"] and row["market"]:
                found["abroad"] = row["home"] != row["market"]
    return {name: value for name, value in found.items() if value is not None}


def as_data(found: Allowed) -> dict[str, Any]:
    """The answer as plain values, in the language in use."""
    return {
        "may": found.allows,
        "answer": translate(ANSWERS[found.allows]),
        "reasons": [
            {"kind": one.kind, "name": papers.kind(one.kind).name, "part": one.part,
             "allows": one.allows, "word": one.word, "text": sentence(one), "number": one.number, "last": one.last}
            for one in found.reasons
        ],
    }  # fmt: skip


def sentence(reason: Reason) -> str:
    """What is said of one reason: "Not handed in", or when it is needed at all."""
    text = translate(WORDS[reason.word])
    return f"{text} ({translate(ASKED[reason.hangs_on])})" if reason.hangs_on else text


def called(reason: Reason) -> str:
    """The kind and its part by name: "Audit report · Tax"."""
    name = papers.kind(reason.kind).name
    return f"{name} · {said(reason.part)}" if reason.part else name


def _listed(values: Values, name: str, question: Question) -> frozenset[str]:
    version = values.in_force(name, question.day, question.market)
    return version.value if version is not None and isinstance(version.value, frozenset) else frozenset()


def _whole(name: str, day: date) -> int:
    version = registry.values().in_force(name, day, None)
    return version.value if version is not None and isinstance(version.value, int) else 0
