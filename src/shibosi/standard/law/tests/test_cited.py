"""Links between items and norms: whence each is known, and what rests on a norm."""

import pytest

from shibosi.standard.law import cited
from shibosi.standard.law.book import book
from shibosi.standard.law.errors import UnknownFact
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.standard.register import items
from shibosi.standard.vocabulary import CONFIDENCES


@pytest.mark.parametrize(
    ("story", "item", "norm", "basis"),
    [
        ("the item itself is named", "11", "CN-LAW-PIPL", cited.HERE),
        ("its heading is named", "12-a", "TR-RCEP", cited.ABOVE),
        ("a section of a companion text", "000-66", "CN-GZ-GUIDE-2022", cited.SECTION),
    ],
)
def test_a_link_says_its_basis(story, item, norm, basis):
    found = {link.norm: link for link in cited.of_item(item)}
    assert found[norm].basis == basis and found[norm].confidence == cited.CONFIDENCE[basis]


def test_links_lead_from_items_there_are_to_norms_there_are_and_back():
    norms = {name.removeprefix("norms/") for name in book().series("norms")}
    links = [link for item in items() for link in cited.of_item(item)]
    assert links and all(link.norm in norms and link in cited.of_norm(link.norm) for link in links)
    assert len({(link.item, link.norm) for link in links}) == len(links)


def test_what_nothing_names_has_no_links():
    assert cited.of_item("7.4") == () and cited.of_item("99.9") == () and cited.of_norm("NO-SUCH") == ()


def test_rows_that_name_a_norm_by_number_rest_on_it():
    found = cited.resting("EU-BATT-2023-1542")
    assert found and {fact.table for fact in found} == {"requirements"}
    with pytest.raises(UnknownFact):
        cited.resting("NO-SUCH")


@pytest.mark.parametrize(
    ("number", "text", "stands"),
    [
        ("No. 1", "see No. 1.", True), ("No. 1", "see No. 12", False), ("2023/988", "Regulation (EU) 2023/988", True),
        ("2023/98", "Regulation (EU) 2023/988", False), ("国函〔2015〕44号", "国函〔2015〕44号设立", True),
    ],
)  # fmt: skip
def test_a_number_is_not_found_in_a_longer_one(number, text, stands):
    assert cited.named(number, text) is stands


def test_every_word_of_a_table_has_a_label_and_every_label_its_chinese():
    words = {word for schema in SCHEMAS.values() for field in schema.fields for word in field.words}
    words |= {str(fact["class"]) for fact in book().current if "class" in fact.values}
    assert {word for word in words if labelled(word, "zh") == word} <= set(CONFIDENCES)
