"""Lists of recalls are read as they come, and held against goods."""

import csv
import gzip
import json
import os
from pathlib import Path

import pytest

from shibosi.methods.recalls.matching import CERTAIN, LIKELY, POSSIBLE, Goods, Recalls
from shibosi.methods.recalls.reading import UnreadableRecalls, parse_recalls, read_recalls

DATA = Path(os.environ.get("SHIBOSI_REAL_DATA", "")) / "data"
CPSC = (
    "recall_number,title,description,hazards,recall_date\n"
    '26001,Kestrelle Foldable Bed Rails Recalled Due to Fall Hazard; Imported by Osmund Trade,'
    '"This recall involves Kestrelle-branded foldable bed rails, model KB-2044. UPC 0 36000 29145 2",Falls,2026-03-05\n'
)  # fmt: skip


def found(**goods):
    return [
        (one.recall.number, one.grade)
        for one in Recalls(parse_recalls(CPSC.encode(), "c").recalls).matches(Goods(**goods))
    ]


@pytest.mark.parametrize(
    ("story", "goods", "grade"),
    [
        ("the item number, with signs between", {"title": "Rail", "gtin": "036000-291452"}, CERTAIN),
        ("the item number within the text", {"title": "Rail", "text": "EAN 0036000291452"}, CERTAIN),
        ("name and model", {"title": "Kestrelle rail KB2044"}, CERTAIN),
        ("the name as a brand, and the words", {"title": "Foldable bed rail", "brand": "KESTRELLE"}, LIKELY),
        ("the model and the words, no name", {"title": "Foldable bed rail KB-2044"}, LIKELY),
    ],
)
def test_goods_that_are_meant_are_found(story, goods, grade):
    assert found(**goods) == [("26001", grade)]


@pytest.mark.parametrize(
    ("story", "goods"),
    [
        ("the words of another maker", {"title": "Foldable bed rail", "brand": "Alder"}),
        ("other goods of the maker", {"title": "Kestrelle water bottle 500 ml"}),
        ("an item number with a wrong check digit", {"title": "Rail", "gtin": "036000291453"}),
        ("nothing said", {"title": ""}),
        ("signs only", {"title": "\ue000 💥 <script>"}),
    ],
)
def test_others_are_left_alone(story, goods):
    assert found(**goods) == []


def test_a_recall_without_a_name_asks_people_where_all_its_words_stand():
    rows = [{"id": "1", "authority": "X", "title": "Magnetic Chess Games Recalled Due to Ingestion Hazard"}]
    recalls = Recalls(parse_recalls(json.dumps(rows).encode(), "own").recalls)
    assert [one.grade for one in recalls.matches(Goods("Magnetic chess game, 20 stones"))] == [POSSIBLE]
    assert recalls.matches(Goods("Magnetic board")) == []


def test_a_list_of_ones_own_says_brand_model_and_item_number():
    text = "编号,机构,市场,品牌,型号,条码,产品名称\n7,SAMR,cn,青禾,QH-88|QH-99,6901234567892,儿童滑板车\n"
    [recall] = parse_recalls(text.encode("gb18030"), "own").recalls
    assert (recall.authority, recall.market, recall.models) == ("SAMR", "CN", ("qh88", "qh99"))
    matches = Recalls([recall]).matches(Goods("青禾儿童滑板车", brand="青禾", model="QH99"))
    assert [one.grade for one in matches] == [CERTAIN]


def test_the_answers_of_the_interfaces_are_read():
    cpsc = [{"RecallNumber": "26-1", "Title": "Alder Lamps Recalled Due to Fire", "RecallDate": "2026-01-02T00:00",
             "ProductUPCs": [{"UPC": "036000291452"}], "Hazards": [{"Name": "Fire"}]}]  # fmt: skip
    [recall] = parse_recalls(json.dumps(cpsc).encode(), "a").recalls
    assert (recall.authority, recall.gtins, recall.hazard) == ("CPSC", ("00036000291452",), "Fire")
    fda = {"results": [{"recall_number": "F-1", "recalling_firm": "Osmund Dairy", "product_description": "Cheese"}]}
    assert parse_recalls(json.dumps(fda).encode(), "b").recalls[0].names == ("osmund", "dairy")


def test_a_row_that_names_nothing_is_told_and_the_rest_is_read():
    read = parse_recalls((CPSC + ",,,,\n26002,,,,\n").encode(), "c.csv")
    assert [one.number for one in read.recalls] == ["26001"]
    assert [one.place for one in read.problems] == ["row 3", "row 4"]


@pytest.mark.parametrize(
    "raw", [b"a,b\n1,2\n", b"[1]", b"{", b"\x1f\x8bx", b"\xff\xff\xff", gzip.compress(b"\xff\xfe\x00", mtime=0)]
)
def test_what_is_no_list_is_refused(raw):
    with pytest.raises(UnreadableRecalls):
        parse_recalls(raw, "x")


@pytest.mark.real
def test_real_recalls_find_what_is_meant_and_leave_real_listings_alone():
    if not (DATA / "product_recalls").is_dir():
        pytest.skip("SHIBOSI_REAL_DATA does not name the folder with the recalls")
    lists = {name: read_recalls(DATA / f"product_recalls/{name}_recalls.csv.gz") for name in ("cpsc", "fda")}
    assert [len(one.recalls) for one in lists.values()] == [146, 152]
    assert not any(one.problems for one in lists.values())
    cpsc = Recalls(lists["cpsc"].recalls)
    lines = (Path(__file__).parent / "labelled.csv").read_text(encoding="utf-8").splitlines()[1:]
    asked = meant = right = 0
    for row in csv.DictReader(lines):
        matches = cpsc.matches(Goods(row["title"], row["brand"], row["model"], row["gtin"]))
        told = {one.recall.number for one in matches if one.grade != POSSIBLE}
        asked, meant, right = asked + len(told), meant + bool(row["recall"]), right + (row["recall"] in told)
    assert (asked, meant, right) == (30, 31, 30)
    every = Recalls([recall for one in lists.values() for recall in one.recalls])
    with gzip.open(DATA / "product_listings/shein.csv.gz", "rt", encoding="utf-8", newline="") as file:
        found = [
            every.matches(Goods(row["product_name"], row["brand"], row["model_number"])) for row in csv.DictReader(file)
        ]
    assert not any(found)
