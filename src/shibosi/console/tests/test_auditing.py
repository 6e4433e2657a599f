"""The auditor's sample: the same address draws the same, what every control says agrees with what was found."""

import csv
import io
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shibosi.console.tests.world import a_world
from shibosi.kernel.controls import Outcome
from shibosi.pages.tests.browsing import LOOKS, browser, fits, needs_chromium, opened
from shibosi.pages.tests.looking import heard, signed_in, taken, text
from shibosi.store.models import AccessEntry, DossierState, Finding, Role
from shibosi.store.reading import outcomes
from shibosi.store.reading.sampling import DOSSIER, Sampled, sample
from shibosi.store.tests.firms import staff
from shibosi.store.tests.trade import NOON
from shibosi.store.viewers import of_account

pytestmark = pytest.mark.django_db
__all__ = ["browser"]
DAY = NOON.date().isoformat()
ADDRESS = f"/audit/sample/?seed=2026-Q2&size=8&day={DAY}"


@pytest.fixture
def world():
    return a_world()


@pytest.fixture
def auditor(world, monkeypatch):
    return signed_in(world.auditor, monkeypatch)


def drawn(client, address=ADDRESS):
    """The dossiers a page draws, in their order."""
    return [one.pk for one in client.get(address, follow=True).context["drawn"]]


def rows(answer):
    return list(csv.reader(io.StringIO(taken(answer).decode("utf-8-sig"))))[1:]


def is_found(one):
    """Whether what a control says is a finding: an undetermined one is none where another tells its cause."""
    undetermined = one.outcome is Outcome.UNDETERMINED and not one.folded and not one.control.one_sided
    return one.outcome is Outcome.BROKEN or undetermined


def test_the_same_address_draws_the_same_though_dossiers_come_in(auditor, world, monkeypatch):
    fixed = auditor.get(ADDRESS).url
    first = drawn(auditor, fixed)
    assert len(first) == 8 and "to-dossier=" in fixed
    DossierState.objects.create(kind="order", key="Z-1", verdict=1, judged_at=NOON, judged_on=NOON.date())
    assert drawn(auditor, fixed) == first == drawn(signed_in(world.administrator, monkeypatch), fixed)
    assert drawn(auditor, fixed.replace("2026-Q2", "2026-Q3")) != first


def test_a_larger_sample_begins_with_the_smaller_and_a_kind_draws_only_that_kind(auditor):
    assert drawn(auditor, ADDRESS.replace("size=8", "size=12"))[:8] == drawn(auditor)
    kinds = {one.kind for one in auditor.get(ADDRESS + "&of=order", follow=True).context["drawn"]}
    assert kinds == {"order"}


def test_every_dossier_has_the_same_chance(world):
    viewer = of_account(world.auditor, NOON)
    every = list(DossierState.objects.values_list("pk", flat=True))
    counts = Counter(
        one.pk for seed in range(200) for one in sample(viewer, Sampled(DOSSIER, str(seed), 5, max(every)))[0]
    )
    expected = 200 * 5 / len(every)
    assert sum(counts.values()) == 1000 and max(counts.values()) < 4 * expected + 5


def test_what_is_said_of_many_dossiers_is_read_as_that_of_few(world):
    states = list(DossierState.objects.filter(kind="order"))
    queries = []
    for some in (states[:2], states):
        with CaptureQueriesContext(connection) as asked:
            assert len(outcomes.said(some, NOON.date())) == len(some)
        queries.append(len(asked))
    assert len(states) > 5 and queries[1] <= queries[0] + 2


def test_what_every_control_says_agrees_with_the_findings(world):
    states = list(DossierState.objects.all())
    said = outcomes.said(states, NOON.date())
    told = {(pk, one.control.name, one.outcome.name.lower()) for pk, every in said.items() for one in every
            if is_found(one)}  # fmt: skip
    found = set(Finding.objects.filter(resolved_at__isnull=True).values_list("dossier", "control", "outcome"))
    assert told == found and len(found) > 2
    assert {one.outcome for every in said.values() for one in every} == set(Outcome)


def test_a_dossier_shows_every_control_once_and_the_file_of_a_sample_all_of_them(auditor):
    number = drawn(auditor, ADDRESS + "&of=order")[0]
    page = auditor.get(f"/audit/dossiers/{number}/?day={DAY}")
    assert sum(count for _, count in page.context["tiles"]) == len(page.context["said"]) > 5
    held = auditor.get(f"/audit/dossiers/{number}/?day={DAY}&outcome=held").context["said"]
    assert {word for _, word in held} <= {"held"}
    assert len(rows(auditor.get(f"/audit/dossiers/{number}/?day={DAY}&file=csv"))) == len(page.context["said"])
    counts = sum(count for one in auditor.get(ADDRESS, follow=True).context["drawn"] for _, count in one.counts)
    assert len(rows(auditor.get(auditor.get(ADDRESS).url + "&file=csv"))) == counts


def test_drawing_leaves_a_note(auditor):
    auditor.get(ADDRESS, follow=True)
    assert AccessEntry.objects.get(subject="sample:dossier:8").why == "2026-Q2"


@pytest.mark.parametrize(
    "asked", ["size=0", "size=201", "size=x", "kind=odd", "day=x", "of=odd", "to-dossier=" + "9" * 30, "to-dossier=-1"]
)
def test_what_cannot_be_drawn_is_told(auditor, asked):
    assert auditor.get(f"/audit/sample/?seed=a&{asked}").status_code == 422


def test_without_a_seed_and_without_dossiers_it_says_so(monkeypatch):
    auditor = signed_in(staff(Role.AUDITOR), monkeypatch)
    assert "Say a seed" in text(auditor.get("/audit/sample/"))
    assert "nothing to draw from" in text(auditor.get(ADDRESS, follow=True))
    assert auditor.get("/audit/dossiers/1/").status_code == 404


@pytest.mark.parametrize(("language", "button"), [("en", "Draw a sample"), ("zh-hans", "抽取")])
def test_the_form_draws_and_says_what_up_to_number_is(world, language, button, monkeypatch):
    found = signed_in(world.auditor, monkeypatch, language).get("/audit/sample/").content.decode()
    assert f'<button class="button">{button}</button>' in found
    assert 'aria-describedby="h-to-dossier"' in found and 'id="h-to-dossier"' in found


def test_firms_draw_none(world, monkeypatch):
    client, number = signed_in(world.clerk, monkeypatch), DossierState.objects.first().pk
    assert {client.get(one).status_code for one in (ADDRESS, f"/audit/dossiers/{number}/")} == {403}


def test_everything_is_said_in_chinese(world, monkeypatch):
    client, lacking = signed_in(world.auditor, monkeypatch, "zh-hans"), heard(monkeypatch)
    number = drawn(client)[0]
    assert "抽样" in text(client.get(ADDRESS, follow=True))
    client.get(f"/audit/dossiers/{number}/")
    assert lacking == set()


@needs_chromium
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("size", "language", "light"), LOOKS)
def test_in_a_browser_a_sample_is_drawn_and_read(browser, live_server, monkeypatch, size, language, light):
    client = signed_in(a_world().auditor, monkeypatch)
    page, complaints = opened(browser, live_server, client, size, language, light)
    page.goto(f"{live_server.url}/audit/sample/")
    page.fill("#f-seed", "2026-Q2")
    page.fill("#f-size", "5")
    page.select_option("#f-of", "order")
    page.wait_for_url("**to-dossier=**")
    assert page.locator("table.list tbody tr").count() == 5 and fits(page)
    page.click("table.list tbody tr a >> nth=0")
    page.wait_for_selector("ul.tiles")
    assert page.locator("table.list tbody tr").count() > 5 and fits(page)
    page.go_back()
    page.select_option("#f-kind", "finding")
    page.wait_for_url("**to-finding=**")
    assert page.locator("table.list tbody tr").count() == min(5, Finding.objects.count())
    assert "to-dossier" not in page.url and "of=" not in page.url
    assert fits(page) and complaints == []
