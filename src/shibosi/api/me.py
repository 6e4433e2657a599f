"""Who am I: what a token or session reaches, and for whom it may act."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from shibosi.api.viewing import Asking, viewer_of
from shibosi.store.allowing import may
from shibosi.store.models import Account, Party
from shibosi.store.permissions import PERMISSIONS
from shibosi.store.viewers import parties_to_act_for

router = Router(tags=["access"], auth=Asking())


class PartyShown(Schema):
    """A party: what to send as Shibosi-Party to act for it."""

    party: str
    name: str


class Me(Schema):
    """Who asks, for whom, with which scopes, and which verbs of the table of permissions are allowed."""

    by: str
    role: str
    party: PartyShown | None
    level: str | None
    mandate: bool
    scopes: list[str]
    may: list[str]
    may_act_for: list[PartyShown]
    at: datetime


@router.get("/me", response=Me, summary="Who am I")
def me(request: HttpRequest) -> Any:
    """The viewer of this request."""
    viewer = viewer_of(request)
    party = Party.objects.filter(pk=viewer.party).first()
    account = Account.objects.filter(pk=viewer.account).first()
    others = parties_to_act_for(account, viewer.now) if account else [party] if party else []
    return {
        "by": viewer.by, "role": str(viewer.role), "party": _shown(party) if party else None,
        "level": viewer.level.name.lower() if viewer.level else None, "mandate": viewer.mandate is not None,
        "scopes": sorted(viewer.scopes), "may": [verb for verb in PERMISSIONS if may(viewer, verb)],
        "may_act_for": [_shown(one) for one in others], "at": viewer.now,
    }  # fmt: skip


def _shown(party: Party) -> dict[str, str]:
    return {"party": party.public, "name": party.name}
