"""Policies a firm can use, open to all: a firm says what it is and does, and is told what it can use and why."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, get_type_hints

from django.http import HttpResponse

from shibosi.api.errors import Unusable
from shibosi.kernel.words import Phrase
from shibosi.pages.filters import Choice, Day, Field, Filters, Text
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading.rows import Row
from shibosi.portal.visits.keeping import today
from shibosi.standard.law.eligibility import eligible
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.profiles import CAUSES, MEANINGS, MODES, VOUCHERS, Profile

WORDS: Mapping[str, tuple[str, ...]] = {"mode": MODES, "voucher": VOUCHERS, "cause": CAUSES}
KINDS = get_type_hints(Profile)
YES_NO = {"yes": "Yes", "no": "No"}
FIGURES = {
    "income": "Taxable income, CNY", "tax": "Tax at the general rate, CNY",
    "small": "Tax of a small low-profit enterprise, CNY",
}  # fmt: skip
ANSWERS = {True: "can be used", False: "cannot be used", None: "not known yet"}
STYLES = {True: "good", False: "bad", None: "warn"}
LARGEST = Decimal(10) ** 15


class Amount(Text):
    """An exact amount that is not negative."""

    def value(self, text: str) -> Any:
        """The amount. Raises Unusable."""
        try:
            found = Decimal(super().value(text))
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or not 0 <= found < LARGEST:
            raise Unusable(place=self.name, reason=Phrase("'{text}' is no amount.", text=text[:60]))
        return found


def _field(name: str) -> Field:
    """The question of the form for one thing a firm can say of itself."""
    kind, label = KINDS[name], MEANINGS[name]
    if kind == bool | None:
        return Choice(name, label, among=YES_NO)
    if name in WORDS:
        return Choice(name, label, among=lambda: {word: labelled(word) for word in WORDS[name]}, translated=False)
    if kind == date | None:
        return Day(name, label)
    return Amount(name, label, longest=20) if kind == Decimal | None else Text(name, label, longest=80, example="杭州")


FILTERS = Filters(Day("day", "Day of the export declaration"), *(_field(name) for name in MEANINGS))


@page("law/policies/", EVERYBODY, Entry("Policies a firm can use", Group.LAW, 60, "shield"))
def policies(request: Asked) -> HttpResponse:
    """Every policy decided for what a firm says, with all reasons."""
    chosen = FILTERS.read(request.GET)
    said = {name: _said(name, chosen[name]) for name in MEANINGS}
    profile = Profile(chosen["day"] or today(), **said)
    found = [
        {"one": one, "name": labelled(one.policy.name), "answer": ANSWERS[one.usable], "style": STYLES[one.usable],
         "norm": Row(one.norm, profile.day) if one.norm else None,
         "figures": [(FIGURES[name], value) for name, value in one.figures.items()]}
        for one in eligible(profile)
    ]  # fmt: skip
    return show(request, "portal/policies.html", chosen=chosen, day=profile.day, policies=found)


def _said(name: str, value: Any) -> Any:
    return value == "yes" if KINDS[name] == bool | None and value is not None else value
