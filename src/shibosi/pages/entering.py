"""The first page, and finding something by its number."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from shibosi.kernel.errors import ShibosiError
from shibosi.pages import errors, looking
from shibosi.pages.menu import offered
from shibosi.pages.page import show

FINDER = "numbers.numbers"
"""The page that finds dossiers and documents by their number."""


def first(request: HttpRequest) -> HttpResponse:
    """Whoever signed in is led to the first page of the menu; others are told what is open to them."""
    try:
        viewer = looking.viewer_of(request)
    except ShibosiError as mistake:
        return errors.of(request, mistake)
    if looking.must_choose(viewer):
        return redirect("act_for")
    request.viewer = viewer
    menu = offered(viewer, request.path)
    if viewer.account is not None and menu:
        return redirect(menu[0][1][0].address)
    return show(request, "pages/welcome.html")


def search(request: HttpRequest) -> HttpResponse:
    """Lead a number to what has it."""
    target = redirect(reverse(FINDER))
    target["Location"] += "?" + request.GET.urlencode()
    return target


PATHS: list[URLPattern] = [
    path("", first, name="first"),
    path("search/", search, name="search"),
    path("switch/", looking.switch, name="switch"),
    path("act-for/", looking.act_for, name="act_for"),
]
