"""Messages as frames."""

import time
from pathlib import Path

import polars as pl
import pytest

from shibosi.methods.formats.ceb import Message, build_message, frames, frames_of_many, write_message
from shibosi.methods.formats.ceb.fields import shape
from shibosi.methods.formats.ceb.message import NewDocument
from shibosi.methods.formats.ceb.tests.builders import TRANSFER, an_order, message_xml, order_xml, well


def orders(*names: str, lines: int = 1) -> Message:
    """A built import message."""
    return build_message("CEB311Message", [an_order(name, lines) for name in names], TRANSFER, "G")


def test_heads_and_lines_have_the_columns_of_the_schema_as_text() -> None:
    found = frames(orders("O-1", "O-2", lines=2))
    assert list(found) == ["OrderHead", "OrderList"]
    form = shape("CEB311Message")
    assert found["OrderHead"].columns == [*form.head.names, "#document", "#line"]
    assert found["OrderList"].columns == [*form.lists[0].names, "#document"]
    assert set(found["OrderHead"].select(form.head.names).dtypes) == {pl.String}
    assert found["OrderHead"]["orderNo"].to_list() == ["O-1", "O-2"]
    assert found["OrderList"].select("#document", "itemName").rows() == [
        (0, "商品1"),
        (0, "商品2"),
        (1, "商品1"),
        (1, "商品2"),
    ]
    assert found["OrderList"]["price"].to_list() == ["19.99000"] * 4


def test_lines_are_those_of_the_file() -> None:
    message = well(message_xml(order_xml("O-1"), "", order_xml("O-2")))
    assert frames(message)["OrderHead"]["#line"].to_list() == [2, 4]


def test_a_message_without_documents_has_empty_frames() -> None:
    message = well(message_xml())
    assert {part: frame.shape for part, frame in frames(message).items()} == {
        "OrderHead": (0, 32),
        "OrderList": (0, 14),
    }


def test_unknown_and_odd_elements_become_columns_and_empty_ones_null() -> None:
    inside = '<ceb:colour>red</ceb:colour><ceb:box><ceb:w/></ceb:box><ceb:note a="1"/>'
    message = well(message_xml(order_xml(inside=inside), order_xml()))
    frame = frames(message)["OrderHead"]
    assert frame.columns[-4:] == ["colour", "box", "#document", "#line"]
    assert frame.select("colour", "box", "note").rows() == [("red", None, None), (None, None, None)]


@pytest.mark.real
def test_real_answers_become_one_frame(real_data: Path) -> None:
    data = (real_data / "reference/samples/ceb/CEB622Message-lifecycle.xml").read_bytes()
    frame = frames(well(data))["InventoryReturn"]
    assert frame["returnStatus"].to_list() == ["2", "120", "800"]
    assert frame["invtNo"].to_list() == [None, "29242020I439440284", "29242020I439440284"]
    assert frame["#line"].to_list() == [3, 15, 28]


def test_many_files_become_one_set_of_frames_for_each_message() -> None:
    answer = build_message("CEB312Message", [{"head": {"orderNo": "O-1"}}])
    answer.file = "answer.xml"
    first, second = orders("O-1", "O-2"), orders("O-3", lines=2)
    first.file, second.file = "1.xml", "2.xml"
    found = frames_of_many(iter([first, answer, second]))
    assert list(found) == ["CEB311Message", "CEB312Message"]
    heads, lines = found["CEB311Message"].values()
    assert heads.select("orderNo", "#document", "#file").rows() == [
        ("O-1", 0, "1.xml"),
        ("O-2", 1, "1.xml"),
        ("O-3", 2, "2.xml"),
    ]
    assert lines["#document"].to_list() == [0, 1, 2, 2]
    assert found["CEB312Message"]["OrderReturn"]["#file"].to_list() == ["answer.xml"]


@pytest.mark.slow
def test_four_thousand_documents_a_second_become_frames() -> None:
    head = dict.fromkeys(shape("CEB311Message").head.names, "12345678.90")
    line = dict.fromkeys(shape("CEB311Message").lists[0].names, "12345678.90")
    document: NewDocument = {"head": head, "lists": {"OrderList": [line, line]}}
    data = write_message(build_message("CEB311Message", [document] * 100, TRANSFER))
    started = time.process_time()
    found = frames_of_many(well(data) for _ in range(40))
    assert found["CEB311Message"]["OrderHead"].height == 4000
    assert time.process_time() - started < 20
