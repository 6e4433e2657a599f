"""General declarations: what was written is read again, whatever its order; what is odd or hostile is said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.words import speak
from shibosi.methods.formats.ceb.errors import UnknownElement, UnwritableText
from shibosi.methods.formats.dec import build, read_declaration, told
from shibosi.methods.formats.dec.fields import sections

PARTS: dict[str, list[dict[str, object]]] = {
    "DecHead": [{"TradeMode": "9710", "IEFlag": "E", "TradeName": "甲 & 乙", "NoteS": None}],
    "DecList": [{"GNo": 1, "GName": "杯", "DeclPrice": Decimal("9.50")}, {"GNo": 2, "GName": "盘"}],
    "EdocRealation": [{"EdocID": "O-1", "EdocCode": "10000004"}],
}
# As another program writes it: other order, other version, elements of its own, empty ones, no white space.
FOREIGN = (
    '<?xml version="1.0" encoding="GB2312"?><DecMessage Version="4.8" xmlns="http://www.chinaport.gov.cn/dec">'
    '<DecLists><DecList><GNo>1</GNo><GName>陶瓷杯</GName><CiqCode>999</CiqCode><SecondQty/></DecList></DecLists>'
    '<DecHead><TradeMode>9810</TradeMode><OverseasConsigneeEname>Cup Ltd</OverseasConsigneeEname></DecHead>'
    "<DecOtherPacks><DecOtherPack><PackQty>2</PackQty></DecOtherPack></DecOtherPacks></DecMessage>"
).encode("gb18030")  # fmt: skip


def well(data):
    found, problems = read_declaration(data, "dec.xml")
    assert found is not None and not problems, problems
    return found


def test_what_is_built_is_read_again_byte_for_byte():
    made = build(PARTS)
    found = well(made.original)
    assert found.parts == made.parts and found.version == "3.1" and found.original == made.original
    assert build(found.parts).original == made.original
    assert found.head["TradeName"] == "甲 & 乙" and "NoteS" not in found.head
    assert [row["GNo"] for row in found.lines] == ["1", "2"] and found.lines[0]["DeclPrice"] == "9.50"


def test_elements_stand_in_the_order_of_the_table_whatever_order_they_are_given_in():
    text = build({"DecList": [{"GNo": "1", "CodeTS": "6911"}], "DecHead": [{"TradeMode": "9710", "BillNo": "B"}]})
    found = text.original.decode()
    assert found.index("BillNo") < found.index("TradeMode") < found.index("CodeTS") < found.index("GNo")


def test_a_foreign_declaration_is_read_and_what_is_unknown_is_named_and_kept():
    found = well(FOREIGN)
    assert found.original == FOREIGN and found.version == "4.8" and found.head == {"TradeMode": "9810"}
    assert found.lines == [{"GNo": "1", "GName": "陶瓷杯", "SecondQty": None}]
    assert found.unknown == (
        "DecMessage/DecLists/DecList/CiqCode", "DecMessage/DecHead/OverseasConsigneeEname", "DecMessage/DecOtherPacks",
    )  # fmt: skip
    assert well(build(found.parts).original).lines[0] == {"GNo": "1", "GName": "陶瓷杯"}


def test_values_are_told_with_their_names_in_both_languages():
    assert next(told(build(PARTS))).label == "Direction: I import, E export"
    speak("zh")
    try:
        assert next(told(build(PARTS))).label == "进出口标志"
    finally:
        speak("en")


@pytest.mark.parametrize(
    ("story", "data", "code"),
    [
        ("nothing", b"", "empty-file"),
        ("another message", b"<CEB303Message/>", "unknown-message"),
        ("another namespace", b'<DecMessage xmlns="urn:x"/>', "wrong-namespace"),
        ("an entity", b'<!DOCTYPE a [<!ENTITY b "c">]><DecMessage>&b;</DecMessage>', "doctype"),
        ("cut short", build(PARTS).original[:-20], "cut-message"),
        ("nested without end", b"<DecMessage>" + b"<a>" * 40, "too-deep"),
        ("too large", b" " * ((4 << 20) + 1), "file-too-large"),
        ("an encoding nobody knows", b'<?xml version="1.0" encoding="x-me"?><DecMessage/>', "unknown-encoding"),
    ],
)
def test_what_is_no_declaration_is_said(story, data, code):
    found, problems = read_declaration(data, "dec.xml")
    assert found is None and [one.code for one in problems] == [code], story


@pytest.mark.parametrize(
    ("story", "inside", "value"),
    [
        ("a value", "<DecHead><BillNo>A</BillNo><BillNo>B</BillNo></DecHead>", "A"),
        ("a head", "<DecHead><BillNo>A</BillNo></DecHead><DecHead><BillNo>B</BillNo></DecHead>", "A"),
    ],
)
def test_of_what_stands_twice_the_first_is_kept_and_it_is_said(story, inside, value):
    found, problems = read_declaration(f"<DecMessage>{inside}</DecMessage>".encode(), "dec.xml")
    assert found.head["BillNo"] == value and [one.code for one in problems] == ["repeated-element"], story


def test_bytes_that_are_no_text_are_a_problem_and_the_rest_is_read():
    found, problems = read_declaration(build(PARTS).original.replace("盘".encode(), b"\xff"), "dec.xml")
    assert [one.code for one in problems] == ["bad-bytes"] and found.lines[0]["GName"] == "杯"


def test_what_cannot_be_written_is_refused():
    with pytest.raises(UnknownElement, match="TradeMode"):
        build({"DecHead": [{"TradeMod": "9710"}]})
    with pytest.raises(UnknownElement):
        build({"DecHeads": []})
    with pytest.raises(UnknownElement):
        build({"DecHead": [{}, {}]})
    with pytest.raises(UnwritableText):
        build({"DecHead": [{"NoteS": "\x00"}]})
    with pytest.raises(TypeError):
        build({"DecHead": [{"GrossWet": 1.5}]})


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(sorted(sections()["DecList"])),
            st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1),
        ),
        max_size=4,
    )
)
def test_any_text_survives(rows):
    assert list(well(build({"DecList": rows}).original).lines) == rows
