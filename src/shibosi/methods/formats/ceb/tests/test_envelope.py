"""Envelopes: opened for reading, written back as they were, filled anew when the message was changed."""

import base64
import json
from pathlib import Path

import pytest

from shibosi.methods.formats.ceb import write_message
from shibosi.methods.formats.ceb.tests.builders import SIGNATURE, message_xml, order_xml, read, refused, well

MESSAGE = message_xml(order_xml("O-1"))
DXP = "http://www.chinaport.gov.cn/dxp"


def dxp(payload: str | bytes, *, tail: str = "", data: str = "<d:Data>{}</d:Data>", inside: str = "") -> bytes:
    """A terminal message around a payload."""
    encoded = payload if isinstance(payload, str) else base64.b64encode(payload).decode()
    return (
        f'<d:DxpMsg xmlns:d="{DXP}" ver="1.0"><d:TransInfo><d:CopMsgId>M-1</d:CopMsgId><d:SenderId>S</d:SenderId>'
        "<d:ReceiverIds><d:ReceiverId>A</d:ReceiverId><d:ReceiverId>B</d:ReceiverId></d:ReceiverIds></d:TransInfo>"
        f"{inside}{data.format(encoded)}{tail}</d:DxpMsg>"
    ).encode()


def transport(inner: bytes) -> bytes:
    """A transport message around a terminal message."""
    head = "<SvNo><MsgId>N-1</MsgId></SvNo>"
    return f'<DxpMsgSv xmlns="{DXP}" ver="1.0">{head}{inner.decode()}{SIGNATURE}</DxpMsgSv>'.encode()


def wrapper(payload: bytes, **changes: str) -> bytes:
    """The JSON wrapper around a payload, its slashes escaped as some senders do."""
    body = {"data": base64.b64encode(payload).decode()} | changes
    head = {"version": "1.0", "senderID": "SHOP", "receiverID": "PORT", "note": ""}
    return json.dumps({"message": {"messageHead": head, "messageBody": body}}).replace("/", "\\/").encode()


SHAPES = {
    "terminal": dxp(MESSAGE, tail=SIGNATURE),
    "terminal, Base64 in lines": dxp(base64.encodebytes(MESSAGE).decode()),
    "terminal, odd start tag": dxp(MESSAGE, data="<d:Data a='>'>\n{}\n</d:Data >"),
    "transport": transport(dxp(MESSAGE, tail=SIGNATURE)),
    "terminal, UTF-16": dxp(MESSAGE).decode().encode("utf-16"),
    "terminal, GBK": b'<?xml version="1.0" encoding="GBK"?>'
    + dxp(MESSAGE, tail="<!-- 测试 -->").decode().encode("gbk"),
    "JSON": wrapper(MESSAGE),
    "JSON with mark and blanks": b"\xef\xbb\xbf \n" + wrapper(MESSAGE) + b"\n",
    "JSON around a terminal message": wrapper(dxp(MESSAGE)),
    "terminal around a message in UTF-16": dxp(MESSAGE.decode().encode("utf-16")),
}


@pytest.mark.parametrize("data", SHAPES.values(), ids=SHAPES.keys())
def test_an_envelope_is_opened_and_written_back_unchanged(data: bytes) -> None:
    message = well(data)
    assert message.documents[0].head["orderNo"] == "O-1"
    assert write_message(message) == data


@pytest.mark.parametrize("data", SHAPES.values(), ids=SHAPES.keys())
def test_a_changed_message_goes_back_into_its_envelope(data: bytes) -> None:
    message = well(data)
    message.documents[0] = message.documents[0].replaced(head={"orderNo": "O-2"})
    written = write_message(message)
    again = well(written)
    assert again.documents[0].head == {"orderNo": "O-2"}
    assert again.envelope and message.envelope and again.envelope.head == message.envelope.head
    assert b"SignedInfo" not in written


def test_the_routing_values_can_be_read() -> None:
    message = well(SHAPES["transport"])
    envelope = message.envelope
    assert envelope and (envelope.kind, envelope.receivers) == ("DxpMsgSv", ("A", "B"))
    assert envelope.head == {"MsgId": "N-1", "CopMsgId": "M-1", "SenderId": "S"}
    message = well(SHAPES["JSON around a terminal message"])
    envelope = message.envelope
    assert envelope and envelope.outer and (envelope.kind, envelope.outer.kind) == ("DxpMsg", "JSON")
    assert envelope.outer.head == {"version": "1.0", "senderID": "SHOP", "receiverID": "PORT", "note": None}


def test_a_payload_of_megabytes_on_one_line_is_read() -> None:
    big = message_xml(*(order_xml(f"O-{number}") for number in range(20_000)))
    message = well(dxp(big))
    assert len(message.documents) == 20_000


@pytest.mark.real
def test_a_real_receipt_in_its_envelope(real_data: Path) -> None:
    data = (real_data / "reference/samples/ceb/DxpMsg-CEB622.xml").read_bytes()
    message = well(data)
    assert message.envelope and message.envelope.head["CopMsgId"] == "5B1F0C1E-0000-4000-8000-000000000622"
    assert message.envelope.receivers == ("DXPENT0000000001",)
    assert message.documents[0].head["returnStatus"] == "800"


@pytest.mark.parametrize(
    ("story", "data", "code"),
    [
        ("no payload", dxp("", data=""), "no-payload"),
        ("an empty payload", dxp("", data="<d:Data/>"), "no-payload"),
        ("a transport message around nothing", transport(b""), "no-payload"),
        ("two payloads", dxp(MESSAGE, data="<d:Data>{0}</d:Data><d:Data>{0}</d:Data>"), "two-payloads"),
        ("no Base64", dxp("<!-- -->!"), "bad-base64"),
        ("Base64 with Chinese", dxp("测试"), "bad-base64"),
        ("elements inside the payload", dxp("PG<d:x/>E+"), "bad-base64"),
        ("a cut envelope", dxp(MESSAGE)[:-9], "cut-message"),
        ("a foreign namespace", dxp(MESSAGE).replace(b"/dxp", b"/DXP"), "wrong-namespace"),
        ("a DOCTYPE", b"<!DOCTYPE a>" + dxp(MESSAGE), "doctype"),
        ("a DOCTYPE in the payload", dxp(b"<!DOCTYPE a>" + MESSAGE), "doctype"),
        ("deep nesting", dxp(MESSAGE, inside="<d:a>" * 40 + "</d:a>" * 40), "too-deep"),
        ("many elements", dxp(MESSAGE, inside="<d:a/>" * 10_001), "too-many-elements"),
        ("JSON that is none", b'{"message":', "bad-json"),
        ("JSON of another kind", b'{"message": [1]}', "no-payload"),
        ("JSON with a number", b'{"message": {"messageBody": {"data": 1}}}', "no-payload"),
        ("JSON without Base64", b'{"message": {"messageBody": {"data": "?"}}}', "bad-base64"),
        ("JSON that says two things", b'{"message": {}, "message": {}}', "repeated-element"),
        ("JSON with the payload twice", wrapper(MESSAGE, copy=base64.b64encode(MESSAGE).decode()), "two-payloads"),
        ("JSON too deep", b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too-deep"),
        ("JSON in another encoding", b'{"a": "\xb2\xe2"}', "bad-bytes"),
    ],
)
def test_a_faulty_envelope_is_reported(story: str, data: bytes, code: str) -> None:
    problem = refused(data)
    assert problem.code == code and problem.key_lost


def test_a_key_written_with_escapes_is_still_found() -> None:
    data = wrapper(MESSAGE).replace(b'"data"', b'"d\\u0061ta"')
    message = well(data)
    assert write_message(message) == data


def test_envelopes_around_envelopes_end() -> None:
    data = MESSAGE
    for _ in range(4):
        data = dxp(data)
    assert refused(data).code == "too-many-envelopes"
    assert read(data, envelopes=4)[1] == []


def test_unreadable_bytes_in_an_envelope_are_reported_and_the_message_is_read() -> None:
    data = dxp(MESSAGE, inside="<d:AddInfo>@</d:AddInfo>").replace(b"@", b"\xff")
    message, (problem,) = read(data)
    assert problem.code == "bad-bytes" and len(message.documents) == 1 and write_message(message) == data


def test_problems_of_the_payload_say_so() -> None:
    message, problems = read(dxp(message_xml(order_xml(inside="<ceb:orderNo/><ceb:new/>"))))
    assert [problem.place for problem in problems] == ["payload, line 2", "payload, line 2"]
    assert [note.place for note in message.notes] == ["payload, line 2"]
