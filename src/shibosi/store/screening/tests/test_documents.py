"""Names of documents in force against the watch-lists kept."""

from datetime import UTC, datetime

import pytest

from shibosi.kernel.flows.refusals import Refusal
from shibosi.methods.watchlists.keeping import Lists
from shibosi.settings import home
from shibosi.store.cases.tests.builders import NOON, a_member, an_officer, an_order, hand_in, moved
from shibosi.store.models import Case
from shibosi.store.screening.documents import FOLDER, screen

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(tmp_path, monkeypatch):
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path))
    take(tmp_path, "id,name,kind,born\n1,Wladimir Petrow,person,1958\n")
    a_member("AAA")
    hand_in(an_order(buyer_name="Vladimir Petrov", buyer_id="110101195803020017", buyer_id_type="1"))
    hand_in(an_order("O-2", buyer_name="王小明"))
    return tmp_path


def take(folder, text):
    path = folder / "un.csv"
    path.write_text(text, encoding="utf-8")
    Lists(home() / FOLDER).take(path, "un", datetime(2026, 9, 1, tzinfo=UTC), shrinking=True)


def hits():
    return Case.objects.filter(flow="screening_hit")


def test_a_possible_match_becomes_a_case_once(listed):
    done = screen(NOON)
    assert (done.entries, done.hits, done.opened, done.gone) == (1, 1, 1, 0)
    assert hits().get().state == "found"
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


def test_without_lists_nobody_is_found(tmp_path, monkeypatch, db):
    monkeypatch.setenv("SHIBOSI_HOME", str(tmp_path))
    hand_in(an_order(buyer_name="Vladimir Petrov"))
    assert screen(NOON).hits == 0
