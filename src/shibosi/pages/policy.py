"""What a browser may do with our pages: only what comes from here; no script and no style in the page itself."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from shibosi.settings import provider

NAME = "Content-Security-Policy"


def policy() -> str:
    """The policy of every page. Forms may also lead to the provider through which people sign in."""
    found = provider()
    elsewhere = ""
    if found is not None:
        parts = urlsplit(found.issuer)
        elsewhere = f" {parts.scheme}://{parts.netloc}"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; form-action 'self'{elsewhere}; base-uri 'none'; frame-ancestors 'none'"
    )


class Policy:
    """Middleware: answers that say no policy of their own get ours; pages of people are kept by nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        response = self.get_response(request)
        response.setdefault(NAME, self.policy)
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Cache-Control", "no-store")
        return response
