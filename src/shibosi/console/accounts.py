"""Accounts: who may sign in and with which role; to a manager those of its firm, to anybody the own one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.kernel.flows.roles import ROLES
from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.files import as_file, file_wanted
from shibosi.pages.filters import Choice, Filters, Text
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import SIGNED_IN, Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import access
from shibosi.store.allowing import may, the_one
from shibosi.store.models import AccessEntry, Account, Role

HEADINGS = [Heading("E-mail", "email", str, first_down=False), Heading("Name"), Heading("Role"), Heading("Firms"),
            Heading("State"), Heading("")]  # fmt: skip
COLUMNS = ["E-mail", "Name", "Role", "Opened", "State"]
NO_ROLE = "No role: member of firms"
RECENT = 20


def roles() -> dict[str, str]:
    """Roles an account may have, with their labels."""
    return {role.value: ROLES.get(role.value, NO_ROLE) for role in Role}


FILTERS = Filters(
    Text("email", "E-mail", longest=254),
    Choice("role", "Role", among=lambda: {name: label for name, label in roles().items() if name}),
    Choice("state", "State", among={"active": "active", "closed": "closed"}),
)


@page("accounts-list/", verb="accounts.manage", entry=Entry("Accounts", Group.MANAGING, 10, "account"))
def accounts(request: Asked) -> HttpResponse:
    """Every account."""
    chosen = FILTERS.read(request.GET)
    query = scope.accounts(request.viewer)
    if chosen["email"]:
        query = query.filter(email__startswith=chosen["email"].lower())
    if chosen["role"]:
        query = query.filter(role=chosen["role"])
    if chosen["state"]:
        query = query.filter(is_active=chosen["state"] == "active")
    if file_wanted(request):
        return as_file(request, "accounts", query.order_by("pk"), COLUMNS, lambda one: [
            one.email, one.name, one.role, one.made_at, "active" if one.is_active else "closed",
        ])  # fmt: skip
    list_ = listing(request, query.prefetch_related("memberships__party"), HEADINGS, "email", chosen)
    return show(request, "console/accounts.html", list=list_, roles=_spoken())


@do("accounts-list/open/", verb="accounts.manage")
def open_account(request: Asked) -> HttpResponse:
    """Open an account. Raises AlreadyThere."""
    role = Role(forms.choice(request, "role", list(Role)) if request.POST.get("role") else "")
    made = access.open_account(request.viewer, forms.email(request), forms.text(request, "name", 100, False), role)
    words = translate("The account of {email} is open; a password is set by the link under “forgot password”.")
    messages.success(request, words.format(email=made.email))
    return redirect("accounts.accounts")


@do("accounts-list/<key:account>/close/", verb="accounts.manage")
def close(request: Asked, account: int) -> HttpResponse:
    """Close an account. Raises NotThere."""
    one = the_one(scope.accounts(request.viewer).filter(pk=account))
    access.close_account(request.viewer, one)
    messages.success(request, translate("The account is closed: its sessions and tokens let nobody in."))
    return redirect("accounts.accounts")


@page("security/", verb=SIGNED_IN, entry=Entry("Own security", Group.OWN, 10, "shield"))
def security(request: Asked) -> HttpResponse:
    """How the own account is protected, and what was noted of it."""
    from allauth.mfa.utils import is_mfa_enabled
    from allauth.usersessions.models import UserSession

    account = Account.objects.get(pk=request.viewer.account)
    mine = AccessEntry.objects.filter(by__in=_marks(request)).order_by("-pk")[:RECENT]
    return show(
        request, "console/security.html", account=account, factor=is_mfa_enabled(account), recent=mine,
        sessions=UserSession.objects.filter(user=account).count(),
        tokens=scope.tokens(request.viewer).filter(account=account, revoked_at__isnull=True).count()
        if may(request.viewer, "tokens.own") else 0,
    )  # fmt: skip


def _marks(request: Asked) -> list[str]:
    """How the viewer stands in what is noted: by itself, and for the party acted for."""
    return list(dict.fromkeys([f"account:{request.viewer.account}", request.viewer.by]))


def _spoken() -> dict[str, str]:
    return {name: translate(label) for name, label in roles().items()}
