"""False alarms counted on real titles and descriptions of marketplaces."""

import csv
import gzip
import json
import os
from pathlib import Path

import pytest

from shibosi.methods.words.screening import shipped

pytestmark = pytest.mark.real
DATA = Path(os.environ.get("SHIBOSI_REAL_DATA", "")) / "data"
TEXTS = {"shopee": ("title", "Product Description"), "lazada": ("title", "product_description"),
         "shein": ("product_name", "description")}  # fmt: skip


@pytest.fixture(autouse=True)
def at_hand():
    if not (DATA / "zh_product_titles_ner").is_dir():
        pytest.skip("SHIBOSI_REAL_DATA does not name the folder with the titles")


def chinese():
    for part in ("train", "dev"):
        with gzip.open(DATA / f"zh_product_titles_ner/{part}.jsonl.gz", "rt", encoding="utf-8") as file:
            yield from (json.loads(line)["text"] for line in file)


def others():
    csv.field_size_limit(10**8)
    for name, columns in TEXTS.items():
        with gzip.open(DATA / f"product_listings/{name}.csv.gz", "rt", encoding="utf-8", newline="") as file:
            yield from (row[column] or "" for row in csv.DictReader(file) for column in columns)


def test_chinese_titles_are_stopped_only_for_a_telephone_number():
    hits = [hit for title in chinese() for hit in shipped().hits(title, "CN")]
    assert {hit.term for hit in hits if hit.stops} == {"telephone"}
    assert sum(not hit.stops for hit in hits) <= 8


def test_listings_elsewhere_are_stopped_for_contacts_and_sprays():
    hits = [hit for text in others() for hit in shipped().hits(text)]
    assert {hit.topic for hit in hits if hit.stops} <= {"contact", "weapons"}
    assert sum(hit.stops for hit in hits) <= 20
