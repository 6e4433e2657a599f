"""Who asks: a token in the header, or for reading the session of a browser; and for which party."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from shibosi import settings
from shibosi.api.errors import NotSignedIn
from shibosi.store import limiting, tokens
from shibosi.store.viewers import Viewer, nobody, of_account, of_token

PARTY = "X-Shibosi-Party"
SAFE = ("GET", "HEAD", "OPTIONS")


class Asking(HttpBearer):
    """Finds out who asks; with `optional` nobody may ask too. Raises BadToken, NotSignedIn, NotYourParty, TooMany."""

    def __init__(self, optional: bool = False) -> None:
        super().__init__()
        self.optional = optional

    def __call__(self, request: HttpRequest) -> Any:
        """The viewer."""
        now, address = timezone.now(), address_of(request)
        scheme, _, text = request.headers.get("Authorization", "").partition(" ")
        party = request.headers.get(PARTY) or None
        if scheme.lower() == "bearer":
            return _by_token(text.strip(), party, address, now)
        account = request.user
        if request.method in SAFE and account.is_authenticated:
            return of_account(account, now, party)
        limiting.count("requests without a token", address, now)
        if not self.optional:
            raise NotSignedIn()
        return nobody(now)

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The viewer of a token."""
        return _by_token(token, None, address_of(request), timezone.now())


def viewer_of(request: Any) -> Viewer:
    """Who asks, as was found out before the operation began."""
    found: Viewer = request.auth
    return found


def address_of(request: HttpRequest) -> str:
    """The address of who asks, told by the outermost proxy of ours where there are some."""
    told = request.META.get("REMOTE_ADDR", "")
    proxies = settings.proxies()
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return passed[-proxies] if proxies and len(passed) >= proxies else told


def _by_token(text: str, party: str | None, address: str, now: Any) -> Viewer:
    try:
        token = tokens.check(text, now)
    except tokens.BadToken:
        limiting.count("wrong tokens", address, now)
        raise
    limiting.count("requests of a token", token.public, now)
    return of_token(token, now, party)
