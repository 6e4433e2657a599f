"""Which policies a firm can use, with the reasons both ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shibosi.kernel.words import translate
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.policies import POLICIES, Policy, deemed_tax
from shibosi.standard.law.profiles import Profile
from shibosi.standard.law.saying import Reason, all_of

IN_FORCE = "{number} is in force on {day}."
UNDATED = "The first day of {number} is not known; it is used."


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Whether a firm can use a policy: True, False, or None where a fact is missing; with all reasons.

    `cautions` ask a person to look and never decide. `figures` are amounts in CNY that follow, where revenue was said.
    """

    policy: Policy
    usable: bool | None
    reasons: tuple[Reason, ...]
    norm: Fact | None
    cautions: tuple[Reason, ...]
    figures: Mapping[str, Any]

    def as_data(self) -> dict[str, Any]:
        """The decision as plain data."""
        return {
            "policy": self.policy.name, "gives": translate(self.policy.gives), "usable": self.usable,
            "reasons": [one.as_data() for one in self.reasons], "norm": self.norm.as_data() if self.norm else None,
            "cautions": [one.said for one in self.cautions],
            "figures": {name: None if value is None else f"{value:f}" for name, value in self.figures.items()},
        }  # fmt: skip


def eligible(profile: Profile, law: Book | None = None) -> list[Eligibility]:
    """Every policy for a firm and its export on the day of the profile, in the order of `POLICIES`."""
    law = law or book()
    return [decide(policy, profile, law) for policy in POLICIES]


def decide(policy: Policy, profile: Profile, law: Book) -> Eligibility:
    """One policy for a firm."""
    found = [law.as_of(f"norms/{name}", profile.day) for name in policy.norms]
    norm = next((fact for fact in found if fact is not None), None)
    last = norm or law.history(f"norms/{policy.norms[0]}")[-1]
    number = last.shown("number") or last.id
    reasons = [Reason(IN_FORCE, norm is not None, {"number": number, "day": profile.day})]
    reasons += policy.conditions(profile, law)
    cautions = []
    if norm is not None and norm.undated:
        cautions.append(Reason(UNDATED, None, {"number": number}))
    if policy.caution and policy.caution_from and profile.day >= policy.caution_from:
        cautions.append(Reason(policy.caution, None))
    figures: Mapping[str, Any] = {}
    if policy.name == "deemed-income" and profile.revenue is not None:
        figures = deemed_tax(profile.revenue, profile.day)
    return Eligibility(policy, all_of(reasons), tuple(reasons), norm, tuple(cautions), figures)
