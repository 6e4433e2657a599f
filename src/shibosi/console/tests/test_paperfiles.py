"""Pages of files of papers: handed in, fields proposed and typed, what was read said beside what was typed, renewal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shibosi.console.tests.reported import day, hand_in
from shibosi.methods.scans.tests.samples import LINES, office, pdf, scan
from shibosi.pages.tests.looking import signed_in, text
from shibosi.store.models import Document, Level, PaperFile
from shibosi.store.tests.firms import a_member, a_party

pytestmark = pytest.mark.django_db
TYPED = {"holder_code": "AAA", "paper_kind": "business-licence", "number": "91110000600037341L", "status": "valid",
         "holder_name": "Harbour Trading Ltd", "valid_from": "2026年1月5日", "valid_until": "4 Jan 2027"}  # fmt: skip


@pytest.fixture
def member(monkeypatch):
    return signed_in(a_member(a_party("AAA"), Level.WORKER), monkeypatch)


def send(client, data, name="licence.pdf", to="/papers/hand-in/"):
    return client.post(to, {"file": SimpleUploadedFile(name, data)})


def test_a_file_leads_to_its_page_with_what_was_found(member):
    assert "PDF, JPEG or PNG" in text(member.get("/papers/hand-in/"))
    seen = member.get(send(member, pdf())["Location"])
    assert seen.context["form"] == {
        "paper_kind": "business-licence", "number": "91110000600037341L", "valid_from": "2026-01-05",
        "valid_until": "2027-01-04",
    }  # fmt: skip
    assert "Proposed is what stands in the file" in text(seen)


def test_the_paper_says_of_each_field_whether_it_stands_in_the_file(member):
    place = send(member, pdf())["Location"]
    assert member.post(place + "report/", TYPED | {"issuer_name": "Market office"})["Location"] == place
    fields = {name: state for name, _, state, _ in member.get(place).context["papers"][0]["fields"]}
    assert (fields["Number of the paper"], fields["Last day on which it is good"]) == ("in-file", "in-file")
    assert fields["Name of the issuer"] == "not-in-file"
    assert member.get("/papers/").context["list"].items[0].file == PaperFile.objects.get().pk


def test_what_a_photograph_says_is_typed_and_marked_so(member):
    place = send(member, scan(), "licence.jpg")["Location"]
    member.post(place + "report/", TYPED)
    assert {state for *_, state, _ in member.get(place).context["papers"][0]["fields"]} == {"typed"}
    assert "文件中没有可识读的文字" in text(member.get(place, headers={"accept-language": "zh"}))


@pytest.mark.parametrize(
    ("story", "typed", "said"),
    [
        ("a day that may be two", {"valid_until": "03.04.2026"}, "is no day, or may be two"),
        ("no such kind", {"paper_kind": "licence"}, "There is no kind of paper"),
        ("of another firm", {"holder_code": "BBB"}, "does not name the party"),
        ("no number", {"number": ""}, "it is empty"),
    ],
)
def test_a_paper_that_cannot_be_taken_is_told_and_nothing_is_kept(member, story, typed, said):
    answer = member.post(send(member, pdf())["Location"] + "report/", TYPED | typed)
    assert answer.status_code >= 400 and said in text(answer)
    assert not Document.objects.filter(kind="paper").exists()


def test_a_file_set_apart_proves_nothing_until_an_officer_lets_it_serve(member, officer):
    place = send(member, scan(sideways=True), "scan.jpg")["Location"]
    assert "Its lines run from top to bottom" in text(member.get(place))
    assert member.post(place + "report/", TYPED).status_code >= 400
    assert member.post(place + "release/", {"because": "so"}).status_code == 403
    officer.post(place + "release/", {"because": "A drawing; it stands upright."})
    assert member.post(place + "report/", TYPED).status_code == 302
    assert member.get(place + "content/")["Content-Type"] == "image/jpeg"


def test_an_office_file_with_a_macro_is_kept_apart(member):
    place = send(member, office("[Content_Types].xml", "xl/vbaProject.bin"), "a.xlsm")["Location"]
    assert "It contains a macro" in text(member.get(place))
    assert member.get(place + "content/").status_code >= 400


def test_what_is_no_paper_is_refused(member):
    answer = send(member, b"MZ\x90\x00", "licence.pdf")
    assert answer.status_code >= 400 and "neither PDF nor JPEG nor PNG" in text(answer)


def test_the_same_file_of_another_party_is_said(member, monkeypatch):
    place = send(member, pdf())["Location"]
    send(signed_in(a_member(a_party("BBB"), Level.WORKER), monkeypatch), pdf())
    assert "Another party handed in the same file." in text(member.get(place))


def test_a_paper_that_ends_is_renewed_with_what_stays_the_same(member):
    hand_in({"kind": "paper", "values": {
        "holder_code": "AAA", "paper_kind": "business-licence", "number": "N-1", "about": "A-1", "market": "CN",
        "holder_name": "Harbour Trading Ltd", "status": "valid", "valid_from": day(-300), "valid_until": day(20),
    }})  # fmt: skip
    row = member.get("/papers/").context["list"].items[0]
    place = send(member, scan(), "new.jpg", f"/papers/hand-in/?renews={row.document}")["Location"]
    form = member.get(place).context["form"]
    assert (form["holder_code"], form["about"], form["market"]) == ("AAA", "A-1", "CN") and "number" not in form


def test_an_officer_looks_a_paper_up(officer, member):
    hand_in({"kind": "paper", "values": {
        "holder_code": "AAA", "paper_kind": "business-licence", "number": "N-1", "status": "valid",
        "valid_from": day(-300), "valid_until": day(200),
    }})  # fmt: skip
    assert "Look it up" in text(officer.get("/papers/")) and "Look it up" not in text(member.get("/papers/"))
    assert "Answer of the issuer" in text(officer.get("/papers/look-up/?holder=AAA&kind=business-licence&number=N-1"))
    officer.post("/papers/look-up/", {"holder": "AAA", "kind": "business-licence", "number": "N-1", "result": "forged",
                                      "asked_on": day(0), "where": "Register of firms"})  # fmt: skip
    assert "The issuer never issued it" in text(member.get("/papers/"))
    assert member.get("/papers/look-up/").status_code == 403


def test_what_a_machine_read_in_a_photograph_is_proposed_and_said_to_be_so(member):
    place = send(member, scan(), "licence.jpg")["Location"]
    PaperFile.objects.update(text=LINES, machine=True)
    seen = member.get(place, headers={"accept-language": "zh"})
    assert seen.context["form"]["number"] == "91110000600037341L" and "机器识读" in text(seen)
    member.post(place + "report/", TYPED | {"issuer_name": "Market office"})
    states = {state for *_, state, _ in member.get(place).context["papers"][0]["fields"]}
    assert states == {"machine", "typed"}
