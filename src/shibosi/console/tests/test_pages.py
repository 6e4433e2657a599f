"""Every page of the console: it opens for whom it is meant, in both languages, and for nobody else."""

import re

import pytest
from django.urls import reverse

from shibosi.console import saying
from shibosi.console.tests.world import a_world
from shibosi.pages.listing import Listing, Shown
from shibosi.pages.page import PATHS, paths
from shibosi.pages.tests.looking import heard, nobody, signed_in, taken, text
from shibosi.store.models import Document, DossierState, Finding, Party

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once: the tests of this file only read."""
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            yield a_world()
            transaction.set_rollback(True)


def addresses():
    """An address of every page that is read, of things that are there."""
    keys = {"finding": Finding, "dossier": DossierState, "document": Document}
    found = []
    paths()
    for name, pattern in PATHS.items():
        asked = re.findall(r"<(?:key|slug):(\w+)>", str(pattern.pattern))
        if not set(asked) <= {*keys, "public"} or not name.startswith(MINE):
            continue
        values = {one: keys[one].objects.order_by("-pk")[0].pk if one in keys else Party.objects.all()[0].public
                  for one in asked}  # fmt: skip
        found.append(reverse(name, kwargs=values))
    return found


MINE = ("overview.", "home.", "findings.", "dossiers.", "documents.", "accounts.", "parties.", "tokens.", "webhooks.",
        "accesslog.")  # fmt: skip
FORMS_ONLY = 405
NOT_WITHOUT_MORE = {403, 404, FORMS_ONLY, 302}


@pytest.mark.parametrize("who", ["officer", "administrator", "auditor", "clerk"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_opens_or_says_why_not(world, who, language, monkeypatch):
    client = signed_in(getattr(world, who), monkeypatch, language)
    lacking = heard(monkeypatch)
    opened = [address for address in addresses() if client.get(address).status_code == 200]
    assert len(opened) > 8
    others = {client.get(address).status_code for address in addresses() if address not in opened}
    assert others <= NOT_WITHOUT_MORE
    assert lacking == set()


def test_nobody_sees_a_page(world):
    for address in addresses():
        answer = nobody().get(address)
        assert answer.status_code == FORMS_ONLY or answer.url.startswith("/accounts/login/"), address


def test_a_firm_sees_nothing_of_another_firms_dossiers(world, monkeypatch):
    client = signed_in(world.clerk, monkeypatch)
    own = {int(found) for found in re.findall(r"/dossiers/(\d+)/", client.get("/dossiers/").content.decode())}
    for state in DossierState.objects.all():
        seen = client.get(reverse("dossiers.dossier", args=[state.pk])).status_code == 200
        names = set(state.parties.values_list("who", flat=True))
        assert seen == (world.firm.public.upper() in names and state.kind != "buyer-year")
    assert own and not Finding.objects.filter(dossier__in=own).exclude(
        dossier__parties__who=world.firm.public.upper()
    ).exists()  # fmt: skip


@pytest.mark.parametrize("list_", ["findings", "dossiers", "documents", "access-log", "accounts-list", "parties"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_is_taken_away_as_a_file_and_that_is_noted(world, list_, kind, monkeypatch):
    client = signed_in(world.administrator, monkeypatch)
    answer = client.get(f"/{list_}/", {"file": kind})
    assert answer.status_code == 200 and f".{kind}" in answer["Content-Disposition"]
    assert taken(answer)[:2] == (b"PK" if kind == "xlsx" else b"\xef\xbb")
    assert "exported" in text(client.get("/access-log/?act=exported"))


def test_a_finding_says_the_rule_the_value_the_facts_and_the_remedy(world, monkeypatch):
    found = Finding.objects.filter(outcome="broken", dossier__kind="order")[0]
    said = text(signed_in(world.officer, monkeypatch).get(reverse("findings.finding", args=[found.pk])))
    assert saying.sentence(found.control) in said and saying.remedy(found.control) in said
    assert "Clauses it answers" in said and "What decided" in said and "Documents side by side" in said


@pytest.mark.parametrize("sort", ["severity", "-severity", "first_seen", "-first_seen"])
def test_pages_of_a_list_have_each_finding_once(world, sort, monkeypatch):
    monkeypatch.setattr("shibosi.pages.listing.SHOWN", 7)
    client, address, seen = signed_in(world.officer, monkeypatch), f"/findings/?sort={sort}&state=all", []
    while address:
        list_ = client.get(address).context["list"]
        seen += [one.pk for one in list_.items]
        address = list_.next
    assert sorted(seen) == sorted(Finding.objects.values_list("pk", flat=True))


@pytest.mark.parametrize(("language", "says"), [("en", "Severity descending"), ("zh-hans", "严重程度 降序")])
def test_a_list_is_sorted_by_a_menu_of_its_headings_too_that_keeps_the_filters(world, language, says, monkeypatch):
    client = signed_in(world.officer, monkeypatch, language)
    answer = client.get("/findings/?outcome=broken&sort=-severity")
    menu = answer.content.decode().split('<details class="sorting">')[1].split("</details>")[0]
    chosen, other = re.findall(r'<a href="([^"]+)"([^>]*)>', menu)
    assert chosen == ("/findings/?outcome=broken&amp;sort=severity", ' aria-current="true" data-way="descending"')
    assert other == ("/findings/?outcome=broken&amp;sort=-first_seen", "")
    assert says in text(answer)


def test_a_list_that_sorts_by_nothing_or_has_no_rows_offers_no_menu(world, monkeypatch):
    client = signed_in(world.officer, monkeypatch)
    assert b'class="sorting"' not in client.get("/findings/?control=none.such&state=all").content
    assert Listing([Shown("Name", "", "", False)], [1], "", "", {}, None).sorting == []


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [("outcome=undetermined", "outcome", "undetermined"), ("severity=critical", "severity", 3),
     ("kind=order", "dossier__kind", "order")],
)  # fmt: skip
def test_filters_show_what_they_say(world, query, field, value, monkeypatch):
    client = signed_in(world.officer, monkeypatch)
    total = client.get(f"/findings/causes/?{query}").context["total"]
    assert total == Finding.objects.filter(resolved_at__isnull=True, **{field: value}).count()
