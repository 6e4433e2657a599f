"""Hostile and broken input: refused or reported with its place, never obeyed, never fatal."""

import socket
import time

import pytest

from shibosi.methods.formats.ceb import frames, read_message, write_message
from shibosi.methods.formats.ceb.tests.builders import SIGNATURE, codes, message_xml, numbers, order_xml, read, refused

LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(
    ("story", "prolog"),
    [
        ("billion laughs", f'<!DOCTYPE r [<!ENTITY a "ha">{LAUGHS}]>'),
        ("an external entity", '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        ("an external DTD", '<!DOCTYPE r SYSTEM "http://192.0.2.1/x.dtd">'),
        ("a parameter entity", '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://192.0.2.1/p">%p;]>'),
        ("a harmless DOCTYPE", "<!DOCTYPE r>"),
        ("a DOCTYPE behind a comment", "<!-- <a> -->\n<?x ?>\n<!DOCTYPE r>"),
    ],
)
def test_a_document_type_is_refused(story: str, prolog: str, no_network: None) -> None:
    data = b'<?xml version="1.0"?>\n' + prolog.encode() + message_xml(order_xml(inside="<ceb:note>&i;&a;</ceb:note>"))
    assert refused(data).code == "doctype"


def test_a_document_type_names_its_line() -> None:
    assert refused(b"<!-- 1\n2 -->\n<!DOCTYPE r><r/>").place == "line 3"


@pytest.mark.parametrize("around", ["<!-- {} -->", "<![CDATA[{}]]>"])
def test_the_word_doctype_in_a_comment_or_in_text_is_no_document_type(around: str) -> None:
    inside = f"<ceb:note>{around.format('<!DOCTYPE r>')}</ceb:note>"
    message, problems = read(b"<!-- <!DOCTYPE x> -->" + message_xml(order_xml(inside=inside)))
    assert problems == [] and len(message.documents) == 1


def test_a_message_cut_anywhere_gives_what_was_whole_before() -> None:
    whole = message_xml(order_xml("O-1"), order_xml("O-2"), SIGNATURE)
    ends = [whole.index(b"</ceb:Order>") + 12, whole.rindex(b"</ceb:Order>") + 12]
    for cut in range(len(whole)):
        message, problems = read_message(whole[:cut], "m.xml")
        assert problems, cut
        assert any(problem.key_lost for problem in problems)
        read_whole = sum(end <= cut for end in ends)
        assert len(message.documents if message else []) == read_whole
        if message:
            assert not message.complete and write_message(message) == whole[:cut]


@pytest.mark.parametrize(
    ("story", "rest", "key", "key_lost"),
    [
        ("the key was read", order_xml("O-2")[:-60], "ebpCode=E, orderNo=O-2", False),
        ("half of it was", "<ceb:Order><ceb:OrderHead><ceb:ebpCode>E</ceb:ebpCode>", "ebpCode=E", True),
        ("nothing was", "<ceb:Order>\n<ceb:OrderHead", "", True),
    ],
)
def test_the_document_a_cut_falls_into_is_named(story: str, rest: str, key: str, key_lost: bool) -> None:
    data = message_xml(order_xml("O-1"), "@@").partition(b"@@")[0] + rest.encode()
    message, problems = read(data)
    cut, left_out = problems
    assert numbers(message) == ["O-1"]
    assert (cut.code, cut.facts["read"], cut.key_lost) == ("cut-message", 1, True)
    assert (left_out.code, left_out.place, left_out.key_lost) == ("document-left-out", "line 3", key_lost)
    assert left_out.facts == {"part": "Order", "key": key}


@pytest.mark.parametrize(
    ("story", "data", "sentence"),
    [
        ("a wrong end tag", b"<ceb:note>x</ceb:n>", "An end tag does not match"),
        ("an unknown entity", b"<ceb:note>&nbsp;</ceb:note>", "An entity is used that is not defined"),
        ("a reference to no character", b"<ceb:note>&#11;</ceb:note>", "A character reference names no character"),
        ("an attribute twice", b'<ceb:note a="1" a="2"/>', "An attribute stands twice"),
        ("an unknown prefix", b"<x:note/>", "A namespace prefix is used that is not declared"),
        ("a lone ampersand", b"<ceb:note>a & b</ceb:note>", "A character stands where XML does not allow it"),
    ],
)
def test_what_is_not_xml_is_named_with_its_line(story: str, data: bytes, sentence: str) -> None:
    data = message_xml(order_xml("O-1"), order_xml("O-2", inside="@@")).replace(b"@@", data)
    message, problems = read(data)
    assert codes(problems) == ["not-well-formed", "document-left-out"]
    assert sentence in problems[0].sentence() and problems[0].place == "line 3"
    assert numbers(message) == ["O-1"]


def test_what_follows_the_message_is_reported_and_the_message_is_whole() -> None:
    data = message_xml(order_xml()) + b"<more/>"
    message, problems = read(data)
    assert codes(problems) == ["not-well-formed"] and not problems[0].key_lost
    assert message.complete and len(message.documents) == 1 and write_message(message) == data


@pytest.mark.parametrize("data", [b"", b" \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_is_reported_as_nothing(data: bytes) -> None:
    assert refused(data).code == "empty-file"


@pytest.mark.parametrize("data", [b"orderNo,amount\n1,2\n", b"PK\x03\x04" + bytes(range(256)), b"\xff\xfe\0\0<\0\0\0"])
def test_what_is_no_xml_at_all_is_reported(data: bytes) -> None:
    message, problems = read_message(data, "m.xml")
    assert message is None and problems[0].key_lost


def test_an_unknown_message_is_answered_with_the_known_ones() -> None:
    problem = refused(message_xml(order_xml(), root="CEB999Message"))
    assert problem.code == "unknown-message" and problem.facts["root"] == "CEB999Message"
    assert "CEB311Message" in problem.facts["known"] and "CEB900Message" in problem.facts["known"]


@pytest.mark.parametrize("uri", ["http://www.chinaport.gov.cn/CEB", "urn:other", "http://www.chinaport.gov.cn/dxp"])
def test_a_wrong_namespace_is_named(uri: str) -> None:
    problem = refused(message_xml(order_xml(), uri=uri))
    assert problem.code == "wrong-namespace" and problem.facts["found"] == uri


def test_a_message_without_a_namespace_is_refused() -> None:
    assert refused(b"<CEB311Message/>").facts["found"] == ""


def test_a_value_in_a_wrong_namespace_costs_its_document_refused() -> None:
    data = message_xml(order_xml("O-1", inside='<note xmlns="urn:x">n</note>'), order_xml("O-2"))
    message, problems = read(data)
    assert codes(problems) == ["wrong-namespace", "document-left-out"]
    assert problems[1].facts["key"] == "ebpCode=E, orderNo=O-1"
    assert numbers(message) == ["O-2"]


def test_documents_in_a_wrong_namespace_are_told_of() -> None:
    data = message_xml(order_xml().replace("ceb:Order>", "Order>"), order_xml("O-2"))
    message, problems = read(data)
    assert codes(problems) == ["wrong-namespace"] and len(message.documents) == 1


@pytest.mark.parametrize(
    "repeated",
    [
        order_xml("O-1", inside="<ceb:orderNo>O-9</ceb:orderNo>"),
        order_xml().replace("<ceb:OrderList>", "<ceb:OrderHead/><ceb:OrderList>"),
    ],
)
def test_a_document_that_says_two_things_is_left_out(repeated: str) -> None:
    message, problems = read(message_xml(repeated, order_xml("O-2")))
    assert codes(problems) == ["repeated-element", "document-left-out"]
    assert numbers(message) == ["O-2"]


NEST = "<ceb:a>" * 40 + "</ceb:a>" * 40
ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(65))
PREFIXES = " ".join(f'xmlns:a{n}="u"' for n in range(99))
NAMES = "".join(f"<ceb:a{n}/>" for n in range(99))
HEAD = f"<ceb:Order><ceb:OrderHead {ATTRIBUTES}/></ceb:Order>"
LINES = "<ceb:Order>" + "<ceb:OrderList/>" * 9 + "</ceb:Order>"


@pytest.mark.parametrize(
    ("story", "parts", "limits", "code"),
    [
        ("nested values", [order_xml(inside=NEST)], {}, "too-deep"),
        ("nested beside the documents", [order_xml(), NEST], {}, "too-deep"),
        ("a value with attributes", [order_xml(inside=f"<ceb:note {ATTRIBUTES}/>")], {}, "too-many-attributes"),
        ("a document with attributes", [f"<ceb:Order {ATTRIBUTES}/>"], {}, "too-many-attributes"),
        ("a section with attributes", [HEAD], {}, "too-many-attributes"),
        ("many names", [order_xml(inside=NAMES)], {"names": 50}, "too-many-names"),
        ("many skipped names", [f"<ceb:x>{NAMES}</ceb:x>"], {"names": 50}, "too-many-names"),
        ("many prefixes", [f"<ceb:x {PREFIXES}/>"], {"names": 50}, "too-many-names"),
        ("many documents", ["<ceb:Order/>"] * 9, {"documents": 8}, "too-many-documents"),
        ("many signatures", [SIGNATURE] * 9, {"documents": 8}, "too-many-elements"),
        ("many lines", [LINES], {"lines": 8}, "too-many-lines"),
        ("many values", [order_xml()] * 9, {"elements": 20}, "too-many-elements"),
        ("many problems", [order_xml(inside="<ceb:orderNo/>")] * 9, {"problems": 8}, "too-many-problems"),
    ],
)
def test_what_passes_a_limit_is_not_read_further(
    story: str, parts: list[str], limits: dict[str, int], code: str
) -> None:
    message, problems = read(message_xml(*parts), **limits)
    assert code in codes(problems) and not message.complete
    assert len(problems) <= limits.get("problems", 1000) + 2


def test_exactly_the_limit_is_read() -> None:
    message, problems = read(message_xml(*["<ceb:Order/>"] * 8), documents=8)
    assert problems == [] and len(message.documents) == 8


def test_a_file_beyond_the_size_is_not_opened() -> None:
    data = message_xml(order_xml())
    assert refused(data, size=len(data) - 1).facts == {"size": len(data), "limit": len(data) - 1}
    assert read(data, size=len(data))[1] == []


def test_a_tag_without_end_is_given_up_soon() -> None:
    data = message_xml(order_xml(), '<ceb:x a="@@"/>').replace(b"@@", b"y" * (24 << 20))
    started = time.process_time()
    message, problems = read(data)
    assert codes(problems) == ["token-too-long"] and len(message.documents) == 1
    assert time.process_time() - started < 20


def test_long_text_is_no_long_tag() -> None:
    message, problems = read(message_xml(order_xml(inside=f"<ceb:note>{'y' * (3 << 20)}</ceb:note>")))
    assert problems == [] and message.documents[0].head["note"] == "y" * (3 << 20)


def test_an_order_of_two_hundred_thousand_lines_is_read() -> None:
    line = (
        "<ceb:OrderList><ceb:gnum>1</ceb:gnum><ceb:itemName>商品</ceb:itemName><ceb:qty>1</ceb:qty></ceb:OrderList>\n"
    )
    data = message_xml(order_xml("O-1").replace("</ceb:Order>", line * 200_000 + "</ceb:Order>"), order_xml("O-2"))
    started = time.process_time()
    message, problems = read(data)
    frame = frames(message)["OrderList"]
    assert problems == [] and frame.height == 200_002 and frame["#document"].sum() == 1
    assert message.documents[1].line == 200_003
    assert write_message(message) == data
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("story", "between", "places"),
    [
        ("all on one line", "", ["document 2", "document 2", "document 3", "document 3"]),
        ("a document a line", "\n", ["line 3", "line 3", "line 4", "line 4"]),
    ],
)
def test_where_lines_do_not_tell_the_number_of_the_document_does(story: str, between: str, places: list[str]) -> None:
    twice = "<ceb:orderNo>O-9</ceb:orderNo>"
    data = message_xml(order_xml("O-1"), order_xml("O-2", twice), order_xml("O-3", twice)).replace(b"\n", b"@")
    message, problems = read(data.replace(b"@", between.encode()))
    assert numbers(message) == ["O-1"] and codes(problems) == ["repeated-element", "document-left-out"] * 2
    assert [one.place for one in problems] == places


def test_what_stands_between_documents_keeps_its_line() -> None:
    data = message_xml(order_xml("O-1"), "<ceb:Odd/>", order_xml("O-2")).replace(b"\n", b"")
    message, _ = read(data)
    assert [one.place for one in message.notes] == ["line 1"]
