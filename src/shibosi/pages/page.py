"""A page: a function with its address, the permission it asks for, and its place in the menu.

    @page("findings/", verb="findings.read", entry=Entry("Findings", Group.REVIEW))
    def findings(request: Asked) -> HttpResponse:
        return show(request, "console/findings.html", found=...)

The page is named after its module and function: `findings.findings`. All modules of `shibosi.console` and
`shibosi.portal` are read for pages; there is no list to edit.
"""

import pkgutil
from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, register_converter

from shibosi.kernel.errors import ShibosiError
from shibosi.pages import errors, looking
from shibosi.pages.menu import PLACED, Entry, Placed
from shibosi.store.allowing import allowed
from shibosi.store.viewers import Viewer

EVERYBODY = None
"""Instead of a permission: open without account."""
SIGNED_IN = ""
"""Instead of a permission: open to whoever signed in."""
WINGS = ("shibosi.console", "shibosi.portal")
READ = ("GET", "HEAD")
PATHS: dict[str, URLPattern] = {}


class Key:
    """A number of a stored thing in an address: `<key:finding>`. Longer ones are no address."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, text: str) -> int:
        """The number."""
        return int(text)

    def to_url(self, number: int) -> str:
        """The number as it is written."""
        return str(number)


register_converter(Key, "key")


class Asked(HttpRequest):
    """A request whose viewer is known."""

    viewer: Viewer


View = Callable[..., HttpResponse]


def page(
    address: str, verb: str | None, entry: Entry | None = None, methods: tuple[str, ...] = READ
) -> Callable[[View], View]:  # fmt: skip
    """Declare a page. Whoever may not open it is told so; an error of ours becomes a page of its own."""

    def declare(function: View) -> View:
        @wraps(function)
        def answer(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return errors.wrong_method(request, methods)
            try:
                request.viewer = looking.viewer_of(request)
                if verb is not EVERYBODY and request.viewer.account is None:
                    return redirect_to_login(request.get_full_path())
                if verb and looking.must_choose(request.viewer):
                    return redirect("act_for")
                if verb:
                    allowed(request.viewer, verb)
                return function(request, *args, **kwargs)
            except ShibosiError as mistake:
                return errors.of(request, mistake)

        name = f"{function.__module__.rpartition('.')[2]}.{function.__name__}"
        if name in PATHS:
            raise ValueError(f"there are two pages {name}")
        vars(answer)["methods"] = methods
        PATHS[name] = path(address, answer, name=name)
        if entry is not None:
            PLACED[name] = Placed(entry, name, verb)
        return answer

    return declare


def do(address: str, verb: str | None = SIGNED_IN) -> Callable[[View], View]:
    """Declare where a form is sent to: a page that only takes POST and leads on to another."""
    return page(address, verb, methods=("POST",))


def show(request: HttpRequest, template: str, status: int = 200, **said: Any) -> HttpResponse:
    """A page made from a template; the shell comes with it (`shibosi.pages.shell`)."""
    return render(request, template, said, status=status)


def paths() -> list[URLPattern]:
    """The addresses of every page there is."""
    for wing in WINGS:
        try:
            package = import_module(wing)
        except ModuleNotFoundError as missing:
            if missing.name != wing:
                raise
            continue
        for module in pkgutil.iter_modules(package.__path__, f"{wing}."):
            if not module.ispkg:
                import_module(module.name)
    return list(PATHS.values())
