"""Files of papers: kept once and sealed, seen by whom they belong to, found again, set apart, looked up."""

import pytest

from shibosi import settings
from shibosi.api.tests.world import a_firm, the_platform
from shibosi.console.tests.reported import day, hand_in
from shibosi.methods.scans.tests.samples import office, pdf, scan
from shibosi.store.models import Notice, PaperFile, Role

pytestmark = pytest.mark.django_db
BYTES = "application/octet-stream"


def keep(caller, data, name="licence.pdf"):
    answer = caller.post(f"/papers/files?name={name}", data, kind=BYTES)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_file_is_kept_once_sealed_under_its_digest():
    firm = a_firm("AAA")
    made, again = keep(firm, pdf()), keep(firm, pdf())
    assert made == again and PaperFile.objects.count() == 1
    lies = (settings.home() / "paper-files" / made["digest"]).read_bytes()
    assert b"Harbour" not in lies and b"PDF" not in lies
    assert firm.get(f"/papers/files/{made['id']}/content").content == pdf()


def test_what_stands_in_a_file_is_told():
    made = keep(a_firm("AAA"), pdf())
    assert made["numbers"] == [{"of": "cn-uscc", "number": "91110000600037341L"}]
    assert (made["days"], made["kinds"]) == (["2026-01-05", "2027-01-04"], ["business-licence"])
    assert made["has_text"] and made["serves"]


def test_a_photograph_has_no_text_and_that_is_said():
    made = keep(a_firm("AAA"), scan(), "licence.jpg")
    assert (made["has_text"], made["numbers"], made["serves"]) == (False, [], True)


def test_another_party_neither_sees_a_file_nor_learns_whose_it_is_but_that_it_is_shared():
    mine, theirs = keep(a_firm("AAA"), pdf()), None
    other = a_firm("BBB")
    assert other.get(f"/papers/files/{mine['id']}").status_code == 404
    assert other.get(f"/papers/files/{mine['id']}/content").status_code == 404
    theirs = keep(other, pdf())
    assert (mine["shared"], theirs["shared"], theirs["id"] != mine["id"]) == (False, True, True)
    assert [one["id"] for one in other.get("/papers/files").json()["items"]] == [theirs["id"]]


def test_a_file_with_a_macro_or_a_password_is_set_apart_and_never_shown():
    firm = a_firm("AAA")
    for data, name in ((office("[Content_Types].xml", "vbaProject.bin"), "a.xlsm"), (pdf(password="x"), "a.pdf")):
        made = keep(firm, data, name)
        assert not made["serves"] and made["reason"] in ("macro", "encrypted")
        assert firm.get(f"/papers/files/{made['id']}/content").json()["code"] == "file-set-apart"


@pytest.mark.parametrize(
    ("story", "data", "kind", "status"),
    [
        ("a program", b"MZ\x90", BYTES, 422),
        ("nothing", b"", BYTES, 415),
        ("of another kind", b"%PDF-1.4", "text/plain", 415),
        ("too large", b"%PDF-1.4" + bytes(17 << 20), BYTES, 413),
    ],
)
def test_what_is_no_paper_is_refused_and_nothing_is_kept(story, data, kind, status):
    assert a_firm("AAA").post("/papers/files", data, kind=kind).status_code == status
    assert not PaperFile.objects.exists()


PAPER = {"holder_code": "AAA", "paper_kind": "agency-licence", "number": "N-1", "about": "A-1", "market": "CN"}


def paper(part="operation", until=400, **more):
    more = {"status": "valid", "valid_from": day(-20), "valid_until": day(until)} | more
    return {"kind": "paper", "values": {**PAPER, "part": part, **more}}


def asked(result, number="N-1"):
    return {"holder": "aaa", "kind": "agency-licence", "number": number, "result": result, "asked_on": day(0),
            "where": "Register of firms"}  # fmt: skip


@pytest.mark.parametrize(
    ("result", "state"),
    [("genuine", "good"), ("unknown", "good"), *((one, one) for one in ("suspended", "revoked", "forged"))],
)
def test_what_the_issuer_said_is_how_the_paper_stands(result, state):
    firm, officer = a_firm("AAA"), the_platform(Role.OFFICER)
    hand_in(paper())
    assert officer.post("/papers/look-ups", asked(result)).status_code == 201
    assert [one["state"] for one in firm.get("/papers").json()] == [state]
    assert Notice.objects.filter(to_who="AAA").exists() == (result in ("suspended", "revoked", "forged"))


def test_a_forged_paper_allows_nothing_until_the_answer_is_corrected():
    officer = the_platform(Role.OFFICER)
    hand_in(paper(), paper("supply-chain"))
    where = {"firm": "AAA", "activity": "shop-operation", "market": "CN"}

    def words():
        reasons = officer.get("/papers/may", **where).json()["reasons"]
        return {one["word"] for one in reasons if one["kind"] == "agency-licence"}

    before = words()
    officer.post("/papers/look-ups", asked("forged"))
    assert (before, words()) == ({"good"}, {"forged"})
    officer.post("/papers/look-ups", asked("genuine"))
    assert words() == {"good"}


def test_no_party_says_what_an_issuer_said():
    hand_in(paper())
    assert a_firm("AAA").post("/papers/look-ups", asked("genuine")).status_code == 403
    refused = the_platform(Role.OFFICER).post("/papers/look-ups", asked("genuine") | {"kind": "no-such-kind"})
    assert refused.status_code == 422 and "no-such-kind" in refused.content.decode()
