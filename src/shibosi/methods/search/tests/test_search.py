"""Goods found by words: misspelt, in Chinese, beside plain keywords; how well is measured."""

import gzip
import json
from collections import defaultdict

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shibosi.methods.search.judging import BadJudgement, Judged, ndcg, quality, read_judged
from shibosi.methods.search.ranking import Index

GOODS = [
    "Bluetooth headphones with noise cancelling", "Leather travel bag, brown", "Stainless steel water bottle 1 l",
    "男士真皮旅行包 大容量", "蓝牙耳机 主动降噪 无线", "儿童积木玩具 100 粒", "Wooden building blocks for children",
]  # fmt: skip


def first(query, **how):
    return [place for place, _ in Index(GOODS, **how).best(query, 3)][:1]


@pytest.mark.parametrize(
    ("story", "query", "place"),
    [
        ("a word", "headphones", 0), ("a misspelt word", "hedphones blutooth", 0), ("a plural", "leather bags", 1),
        ("in Chinese", "蓝牙耳机", 4), ("other signs between", "旅行 包", 3), ("full width", "ｗａｔｅｒ bottle", 2),
        ("one character", "积", 5),
    ],
)  # fmt: skip
def test_goods_are_found(story, query, place):
    assert first(query) == [place]


def test_plain_keywords_do_not_find_a_misspelt_word():
    assert first("hedphones", keywords=True) == [] and first("hedphones") == [0]


@pytest.mark.parametrize("query", ["", "   ", "…", "qqqq"])
def test_what_stands_nowhere_is_answered_with_nothing(query):
    assert Index(GOODS).best(query) == [] and Index([]).best(query) == []


@settings(max_examples=25)
@given(st.lists(st.text(max_size=40), max_size=8), st.text(max_size=40))
def test_every_text_and_query_is_answered_in_order_and_the_same_again(texts, query):
    found = Index(texts).best(query, 5)
    assert found == Index(texts).best(query, 5) and len(found) <= min(5, len(texts))
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


@pytest.mark.parametrize(
    ("places", "grades", "value"),
    [([1, 0], {1: 2, 0: 1}, 1.0), ([9, 8], {1: 2}, 0.0), ([], {}, 0.0), ([9, 1], {1: 1}, 0.6309)],
)
def test_ndcg_is_1_for_the_best_order(places, grades, value):
    assert round(ndcg(places, grades), 4) == value


def test_judged_queries_are_read_and_what_is_wrong_is_told_by_line(tmp_path):
    path = tmp_path / "judged.csv"
    path.write_text("query,number,grade\nbag,L-1,2\nbag,L-2,1\n")
    assert read_judged(path, {"L-1": 0, "L-2": 1}) == [Judged("bag", {0: 2, 1: 1})]
    for line in (",L-1,2", "bag,L-9,2", "bag,L-1,3", "bag"):
        path.write_text(f"query,number,grade\n{line}\n")
        with pytest.raises(BadJudgement, match="line 2"):
            read_judged(path, {"L-1": 0})


def pairs(real, name, left, right):
    """Titles of one shop as queries for the same goods in another."""
    rows = pl.read_csv(real / "data" / "product_matching" / name, infer_schema=False)
    texts = sorted({text for text in rows[right].to_list() if text})
    place = {text: at for at, text in enumerate(texts)}
    found = defaultdict(dict)
    for query, answer, same in rows.select(left, right, "label").iter_rows():
        if same == "1" and query and answer:
            found[query][place[answer]] = 1
    return texts, [Judged(query, grades) for query, grades in found.items()]


def chinese(real):
    """Names of products as queries for the titles in which people marked them."""
    file = real / "data" / "zh_product_titles_ner" / "dev.jsonl.gz"
    rows = [json.loads(line) for line in gzip.decompress(file.read_bytes()).splitlines()]
    found = defaultdict(dict)
    for at, row in enumerate(rows):
        for one in row["entities"]:
            if one["type"] == "PRODUCT" and len(one["text"]) > 2:
                found[one["text"]][at] = 1
    return [row["text"] for row in rows], [Judged(query, some) for query, some in found.items() if 1 < len(some) < 11]


@pytest.mark.real
@pytest.mark.parametrize("language", ["en", "zh"])
def test_real_goods_are_found_better_than_by_keywords(real_data, language):
    texts, judged = (
        pairs(real_data, "abt_buy_valid.csv.gz", "left_name", "right_name") if language == "en" else chinese(real_data)
    )
    learnt, plain = quality(Index(texts), judged), quality(Index(texts, keywords=True), judged)
    assert learnt.ndcg > max(plain.ndcg, 0.9) and learnt.recall > 0.99 and learnt.queries >= 100
