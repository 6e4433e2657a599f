"""Who asks: the viewer of a request over HTTP, the same for every door, counted against the limits.

A token stands in `Authorization: Bearer sbs_…`; without one the session counts. The party acted for stands in the
header `Shibosi-Party`, or in the session under "party", by its public name.
"""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from shibosi.store import tokens
from shibosi.store.limiting import count
from shibosi.store.viewers import Viewer, nobody, of_account, of_token

PARTY_HEADER = "Shibosi-Party"
IN_SESSION = "party"
SCHEME = "bearer "


def viewer_of(request: HttpRequest, now: datetime) -> Viewer:
    """The viewer of a request. Raises BadToken, NotYourParty, TooMany.

    A token that is wrong is refused even where a session would let in: what a machine sends is never half believed.
    """
    said = request.headers.get("Authorization", "")
    party = request.headers.get(PARTY_HEADER) or None
    if said[: len(SCHEME)].lower() == SCHEME:
        return of_token(_token(said[len(SCHEME) :].strip(), request, now), now, party)
    if request.user.is_authenticated:
        return of_account(request.user, now, party or request.session.get(IN_SESSION))
    count("requests without a token", address(request), now)
    return nobody(now)


def address(request: HttpRequest) -> str:
    """The network address of who asks, as our own proxies tell it."""
    return str(get_adapter(request).get_client_ip(request))


def _token(text: str, request: HttpRequest, now: datetime) -> tokens.Token:
    try:
        found = tokens.check(text, now)
    except tokens.BadToken:
        count("wrong tokens", address(request), now)
        raise
    count("requests of a token", found.public, now)
    return found
