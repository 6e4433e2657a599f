"""Encodings: the declaration is obeyed, offsets survive, unreadable bytes cost their document only."""

import pytest

from shibosi.methods.formats.ceb import write_message
from shibosi.methods.formats.ceb.tests.builders import codes, message_xml, numbers, order_xml, read, refused, well

NAME = "<ceb:ebpName>测试电商·𠮷</ceb:ebpName>"


def text(encoding: str, *parts: str) -> str:
    """A message as text with a declaration."""
    return f'<?xml version="1.0" encoding="{encoding}"?>\n' + message_xml(*parts).decode()


@pytest.mark.parametrize(
    ("declared", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("GB18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-be"),
        ("utf-16le", "utf-16-le"),
        ("utf-8", "utf-16"),
    ],
)
def test_the_text_is_read_and_a_change_is_written_in_the_same_encoding(declared: str, codec: str) -> None:
    data = text(declared, order_xml("O-1", NAME), order_xml("O-2", NAME)).encode(codec)
    message = well(data)
    assert message.notes == []
    first, second = message.documents
    assert first.head["ebpName"] == "测试电商·𠮷" and first.line == 3
    assert second.original.decode(message.codec) == order_xml("O-2", NAME)
    assert write_message(message) == data
    message.documents[1] = second.replaced(head={**second.head, "note": "甲𠮷"})
    written = write_message(message)
    again = well(written)
    assert again.documents[1].head["note"] == "甲𠮷"
    assert again.documents[0].original == first.original


def test_what_the_declared_set_lacks_is_written_as_a_reference() -> None:
    data = text("gb2312", order_xml()).encode("gb18030")
    message, _ = read(data)
    (order,) = message.documents
    message.documents[0] = order.replaced(head={**order.head, "note": "甲𠮷"})
    assert "甲&#134071;".encode("gbk") in write_message(message)


@pytest.mark.parametrize("declared", ["us-ascii", "iso-8859-1"])
def test_western_declarations_are_obeyed(declared: str) -> None:
    data = text(declared, order_xml("O-1", "<ceb:note>caf&#233;</ceb:note>")).encode("ascii")
    message = well(data)
    assert message.documents[0].head["note"] == "café"


def test_an_unknown_encoding_is_answered_with_the_known_ones() -> None:
    problem = refused(text("EBCDIC-CP-US", order_xml()).encode())
    assert problem.code == "unknown-encoding" and "gb18030" in problem.facts["known"]


def test_a_false_declaration_of_utf_16_is_seen_through() -> None:
    message = well(text("utf-16", order_xml("O-1", NAME)).encode("utf-8"))
    assert codes(message.notes) == ["false-utf-16"]
    assert message.documents[0].head["ebpName"] == "测试电商·𠮷"


def test_utf_8_declared_as_chinese_encoding_is_obeyed_and_noted() -> None:
    message, _ = read(text("gb2312", order_xml("O-1", "<ceb:note>测试电商</ceb:note>")).encode())
    assert message.documents[0].head["note"] != "测试电商"
    assert "perhaps-utf-8" in codes(message.notes)


def test_chinese_encoding_declared_as_utf_8_is_refused_with_what_to_do() -> None:
    data = text("UTF-8", order_xml("O-1", NAME)).encode("gb18030")
    problem = refused(data)
    assert problem.facts["other"] == "GB18030" and problem.key_lost
    assert problem.facts["offset"] == data.index("测".encode("gb18030")) and problem.place == "line 3"


@pytest.mark.parametrize(
    ("story", "codec", "declared", "bad", "code"),
    [
        ("half a character", "utf-8", "UTF-8", b"\xe6\xb5", "bad-bytes"),
        ("an overlong form", "utf-8", "UTF-8", b"\xc0\xaf", "bad-bytes"),
        ("a surrogate", "utf-8", "UTF-8", b"\xed\xa0\x80", "bad-bytes"),
        ("a byte of no Chinese character", "gb18030", "gb2312", b"\xff", "bad-bytes"),
        ("a control character", "utf-8", "UTF-8", b"\x0b", "bad-character"),
        ("a control character", "gb18030", "GBK", b"\x00", "bad-character"),
    ],
)
def test_unreadable_bytes_cost_their_document_only(
    story: str, codec: str, declared: str, bad: bytes, code: str
) -> None:
    parts = [order_xml("O-1"), order_xml("O-2", "<ceb:note>商品@@</ceb:note>"), order_xml("O-3", NAME)]
    data = text(declared, *parts).encode(codec)
    at = data.index(b"@@")
    data = data.replace(b"@@", bad)
    message, problems = read(data)
    assert codes(problems) == [code, "document-left-out"]
    assert problems[0].facts["offset"] == at and problems[0].place == "line 4"
    assert problems[1].facts["key"] == "ebpCode=E, orderNo=O-2" and not problems[1].key_lost
    assert numbers(message) == ["O-1", "O-3"]
    assert message.documents[1].original.decode(codec) == parts[2]
    assert write_message(message) == data


def test_a_document_left_out_is_still_written_when_another_is_changed() -> None:
    data = message_xml(order_xml("O-1", "<ceb:note>@@</ceb:note>"), order_xml("O-2")).replace(b"@@", b"\xff")
    message, _ = read(data)
    message.documents = [message.documents[0].replaced(head={"orderNo": "O-3"})]
    written = write_message(message)
    assert b"<ceb:note>\xff</ceb:note>" in written and b"O-3" in written


def test_problems_stand_in_the_order_of_the_file() -> None:
    parts = [
        order_xml("O-1", "<ceb:note>\x01</ceb:note>"),
        order_xml("O-2", "<ceb:note>@@</ceb:note>"),
        order_xml("O-3"),
    ]
    message, problems = read(message_xml(*parts).replace(b"@@", b"\xff"))
    assert codes(problems) == ["bad-character", "document-left-out", "bad-bytes", "document-left-out"]
    assert numbers(message) == ["O-3"]


def test_unreadable_bytes_beside_the_documents_are_told_once() -> None:
    data = message_xml("<!-- \xff\xff -->", order_xml(), "<!-- \xff -->").replace("\xff".encode(), b"\xff")
    message, problems = read(data)
    assert codes(problems) == ["bad-bytes"] and len(message.documents) == 1


def test_half_a_unit_of_utf_16_at_the_end_is_reported() -> None:
    data = text("utf-16", order_xml()).encode("utf-16") + b"\x20"
    message, problems = read(data)
    assert problems[0].code == "bad-bytes" and problems[0].facts["offset"] == len(data) - 1
    assert len(message.documents) == 1 and write_message(message) == data


@pytest.mark.parametrize(("noise", "code"), [(b"\xff<x/>", "bad-bytes"), (b"\x01", "bad-character")])
def test_noise_is_given_up_soon(noise: bytes, code: str) -> None:
    problem = refused(message_xml(order_xml()) + noise * 100_000)
    assert problem.code == code and problem.facts["count"] == 1000


def test_no_two_byte_sequences_of_gb18030_are_one_character() -> None:
    """Offsets are found by encoding again; that holds only while decoding is one-to-one."""
    for lead in range(0x81, 0xFF):
        pairs = [bytes([lead, trail]) for trail in range(0x40, 0xFF) if trail != 0x7F]
        readable = [pair for pair in pairs if len(pair.decode("gb18030", "ignore")) == 1]
        assert [pair.decode("gb18030").encode("gb18030") for pair in readable] == readable
