"""Messages as JSON: there and back without loss, the same bytes each time, and refusals."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from shibosi.kernel.errors import ShibosiError
from shibosi.methods.formats.ceb import read_message, write_message
from shibosi.methods.messages.jsonform import NoMessage, as_json, from_json
from shibosi.methods.messages.opening import describes, opened
from shibosi.methods.messages.tests.builders import a_message, numbers, read

ORDER = {"message": "CEB312Message", "guid": "g", "documents": [{"OrderReturn": {"orderNo": "O-1"}}]}


def written(found) -> bytes:
    return write_message(from_json(json.dumps(found).encode()))


@pytest.mark.parametrize("number", numbers())
def test_of_every_kind_json_says_what_the_message_says(number):
    message = read(a_message(number))
    found = as_json(message)
    again = from_json(json.dumps(found, ensure_ascii=False).encode())
    assert [one.head for one in again.documents] == [one.head for one in message.documents]
    assert [one.lists for one in again.documents] == [one.lists for one in message.documents]
    assert again.transfer == message.transfer
    assert write_message(again) == written(found)


def test_elements_are_written_in_the_order_of_the_schema_whatever_the_order_of_the_json():
    one = written(ORDER | {"documents": [{"OrderReturn": {"orderNo": "O-1", "guid": "g", "ebcCode": "E"}}]})
    other = written(ORDER | {"documents": [{"OrderReturn": {"ebcCode": "E", "guid": "g", "orderNo": "O-1"}}]})
    assert one == other
    assert one.index(b"guid>") < one.index(b"ebcCode") < one.index(b"orderNo")


def test_numbers_of_json_stay_exact():
    text = '{"message": "CEB303Message", "documents": [{"OrderHead": {"goodsValue": 12345678901234.12345}}]}'
    assert from_json(text.encode()).documents[0].head["goodsValue"] == "12345678901234.12345"
    assert b"0.10<" in write_message(from_json(text.replace("12345678901234.12345", "0.10").encode()))


def test_what_json_cannot_say_is_named():
    message, _ = read_message(a_message("621"), "m.xml")
    assert as_json(message)["left_out"] == ["Signature"]


@pytest.mark.parametrize(
    ("story", "found", "code"),
    [
        ("a list", [], "no-message"),
        ("no name", {"documents": []}, "no-message"),
        ("a kind that is none", {"message": "CEB999Message"}, "unknown-message"),
        ("a misspelt section", ORDER | {"documents": [{"OrderRetrun": {}}]}, "no-message"),
        ("a misspelt element", ORDER | {"documents": [{"OrderReturn": {"orderNr": "1"}}]}, "unknown-element"),
        ("a truth as a value", ORDER | {"documents": [{"OrderReturn": {"orderNo": True}}]}, "no-message"),
        ("an object as a value", ORDER | {"documents": [{"OrderReturn": {"orderNo": {}}}]}, "no-message"),
        ("a control character", ORDER | {"documents": [{"OrderReturn": {"orderNo": "a\u0001"}}]}, "unwritable-text"),
        ("documents that are none", ORDER | {"documents": 7}, "no-message"),
        ("rows that are none", {"message": "CEB311Message", "documents": [{"OrderHead": {}, "OrderList": {}}]},
         "no-message"),
        ("more than it means", ORDER | {"sender": "x"}, "no-message"),
        ("a number as guid", ORDER | {"guid": 7}, "no-message"),
        ("an odd transfer", ORDER | {"BaseTransfer": []}, "no-message"),
    ],
)  # fmt: skip
def test_json_that_is_no_message_is_refused(story, found, code):
    data = json.dumps(found).encode()
    with pytest.raises(ShibosiError) as refused:
        from_json(data)
    assert refused.value.code == code, story
    if describes(data):
        message, problems = opened(data, "m.json")
        assert message is None and problems[0].code == code


def test_infinity_is_no_number():
    with pytest.raises(NoMessage):
        from_json(b'{"message": "CEB303Message", "documents": [{"OrderHead": {"freight": Infinity}}]}')
    assert Decimal("Infinity").is_infinite()


@pytest.mark.real
def test_published_samples_keep_their_bytes_and_say_the_same_in_json(real_data: Path):
    for path in sorted((real_data / "reference" / "samples" / "ceb").glob("*.xml")):
        message, problems = opened(path.read_bytes(), path.name)
        assert message is not None and not problems, path.name
        assert write_message(message) == path.read_bytes(), path.name
        known = path.stem != "CEB816Message"
        if known:
            assert from_json(json.dumps(as_json(message)).encode()).documents[0].head.keys() <= set(
                message.documents[0].head
            )
