"""Parties: firms with their codes, members, mandates and tokens; to a firm itself, its own page."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.db.models import F, Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.api.errors import Unusable
from shibosi.kernel.words import Phrase, translate
from shibosi.pages import forms
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import access
from shibosi.store.allowing import may, the_one
from shibosi.store.intake.receiving import ZONE
from shibosi.store.models import Account, Level, Party, PartyCode, Register
from shibosi.store.permissions import FOR_MANDATES, LEVELS, SCOPES

REGISTERS = {
    Register.CUSTOMS.value: "Customs registration", Register.USCC.value: "Unified social credit code",
    Register.VAT.value: "VAT number", Register.EORI.value: "EORI number", Register.OTHER.value: "Other register",
}  # fmt: skip
HEADINGS = [Heading("Name", "name", str, first_down=False), Heading("Country"), Heading("Codes"), Heading("Members")]
COLUMNS = ["Name", "Country", "Codes", "Public name"]
FILTERS = Filters(Text("name", "Name begins with"), Text("code", "Code", longest=64))
MOST_CODES = 20


@page("parties/", verb="parties.read", entry=Entry("Firms", Group.MANAGING, 20, "party", "p"))
def parties(request: Asked) -> HttpResponse:
    """Every firm; to a firm itself its own page."""
    viewer = request.viewer
    if not viewer.platform:
        return redirect("parties.party", viewer.reporter)
    chosen = FILTERS.read(request.GET)
    query = scope.parties(viewer)
    if chosen["name"]:
        query = query.filter(name__startswith=chosen["name"])
    if chosen["code"]:
        query = query.filter(codes__in=PartyCode.in_force().filter(code=chosen["code"].upper())).distinct()
    query = query.prefetch_related(Prefetch("codes", PartyCode.in_force()))
    if file_wanted(request):
        return as_file(request, "parties", query.order_by("pk"), COLUMNS, lambda one: [
            one.name, one.place, " ".join(code.code for code in one.codes.all()), one.public,
        ])  # fmt: skip
    list_ = listing(request, query.prefetch_related("members"), HEADINGS, "name", chosen)
    for one in list_.items:
        one.active = sum(member.ended_at is None for member in one.members.all())
    return show(request, "console/parties.html", list=list_, registers=_said(REGISTERS))


@do("parties/register/", verb="parties.manage")
def register(request: Asked) -> HttpResponse:
    """Register a firm. Raises AlreadyThere, Unusable."""
    place = forms.text(request, "place", 2, needed=False).upper()
    made = access.register_party(request.viewer, forms.text(request, "name"), place, _codes(request))
    messages.success(request, translate("{name} is registered.").format(name=made.name))
    return redirect("parties.party", made.public)


@page("parties/<slug:public>/", verb="parties.read")
def party(request: Asked, public: str) -> HttpResponse:
    """A firm: codes, members, mandates, tokens. Raises NotThere."""
    viewer, one = request.viewer, _one(request, public)
    own = viewer.platform or viewer.party == one.pk
    members = scope.members(viewer).filter(party=one, ended_at__isnull=True).select_related("account").order_by("pk")
    mandates = scope.mandates(viewer).select_related("principal", "agent").order_by("-pk")
    return show(
        request, "console/party.html", party=one, members=members,
        codes=one.codes.order_by(F("ended_at").desc(nulls_first=True), "register", "code"),
        may_codes=may(viewer, "parties.manage"),
        registers=_said(REGISTERS), levels={int(level): translate(label) for level, label in LEVELS.items()},
        given=_running(mandates.filter(principal=one), viewer.now),
        held=_running(mandates.filter(agent=one), viewer.now),
        tokens=scope.tokens(viewer).filter(party=one).order_by("-pk") if own else [],
        scopes={name: translate(SCOPES[name]) for name in sorted(FOR_MANDATES)},
        may_members=own and may(viewer, "members.manage"), may_mandates=own and may(viewer, "mandates.manage"),
        may_tokens=own and may(viewer, "tokens.manage"), today=viewer.today,
        next_year=(viewer.now + timedelta(days=365)).astimezone(ZONE).date(),
    )  # fmt: skip


@do("parties/<slug:public>/codes/", verb="parties.manage")
def add_code(request: Asked, public: str) -> HttpResponse:
    """Give a firm a code. Raises AlreadyThere, Unusable."""
    register = forms.choice(request, "register", REGISTERS)
    access.add_code(request.viewer, _one(request, public), register, forms.text(request, "code", 64))
    messages.success(request, translate("The code is the firm's from now on."))
    return redirect("parties.party", public)


@do("parties/<slug:public>/codes/<key:code>/end/", verb="parties.manage")
def end_code(request: Asked, public: str, code: int) -> HttpResponse:
    """Take a code from a firm. Raises NotThere."""
    access.end_code(request.viewer, the_one(scope.codes(request.viewer).filter(pk=code, party=_one(request, public))))
    messages.success(request, translate("The code is the firm's no longer."))
    return redirect("parties.party", public)


@do("parties/<slug:public>/members/", verb="members.manage")
def add_member(request: Asked, public: str) -> HttpResponse:
    """Let an account act for a firm. Raises Unusable where there is none of that e-mail."""
    wanted = forms.email(request)
    account = Account.objects.filter(email=wanted.lower(), is_active=True).first()
    if account is None:
        raise Unusable(place="email", reason=Phrase("there is no account of that e-mail; an administrator opens it."))
    level = Level(int(forms.choice(request, "level", [str(int(one)) for one in Level])))
    access.add_member(request.viewer, _one(request, public), account, level)
    messages.success(request, translate("{email} now acts for this firm.").format(email=account.email))
    return redirect("parties.party", public)


@do("parties/<slug:public>/members/<key:member>/end/", verb="members.manage")
def end_member(request: Asked, public: str, member: int) -> HttpResponse:
    """End a membership. Raises NotThere."""
    found = the_one(scope.members(request.viewer).filter(pk=member, party=_one(request, public)))
    access.end_member(request.viewer, found)
    messages.success(request, translate("The membership has ended."))
    return redirect("parties.party", public)


@do("parties/<slug:public>/mandates/", verb="mandates.manage")
def give_mandate(request: Asked, public: str) -> HttpResponse:
    """Let another firm act for this one. Raises WrongTerm, Unusable."""
    agent = Party.objects.filter(public=forms.text(request, "agent", 32)).first()
    if agent is None:
        raise Unusable(place="agent", reason=Phrase("there is no firm of that public name."))
    begins, ends = _beginning(request, "begins"), _beginning(request, "ends") + timedelta(days=1)
    scopes = forms.choices(request, "scopes", FOR_MANDATES)
    access.give_mandate(request.viewer, _one(request, public), agent, scopes, begins, ends)
    messages.success(request, translate("{name} may now act for this firm.").format(name=agent.name))
    return redirect("parties.party", public)


@do("parties/<slug:public>/mandates/<key:mandate>/revoke/", verb="mandates.manage")
def revoke_mandate(request: Asked, public: str, mandate: int) -> HttpResponse:
    """End a mandate at once. Raises NotThere."""
    found = the_one(scope.mandates(request.viewer).filter(pk=mandate))
    access.revoke_mandate(request.viewer, found)
    messages.success(request, translate("The mandate is revoked."))
    return redirect("parties.party", public)


def _one(request: Asked, public: str) -> Party:
    found = the_one(scope.parties(request.viewer).filter(public=public))
    return found


def _codes(request: Asked) -> list[tuple[str, str]]:
    """The codes of a form: as many registers as codes, empty ones left out."""
    registers, codes = request.POST.getlist("register"), request.POST.getlist("code")
    found = [(register, code.strip()) for register, code in zip(registers, codes, strict=False) if code.strip()]
    for register, code in found[:MOST_CODES]:
        if register not in REGISTERS or len(code) > 64:
            raise Unusable(place="code", reason=Phrase("'{text}' is none of the choices.", text=register[:60]))
    return found[:MOST_CODES]


def _beginning(request: Asked, name: str) -> datetime:
    return datetime.combine(forms.day(request, name), time(), ZONE)


def _running(query: Any, now: datetime) -> list[Any]:
    every = list(query[:200])
    for one in every:
        one.in_force = one.revoked_at is None and one.begins_at <= now < one.ends_at
    return every


def _said(words: dict[str, str]) -> dict[str, str]:
    return {name: translate(label) for name, label in words.items()}
