"""The law as anybody reads it: every page answers in both languages, as of a day, and says what there is not."""

import csv
import io
import time

import pytest

from shibosi.pages.page import PATHS
from shibosi.pages.tests.looking import heard, nobody, signed_in, taken, text
from shibosi.standard import tables
from shibosi.standard.law import cited
from shibosi.standard.law.book import book
from shibosi.standard.law.places import places
from shibosi.standard.register import item
from shibosi.store.models import Role
from shibosi.store.tests.firms import staff
from shibosi.telling.coverage import PAGES as COVERING

pytestmark = pytest.mark.django_db
PAGES = [
    "/law/", "/law/?ahead=365&place=DE", "/law/norms/", "/law/norms/?topic=tax&state=in-force&sort=-first",
    "/law/norms/?doubt=yes", "/law/norms/CN-TAX-2018-49/", "/law/norms/EU-GDPR/?day=2017-01-01",
    "/law/norms/STD-23/", "/law/registers/", "/law/registers/local/", "/law/registers/standards/?party=exporter",
    "/law/markets/", "/law/markets/?kind=bloc", "/law/markets/DE/", "/law/markets/CN/?day=2020-01-01",
    "/law/markets/US-CN-ORIGIN/", "/law/markets/DE/?topic=Privacy", "/law/compare/", "/law/compare/?left=CN&right=US",
    "/law/compare/?only=differences&topic=privacy", "/law/values/rates/DE/VAT/standard/",
    "/law/values/thresholds/EU/duty/parcel/", "/law/values/requirements/REQ-001/", "/law/values/zones/CBEC-ZONE-001/",
    "/law/zones/", "/law/zones/?city=杭州&day=2015-03-06", "/law/zones/?batch=1", "/law/policies/",
    "/law/policies/?mode=9810&departed=yes&revenue=1000", "/law/contradictions/",
    "/law/contradictions/?matter=retention", "/law/needs/", "/law/needs/?market=US&traits=toy+radio", "/law/guide/",
    "/law/maps/", "/law/maps/models/", "/law/maps/standards/",
    "/law/to-verify/", "/law/to-verify/?kind=norms&days=unknown", "/values/", "/values/?kind=rates&place=DE",
    "/rules/?q=增值税", "/rules/?q=limit&kind=control", "/rules/?q=zzzz", "/rules/found/?q=杭州",
    "/rules/clauses/11/", "/rules/clauses/12-a/?day=2016-01-01", "/rules/clauses/7.4/", "/rules/clauses/9.1.3/",
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_every_page_answers_without_account_in_the_language_asked_for(language, monkeypatch):
    client = nobody(language)
    client.get("/rules/?q=limit")  # builds the index of the process, in which other tests may have things of their own
    lacking = heard(monkeypatch)
    for address in PAGES:
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {text(answer)}"
    rows = [row for name in tables.names() for row in tables.table(name).rows]
    printed = {cell for row in rows for cell in (*row.keys.values(), *row.values.values())}
    assert {word for word in lacking - printed - set(tables.names()) if not word.isupper()} == set()


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/law/norms/NO-SUCH/", 404, "norms/NO-SUCH"), ("/law/markets/XX/", 404, "'XX' is no known market"),
        ("/law/values/rates/DE/VAT/standart/", 404, "rates/DE/VAT/standard"), ("/rules/clauses/99.9/", 404, "99.9"),
        ("/law/compare/?left=XX", 422, "'XX' is none of the choices."),
        ("/law/zones/?day=2026-02-30", 422, "is no day"),
        ("/law/norms/?topic=odd", 422, "none of the choices"), ("/law/policies/?revenue=-1", 422, "'-1' is no amount."),
        ("/law/policies/?revenue=1e99", 422, "is no amount"), ("/law/zones/?city=" + "x" * 81, 422, "at most 80"),
        ("/law/to-verify/?sort=secret", 422, "none of the choices"), ("/values/?place=XX", 422, "none of the choices"),
        ("/law/markets/DE/?file=exe", 422, "none of the choices"), ("/rules/found/?q=%00", 422, "at most 100"),
        ("/law/contradictions/?matter=odd", 422, "none of the choices"), ("/law/nothing/", 404, "no such thing"),
    ],
)  # fmt: skip
def test_what_there_is_not_is_said(address, status, says):
    answer = nobody().get(address)
    assert answer.status_code == status and says in text(answer)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-06-30", "What follows no customs duty"), ("2026-07-01", "What follows EUR 3 per item"),
        ("2000-01-01", "Nothing is known to be in force on 2000-01-01."),
    ],
)  # fmt: skip
def test_a_value_is_that_of_the_day(day, says):
    assert says in text(nobody().get(f"/law/values/thresholds/EU/duty/parcel/?day={day}"))


def test_a_value_is_told_as_it_was_known():
    recorded = max(fact.recorded for fact in book().facts)
    address = "/law/values/rates/DE/VAT/standard/?day=2026-01-01&known="
    assert "as known on" in text(nobody().get(address + str(recorded)))
    assert "On 2020-01-01 nothing was known to be in force" in text(nobody().get(address + "2020-01-01"))


@pytest.mark.parametrize(
    ("day", "city", "answer"),
    [("2015-03-06", "杭州", "No"), ("2015-03-07", "Hangzhou", "Yes"), ("2026-01-01", "Atlantis", "Not known")],
)
def test_a_city_lies_in_a_zone_from_its_day_on(day, city, answer):
    assert nobody().get("/law/zones/", {"city": city, "day": day}).content.decode().count(f"<b>{answer}</b>") == 1


def test_what_differs_between_two_markets_is_marked():
    client = nobody()
    page = client.get("/law/compare/?left=DE&right=FR&topic=tax").content.decode()
    assert 'class="differs"' in page and "Germany" in page
    assert 'class="differs"' not in client.get("/law/compare/?left=DE&right=DE").content.decode()
    found = client.get("/law/compare/?left=DE&right=DE&only=differences")
    assert "Nothing answers to these filters." in text(found)


def test_a_policy_is_decided_with_reasons_both_ways():
    said = text(nobody().get("/law/policies/?mode=1210&departed=yes&day=2026-03-01"))
    assert "against The mode is 9810." in said and "for The goods left the country." in said
    assert "not said It is a general VAT taxpayer." in said


def test_before_anything_is_said_policies_are_only_named():
    page = text(nobody().get("/law/policies/"))
    assert "Export refund" in page and "conditions; say what is so" in page and "not known yet" not in page


def test_a_product_is_told_what_it_needs_and_what_was_not_said():
    page = text(nobody().get("/law/needs/?market=EU&traits=radio"))
    assert "Radio Equipment Directive (RED)" in page and "applies if connected to a network" in page
    assert nobody().get("/law/needs/?traits=radios").status_code == 422


def test_the_guide_to_safety_has_four_parts():
    page = text(nobody().get("/law/guide/"))
    assert all(part in page for part in ("General", "United States", "European Union and United Kingdom", "Australia"))


@pytest.mark.parametrize(
    ("name", "says"),
    [("functions", "Parties and their duties"), ("models", "Live commerce"), ("standards", "Standards of China")],
)
def test_a_map_has_no_cell_that_says_nothing(name, says):
    answer = nobody().get(f"/law/maps/{name}/")
    page = answer.content.decode()
    assert says in text(answer) and "<td></td>" not in page
    assert nobody().get("/law/maps/none/").status_code == 404


def test_a_norm_says_what_names_it_and_what_rests_on_it():
    said = text(nobody().get("/law/norms/CN-TAX-2018-49/"))
    assert "Largest value of one person's purchases" in said
    assert "Named in this very item" in text(nobody().get("/law/norms/CN-LAW-PIPL/"))
    assert "Replaced by" in text(nobody().get("/law/norms/CN-LIST-2016-40/"))


def test_a_clause_shows_the_norms_it_names_and_its_neighbours():
    page = nobody().get("/rules/clauses/11/").content.decode()
    assert all(f"/law/norms/{link.norm}/" in page for link in cited.of_item("11"))
    assert 'rel="next"' in page and 'rel="prev"' in page


def test_findings_of_a_clause_are_for_those_who_may_see_them(monkeypatch):
    assert "Findings today" not in text(nobody().get("/rules/clauses/4.5.1.3/"))
    officer = signed_in(staff(Role.OFFICER), monkeypatch)
    assert "Findings today None is open." in text(officer.get("/rules/clauses/4.5.1.3/"))


def test_every_market_and_some_of_everything_has_a_page():
    client = nobody("zh-CN")
    for code, place in places().items():
        assert place.name.zh in text(client.get(f"/law/markets/{code}/"))
    for series in [*book().series()][::40]:
        kind, _, name = series.partition("/")
        address = f"/law/norms/{name}/" if kind == "norms" else f"/law/values/{series}/"
        assert client.get(address).status_code == 200, address


def test_pages_that_cover_an_item_show_it():
    for name, clauses in COVERING.items():
        assert name in PATHS
        for number in clauses if name == "rules.clause" else ():
            assert item(number).gist_en in text(nobody().get(f"/rules/clauses/{number}/"))


@pytest.mark.parametrize(
    "address",
    ["/law/", "/law/norms/", "/law/norms/?topic=tax", "/law/markets/", "/law/markets/CN/", "/law/compare/",
     "/law/values/rates/DE/VAT/standard/", "/law/zones/?batch=5", "/law/contradictions/", "/law/to-verify/",
     "/rules/?q=vat"],
)  # fmt: skip
def test_a_list_is_taken_away_by_everybody(address):
    answer = nobody().get(address + ("&" if "?" in address else "?") + "file=csv")
    rows = list(csv.reader(io.StringIO(taken(answer).decode("utf-8-sig"))))
    assert answer["Content-Disposition"].startswith("attachment") and len(rows) > 1
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize(
    "address", ["/law/", "/law/norms/", "/law/markets/DE/", "/law/compare/", "/law/zones/", "/law/contradictions/",
                "/law/to-verify/", "/values/", "/rules/?q=vat"],
)  # fmt: skip
def test_a_list_is_a_workbook_in_each_language(address, language):
    answer = nobody(language).get(address + ("&" if "?" in address else "?") + "file=xlsx")
    assert answer.status_code == 200 and taken(answer).startswith(b"PK")


def test_what_a_search_finds_is_marked_and_escaped():
    assert "<mark>增值税</mark>" in nobody("zh-CN").get("/rules/?q=增值税").content.decode()
    page = nobody().get("/rules/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in page and "Nothing was found." in page


def test_pages_of_the_law_take_little_of_the_processor():
    client = nobody()
    for address, most in [("/rules/clauses/9.1.3/", 0.1), ("/rules/?q=增值税", 0.1), ("/law/markets/CN/", 0.3)]:
        client.get(address)
        took = []
        for _ in range(3):
            began = time.thread_time()
            client.get(address)
            took.append(time.thread_time() - began)
        assert min(took) < most, address


def test_the_graph_of_norms_leads_from_chapters_to_norms_and_on_to_what_replaced_them():
    seen = nobody().get("/law/norms/").content.decode()
    assert seen.count("<circle") > 220
    assert 'data-ends="CN-LIST-2016-40 CN-LIST-2018-157"' in seen and 'data-ends="§9 ' in seen
    assert '<a href="/law/norms/CN-LIST-2016-40/"' in seen
    one = nobody().get("/law/norms/?q=PIPL").content.decode()
    assert one.count("<circle") >= 1 and "CN-LIST-2016-40" not in one


def test_agreements_are_asked_for_a_corridor_and_standards_for_their_national_equal():
    corridor = nobody().get("/law/registers/agreements/?place=CN&other=VN").context["lines"]
    assert {one.name for one in corridor} == {"TR-RCEP", "TR-WTO", "TR-CISG"}, "ASEAN has Viet Nam in it"
    standards = nobody("zh-CN").get("/law/registers/standards/")
    assert "GB/T 22080" in text(standards) and "常识" in text(standards)
    told = standards.context
    assert told["taken_over"] == 5 and told["foreign"] == sum(one.foreign for one in told["lines"]) > 20


def test_a_register_says_what_is_not_stated_and_is_filtered_by_party():
    seen = text(nobody().get("/law/registers/agreements/"))
    assert "Regional Comprehensive Economic Partnership" in seen and "not stated" in seen
    asked = [nobody().get(f"/law/registers/standards/?{party}file=csv") for party in ("", "party=logistics&")]
    every, some = (b"".join(one.streaming_content).count(b"\n") for one in asked)
    assert 1 < some < every
    assert nobody().get("/law/registers/none/").status_code == 404
