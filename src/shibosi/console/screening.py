"""Screening: a name held by hand against the watch-lists in force, the lists with their versions, possible matches."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from shibosi.api.errors import Unusable
from shibosi.domains.aml.flows import SCREENING_HIT
from shibosi.kernel.words import Phrase, translate
from shibosi.methods.names.facts import BORN_FORM, Facts
from shibosi.methods.names.matching import Bearer
from shibosi.methods.names.parsing import Kind
from shibosi.pages import forms
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Filters
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.allowing import may
from shibosi.store.models import Case
from shibosi.store.screening import asking, taking
from shibosi.store.screening.lists import kept
from shibosi.store.seeing import note
from shibosi.telling.screening import called, hit, reason_words, said

VERB = asking.READ
KINDS = {"any": "not known", "person": "a person", "organisation": "an organisation", "vessel": "a vessel"}
WORDS = {"added": "new", "removed": "gone", "changed": "changed"}
RUNS, DIFFERENT = 5, 200
"""How many runs and changed entries are shown."""
HEADINGS = [Heading("Found", "pk"), Heading("Name"), Heading("Name on the list"), Heading("Probability"),
            Heading("What speaks for and against it"), Heading("State")]  # fmt: skip
FILTERS = Filters(Choice(
    "state", "State", among={"open": "to be decided", **{one.name: one.label for one in SCREENING_HIT.states.values()}},
))  # fmt: skip


@page("screening/", verb=VERB, entry=Entry("Watch-lists", Group.ACTING, 40, "search"), methods=("GET", "HEAD", "POST"))
def screening(request: Asked) -> HttpResponse:
    """The form, what it found, the lists in force and the last runs. A name never stands in an address."""
    answer = _asked(request) if request.method == "POST" else None
    hits = asking.hits(request.viewer, "open")
    return show(
        request, "console/screening.html", answer=answer, typed=request.POST, lists=kept().versions(),
        kinds={name: translate(words) for name, words in KINDS.items()}, may_start=may(request.viewer, asking.START),
        most_list=taking.MOST >> 20, may_take=may(request.viewer, taking.VERB),
        waiting=hits.count(), late=hits.filter(due_at__lte=request.viewer.now).count(),
        queue=f"{reverse('cases.cases')}?flow={SCREENING_HIT.name}",
        runs=scope.screenings(request.viewer).order_by("-pk")[:RUNS],
    )  # fmt: skip


@do("screening/take/", verb=taking.VERB)
def take(request: Asked) -> HttpResponse:
    """Take an uploaded list over. Raises Unusable, UnknownList, UnreadableList, ShrunkList."""
    given = forms.needed_upload(request, taking.MOST)
    name = forms.text(request, "list", 40, needed=False) or given.name.partition(".")[0].lower()
    found = taking.take(request.viewer, name, given.name, given.read(), "shrinking" in request.POST)
    words = translate(
        "{name} is in force: {added} new, {removed} gone, {changed} changed. A worker screens what is due."
    )
    counts = {"added": len(found.added), "removed": len(found.removed), "changed": len(found.changed)}
    messages.success(request, words.format(name=name, **counts))
    return redirect("screening.list_", name)


@do("screening/start/", verb=asking.START)
def start(request: Asked) -> HttpResponse:
    """Have stored names screened."""
    asking.start(request.viewer)
    messages.success(request, translate("A worker screens what is due."))
    return redirect("screening.screening")


@page("screening/hits/", verb=VERB)
def hits(request: Asked) -> HttpResponse:
    """Possible matches with what was decided; as a file they are what an inspector asks for."""
    chosen = FILTERS.read(request.GET)
    query = asking.hits(request.viewer, chosen["state"] or "")
    if file_wanted(request):
        return as_file(request, "screening-hits", query.order_by("pk"), asking.EXPORTED, _row)
    list_ = listing(request, query, HEADINGS, "-pk", chosen)
    for case in list_.items:
        case.said = asking.case_facts(case)
        case.reasons = said(str(case.said.get("reasons", "")))
        case.label = SCREENING_HIT.states[case.state].label
    note(request.viewer, "seen", f"screening hits:{len(list_.items)}", "console")
    return show(request, "console/screening_hits.html", list=list_)


@page("screening/lists/<str:name>/", verb=VERB)
def list_(request: Asked, name: str) -> HttpResponse:
    """The versions of a list, and what two of them differ in. Raises UnknownList."""
    before, after = request.GET.get("before", "")[:40], request.GET.get("after", "")[:40]
    found = asking.compared(request.viewer, name, before, after)
    shown = found.changes[:DIFFERENT]
    ids = {one for one, _ in shown}
    names = asking.names_in(name, found.before, ids) | asking.names_in(name, found.after, ids)
    return show(
        request, "console/screening_list.html", name=name, versions=kept().history(name), found=found,
        changes=[(one, names.get(one, ""), change, WORDS[change]) for one, change in shown],
        left=len(found.changes) - len(shown), version=kept().version(name),
    )  # fmt: skip


def _asked(request: Asked) -> dict[str, Any]:
    """What was found for the form. Raises Unusable, NobodyAsked."""
    kind = Kind(forms.choice(request, "kind", KINDS))
    born, country, place, number = (
        forms.text(request, name, longest, needed=False)
        for name, longest in (("born", 10), ("country", 2), ("place", 200), ("number", 60))
    )
    if born and not re.fullmatch(BORN_FORM, born):
        reason = Phrase("'{value}' is no day or year of birth, as 1958-03-02 or 1958.", value=born)
        raise Unusable(place=translate("Day or year of birth"), reason=reason)
    facts = Facts(*((one,) if one else () for one in (born, country.lower(), place, number)))
    found = asking.ask(request.viewer, [Bearer((forms.text(request, "name", 1_000),), kind, facts)], "console")
    every = [hit(*told) for told in found.asked[0].hits]
    for one in every:
        one["percent"] = f"{100 * one['score']:.1f}"
        one["reasons"] = [
            {**each, "said": called(each["kind"]), "words": reason_words(each), "points": f"{each['points']:+.2f}",
             "for": each["points"] > 0}
            for each in sorted(one["reasons"], key=lambda each: -each["points"])
        ]  # fmt: skip
    return {"hits": every, "entries": found.entries, "lists": len(found.versions)}


def _row(case: Case) -> list[str]:
    return next(iter(asking.exported([case])))
