"""The page says what is broken, why, by which law and value, and what to do; in both languages."""

from decimal import Decimal
from itertools import pairwise

import pytest

from shibosi.domains import registry
from shibosi.domains.customs.tests.builders import without
from shibosi.kernel.problems import Problem
from shibosi.report import html, page
from shibosi.report.tests.making import a_run, an_import, seen, with_confidence

SHORT = {"payment": {"amount": Decimal("317.21")}}
CAUSE = "payments_equal_the_amount_paid"


@pytest.fixture(scope="module")
def short(tmp_path_factory):
    """Three orders, the payments of two of them 1.00 short."""
    folder = tmp_path_factory.mktemp("short")
    return a_run(folder, an_import(1), an_import(2, **SHORT), an_import(3, **SHORT))


@pytest.fixture(scope="module")
def tree(short):
    return short.parsed()


def the(tree, path):
    """The one element of a path."""
    found = tree.xpath(path)
    assert len(found) == 1, f"{path}: {len(found)}"
    return found[0]


@pytest.mark.parametrize(
    ("story", "language", "words"),
    [
        ("what must be true", "en", "The payments of an order add up to the amount the order says was paid."),
        ("what must be true", "zh", "支付"),
        ("the remedy", "en", "Ask the payment company to correct the amount, or cancel the order and pay again."),
        ("how grave", "en", "critical"),
        ("how grave", "zh", "严重"),
        ("the rule", "en", "IM-06"),
        ("what it blocks", "en", "declaration or release of the goods"),
        ("what it blocks", "zh", "申报或放行"),
        ("how many dossiers of those in scope", "en", "2 of 3 in scope (66.7 %)"),
        ("the clause and its gist", "en", "4.5.1.3 Payment data"),
        ("the value in force", "en", "Largest difference accepted, as a share of the amount paid"),
        ("that its first day is not known", "en", "first day unknown"),
        ("that its first day is not known", "zh", "起始日不详"),
        ("where the value comes from", "en", "our choice (p:)"),
        ("how sure it is", "en", "Our own choice, not law"),
        ("the calculation", "en", "= 1.00 must be at most"),
        ("the calculation", "zh", "= 1.00 应不超过"),
        ("what stands on one document", "en", "318.21 CNY"),
        ("what stands on the other", "en", "317.21 CNY"),
        ("which dossiers", "en", "Dossiers: O-1-00002, O-1-00003"),
    ],
)
def test_a_cause_is_told_in_full(tree, story, language, words):
    assert words in seen(the(tree, f"//article[@id='{CAUSE}']"), language), story


def test_the_fields_that_disagree_are_marked_and_no_others(tree):
    example = tree.xpath(f"//article[@id='{CAUSE}']//div[@class='example']")[0]
    marked = [seen(cell) for cell in example.xpath(".//td[contains(@class, 'decides')]")]
    assert marked == ["318.21 CNY", "Amount paid 317.21 CNY"]


def test_causes_stand_gravest_first(tree):
    severities = [article.get("class").split()[1] for article in tree.xpath("//section[@id='broken']//article")]
    assert severities == ["critical", "major"]


def test_the_table_of_causes_leads_to_every_cause(tree):
    links = tree.xpath("//table[@id='causes']//tbody//a/@href")
    assert links == [f"#{article}" for article in tree.xpath("//section[@id='broken']//article/@id")]


def test_the_head_says_how_it_ended_and_for_which_day(tree):
    head = seen(the(tree, "//header"))
    assert "As of 2026-06-01" in head and "Exit status 1" in head and "Something is broken." in head


def test_the_numbers_are_those_of_the_run(short, tree):
    tiles = [seen(tile) for tile in tree.xpath("//ul[@class='tiles']/li")]
    dossiers = sum(short.run.about["dossiers"].values())
    assert tiles[:2] == [
        f"Dossiers checked{dossiers} {len(short.run.about['dossiers'])} kinds",
        f"Dossiers with something broken2 {200 / dossiers:.2f} %",
    ]
    assert tiles[2:5] == ["Broken: critical2 findings", "Broken: major2 findings", "Broken: minor0 findings"]


def test_every_control_is_counted_with_every_outcome(short, tree):
    counts = {row["control"]: row for row in short.run.counts().iter_rows(named=True)}
    rows = tree.xpath("//table[contains(@class, 'controls')]/tbody/tr")
    told = {row.get("id").removeprefix("all-"): [cell.text for cell in row.xpath("./td[contains(@class, 'number')]")]
            for row in rows}  # fmt: skip
    parts = ("held", "broken", "undetermined", "folded", "out_of_scope")
    assert told == {name: [str(found[part]) for part in parts] for name, found in counts.items()}


def test_a_one_sided_control_says_so(tree):
    row = the(tree, "//tr[@id='all-yearly_purchases_within_limit']")
    assert "one-sided: The limit spans all platforms" in seen(row)


def test_inputs_stand_there_by_digest(tree):
    files = [seen(row) for row in tree.xpath("//table[@class='files']/tbody/tr")]
    assert files[0].startswith("order.csv Order 3 1 KiB " + "ab" * 32)


def test_the_log_can_be_verified(short, tree):
    section = seen(the(tree, "//section[@id='verify']"))
    assert short.run.about["log"]["root"] in section
    assert short.run.about["findings"]["sha256"] in section
    assert "shibosi log verify run" in section and "shibosi replay run" in section


def test_a_clean_run_says_that_nothing_is_broken(tmp_path):
    text = seen(a_run(tmp_path, an_import(1)).parsed())
    assert "Nothing is broken and nothing is undetermined." in text and "Requirement that was not met" not in text


def test_what_is_missing_is_told_as_the_cause_of_not_knowing(tmp_path):
    made = a_run(tmp_path, an_import(1, customs_list={"buyer_phone": None, "buyer_name": None}))
    article = the(made.parsed(), "//section[@id='undetermined']//article[.//code='buyer_phone_agrees']")
    assert "Missing: Customs list · Buyer's telephone" in seen(article)
    assert [seen(cell) for cell in article.xpath(".//td[@class='decides']")] == ["138****8000", "not reported"]


def test_a_document_that_nobody_reported_is_an_empty_column(tmp_path):
    made = a_run(tmp_path, without(an_import(1), "payment"), kinds=["payment", "answer"])
    article = the(made.parsed(), "//article[@id='payment_was_reported']")
    gone = the(article, ".//thead//th[contains(@class, 'gone')]")
    assert seen(gone) == "Paymentnot reported" and "decides" in gone.get("class")
    assert "2026-06-01 is after" in seen(article)


def test_lines_are_laid_side_by_side(tmp_path):
    made = a_run(tmp_path, an_import(1, list_line=[{}, {"price": Decimal(59), "total": Decimal(59)}]))
    article = the(made.parsed(), "//article[@id='line_prices_agree']")
    marked = [seen(cell) for cell in article.xpath(".//td[@class='decides']")]
    assert marked == ["60.00 CNY", "59.00 CNY"]


def test_two_orders_under_one_number_are_shown_where_they_differ(tmp_path):
    made = a_run(tmp_path, an_import(1, order=[{}, {"paid": Decimal(99), "buyer_id_type": "2"}]))
    article = the(made.parsed(), "//article[@id='order_number_has_one_content']")
    marked = [seen(cell) for cell in article.xpath(".//td[@class='decides']")]
    assert marked == ["318.21 CNY", "99.00 CNY", "1 identity card", "2 other"]


def test_kinds_not_handed_in_are_named_at_the_top(tmp_path):
    made = a_run(tmp_path, without(an_import(1), "waybill"))
    assert "Not handed in, so that nothing was concluded from their absence: Waybill" in seen(
        the(made.parsed(), "//header")
    )
    assert made.run.about["not_handed_in"] == ["waybill"], "what nobody asked for is not missed"


def test_what_could_not_be_read_stands_with_file_place_and_expectation(tmp_path):
    facts = {"found": "12,50", "expected": "a number with at most 13 digits and 5 decimals"}
    message = "found '{found}', expected {expected}."
    problem = Problem("orders.xlsx", "row 17, column amount", "not-money", message, facts, "order")
    made = a_run(tmp_path, an_import(1), problems=[problem])
    row = the(made.parsed(), "//section[@id='problems']//tbody/tr")
    told = "found '12,50', expected a number with at most 13 digits and 5 decimals."
    assert seen(row) == f"orders.xlsx row 17, column amount Order {told}"
    assert made.run.about["exit"] == 2


def test_a_value_nobody_has_seen_in_a_source_asks_for_review(tmp_path):
    values = with_confidence(registry.values(), "payment_tolerance.share", "general-knowledge")
    made = a_run(tmp_path, an_import(1, **SHORT), values=values)
    flagged = the(made.parsed(), f"//article[@id='{CAUSE}']").xpath(".//td[@class='flag']")
    assert [seen(cell) for cell in flagged][-1] == "general-knowledgehave this value reviewed"


def test_a_what_if_run_says_that_it_is_one(tmp_path):
    made = a_run(tmp_path, an_import(1), about={"overlay": "limits<b>.yaml", "differences": 4})
    head = seen(the(made.parsed(), "//header"))
    assert "Some values were replaced for this run (what-if)" in head and "limits<b>.yaml" in head
    assert "4 findings differ" in head


def test_everything_said_has_chinese(short, monkeypatch):
    said = set()
    plain = html.translate

    def heard(text, language=None):
        said.add(text)
        return plain(text, language)

    monkeypatch.setattr(html, "translate", heard)
    short.page()
    assert len(said) > 200
    assert sorted(text for text in said if text and plain(text, "zh") == text) == []


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-Hans")])
def test_the_page_opens_in_the_language_asked_for(short, language, tag):
    tree = short.parsed(language=language)
    assert (tree.get("lang"), tree.get("data-language")) == (tag, language)


def test_both_languages_always_stand_together(tree):
    for english in tree.xpath("//span[@lang='en']"):
        following = english.getnext()
        assert following is not None and following.get("lang") == "zh-Hans", english.text_content()


def test_tables_have_captions_and_headings_have_order(tree):
    assert [table for table in tree.xpath("//table[not(caption)]") if table.get("class") != "numbers"] == []
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_there_once_and_every_link_leads_somewhere(tree):
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href")} <= set(ids)


def test_the_page_is_written_whole_or_not_at_all(short, monkeypatch):
    before = short.page()
    monkeypatch.setattr(page, "_plots", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        short.page()
    assert (short.run.folder / "report.html").read_text("utf-8") == before
