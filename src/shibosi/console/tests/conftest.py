"""What tests of the console look with: a real browser in which somebody signed in."""

import pytest

from shibosi.pages.tests.browsing import browser, opened
from shibosi.pages.tests.looking import signed_in
from shibosi.store.models import Role
from shibosi.store.tests.firms import staff

__all__ = ["browser"]


@pytest.fixture
def officer(db, monkeypatch):
    """An officer of the platform, signed in."""
    return signed_in(staff(Role.OFFICER), monkeypatch)


@pytest.fixture
def look(browser, live_server, monkeypatch):
    """Opens a page as somebody; what the browser complained of, or asked other hosts, stands in `page.faults`."""

    def shown(who, path, size="desktop", language="en-US", light="light"):
        client = signed_in(who, monkeypatch, language)
        page, page_faults = opened(browser, live_server, client, size, language, light)
        page.faults = page_faults
        page.on("request", lambda asked: page.faults.append(asked.url) if live_server.url not in asked.url else None)
        page.goto(live_server.url + path)
        return page

    return shown
