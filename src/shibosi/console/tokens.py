"""Tokens: ways in for machines, of the own account or of a firm one manages; each is shown once."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from shibosi.kernel.words import translate
from shibosi.pages import forms
from shibosi.pages.listing import Heading, listing
from shibosi.pages.menu import Entry, Group
from shibosi.pages.page import Asked, do, page, show
from shibosi.store import scope
from shibosi.store.actions import access
from shibosi.store.allowing import NotThere, the_one
from shibosi.store.models import Account, Party
from shibosi.store.permissions import FOR_TOKENS, SCOPES

HEADINGS = [Heading("Label"), Heading("Of"), Heading("Scopes"), Heading("Made", "pk"), Heading("Until"),
            Heading("Last used"), Heading("State"), Heading("")]  # fmt: skip
LONGEST = 366


@page("tokens/", verb="tokens.own", entry=Entry("Tokens", Group.MANAGING, 40, "token"))
def tokens(request: Asked) -> HttpResponse:
    """Tokens of the own account, and those one manages."""
    return _shown(request)


@do("tokens/issue/", verb="tokens.own")
def issue(request: Asked) -> HttpResponse:
    """A new token, shown once. Raises Forbidden, Unusable, WrongTerm."""
    viewer = request.viewer
    public = request.POST.get("party", "")
    owner: Account | Party | None
    owner = scope.parties(viewer).filter(public=public).first() if public else Account.objects.get(pk=viewer.account)
    if owner is None:
        raise NotThere()
    scopes = forms.choices(request, "scopes", FOR_TOKENS)
    until = viewer.now + timedelta(days=forms.whole(request, "days", 1, LONGEST))
    issued = access.issue_token(viewer, owner, forms.text(request, "label", 100), scopes, until)
    return _shown(request, fresh=issued.text)


@do("tokens/<slug:public>/revoke/", verb="tokens.own")
def revoke(request: Asked, public: str) -> HttpResponse:
    """End a token at once. Raises NotThere."""
    found = the_one(scope.tokens(request.viewer).filter(public=public))
    access.revoke_token(request.viewer, found)
    messages.success(request, translate("The token lets nobody in any more."))
    return redirect("tokens.tokens")


def _shown(request: Asked, fresh: str = "") -> HttpResponse:
    viewer = request.viewer
    query = scope.tokens(viewer).select_related("account", "party")
    list_ = listing(request, query, HEADINGS, "-pk", files=False)
    for one in list_.items:
        one.state = "in force" if one.in_force(viewer.now) else "revoked" if one.revoked_at else "out of date"
    return show(request, "console/tokens.html", list=list_, fresh=fresh, longest=LONGEST,
                scopes={name: translate(SCOPES[name]) for name in sorted(FOR_TOKENS)})  # fmt: skip
