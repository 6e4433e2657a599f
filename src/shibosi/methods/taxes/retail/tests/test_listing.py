"""The list of retail import goods: on it, not yet, no longer, never; files that cannot be read."""

from datetime import date

import pytest

from shibosi.methods.taxes.errors import Unreadable
from shibosi.methods.taxes.retail.listing import read_list

DAY = date(2026, 11, 20)
LIST = """税则号列,起始日,终止日,货品名称,备注
33049900,2019-01-01,,护肤品,
2203.0000,2016-04-08,2025-12-31,啤酒,仅限网购保税
95030010,2027-01-01,,玩具,
"""


@pytest.fixture(params=["utf-8", "gb18030"])
def goods(tmp_path, request):
    path = tmp_path / "list.csv"
    path.write_bytes(LIST.encode(request.param))
    return read_list(path)


@pytest.mark.parametrize(
    ("story", "code", "on", "words"),
    [
        ("eight digits", "33049900", True, "护肤品"),
        ("ten digits", "3304990039", True, "护肤品"),
        ("with points", "3304.99.00", True, "护肤品"),
        ("an old code", "22030000", False, "left the list after 2025-12-31"),
        ("a coming code", "95030010", False, "only from 2027-01-01"),
        ("a neighbour", "33049911", False, "33049900"),
        ("unknown", "01012100", False, "not on the list"),
        ("no code", "", None, "No commodity code"),
        ("no digits", "abc", None, "no commodity code of"),
    ],
)
def test_what_the_list_says(goods, story, code, on, words):
    found = goods.says(code, DAY)
    assert found.on is on, story
    assert words in found.words


@pytest.mark.parametrize(
    ("story", "contents", "row"),
    [
        ("no heading", b"", 1),
        ("no column of days", b"code\n33049900\n", 1),
        ("a short code", b"code,from\n3304,2019-01-01\n", 2),
        ("no day", b"code,from\n33049900,2019-13-01\n", 2),
        ("no text", b"\xff\xfe\xff", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_row(tmp_path, story, contents, row):
    path = tmp_path / "list.csv"
    path.write_bytes(contents)
    with pytest.raises(Unreadable) as refused:
        read_list(path)
    assert refused.value.facts["row"] == row, story
