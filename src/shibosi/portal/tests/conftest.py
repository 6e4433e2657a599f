"""Tests ask more often than people do, and begin with no visit and in English."""

from dataclasses import replace

import pytest
from django.core.cache import caches

from shibosi.kernel.words import speak
from shibosi.portal.visits import keeping
from shibosi.settings.limits import LIMITS


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    """No visit is there, nobody was counted, and pages are not."""
    pages = "requests without a token"
    monkeypatch.setitem(LIMITS, pages, replace(LIMITS[pages], amount=1_000_000))
    caches["counts"].clear()
    for room in keeping.every():
        room.delete()
    yield
    speak("en")
