"""Checking messages: all 42 kinds, every type, code list and form, what stands together, and hostile input."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shibosi.kernel.words import speak
from shibosi.methods.formats.ceb import Limits
from shibosi.methods.formats.ceb.fields import shape
from shibosi.methods.messages.checking import MOST_MISTAKES, check_bytes
from shibosi.methods.messages.plans import SINGLE, plan
from shibosi.methods.messages.tests.builders import GUID, a_message, changed, found, numbers, row, told
from shibosi.methods.messages.types import wrong_with_rule, wrong_with_type
from shibosi.standard.cebrules import rules
from shibosi.standard.codes import whole


@pytest.fixture
def chinese():
    speak("zh")
    yield
    speak("en")


@pytest.mark.parametrize("number", numbers())
def test_of_every_kind_a_right_message_passes(number):
    checked = found(a_message(number))
    assert checked.outcome == "accepted", checked.mistakes
    assert all(rule in ("IM-15b", "IM-14") for _, _, rule in told(checked)), told(checked)


@pytest.mark.parametrize("number", numbers())
def test_of_every_kind_each_required_element_is_missed(number):
    name = f"CEB{number}Message"
    form = shape(name)
    for field in form.head.fields:
        checked = found(changed(number, {field.name: None}))
        missed = [element for _, element, rule in told(checked) if not rule]
        assert (field.name in missed) == field.required, field.name


@pytest.mark.parametrize(
    ("story", "number", "head", "lines", "expected"),
    [
        ("one character too many", "311", {"orderNo": "A" * 61}, {}, ("refused", "orderNo", "")),
        ("sixty Chinese characters are sixty", "311", {"orderNo": "单" * 60}, {}, None),
        ("five digits behind the point", "311", {"freight": "0.12345"}, {}, None),
        ("six digits behind the point", "311", {"freight": "0.123456"}, {}, ("refused", "freight", "")),
        ("six, of which the last says nothing", "311", {"freight": "0.123450"}, {}, None),
        ("fourteen digits before the point", "311", {"freight": "12345678901234.12345"}, {}, None),
        ("twenty digits in all", "311", {"freight": "123456789012345.12345"}, {}, ("refused", "freight", "")),
        ("a comma", "311", {"freight": "12,5"}, {}, ("refused", "freight", "")),
        ("an exponent", "311", {"freight": "1e3"}, {}, ("refused", "freight", "")),
        ("another currency on import", "311", {"currency": "502"}, {}, ("refused", "currency", "")),
        ("guid in lower case", "311", {"guid": GUID.lower()}, {}, None),
        ("guid that is no UUID, of the right length", "311", {"guid": "x" * 36}, {}, None),
        ("guid too short", "311", {"guid": "x" * 35}, {}, ("refused", "guid", "")),
        ("kind of report nobody knows", "311", {"appType": "9"}, {}, ("refused", "appType", "CL-01")),
        ("cancelling is always new", "623", {"appType": "2"}, {}, ("refused", "appType", "VA-01")),
        ("the 29th of February in a leap year", "311", {"appTime": "20240229101112"}, {}, None),
        ("the 29th of February in another", "311", {"appTime": "20250229101112"}, {}, ("refused", "appTime", "TI-01")),
        ("hour 24", "311", {"appTime": "20250228241112"}, {}, ("refused", "appTime", "TI-01")),
        ("the 31st", "411", {"payTime": "20251231235959"}, {}, None),
        ("empty where exactly 18 are wanted", "603", {"preNo": ""}, {}, ("refused", "preNo", "")),
        ("empty where up to 18 are", "621", {"preNo": ""}, {}, None),
        ("empty amount that may be left out", "511", {"freight": ""}, {}, ("refused", "freight", "")),
        ("required, empty, and the schema lets it pass", "303", {"ebpCode": ""}, {}, ("noted", "ebpCode", "")),
        ("required and empty", "311", {"ebpCode": ""}, {}, ("refused", "ebpCode", "")),
        ("a platform abroad", "303", {"ebpCode": "无"}, {}, None),
        ("a unit that is in no list", "311", {}, {"unit": "999"}, ("noted", "unit", "CL-05")),
        ("letters in a commodity code", "621", {}, {"gcode": "33049900AB"}, ("noted", "gcode", "PA-05")),
        ("one unit without its quantity", "213", {}, {"unit2": None}, ("refused", "unit2", "IM-17")),
        ("neither second unit nor quantity", "213", {}, {"unit2": None, "qty2": None}, None),
        ("a line that is not the first", "311", {}, {"gnum": "2"}, ("refused", "gnum", "IM-18")),
        ("a return names the line of the list", "625", {}, {"gnum": "7"}, None),
        ("bonded import without its book", "621", {"tradeMode": "1210", "emsNo": ""}, {},
         ("refused", "emsNo", "IM-15")),
        ("bonded export without zone company", "603", {"tradeMode": "1210", "iacCode": None}, {},
         ("refused", "iacCode", "EX-06")),
        ("part 2 of 1", "607", {"msgSeqNo": "2"}, {}, ("refused", "msgSeqNo", "EX-09")),
        ("the beginning of a range without its end", "701", {"endTime": None}, {}, ("refused", "endTime", "EX-11")),
        ("a range that ends before it begins", "701", {"startTime": "20261123000000"}, {},
         ("refused", "startTime", "EX-11c")),
        ("a range of one moment", "701", {"startTime": "20261122101112"}, {}, None),
        ("a status nobody knows, in an answer", "622", {"returnStatus": "777"}, {}, None),
        ("an answer without its number", "622", {"preNo": None}, {}, ("noted", "preNo", "")),
        ("a cut answer time", "622", {"returnTime": "2020061517155073"}, {}, ("noted", "returnTime", "")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_element_and_rule(story, number, head, lines, expected):
    checked = found(changed(number, head, lines))
    mistakes = told(checked)
    if expected is None:
        assert checked.outcome == "accepted" and not set(head | lines) & {element for _, element, _ in mistakes}, story
    else:
        assert expected in mistakes, story
        assert (checked.outcome == "refused") == (expected[0] == "refused"), story


@pytest.mark.parametrize(
    ("story", "old", "new", "expected"),
    [
        ("not signed", rb"<ds:Signature.*?/>", b"", ("refused", "", "")),
        ("nobody transmits", rb"<ceb:BaseTransfer>.*</ceb:BaseTransfer>", b"", ("refused", "", "")),
        ("another way of transmitting", b">DXP<", b">AS2<", ("refused", "dxpMode", "VA-07")),
        ("no guid of the message", rb' guid="[^"]*"', b"", ("refused", "guid", "")),
        ("no version", rb'(guid="[^"]*") version="[^"]*"', rb"\1", ("refused", "version", "")),
        ("a version of the field", rb'(guid="[^"]*") version="1.0"', rb'\1 version="v1.0"', None),
        ("an element nobody knows", b"<ceb:appTime>", b"<ceb:extra>1</ceb:extra><ceb:appTime>",
         ("refused", "extra", "")),
        ("fields in another order", rb"(<ceb:appType>1</ceb:appType>)(\s*<ceb:appTime>[^<]*</ceb:appTime>)", rb"\2\1",
         ("refused", "appType", "")),
        ("no lines", rb"<ceb:InventoryList>.*</ceb:InventoryList>", b"", ("refused", "", "")),
        ("no document", rb"<ceb:Inventory>.*</ceb:Inventory>", b"", ("refused", "", "")),
    ],
)  # fmt: skip
def test_what_stands_around_documents_is_checked_too(story, old, new, expected):
    data, count = re.subn(old, new, a_message("621"), count=1, flags=re.DOTALL)
    assert count, story
    mistakes = told(found(data))
    assert (expected in mistakes) if expected else not [one for one in mistakes if one[0] == "refused"], story


def test_a_hundred_documents_and_ninety_nine_lines_are_allowed_and_no_more():
    data = a_message("311")
    line = re.search(rb"\s*<ceb:OrderList>.*?</ceb:OrderList>", data, re.DOTALL)[0]
    document = re.search(rb"\s*<ceb:Order>.*</ceb:Order>", data, re.DOTALL)[0]

    def lines(count):
        return b"".join(line.replace(b"gnum>1<", b"gnum>%d<" % at) for at in range(1, count + 1))

    assert found(data.replace(line, lines(99))).outcome == "accepted"
    assert found(data.replace(line, lines(100))).outcome == "refused"
    assert found(data.replace(document, document * 100)).outcome == "accepted"
    assert found(data.replace(document, document * 101)).outcome == "refused"


def test_a_mistake_names_its_line_its_words_and_what_customs_would_answer(chinese):
    data = changed("213", {}, {"unit2": None})
    (mistake,) = [one for one in found(data).mistakes if one.place.element == "unit2"]
    section = data[: data.index(b"<ceb:InvtRefundList>")].count(b"\n") + 1
    assert mistake.place.line == section
    assert mistake.element.label == "第二计量单位"
    assert mistake.sentence.startswith("该字段未填，而 qty2 已填。第二数量")
    assert mistake.answered.startswith("-625009")
    assert mistake.as_data()["confidence"] == "medium"


def test_a_message_full_of_mistakes_is_told_in_part():
    line = b"<ceb:OrderList><ceb:gnum>x</ceb:gnum></ceb:OrderList>"
    data = a_message("311").replace(b"</ceb:Order>", line * 500 + b"</ceb:Order>")
    checked = found(data)
    assert len(checked.mistakes) == MOST_MISTAKES and checked.more


@pytest.mark.parametrize(
    "data",
    [b"", b"<", b"{", b'{"message":', b'{"message": "CEB311Message"', b'{"message": "CEB999Message"}', b"\xff" * 99,
     b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<a/>", b"[" * 100_000, a_message()[:900]],
)  # fmt: skip
def test_what_is_no_message_is_said_to_be_unreadable(data):
    checked = found(data)
    assert checked.outcome == "unreadable" and checked.problems


def test_a_declared_gb2312_is_obeyed():
    data = a_message("311").decode().replace("UTF-8", "gb2312").encode("gb18030")
    assert found(data).outcome == "accepted"


def test_a_file_above_the_limit_is_not_read():
    checked = check_bytes(a_message(), "m.xml", Limits(size=100))
    assert checked.message is None and checked.outcome == "unreadable"


@given(st.text(max_size=24), st.sampled_from(["orderNo", "freight", "appTime", "packNo", "country", "gcode", "guid"]))
def test_the_quick_test_says_what_the_careful_one_says(text, element):
    value = text.strip(" \t\r\n")
    for how in (plan("CEB621Message"), plan("CEB303Message")):
        for section in how.sections.values():
            check = section.checks.get(element)
            if check is None or not value:
                continue
            slow = wrong_with_type(check.field, value) or next(
                filter(None, (wrong_with_rule(rule, value) for rule in check.rules)), None
            )
            if check.test(value):
                assert slow is None


def test_a_code_is_refused_only_where_the_list_is_whole():
    for rule in rules():
        if rule.kind == "codes" and rule.weight == "refused":
            assert whole(rule.value), rule.rule


def test_every_rule_speaks_of_elements_that_its_messages_have():
    for rule in rules():
        served = [number for number in numbers() if rule.serves(f"CEB{number}Message")]
        assert served, rule.rule
        for number in served if rule.messages != ("*",) else ():
            how = plan(f"CEB{number}Message")
            names = {name for section in how.sections.values() for name in section.checks}
            assert set(rule.elements) & names, (rule.rule, number)
        assert rule.kind in SINGLE or rule.messages != ("*",)


@pytest.mark.real
def test_published_samples_are_read_kept_and_judged(real_data: Path):
    """Those that the schema takes are accepted, but for a direction 'a' in one; what customs sends never refused."""
    outcomes = {}
    for path in sorted((real_data / "reference" / "samples" / "ceb").glob("*.xml")):
        outcomes[path.stem] = found(path.read_bytes()).outcome
    assert {name for name, outcome in outcomes.items() if outcome != "accepted"} == {"CEB603Message"}
    assert outcomes["CEB792Message"] == outcomes["CEB816Message"] == "accepted"


def test_the_builder_fills_every_element():
    assert row("CEB311Message", shape("CEB311Message").head).keys() == set(shape("CEB311Message").head.names)
