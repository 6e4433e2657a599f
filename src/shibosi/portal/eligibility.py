"""Policies a firm can use, open to all: a firm says what it is and does, and is told what it can use and why."""

from django.http import HttpResponse

from shibosi.pages.filters import Day, Filters
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal import asking
from shibosi.portal.reading.rows import Row
from shibosi.portal.visits.keeping import today
from shibosi.standard.law.eligibility import eligible
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.profiles import CAUSES, MEANINGS, MODES, VOUCHERS, Profile

WORDS = {name: {word: labelled(word, "en") for word in words}
         for name, words in {"mode": MODES, "voucher": VOUCHERS, "cause": CAUSES}.items()}  # fmt: skip
FIGURES = {
    "income": "Taxable income, CNY", "tax": "Tax at the general rate, CNY",
    "small": "Tax of a small low-profit enterprise, CNY",
}  # fmt: skip
ANSWERS = {True: "can be used", False: "cannot be used", None: "not known yet"}


FILTERS = Filters(Day("day", "Day of the export declaration"), *asking.fields(Profile, MEANINGS, WORDS))


@page("law/policies/", EVERYBODY, Entry("Policies a firm can use", Group.LAW, 60, "shield"))
def policies(request: Asked) -> HttpResponse:
    """Every policy decided for what a firm says, with all reasons."""
    chosen = FILTERS.read(request.GET)
    profile = Profile(chosen["day"] or today(), **asking.said(Profile, MEANINGS, chosen))
    found = [
        {"one": one, "name": labelled(one.policy.name), "answer": ANSWERS[one.usable],
         "norm": Row(one.norm, profile.day) if one.norm else None,
         "figures": [(FIGURES[name], value) for name, value in one.figures.items()]}
        for one in eligible(profile)
    ]  # fmt: skip
    return show(request, "portal/policies.html", chosen=chosen, day=profile.day, policies=found, asked=chosen.any)
