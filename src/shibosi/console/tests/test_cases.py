"""The case desk and a case: two firms apart, many at once with an answer for each, what was typed is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from shibosi.pages.tests.looking import heard, signed_in, taken, text
from shibosi.store import concerned, jobs
from shibosi.store.cases.tests.builders import a_party, an_order, hand_in, the_finding
from shibosi.store.models import Account, Case, DossierState, Job, Level, Notice, NoticeRead, Party, Role, SavedView
from shibosi.store.tests.firms import a_member, staff

pytestmark = pytest.mark.django_db
PAGES = ["/cases/", "/cases/?due=late&assignee=me", "/waivers/", "/waivers/?state=ended", "/notices/",
         "/notices/?state=all"]  # fmt: skip


@pytest.fixture
def world(db):
    """Two firms, each with a held order and somebody who works there."""
    found = {}
    for code in ("AAA", "BBB"):
        a_member(a_party(code))
        hand_in(an_order(f"O-{code}", code), party=code.lower(), at=timezone.now())
        found[code] = Case.objects.get(dossier__key=f"O-{code}")
    return found


@pytest.fixture
def officer(world, monkeypatch):
    return signed_in(staff(Role.OFFICER), monkeypatch)


@pytest.fixture
def firm(world, monkeypatch):
    return signed_in(Account.objects.get(memberships__party__public="aaa"), monkeypatch)


def test_the_desk_shows_what_waits(world, officer):
    said = text(officer.get("/cases/"))
    assert all(case.public in said for case in world.values())
    assert "Held order" in said and "Who has how many" in said


def test_a_firm_sees_its_own_cases_and_no_desk(world, firm):
    said = text(firm.get("/cases/"))
    assert world["AAA"].public in said
    assert world["BBB"].public not in said
    assert "Who has how many" not in said and "Go on with" not in said
    assert firm.get(f"/cases/{world['AAA'].public}/").status_code == 200
    assert firm.get(f"/cases/{world['BBB'].public}/").status_code == 404
    assert firm.post("/cases/chosen/", {"case": world["AAA"].public}).status_code == 403


def test_a_case_is_moved_and_shows_it(world, officer):
    case = world["AAA"]
    answer = officer.post(f"/cases/{case.public}/move/", {"move": "release", "reason": "seen"}, follow=True)
    assert "Order released" in text(answer) and "seen" in text(answer)


def test_what_ends_a_case_is_asked_once_more(world, officer):
    page = officer.get(f"/cases/{world['AAA'].public}/").content.decode()
    release, ask = (page.split(f'name="move" value="{move}"')[1].split("</form>")[0] for move in ("release", "ask"))
    assert 'class="sure"' in release and 'class="sure"' not in ask


def test_a_case_tells_what_it_was_opened_for_and_what_stands_now(world, officer):
    case = world["AAA"]
    said = text(officer.get(f"/cases/{case.public}/"))
    assert "at opening" in said and "none of them any more" not in said
    the_finding("O-AAA").__class__.objects.filter(dossier=case.dossier).update(resolved_at=timezone.now())
    assert "none of them any more" in text(officer.get(f"/cases/{case.public}/"))


def test_the_desk_is_asked_for_a_firm_by_a_part_of_its_name(world, officer):
    Party.objects.filter(public="aaa").update(name="深圳市华强贸易有限公司")
    said = text(officer.get("/cases/", {"party": "华强"}))
    assert world["AAA"].public in said and world["BBB"].public not in said and "深圳市华强" in said


def test_what_was_typed_is_kept_where_a_move_is_refused(world, officer):
    answer = officer.post(f"/cases/{world['AAA'].public}/move/", {"move": "ask", "given-question": " " * 3})
    assert answer.status_code == 422
    typed = {"move": "refuse", "reason": "my long reason"}
    answer = officer.post(f"/cases/{world['AAA'].public}/move/", typed)
    assert answer.status_code == 422
    assert "cannot be done while the case is" in text(answer)
    assert Case.objects.filter(state="held").count() == 2


def test_many_are_asked_about_once_more_then_decided_each_by_itself(world, officer):
    numbers = [case.public for case in world.values()]
    assert "2 chosen cases" in text(officer.post("/cases/chosen/", {"case": numbers}))
    assert Case.objects.filter(state="held").count() == 2
    officer.post(f"/cases/{numbers[0]}/move/", {"move": "release", "reason": "seen"})
    decided = {"case": [*numbers, "AAAAA-AAAAA", "<script>"], "move": "release", "reason": "seen"}
    said = text(officer.post("/cases/decide/", decided, follow=True))
    assert "1 cases done." in said
    assert "cannot be done while the case is" in said and "There is no such thing" in said
    assert set(Case.objects.values_list("state", flat=True)) == {"released"}


def test_all_that_answer_to_the_filters_are_asked_about_once_more_then_moved_by_a_job(world, officer):
    asked = {"opened": "open", "flow": "held_order"}
    said = text(officer.post("/cases/all/", asked))
    assert "All 2 cases" in said and Case.objects.filter(state="held").count() == 2
    page = officer.post("/cases/all/decide/", {**asked, "move": "release", "reason": "seen"}, follow=True)
    assert "Cases are moved together" in text(page)
    job = Job.objects.get(name="cases.move")
    assert "seen" not in str(job.arguments)
    officer.post(f"/cases/{world['AAA'].public}/move/", {"move": "release", "reason": "in between"})
    jobs.work_once(timezone.now)
    said = text(officer.get(f"/jobs/{job.pk}/"))
    assert "1 cases done." in said and world["AAA"].public in said and "cannot be done while the case is" in said
    assert set(Case.objects.values_list("state", flat=True)) == {"released"}
    assert "No open case answers to these filters." in text(officer.post("/cases/all/", asked, follow=True))


def test_all_that_answer_to_the_filters_are_handed_over_by_a_job(world, officer):
    asked = {"opened": "open", "flow": "held_order"}
    assert "Hand to somebody" in text(officer.post("/cases/all/", asked))
    me = Account.objects.get(role="officer").pk
    page = officer.post("/cases/all/decide/", {**asked, "move": "", "officer": str(me)}, follow=True)
    assert "Cases are handed over together" in text(page)
    jobs.work_once(timezone.now)
    assert set(Case.objects.values_list("assignee", flat=True)) == {me}
    assert "2 cases done." in text(officer.get(f"/jobs/{Job.objects.get(name='cases.assign').pk}/"))
    wrong = officer.post("/cases/all/decide/", {**asked, "move": "", "officer": "somebody"})
    assert wrong.status_code == 422 and "none of the choices" in text(wrong)


def test_a_move_is_made_of_the_cases_of_its_flow_only_and_called_as_there(world, officer):
    said = text(officer.post("/cases/all/", {"opened": "open"}))
    assert "Release" in said and "Customs released the goods" not in said
    numbers = [case.public for case in world.values()]
    officer.post("/cases/decide/", {"case": numbers, "move": "customs_hold/release", "reason": "seen"})
    assert Case.objects.filter(state="held").count() == 2
    officer.post("/cases/decide/", {"case": numbers[:1], "move": "held_order/release", "reason": "seen"})
    assert Case.objects.filter(state="held").count() == 1
    officer.post("/cases/all/decide/", {"opened": "open", "move": "held_order/release", "reason": "seen"})
    jobs.work_once(timezone.now)
    assert not Case.objects.filter(state="held").exists()


def test_states_are_called_as_their_flow_calls_them(world, officer):
    said = text(officer.get("/cases/"))
    tile = said[: said.index("Kept views") if "Kept views" in said else len(said)]
    assert "Order held" in tile and "Held, who came to be recorded Order" not in tile


def test_a_firm_moves_no_queue(world, firm):
    assert firm.post("/cases/all/", {"flow": "held_order"}).status_code == 403
    assert firm.post("/cases/all/decide/", {"flow": "held_order", "move": "release"}).status_code == 403


def test_cases_are_handed_over(world, officer):
    me = Account.objects.get(role="officer")
    officer.post("/cases/decide/", {"case": [world["AAA"].public], "move": "", "officer": str(me.pk)})
    officer.post(f"/cases/{world['BBB'].public}/assign/", {"officer": str(me.pk), "priority": "3"})
    assert set(Case.objects.values_list("assignee", "priority")) == {(me.pk, 2), (me.pk, 3)}
    assert officer.post("/cases/decide/", {"case": [], "move": "", "officer": "x"}).status_code == 422


def test_views_are_kept_and_dropped(world, officer):
    officer.post("/cases/views/keep/", {"name": "late ones", "due": "late"})
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("late ones", {"due": "late"})
    assert "late ones" in text(officer.get("/cases/"))
    assert officer.post("/cases/views/keep/", {"name": "x", "due": "never"}).status_code == 422
    officer.post(f"/cases/views/{view.pk}/drop/")
    assert not SavedView.objects.exists()


def test_a_firm_asks_for_a_waiver_and_a_second_person_grants_it(world, firm, officer):
    until = str((timezone.now() + timedelta(days=9)).date())
    address = f"/cases/open/waiver/?finding={the_finding('O-AAA').pk}"
    assert "Why it may pass" in text(firm.get(address))
    refused = firm.post(address, {"given-because": "it is known", "given-until": "2001-01-01"})
    assert refused.status_code == 422
    assert "it is known" in refused.content.decode()
    firm.post(address, {"given-because": "it is known", "given-until": until})
    waiver = Case.objects.get(flow="waiver")
    officer.post(f"/cases/{waiver.public}/move/", {"move": "grant", "reason": "fine"})
    assert waiver.public in text(firm.get("/waivers/"))
    assert until in text(officer.get(f"/cases/{world['AAA'].public}/"))


def test_notices_are_read(world, firm, officer):
    officer.post(f"/cases/{world['AAA'].public}/move/", {"move": "release", "reason": "seen"})
    assert "Release the order. Reason: seen" in text(firm.get("/notices/"))
    firm.post("/notices/read/")
    assert NoticeRead.objects.get().notice == Notice.objects.get()
    assert "Nothing new." in text(firm.get("/notices/"))


def test_a_list_of_cases_is_taken_away(world, officer, firm):
    rows = taken(officer.get("/cases/?file=csv")).decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert len(taken(firm.get("/cases/?file=csv")).decode("utf-8-sig").splitlines()) == 2


def test_every_page_speaks_chinese(world, monkeypatch):
    lacking = heard(monkeypatch)
    account = staff(Role.OFFICER)
    client = signed_in(account, monkeypatch, "zh-hans")
    case = world["AAA"].public
    client.post(f"/cases/{case}/move/", {"move": "ask", "given-question": "?"})
    numbers = {"case": [case, world["BBB"].public]}
    waiver = f"/cases/open/waiver/?finding={the_finding('O-BBB').pk}"
    for address in (*PAGES, f"/cases/{case}/", waiver):
        assert client.get(address).status_code == 200, address
    assert client.post("/cases/chosen/", numbers).status_code == 200
    assert not lacking
    assert Party.objects.count() == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_firm_sees_why_its_documents_were_refused_and_which_are_still_to_come(monkeypatch, language):
    clerk = signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)
    hand_in(an_order("O-7", goods_value="much"), at=timezone.now())
    case = Case.objects.get(flow="correction")
    said = text(clerk.get(f"/cases/{case.public}/", headers={"accept-language": language}))
    words = {"en": ("Refused documents", "1 of 1 are still to come"), "zh": ("被拒收的单证", "共 1 份，尚有 1 份")}
    assert all(one in said for one in (*words[language], "O-7", "much"))
    assert "O-7" in text(clerk.get("/cases/?text=O-7")) and case.public in text(clerk.get("/cases/?flow=correction"))
    page = clerk.get(f"/cases/{case.public}/").content.decode()
    assert 'class="button" href="/documents/hand-in/"' in page and 'name="move" value="cancel"' in page
    assert 'name="move" value="submit"' not in page
    hand_in(an_order("O-7"), at=timezone.now())
    assert "Hand them in again" not in text(clerk.get(f"/cases/{case.public}/"))
    stranger = signed_in(a_member(a_party("BBB"), Level.WORKER), monkeypatch)
    assert stranger.get(f"/cases/{case.public}/").status_code == 404


def test_a_firm_without_an_open_case_is_told_what_of_it_is_on_hold_of_much_as_counted_last(monkeypatch):
    party = a_party("AAA")
    hand_in(an_order("O-1"), an_order("O-2"))
    Case.objects.all().update(closed_at=timezone.now())
    clerk = signed_in(a_member(party, Level.WORKER), monkeypatch)
    now = text(clerk.get("/cases/"))
    assert "2 dossiers that name you are on hold" in now and "As of" not in now
    monkeypatch.setattr(concerned, "MUCH", 0)
    assert "2 dossiers that name you are on hold" in text(clerk.get("/cases/"))
    clerk.get("/home/")  # counts and keeps
    DossierState.objects.all().update(verdict=0)
    again = clerk.get("/cases/", headers={"accept-language": "zh"})
    assert again.context["elsewhere"] == 2 and "截至" in text(again)
