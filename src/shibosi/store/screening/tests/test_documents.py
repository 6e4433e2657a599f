"""Stored names against the watch-lists kept: once, after changes, and when documents come in."""

from datetime import UTC, datetime, timedelta

import pytest

from shibosi.kernel.flows.refusals import Refusal
from shibosi.methods.watchlists.entries import UnreadableList
from shibosi.store import jobs
from shibosi.store.cases.tests.builders import NOON, a_member, an_officer, an_order, hand_in, moved
from shibosi.store.models import Case, Job, ScreenedName, Screening
from shibosi.store.screening import running
from shibosi.store.screening.lists import kept
from shibosi.store.screening.running import screen

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)
BUYERS = [
    "Iwan Smirnow", "Olga Kusnezowa", "Pjotr Orlow", "王小明", "欧阳建国", "Hassan al-Tikriti", "Maria da Silva",
    "John Featherstone", "Kim Jong Min", "Nguyen Van Thanh", "Aliou Diabate", "Sven Gustafsson",
]  # fmt: skip


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def listed(home):
    take(home, "id,name,kind,born\n1,Wladimir Petrow,person,1958\n")
    a_member("AAA")
    hand_in(an_order(
        buyer_name="Vladimir Petrov", buyer_id="110101195803020017", buyer_id_type="1",
        reported_at="2026-08-28T10:00:00",
    ))  # fmt: skip
    hand_in(an_order("O-2", buyer_name="王小明"))
    return home


def take(folder, text, name="un"):
    path = folder / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    kept().take(path, name, datetime(2026, 9, 1, tzinfo=UTC), shrinking=True)


def a_list(names):
    return "id,name,kind\n" + "".join(f"{number},{name},person\n" for number, name in enumerate(names))


def hits():
    return Case.objects.filter(flow="screening_hit")


def open_cases():
    return set(hits().filter(closed_at__isnull=True).values_list("about", flat=True))


def test_a_possible_match_becomes_a_case_once(listed):
    done = screen(NOON)
    assert (done.entries, done.hits, done.opened, done.gone) == (1, 1, 1, 0)
    assert hits().get().state == "found" and hits().get().document is not None
    assert screen(NOON).opened == 0


def test_two_people_confirm(listed):
    screen(NOON)
    case = hits().get()
    moved(case, an_officer("ann"), "propose")
    with pytest.raises(Refusal):
        moved(case, an_officer("ann"), "confirm")
    moved(case, an_officer("bob"), "confirm")
    case.refresh_from_db()
    assert case.state == "confirmed"


def test_a_cleared_pair_stays_cleared_until_the_entry_changes(listed):
    screen(NOON)
    moved(hits().get(), an_officer(), "clear")
    assert screen(NOON).opened == 0
    take(listed, "id,name,kind,born\n1,Wladimir Petrow,person,1958-03-02\n")
    assert screen(NOON).opened == 1
    assert hits().count() == 2


def test_a_case_goes_when_the_list_names_somebody_else(listed):
    screen(NOON)
    take(listed, "id,name,kind,born\n1,Johann Bach,person,\n")
    done = screen(NOON)
    assert (done.hits, done.gone) == (0, 1)
    assert hits().get().state == "gone"


def test_no_firm_sees_the_case(listed):
    screen(NOON)
    case = hits().get()
    assert [party.who for party in case.parties.all()] == ["@"]


def test_without_lists_nobody_is_found(home):
    hand_in(an_order(buyer_name="Vladimir Petrov"))
    assert screen(NOON).hits == 0


def test_nobody_is_asked_twice_until_something_changes(listed):
    assert screen(NOON).asked == Screening.objects.get().names
    assert screen(NOON).asked == 1, "who had a hit"
    take(listed, "id,name,kind\n9,王小明,person\n", "own")
    done = screen(NOON)
    assert (done.asked, done.opened) == (2, 1)


def test_an_update_screened_again_finds_what_screening_in_full_finds(home):
    for number, name in enumerate(BUYERS):
        hand_in(an_order(f"O-{number}", buyer_name=name))
    take(home, a_list(BUYERS[:7]))
    first = screen(NOON)
    take(home, a_list([*BUYERS[2:6], "Johann Bach", *BUYERS[8:10]]))
    again = screen(LATER)
    assert 0 < again.asked < first.names and again.opened and again.gone
    found = open_cases()
    whole = screen(LATER, anew=True)
    assert (whole.asked, whole.opened, whole.gone) == (whole.names, 0, 0)
    assert open_cases() == found and whole.hits == len(found)


def test_what_comes_in_is_screened_by_a_job_that_was_asked_for_once(listed):
    running.screen(NOON)
    hand_in(an_order("O-3", buyer_name="Wladimir Petrow"))
    hand_in(an_order("O-4", buyer_name="Ivan Orlow"))
    assert [one.name for one in Job.objects.all()] == ["screening"]
    done = jobs.work_once(lambda: LATER)
    assert (done.state, done.result["opened"]) == ("done", 1)
    assert Screening.objects.last().everybody is False


def test_the_job_does_nothing_where_nothing_changed_and_looks_at_everybody_once_a_day(listed):
    def done(at):
        jobs.ask("screening", at, "test")
        return jobs.work_once(lambda: at).result

    Job.objects.all().delete()
    assert done(NOON)["opened"] == 1
    assert done(NOON + timedelta(hours=2)) == {}
    assert done(NOON + timedelta(hours=25))["asked"] == 1


def test_who_is_named_no_more_is_forgotten_and_the_case_goes(listed):
    screen(NOON)
    hand_in(an_order(report_type="3", reported_at="2026-09-29T12:30:00"), at=LATER)
    assert screen(LATER).gone == 1
    assert not ScreenedName.objects.filter(hit=True).exists()


def test_a_failed_update_changes_nothing_in_a_screening(listed):
    screen(NOON)
    with pytest.raises(UnreadableList):
        take(listed, "id,name\n1")
    assert (screen(LATER).hits, screen(LATER).gone) == (1, 0)
