"""Reading a message and writing it back: nothing is lost, nothing is invented."""

from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from shibosi.methods.formats.ceb import build_message, frames, write_message
from shibosi.methods.formats.ceb.model import Row
from shibosi.methods.formats.ceb.tests.builders import (
    SIGNATURE,
    TRANSFER,
    Case,
    an_order,
    codes,
    message_xml,
    messages,
    order_xml,
    read,
    well,
)

SAMPLES = [
    "CEB303Message.xml",
    "CEB311Message.xml",
    "CEB403Message.xml",
    "CEB411Message.xml",
    "CEB505Message.xml",
    "CEB511Message.xml",
    "CEB603Message.xml",
    "CEB607Message.xml",
    "CEB621Message.xml",
    "CEB622Message-lifecycle.xml",
    "CEB701Message.xml",
    "CEB792Message.xml",
    "CEB816Message.xml",
    "DxpMsg-CEB622.xml",
]


def by_lxml(data: bytes) -> dict[str, list[Row]]:
    """What another parser finds: for each element that has values, its values."""
    found: dict[str, list[Row]] = {}
    for element in etree.fromstring(data).iter("{http://www.chinaport.gov.cn/ceb}*"):
        values = [
            (etree.QName(child).localname, (child.text or "").strip() or None) for child in element if not len(child)
        ]
        if values and element.getparent() is not None:
            found.setdefault(etree.QName(element).localname, []).append(dict(values))
    return found


@pytest.mark.real
@pytest.mark.parametrize("name", SAMPLES)
def test_a_real_message_is_written_back_byte_for_byte(real_data: Path, name: str) -> None:
    data = (real_data / "reference/samples/ceb" / name).read_bytes()
    message = well(data)
    assert message.complete and write_message(message) == data


@pytest.mark.real
@pytest.mark.parametrize("name", SAMPLES)
def test_a_real_message_says_what_another_parser_finds(real_data: Path, name: str) -> None:
    message = well((real_data / "reference/samples/ceb" / name).read_bytes())
    expected = by_lxml(message.original)
    assert message.transfer == next(iter(expected.pop("BaseTransfer", [{}])))
    found = {
        part: [{key: value for key, value in row.items() if key[0] != "#"} for row in frame.to_dicts()]
        for part, frame in frames(message).items()
    }
    assert expected.keys() <= found.keys()
    for part, rows in found.items():
        wanted = expected.get(part, [])
        assert [{**dict.fromkeys(row), **want} for row, want in zip(rows, wanted, strict=True)] == rows


@pytest.mark.real
def test_the_signature_of_a_real_list_is_kept_apart(real_data: Path) -> None:
    message = well((real_data / "reference/samples/ceb/CEB621Message.xml").read_bytes())
    assert message.signature and message.signature.startswith(b"<ds:Signature ")
    assert message.signature.endswith(b"</ds:Signature>")
    assert message.tail.endswith(message.signature + b"</ceb:CEB621Message>\n")


@pytest.mark.real
def test_elements_customs_sends_beyond_the_schema_are_kept_and_noted(real_data: Path) -> None:
    message = well((real_data / "reference/samples/ceb/CEB816Message.xml").read_bytes())
    assert message.documents[0].head["orderNo"] == "TEST000000001"
    assert [note.facts["path"] for note in message.notes] == ["Tax/TaxHeadRd/orderNo", "Tax/TaxHeadRd/logisticsNo"]
    assert [note.place for note in message.notes] == ["line 20", "line 21"]


@given(messages())
def test_every_way_of_writing_a_message_says_the_same_and_is_written_back_unchanged(case: Case) -> None:
    data, expected = case
    message = well(data)
    assert [(document.head, document.lists) for document in message.documents] == expected
    assert [list(document.head) for document in message.documents] == [list(head) for head, _ in expected]
    assert write_message(message) == data
    assert (message.guid, message.version, message.complete) == ("G>", "1.0", True)


@given(messages())
def test_the_places_of_documents_are_places_in_the_file(case: Case) -> None:
    data, _ = case
    message = well(data)
    for document in message.documents:
        alone = document.original.decode(message.codec)
        assert alone.startswith("<") and alone.endswith(f"{document.part}>")
    inside = b"".join(data[start:end] for start, end in message.slots)
    assert inside == b"".join(document.original for document in message.documents)


@given(messages())
def test_a_rewritten_document_says_the_same(case: Case) -> None:
    data, expected = case
    message = well(data)
    message.documents = [document.replaced() for document in message.documents]
    again = well(write_message(message))
    assert [(document.head, document.lists) for document in again.documents] == expected
    assert again.guid == message.guid and again.transfer == message.transfer
    assert again.signature is None or not expected


def test_an_answer_with_the_default_namespace_is_read() -> None:
    data = message_xml("<ceb:OrderReturn><ceb:orderNo>O-1</ceb:orderNo></ceb:OrderReturn>", root="CEB312Message")
    message = well(data.replace(b"ceb:", b"").replace(b"xmlns:ceb", b"xmlns"))
    assert message.documents[0].head == {"orderNo": "O-1"}


def test_empty_is_none_and_missing_is_missing() -> None:
    message = well(message_xml(order_xml(inside="<ceb:note/><ceb:payCode>  </ceb:payCode>")))
    assert message.documents[0].head == {"ebpCode": "E", "orderNo": "O-1", "note": None, "payCode": None}


def test_a_document_knows_its_key_and_its_line() -> None:
    message = well(message_xml(order_xml("O-1"), order_xml("O-2")))
    assert [(document.key, document.line) for document in message.documents] == [
        ({"ebpCode": "E", "orderNo": "O-1"}, 2),
        ({"ebpCode": "E", "orderNo": "O-2"}, 3),
    ]


def test_an_unknown_element_is_noted_once_with_how_often() -> None:
    extra = "<ceb:colour>red</ceb:colour>"
    message = well(message_xml(order_xml(inside=extra), order_xml(inside=extra)))
    (note,) = message.notes
    assert (note.code, note.place) == ("unknown-element", "line 2")
    assert note.facts == {"path": "Order/OrderHead/colour", "count": 2}
    assert message.documents[0].head["colour"] == "red"


def test_text_between_elements_is_noted() -> None:
    message = well(message_xml(order_xml(inside="lost?<ceb:note>n</ceb:note>")))
    assert codes(message.notes) == ["stray-text"]
    assert message.documents[0].head["note"] == "n"


def test_unknown_elements_beside_the_documents_are_kept_and_noted() -> None:
    data = message_xml(order_xml(), "<ceb:Extra><ceb:a/></ceb:Extra>", '<x:y xmlns:x="u"/>')
    message = well(data)
    assert [note.facts["path"] for note in message.notes] == [
        "CEB311Message/Extra",
        "CEB311Message/u y",
    ]
    assert write_message(message) == data


def test_subscriptions_and_extensions_are_no_news() -> None:
    data = message_xml(order_xml(), "<ceb:BaseSubscribe/>", "<ceb:ExtendMessage><a/></ceb:ExtendMessage>", SIGNATURE)
    assert well(data).notes == []


def test_of_two_transfers_the_first_is_used() -> None:
    transfers = "".join(f"<ceb:BaseTransfer><ceb:copCode>{code}</ceb:copCode></ceb:BaseTransfer>" for code in "AB")
    message = well(message_xml(order_xml(), transfers))
    assert message.transfer == {"copCode": "A"}
    assert codes(message.notes) == ["repeated-transfer"]


def test_prolog_documents_and_tail_are_the_whole_message() -> None:
    data = write_message(build_message("CEB311Message", [an_order("O-1")], TRANSFER, "G"))
    message = well(data)
    assert message.prolog + message.documents[0].original + message.tail == data


def test_every_problem_and_note_speaks_chinese() -> None:
    message, problems = read(message_xml(order_xml(inside="<ceb:orderNo/><ceb:x/>x<ceb:y/>")))
    for said in [*problems, *message.notes]:
        assert said.sentence("zh") != said.sentence("en")
