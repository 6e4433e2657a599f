"""Pages of measures: what an officer does, what a firm sees and does, what everybody reads."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from shibosi.methods.formats.dsa import faults
from shibosi.pages.tests.looking import heard, nobody, signed_in, taken, text
from shibosi.store.measures.tests.world import breaks, comes_in, imposed, overturn, seller
from shibosi.store.models import Account, DossierParty, Finding, MeasureEvent, Proposal, Role
from shibosi.store.tests.firms import a_member, report, staff
from shibosi.store.zones import HOUSE

pytestmark = pytest.mark.django_db
CONTROL = "payments_cover_lines_and_freight"


def now():
    return timezone.now()


def today():
    return now().astimezone(HOUSE).date()


@pytest.fixture
def party():
    return seller("FIRMALPHA")


@pytest.fixture
def second(monkeypatch):
    account = Account.objects.create_account("second@platform.example", role="officer")
    return signed_in(account, monkeypatch)


@pytest.fixture
def clerk(party, monkeypatch):
    return signed_in(a_member(party), monkeypatch)


def a_finding(party, outcome="broken"):
    made = report(party, "order", number="O-9", merchant_code=party.name)
    return Finding.objects.create(
        dossier=made.states[0], control=CONTROL, outcome=outcome, severity=2, facts="{}", first_seen=now(),
        last_seen=now(), day=today(),
    )  # fmt: skip


def wanted(party, kind="hold-orders", **more):
    return {"party": party.public, "kind": kind, "day": today().isoformat(), "clauses": "4.8.2-a, 4.2.3-a",
            "case": "C-1", "text": "Counterfeit goods", **more}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_page_opens_in_both_languages_full_and_empty(party, language, monkeypatch):
    client, lacking = signed_in(staff(Role.OFFICER), monkeypatch, language), heard(monkeypatch)
    empty = ["/measures/", "/points/", "/proposals/", "/register/", "/measures/new/", f"/points/{party.public}/"]
    for address in empty:
        assert client.get(address).status_code == 200, address
    for _ in range(3):
        breaks(party, day=today(), now=now())
    row = imposed(party, "close-shop", now(), thing="", text="Counterfeit")
    overturn(imposed(party, "warn", now()), now())
    finding = a_finding(party)
    more = [f"/measures/{row.public}/", f"/register/{row.public}/", f"/findings/{finding.pk}/violation/",
            f"/measures/new/?party={party.public}&kind=close-account"]  # fmt: skip
    for address in [*empty, *more]:
        assert client.get(address).status_code == 200, address
    assert lacking == set()


@pytest.mark.parametrize(
    ("story", "firm", "says"),
    [
        ("its public name", "firmalpha", "What would follow for FIRMALPHA"),
        ("its code", "FIRMALPHA", "What would follow for FIRMALPHA"),
        ("a part of its name", "mal", "What would follow for FIRMALPHA"),
        ("what several are called", "FIRM", "Which of these firms? FIRMALPHA firmalpha FIRMBETA firmbeta"),
        ("what none is called", "FIRMGAMMA", "No firm has this name, this code or this public name."),
    ],
)
def test_a_firm_to_be_measured_is_found_as_people_call_it(officer, party, story, firm, says):
    seller("FIRMBETA")
    assert says in text(officer.get("/measures/new/", {"party": firm, "kind": "warn"}))


@pytest.mark.parametrize(("firm", "shown"), [("FIRMAL", True), ("firmalpha", True), ("FIRMBETA", False)])
def test_measures_are_filtered_by_a_firm_as_people_call_it(officer, party, firm, shown):
    row = imposed(party, "warn", now())
    assert (f"/measures/{row.public}/" in officer.get("/measures/", {"party": firm}).content.decode()) is shown


def test_an_officer_sees_what_would_follow_imposes_lifts_and_undoes(officer, party):
    page = text(officer.get("/measures/new/", {"party": party.public, "kind": "hold-orders"}))
    assert "New orders" in page and "Points stay at 0" in page
    made = officer.post("/measures/impose/", wanted(party))
    row = MeasureEvent.objects.get(kind="measure")
    assert made.url == f"/measures/{row.public}/" and row.clauses == ["4.8.2-a", "4.2.3-a"]
    assert "Now in force" in text(officer.get(made.url))
    officer.post(f"/measures/{row.public}/lift/", {"text": "Enough"})
    assert "Ended" in text(officer.get(made.url)) and "Enough" in text(officer.get(made.url))
    officer.post(f"/measures/{row.public}/reverse/", {"text": "Wrong"})
    page = text(officer.get(made.url))
    assert "Reversed" in page and "Lift It ends today" not in page


def test_without_a_reason_nothing_happens_and_the_page_says_so(officer, party):
    answer = officer.post("/measures/impose/", wanted(party, text=" "))
    assert answer.status_code == 422 and not MeasureEvent.objects.exists()
    row = imposed(party, "hold-orders", now())
    assert officer.post(f"/measures/{row.public}/reverse/", {}).status_code == 422
    assert MeasureEvent.objects.count() == 1


def test_two_people_close_a_shop(officer, second, party):
    officer.post("/measures/impose/", wanted(party, "close-shop"))
    one = Proposal.objects.get()
    page = text(officer.get("/proposals/"))
    assert "two people" in page and "confirmed once by officer@" in page and "of two people the second" not in page
    assert officer.post(f"/proposals/{one.public}/confirm/", {}).status_code == 403
    done = second.post(f"/proposals/{one.public}/confirm/", {})
    assert done.url == f"/measures/{MeasureEvent.objects.get().public}/"
    assert "Nothing is to be decided" in text(second.get("/proposals/"))


def test_a_tier_asks_and_an_officer_declines_with_a_reason(officer, party):
    breaks(party, day=today(), now=now())
    one = Proposal.objects.get(what="warn")
    assert "rests on a value without source" in text(officer.get("/proposals/"))
    assert officer.post(f"/proposals/{one.public}/decline/", {"text": ""}).status_code == 422
    officer.post(f"/proposals/{one.public}/decline/", {"text": "First time"})
    assert "Declined" in text(officer.get("/proposals/?state=declined"))


def test_a_finding_is_laid_to_one_of_the_firms_of_its_dossier(officer, party):
    finding, stranger = a_finding(party), seller("STRANGER")
    page = text(officer.get(f"/findings/{finding.pk}/violation/"))
    assert "FIRMALPHA" in page and "STRANGER" not in page and "Points go from 0 to" in page
    answer = officer.post(f"/findings/{finding.pk}/violation/record/", {"party": stranger.public, "text": "x"})
    assert answer.status_code == 422 and not MeasureEvent.objects.exists()
    officer.post(f"/findings/{finding.pk}/violation/record/", {"party": party.public, "text": "Seen in the goods"})
    page = text(officer.get(f"/points/{party.public}/"))
    assert "Seen in the goods" in page and DossierParty.objects.filter(who="FIRMALPHA").exists()
    tiers = officer.get(f"/points/{party.public}/").context["plot"].option["series"][1:]
    drawn = [(one["colour"], str(one["lineStyle"]["type"]), one["endLabel"]["formatter"]) for one in tiers]
    assert len(drawn) > 1 and all(len(set(some)) == len(drawn) for some in zip(*drawn, strict=True))
    row = MeasureEvent.objects.get()
    officer.post(f"/violations/{row.public}/reverse/", {"text": "Not theirs"})
    assert "Reversed" in text(officer.get(f"/points/{party.public}/"))


def test_a_firm_sees_its_own_and_appeals(clerk, party, officer):
    breaks(party, day=today(), now=now())
    row = imposed(party, "suspend-shop", now(), text="Counterfeit")
    comes_in(party, "O-1", now())
    theirs = imposed(seller("FIRMBETA"), "close-shop", now())
    page = text(clerk.get("/measures/"))
    assert "Shop suspended" in page and "FIRMBETA" not in page and "Impose" not in page
    assert clerk.get("/points/").url == f"/points/{party.public}/"
    assert "Now stopped" in text(clerk.get(f"/points/{party.public}/"))
    for address in (f"/measures/{theirs.public}/", "/points/firmbeta/", f"/measures/{theirs.public}/statement/"):
        assert clerk.get(address).status_code == 404, address
    page = text(clerk.get(f"/measures/{row.public}/"))
    assert "Lodge the appeal" in page and "officer" in page and "account:" not in page
    clerk.post(f"/measures/{row.public}/appeal/", {"text": "The goods are genuine"})
    assert "An appeal was lodged" in text(clerk.get(f"/measures/{row.public}/"))
    assert "Suspended or appealed" in text(officer.get("/measures/"))


@pytest.mark.parametrize("address", ["/proposals/", "/measures/new/"])
def test_a_firm_decides_nothing(clerk, party, address):
    breaks(party, day=today(), now=now())
    answer = clerk.get(address)
    assert answer.status_code == 403 or "Nothing is to be decided" in text(answer)
    row = imposed(party, "warn", now())
    for verb in ("lift", "reverse"):
        assert clerk.post(f"/measures/{row.public}/{verb}/", {"text": "x"}).status_code == 403
    assert clerk.post("/measures/impose/", wanted(party)).status_code == 403


def test_everybody_reads_the_register_masked_and_takes_the_statement(party, officer):
    row = imposed(party, "close-shop", now(), text="Mr Li said", thing="")
    anybody = nobody()
    page = text(anybody.get("/register/"))
    assert "Shop closed" in page and "F*" in page
    assert not any(secret in page for secret in ("FIRMALPHA", "firmalpha", "Mr Li"))
    assert "Shop closed" in text(anybody.get("/register/?search=firmalpha"))
    assert "Nothing is published that fits" in text(anybody.get("/register/?search=FIRM"))
    assert "FIRMALPHA" not in text(anybody.get(f"/register/{row.public}/"))
    stated = json.loads(anybody.get(f"/register/{row.public}/statement/").content)
    assert list(faults(stated["statement"])) == []
    overturn(row, now())
    assert anybody.get(f"/register/{row.public}/").status_code == 404
    assert "Nothing is published" in text(anybody.get("/register/"))


@pytest.mark.parametrize("name", ["measures.measures", "standings.standings", "proposals.proposals"])
def test_lists_are_taken_away_as_files_without_formulas(officer, party, name):
    party.name = "=cmd()"
    party.save()
    breaks(party, day=today(), now=now())
    imposed(party, "warn", now())
    answer = officer.get(reverse(name), {"file": "csv"})
    made = taken(answer)
    assert answer.status_code == 200 and b"cmd()" in made and b"\n=cmd" not in made and b",=cmd" not in made


@pytest.mark.parametrize(
    "address", ["/measures/?kind=scold", "/measures/?sort=text", "/proposals/?state=x", "/register/?after=x",
                "/measures/new/?day=2026-02-30", "/points/?file=exe"]
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_told_on_a_page(officer, address):
    assert officer.get(address).status_code == 422


def test_a_form_of_another_site_changes_nothing(officer, party):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.cookies = officer.cookies
    assert strict.post("/measures/impose/", wanted(party)).status_code == 403
    assert not MeasureEvent.objects.exists()
