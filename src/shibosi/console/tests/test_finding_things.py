"""Finding things as people call them: firms by name, numbers whole or in part; and what a finding is headed by."""

import re

import pytest

from shibosi.console import saying
from shibosi.console.tests.world import a_world
from shibosi.kernel.words import translate
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store import concerned, firstpages
from shibosi.store.models import Document, DossierParty, DossierState, Finding, PartyCode

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Made once: the tests of this file only read."""
    with django_db_blocker.unblock():
        from django.db import transaction

        with transaction.atomic():
            yield a_world(6)
            transaction.set_rollback(True)


@pytest.fixture
def officer(world, monkeypatch):
    return signed_in(world.officer, monkeypatch)


@pytest.fixture
def clerk(world, monkeypatch):
    return signed_in(world.clerk, monkeypatch)


def numbers(answer):
    return {one.pk for one in answer.context["list"].items}


def test_a_firm_is_called_by_its_name_a_part_of_it_its_code_or_its_public_name(world, officer):
    code = PartyCode.objects.get(party=world.firm).code
    concerned = DossierParty.objects.filter(who=code).values("dossier")
    wanted = set(Finding.objects.filter(dossier__in=concerned, resolved_at=None).values_list("pk", flat=True))
    assert wanted
    for called in ("Own firm", "own", code, code.lower(), world.firm.public):
        answer = officer.get("/findings/", {"party": called})
        assert numbers(answer) == set(sorted(wanted)[-50:]) or numbers(answer) <= wanted
        assert "Own firm" in text(answer)
    assert not numbers(officer.get("/findings/", {"party": "nobody is called so"}))
    assert "name, part of it or code" in officer.get("/findings/").content.decode()


def test_a_firm_calls_no_other_firm(world, clerk):
    other = PartyCode.objects.get(party=world.other).code
    assert not any(numbers(clerk.get("/findings/", {"party": called})) for called in ("Other firm", "Other", other))


def test_causes_of_a_firm_of_much_are_those_counted_last_with_the_moment(world, clerk, monkeypatch):
    now = clerk.get("/findings/causes/")
    assert now.context["causes"] and "As of" not in text(now)
    monkeypatch.setattr(concerned, "MUCH", 0)
    clerk.get("/home/")
    assert "As of" in text(clerk.get("/findings/causes/"))
    monkeypatch.setattr(firstpages, "causes", None)  # nothing is counted again
    again = clerk.get("/findings/causes/")
    assert again.context["causes"] == now.context["causes"] and "As of" in text(again)
    some = clerk.get("/findings/causes/", {"outcome": "broken"})
    assert some.context["causes"] == [one for one in now.context["causes"] if one.outcome == "broken"]
    assert "As of" in text(some)


@pytest.mark.parametrize(
    ("language", "heads"),
    [("en", {"broken": "Not so: ", "undetermined": "Cannot be told: "}),
     ("zh-hans", {"broken": "未满足：", "undetermined": "无法判定："})],
)  # fmt: skip
@pytest.mark.parametrize("outcome", ["broken", "undetermined"])
def test_a_finding_is_headed_by_what_is_the_matter(world, monkeypatch, language, heads, outcome):
    client = signed_in(world.officer, monkeypatch, language)
    one = Finding.objects.filter(outcome=outcome, resolved_at=None).first()
    if one is None:
        pytest.skip("the example has none")
    told = translate(next(c.sentence for c in saying.controls_of(one.dossier.kind) if c.name == one.control),
                     "zh" if language == "zh-hans" else "en")  # fmt: skip
    asked = f"?control={one.control}"
    for path in (
        f"/findings/{one.pk}/",
        f"/findings/{asked}",
        f"/findings/causes/{asked}",
        f"/dossiers/{one.dossier_id}/",
    ):
        assert heads[outcome] + told in text(client.get(path)), path


def test_a_whole_number_opens_its_dossier_and_a_part_suggests(world, officer):
    order = DossierState.objects.filter(kind="order")[0]
    same = DossierState.objects.filter(key=order.key)
    answer = officer.get("/search/", {"number": order.key}, follow=True)
    if same.count() == 1:
        assert answer.redirect_chain[-1][0] == f"/dossiers/{order.pk}/"
    else:
        assert all(f"/dossiers/{one.pk}/" in answer.content.decode() for one in same)
    part = officer.get("/search/", {"number": order.key[1:]}, follow=True)
    assert order.key in text(part) and "Nothing has exactly this number" in text(part)
    assert "Nothing that you see" in text(officer.get("/search/", {"number": "no such number"}, follow=True))


def test_a_firm_is_suggested_nothing_of_others(world, clerk):
    own = set(re.findall(r"/dossiers/(\d+)/", clerk.get("/dossiers/").content.decode()))
    for state in DossierState.objects.filter(kind="order"):
        answer = clerk.get("/numbers/", {"number": state.key[1:]}).content.decode()
        assert set(re.findall(r"/dossiers/(\d+)/", answer)) <= own


def test_numbers_leave_empty_parts_out_and_are_found_so(world, officer):
    one = Document.objects.order_by("pk")[0]
    Document.objects.filter(pk=one.pk).update(number="411\x1f\x1f\x1fZF-1")
    listed = officer.get("/documents/", {"number": "411 / ZF-1"})
    assert numbers(listed) == {one.pk} and "411 / ZF-1" in text(listed)
    Document.objects.filter(pk=one.pk).update(number=one.number)


def test_documents_take_as_many_queries_for_many_as_for_few(world, officer, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        assert officer.get("/documents/").status_code == 200


def test_an_auditor_is_told_in_words_what_it_may_not_do(world, monkeypatch):
    auditor = signed_in(world.auditor, monkeypatch, "zh-hans")
    said = text(auditor.get("/documents/hand-in/"))
    assert "申报单证" in said and "documents.report" not in said
