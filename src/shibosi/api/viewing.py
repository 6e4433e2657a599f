"""Who asks: a token in the header, or for reading the session of a browser; and for which party."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from shibosi.api.errors import NotSignedIn
from shibosi.store import asking
from shibosi.store.viewers import Viewer

SAFE = ("GET", "HEAD", "OPTIONS")


class Asking(HttpBearer):
    """Finds out who asks; with `optional` nobody may ask too. Raises BadToken, NotSignedIn, NotYourParty, TooMany."""

    def __init__(self, optional: bool = False) -> None:
        super().__init__()
        self.optional = optional

    def __call__(self, request: HttpRequest) -> Any:
        """The viewer. A session only reads: what writes comes with a token, which no other site can send."""
        found = asking.viewer_of(request, timezone.now())
        by_session = found.account is not None and found.token is None
        nobody = found.account is None and found.token is None
        if (nobody and not self.optional) or (by_session and request.method not in SAFE):
            raise NotSignedIn()
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The viewer; the token is read where the whole request is."""
        return self(request)


def viewer_of(request: Any) -> Viewer:
    """Who asks, as was found out before the operation began."""
    found: Viewer = request.auth
    return found
