"""How allauth is used here: nobody signs up, secrets lie sealed, who has a role has a second factor.

Accounts are made by administrators (`store.actions.access`); an identity provider lets in only accounts that exist,
found by an e-mail the provider has verified.
"""

from collections.abc import Callable
from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from shibosi.settings import example
from shibosi.store.sealing import opened, sealed

PLACE = "second factor"
BY_PROVIDER = "socialaccount"


class Accounts(DefaultAccountAdapter):
    """Nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by administrators."""
        return False


class Providers(DefaultSocialAccountAdapter):
    """A provider vouches for accounts that are here; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        """Accounts are made by administrators."""
        return False


class SecondFactors(DefaultMFAAdapter):
    """Secrets of second factors lie sealed in the database."""

    def encrypt(self, text: str) -> str:
        """What is kept."""
        return sealed(text, PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret. Raises WrongSeal."""
        return opened(encrypted_text, PLACE)


class SecondFactor:
    """Middleware: an account with a role goes nowhere before it has a second factor, its own or its provider's.

    On an example that only this machine reaches nobody is asked for one.
    """

    open_to_all: ClassVar[tuple[str, ...]] = ("/accounts/", "/static/")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or lead to where a second factor is set up."""
        if not request.path.startswith(self.open_to_all) and self.lacks(request):
            return redirect(reverse("mfa_index"))
        return self.get_response(request)

    @staticmethod
    def lacks(request: HttpRequest) -> bool:
        """Whether somebody with a role came in by a password alone."""
        account = request.user
        if not account.is_authenticated or not account.role or example():
            return False
        methods = {record["method"] for record in get_authentication_records(request, account)}
        return BY_PROVIDER not in methods and not is_mfa_enabled(account)
