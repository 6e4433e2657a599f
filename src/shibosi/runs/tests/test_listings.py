"""Listings of marketplace exports: by the layouts that are shipped, by a map, again, and with what cannot be read."""

import os
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from shibosi.domains.catalogue.records import Listing
from shibosi.methods.formats.maperrors import MapError
from shibosi.methods.goods.layouts import UnknownLayout, layouts
from shibosi.runs.listings import take_listings
from shibosi.runs.moving import OtherKind, operator
from shibosi.store.allowing import ReportsForOthers
from shibosi.store.goods import listings
from shibosi.store.goods.keys import Key
from shibosi.store.goods.lists import rows_of
from shibosi.store.tests.firms import a_party

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 2, 4, tzinfo=UTC)
TEXT = """product_id,product_name,description,brand,color,size,model_number,country_code,root_category
1,Red bag,"<script>alert(1)</script> 👜",Alder,red,M,B-1,US,Bags & Luggage
2,Sofa cover,A cover,null,blue,L,S-1,US,Home & Living
"""
OWN = """files:
  - match: "*"
    record: listing
    columns: {number: 编号, title: 标题}
    constants: {state: draft}
"""


def a_file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def taken(path, mapping="shein", **said):
    return take_listings(operator(NOON), path, mapping, "AAA", **said)


def stored():
    return {row["number"]: row for _, row in rows_of(Listing)}


def test_an_export_becomes_drafts_and_taken_again_nothing_changes(tmp_path):
    path = a_file(tmp_path, "export.csv", TEXT)
    assert (taken(path).stored, taken(path).stored) == (2, 0)
    bag, cover = stored()["1"], stored()["2"]
    assert (bag["category"], bag["market"], bag["seller_code"], bag["state"]) == ("bag", "US", "AAA", "draft")
    assert bag["description"].startswith("<script>") and "brand" not in cover


def test_a_category_that_is_none_of_ours_is_asked_for(tmp_path):
    taken(a_file(tmp_path, "export.csv", TEXT))
    found = listings.look(operator(NOON), Key("AAA", "2", "US"))
    assert found.fix.questions == ("category",) and found.fix.passes is None


def test_a_map_of_ones_own_in_chinese_and_in_gb18030_with_the_market_told(tmp_path):
    own, rows = a_file(tmp_path, "map.yaml", OWN), a_file(tmp_path, "导出.csv", "编号,标题\nL-1,红色皮包\n", "gb18030")
    assert taken(rows, own, market="DE").stored == 1
    assert stored()["L-1"]["title"] == "红色皮包" and stored()["L-1"]["market"] == "DE"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (TEXT + f"3,{'x' * 50_000},,,,,,US,\n", 3),
        (TEXT + "3,\ue000\ue001,,,,,,US,\n", 3),
        (TEXT.replace("product_name", "name of the product"), 2),
        ("product_id,product_name\n", 0),
        ("\0\0\0", 0),
    ],
)  # fmt: skip
def test_odd_titles_and_headings_lose_nothing_and_what_is_no_export_is_refused(tmp_path, text, count):
    path = a_file(tmp_path, "export.csv", text)
    if not count:
        with pytest.raises(OtherKind):
            taken(path)
    else:
        found = taken(path)
        assert found.stored == count and ("name of the product" not in text or found.problems)
    assert len(stored()) == count


def test_a_layout_or_map_that_is_wrong_takes_nothing_in(tmp_path):
    path = a_file(tmp_path, "export.csv", TEXT)
    with pytest.raises(UnknownLayout, match="shein"):
        taken(path, "shien")
    with pytest.raises(MapError):
        taken(path, a_file(tmp_path, "map.yaml", "files: [{match: '*', record: listing, columns: {nummer: a}}]"))
    assert not stored()


def test_a_seller_takes_in_what_is_its_own(tmp_path):
    party = a_party("BBB")
    with pytest.raises(ReportsForOthers):
        take_listings(operator(NOON, party.public), a_file(tmp_path, "export.csv", TEXT), "shein", "AAA")


@pytest.mark.real
@pytest.mark.parametrize(("name", "count"), [("lazada", 448), ("shein", 484), ("shopee", 468)])
def test_real_exports_are_taken_in_by_their_layouts(tmp_path, name, count):
    real = Path(os.environ["SHIBOSI_REAL_DATA"], "data", "product_listings", f"{name}.csv.gz")
    some = tmp_path / f"{name}.csv"
    pl.read_csv(real, infer_schema=False).head(60).write_csv(some)
    found = taken(some, name)
    assert name in layouts() and found.stored == 60 and found.problems == []
    assert all(len(row["market"]) == 2 and row["title"] for row in stored().values())
    assert len(pl.read_csv(real, infer_schema=False)) == count
