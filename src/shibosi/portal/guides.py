"""What products need, open to all: by market and traits, and as a guide to safety in four parts."""

from django.http import HttpResponse

from shibosi.pages.files import file_wanted, public_file
from shibosi.pages.filters import Choice, Day, Filters, Text
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import EVERYBODY, Asked, page, show
from shibosi.portal.reading.rows import COLUMNS, Row, rows
from shibosi.portal.visits.keeping import today
from shibosi.standard.law.book import book
from shibosi.standard.law.needs import needs
from shibosi.standard.law.places import EVERYWHERE, places
from shibosi.standard.law.traits import COMPARED, TRAITS

PARTS = (("General", (EVERYWHERE,)), ("United States", ("US",)), ("European Union and United Kingdom", ("EU", "GB")),
         ("Australia", ("AU",)))  # fmt: skip
"""The parts of the guide with the places whose own rows they tell."""
SAFETY = ("certification", "declaration", "mark", "technical-rule", "chemical-restriction", "representative")
"""Kinds of requirement that are about safety."""
ASKED = Filters(
    Choice("market", "Market", among=lambda: {code: str(one.name) for code, one in places().items()}, given="DE",
           translated=False),
    Text("traits", "Traits, with blanks between them", longest=300), Day("day", "As of"),
)  # fmt: skip
ANSWERS = {True: "applies", None: "applies if"}


@page("law/needs/", EVERYBODY, Entry("What a product needs", Group.LAW, 45, "shield"))
def needed(request: Asked) -> HttpResponse:
    """What a product of some traits needs in a market on a day. Raises UnknownTraitAsked."""
    chosen = ASKED.read(request.GET)
    day, traits = chosen["day"] or today(), (chosen["traits"] or "").split()
    found = needs(chosen["market"], day, dict.fromkeys(traits, True))
    if file_wanted(request):
        return public_file(request, f"needs-{chosen['market']}", COLUMNS, (Row(one.fact, day).cells() for one in found))
    shown = [
        (Row(one.fact, day), ANSWERS[one.applies], [(name, {**TRAITS, **COMPARED}[name]) for name in one.open])
        for one in found
    ]
    return show(request, "portal/needs.html", chosen=chosen, day=day, found=shown, traits=list(TRAITS.items()))


@page("law/guide/", EVERYBODY, Entry("Guide to product safety", Group.LAW, 46, "shield"))
def guide(request: Asked) -> HttpResponse:
    """What single regions ask for the safety of products: four parts."""
    day = today()
    facts = [
        fact for fact in book().current
        if fact.table == "requirements" and fact["kind"] in SAFETY and fact.covers(day)
    ]  # fmt: skip
    parts = [
        (label, where, rows([fact for fact in facts if {*fact.places} & {*where}], day)) for label, where in PARTS
    ]  # fmt: skip
    return show(request, "portal/guide.html", parts=parts, day=day, everywhere=EVERYWHERE)
