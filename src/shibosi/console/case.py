"""One case: its evidence beside what may be done, what happened, what is due; and opening one."""

import json
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import register_converter

from shibosi.api.dossiers import shown_key
from shibosi.console import saying
from shibosi.console.cases import about
from shibosi.console.comparing import Sheet, sheets
from shibosi.console.dossiers import read_again
from shibosi.domains.aml.flows import SCREENING_HIT
from shibosi.kernel.controls import RELEASE
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.flows.declared import Field
from shibosi.kernel.problems import said_place
from shibosi.kernel.words import language, translate
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import cases as actions
from shibosi.store.allowing import allowed, may
from shibosi.store.cases import carrying, desk
from shibosi.store.cases.lacking import OF_FIRMS
from shibosi.store.cases.showing import CaseShown, asked_to_open, shown
from shibosi.store.cases.written import flows
from shibosi.store.dossiers import documents_seen
from shibosi.store.models import Case, DossierState, Finding
from shibosi.store.models.cases import LETTERS
from shibosi.store.paging import LARGEST
from shibosi.store.reading import firms
from shibosi.store.reading.dossiers import shown_number
from shibosi.store.seeing import note_shown
from shibosi.telling.screening import said as reasons_said

DOOR = "console"
CAUSES, REASONS = "findings", "reasons"
CONTROLS = frozenset({"control", CAUSES})
"""Facts that name controls."""
MOST, FEW = 100, 20
"""Findings that are shown beside a case: of its dossier, of the many it is about."""
GIVEN = "given-"
"""Begins the names of fields that a move or an opening asks for."""


class Number:
    """The number of a case in an address: `<case:number>`."""

    regex = f"[{LETTERS}]{{5}}-[{LETTERS}]{{5}}"

    def to_python(self, text: str) -> str:
        """The number."""
        return text

    def to_url(self, number: str) -> str:
        """The number as it is written."""
        return number


register_converter(Number, "case")


@page("cases/<case:number>/", verb="cases.read")
def case(request: Asked, number: str) -> HttpResponse:
    """A case as it is seen. Raises NotThere."""
    return _shown(request, number)


@do("cases/<case:number>/move/", verb="cases.read")
def move(request: Asked, number: str) -> HttpResponse:
    """Make a move; where something stands against it, that is said beside what was written."""
    decision = actions.Decision(request.POST.get("move", ""), request.POST.get("reason", ""), _given(request))
    try:
        actions.move(request.viewer, number, decision)
    except ShibosiError as refused:
        return _shown(request, number, refused)
    messages.success(request, translate("Done."))
    return redirect("case.case", number)


@do("cases/<case:number>/assign/", verb="cases.work")
def assign(request: Asked, number: str) -> HttpResponse:
    """Hand the case to an officer, or to nobody, and say how much it weighs."""
    officer = request.POST.get("officer", "")
    found = desk.officers().filter(pk=int(officer)).first() if officer.isdecimal() and len(officer) < 19 else None
    actions.assign(request.viewer, number, found)
    weight = request.POST.get("priority", "")
    if weight.isdecimal() and len(weight) < 3:
        actions.prioritise(request.viewer, number, int(weight))
    messages.success(request, translate("Done."))
    return redirect("case.case", number)


@page("cases/open/<str:flow>/", verb="cases.read", methods=("GET", "HEAD", "POST"))
def open_(request: Asked, flow: str) -> HttpResponse:
    """Open a case: what it is about stands in the address. Raises NotOpenedByPeople, Forbidden."""
    asks = asked_to_open(flow)
    allowed(request.viewer, carrying.door(flow).verb)
    finding, document = _number(request, "finding"), _number(request, "document")
    refused = None
    if request.method == "POST":
        asked = carrying.Asked(finding, document, request.GET.get("subject", "")[:80], _given(request))
        try:
            return redirect("case.case", actions.open_case(request.viewer, flow, asked).public)
        except ShibosiError as mistake:
            refused = mistake.sentence()
    found = scope.findings(request.viewer).filter(pk=finding).select_related("dossier").first() if finding else None
    return show(
        request, "console/case_open.html", 422 if refused else 200, flow=flows()[flow], asks=_fields(request, asks),
        refused=refused, finding=found, number=shown_key(found.dossier) if found else "",
        document=scope.documents(request.viewer).filter(pk=document).first() if document else None,
    )  # fmt: skip


def _shown(request: Asked, number: str, refused: ShibosiError | None = None) -> HttpResponse:
    viewer = request.viewer
    found = shown(viewer, number, DOOR)
    state = found.case.dossier
    sees = state is not None and scope.dossiers(viewer).filter(pk=state.pk).exists()
    findings = _findings(request, found.case.dossier_id)
    typed = request.POST if refused is not None else {}
    awaited = _awaited(request, found.case)
    again = awaited is not None and awaited["left"] and found.case.closed_at is None
    return show(
        request, "console/case.html", 422 if refused else 200, shown=found, case=found.case,
        facts=_facts(found, findings), number=shown_key(state) if state is not None else "",
        about=about(found.case)[0], findings=findings, sees=sees,
        sheets=_sheets(request, state, findings) if state is not None and sees else [],
        moves=[(one, _fields(request, one.asks)) for one in found.moves if one.allowed],
        others=[one for one in found.moves if not one.allowed], refused=refused.sentence() if refused else "",
        tried=typed.get("move", ""), reason=typed.get("reason", ""), works=may(viewer, "cases.work"),
        officers=desk.officers() if viewer.platform else [], now=viewer.now,
        elsewhere=_elsewhere(request, found.case), parties=_parties(request, found.case, state), awaited=awaited,
        again=again and not viewer.platform and may(viewer, "documents.report"),
    )  # fmt: skip


def _parties(request: Asked, case: Case, state: DossierState | None) -> list[tuple[str, str]]:
    """The codes of the parties of a case with their names, as they are registered or as documents write them."""
    if not request.viewer.platform:
        return []
    marks = sorted(one.who for one in case.parties.all())
    names = firms.names_of_marks(set(marks))
    if state is not None and not names.keys() >= set(marks):
        written = firms.written(documents_seen(request.viewer, state))
        names = {code: one.name for code, one in written.items()} | names
    return [(code, names.get(mark, "")) for mark in marks if (code := firms.code_of(mark)) or mark in names]


def _awaited(request: Asked, case: Case) -> dict[str, Any] | None:
    """The refused documents that a case waits for, those still to come first; None where it is about none."""
    every = scope.awaited(request.viewer).filter(case=case)
    count = every.count()
    if not count:
        return None
    first = every.order_by(F("arrived_at").asc(nulls_first=True), "pk")[:MOST]
    rows = [{"one": one, "number": shown_number(one.number), "why": json.loads(one.said)} for one in first]
    for row in rows:
        for why in row["why"]:
            why["words"] = why[language()]
            why["at"] = said_place(why["place"]) if why["place"] else ""
    return {"rows": rows, "count": count, "left": every.filter(arrived_at__isnull=True).count()}


def _findings(request: Asked, dossier: int | None) -> list[Finding]:
    """What stands open in the dossier, as far as it is seen."""
    if dossier is None:
        return []
    open_ = scope.findings(request.viewer).filter(dossier=dossier, resolved_at__isnull=True)
    return list(open_.select_related("dossier").order_by("-severity", "-pk")[:MOST])


def _elsewhere(request: Asked, case: Case) -> dict[str, Any] | None:
    """What is found in many dossiers and is what the case is about; None where it is about one dossier at most."""
    if case.control not in OF_FIRMS:
        return None
    every = scope.findings(request.viewer).filter(about=case.about, resolved_at__isnull=True)
    some = every.select_related("dossier").order_by("-pk")[:FEW]
    return {"rows": [(one, shown_key(one.dossier)) for one in some], "count": every.count()}


def _sheets(request: Asked, state: DossierState, findings: list[Finding]) -> list[Sheet]:
    """The documents of the dossier side by side; that personal data were shown is noted."""
    if not may(request.viewer, "documents.read"):
        return []
    seen = documents_seen(request.viewer, state)
    note_shown(request.viewer, state, seen, DOOR)
    return sheets(state.kind, seen, read_again(findings, seen), saying.controls_of(state.kind), whole=False)


def _facts(found: CaseShown, standing: list[Finding]) -> list[tuple[str, list[str | int]]]:
    """What a case is about: controls as the sentences they say; for which findings it was opened, and which stand."""
    told: list[tuple[str, list[str | int]]] = []
    for one in found.facts:
        if one.name == REASONS and found.case.flow == SCREENING_HIT.name:
            told.append((one.label, [*reasons_said(str(one.value))]))
            continue
        if one.name not in CONTROLS or not isinstance(one.value, str):
            told.append((one.label, [one.value]))
            continue
        names = one.value.split(", ")
        said: list[str | int] = [saying.sentence(name) for name in names]
        if one.name != CAUSES:
            told.append((one.label, said))
            continue
        now: list[str | int] = [saying.headed(each) for each in standing if each.control in names]
        told.append((f"{one.label} · {translate('at opening')}", said))
        told.append((f"{one.label} · {translate('now')}", now or [translate("none of them any more")]))
        others = [saying.headed(each) for each in standing if each.blocks == RELEASE and each.control not in names]
        if others and found.case.closed_at is None:
            told.append((translate("Also keeps the dossier from being accepted"), [*others]))
    return told


def _fields(request: Asked, asks: Any) -> list[dict[str, Any]]:
    """Fields of a form, with what was typed into them."""
    return [_field(request, one) for one in asks]


def _field(request: Asked, one: Field) -> dict[str, Any]:
    kinds = {"day": "date", "whole": "number", "text": "textarea"}
    return {
        "name": GIVEN + one.name, "label": translate(one.label), "type": kinds.get(one.kind, "text"),
        "choices": {name: translate(label) for name, label in one.choices}, "required": one.required,
        "value": request.POST.get(GIVEN + one.name, ""), "longest": 4000,
    }  # fmt: skip


def _given(request: Asked) -> dict[str, str]:
    given = {name.removeprefix(GIVEN): value for name, value in request.POST.items() if name.startswith(GIVEN)}
    return {name: value for name, value in given.items() if value}


def _number(request: Asked, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 and int(text) <= LARGEST else None
