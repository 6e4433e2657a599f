"""Home of a firm: how it stands in points, what the next tier is, and who is not told."""

import pytest
from django.utils import timezone

from shibosi.kernel.controls import Severity
from shibosi.pages.tests.browsing import ALL_LOOKS, fits, needs_chromium
from shibosi.pages.tests.looking import heard, signed_in, text
from shibosi.store.measures.tests.world import breaks, imposed, overturn, seller
from shibosi.store.models import Mandate
from shibosi.store.tests.firms import DAY, a_member
from shibosi.store.zones import HOUSE

pytestmark = pytest.mark.django_db


@pytest.fixture
def party():
    return seller("FIRMALPHA")


@pytest.fixture
def clerk(party):
    return a_member(party)


def breaks_today(party, severity=Severity.CRITICAL):
    now = timezone.now()
    return breaks(party, severity, now.astimezone(HOUSE).date(), now)


def told(account, monkeypatch, **more):
    """What the first page of a firm says, from its points on."""
    return text(signed_in(account, monkeypatch, **more).get("/home/")).partition("Every violation and measure ")[2]


def test_without_violations_the_first_tier_is_told(clerk, monkeypatch):
    said = told(clerk, monkeypatch)
    assert said.startswith("0 Points of a behaviour year") and "First tier: from 12 points, 12 more than now" in said
    assert "Now stopped" not in said and "you may appeal" in said


def test_a_tier_that_is_reached_is_told_with_the_next_and_falls_with_its_violation(party, clerk, monkeypatch):
    row = breaks_today(party)
    breaks_today(party, Severity.MINOR)
    said = told(clerk, monkeypatch)
    assert "First tier Second tier: from 24 points" in said and not said.startswith("0")
    overturn(row, timezone.now())
    assert "First tier: from 12 points" in told(clerk, monkeypatch)


def test_measures_in_force_and_what_they_stop_are_told(party, clerk, monkeypatch):
    imposed(party, "suspend-shop", timezone.now(), text="Counterfeit")
    said = told(clerk, monkeypatch)
    assert "Measures in force : Shop suspended" in said.replace("force:", "force :")
    assert "New orders On hold" in said and "Advertising Barred" in said


def test_at_the_last_tier_there_is_no_next(party, clerk, monkeypatch):
    for _ in range(4):
        breaks_today(party)
    assert "more than now" not in told(clerk, monkeypatch)


def test_an_agent_without_cases_in_its_mandate_is_told_no_points(party, monkeypatch):
    agent, now = a_member(seller("AGENT")), timezone.now()
    Mandate.objects.create(
        principal=party, agent=agent.memberships.get().party, scopes=["findings:read"], begins_at=now - DAY,
        ends_at=now + DAY, given_by="test",
    )  # fmt: skip
    breaks_today(party)
    answer = signed_in(agent, monkeypatch, party=party).get("/home/")
    assert answer.status_code == 200 and answer.context["points"] is None


def test_a_pack_that_takes_points_away_says_how_many_are_left(party, clerk, monkeypatch):
    from shibosi.domains import registry
    from shibosi.domains.enforcement.measures.scheme import Scheme
    from shibosi.kernel.parameters import EVERYWHERE, Values, Version

    kept = dict(registry.values().items())
    kept[Scheme.pack.id] = [Version("health_score", None, None, EVERYWHERE, "test", "local")]
    made = Values(kept)
    monkeypatch.setattr(registry, "values", lambda: made)
    said = told(clerk, monkeypatch)
    assert "fewer than now" in said and "take points away" in said


def test_it_is_said_in_chinese(party, clerk, monkeypatch):
    breaks_today(party)
    lacking = heard(monkeypatch)
    said = text(signed_in(clerk, monkeypatch, "zh-hans").get("/home/"))
    assert "第二档：24 分起" in said and not lacking


@needs_chromium
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "language", "light"), ALL_LOOKS)
def test_it_fits_the_screen(look, party, clerk, size, language, light):
    imposed(party, "suspend-shop", timezone.now(), text="Counterfeit")
    breaks_today(party)
    page = look(clerk, "/home/", size, language, light)
    page.wait_for_load_state("networkidle")
    assert fits(page) and page.faults == []
