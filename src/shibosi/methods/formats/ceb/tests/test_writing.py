"""Building messages and changing documents: the order of the schema, the style of the file, no silent loss."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from shibosi.kernel.errors import ShibosiError
from shibosi.methods.formats.ceb import Document, Message, build_message, write_message
from shibosi.methods.formats.ceb.fields import shapes
from shibosi.methods.formats.ceb.model import CEB, Values
from shibosi.methods.formats.ceb.tests.builders import (
    SIGNATURE,
    TEXTS,
    TRANSFER,
    an_order,
    message_xml,
    numbers,
    order_xml,
    read,
    well,
)


def orders(*names: str, **changes: str | None) -> Message:
    """A built import message."""
    return build_message("CEB311Message", [an_order(name, 1, **changes) for name in names], TRANSFER, "G")


def refusal(action: Callable[[], object]) -> str:
    """The code of the error an action ends in."""
    with pytest.raises(ShibosiError) as caught:
        action()
    assert caught.value.sentence("zh") != caught.value.sentence("en")
    return caught.value.code


def test_a_built_message_has_the_order_of_the_schema_and_leaves_none_out() -> None:
    head = {"orderNo": "O-1", "note": None, "guid": "g", "goodsValue": Decimal("1E+3"), "payCode": "  "}
    rows: list[Values] = [{"qty": 2, "gnum": 1, "price": Decimal("0.10000")}]
    built = build_message(
        "CEB311Message", [{"head": head, "lists": {"OrderList": rows}}], {"dxpId": "D", "copCode": "C"}
    )
    text = write_message(built).decode()
    names = ["guid>g", "orderNo>O-1", "goodsValue>1000", "gnum>1", "qty>2", "price>0.10000", "copCode>C", "dxpId>D"]
    places = [text.index(name) for name in names]
    assert places == sorted(places)
    assert "note" not in text and "payCode" not in text


def test_a_built_message_reads_as_it_was_given() -> None:
    built = orders("O-1", "O-2", note='<&>"]]>', buyerName="甲\r乙")
    message = well(write_message(built))
    assert not built.changed
    assert (message.name, message.guid, message.transfer) == ("CEB311Message", "G", TRANSFER)
    assert message.documents[1].head["note"] == '<&>"]]>' and message.documents[1].head["buyerName"] == "甲\r乙"
    assert message.documents[0].lists == an_order("O-1")["lists"]


def test_an_answer_has_no_transfer() -> None:
    built = build_message("CEB312Message", [{"head": {"orderNo": "O-1", "returnStatus": "2"}}], guid='a"<')
    assert b"BaseTransfer" not in write_message(built) and built.guid == 'a"<'
    assert built.documents[0].head == {"orderNo": "O-1", "returnStatus": "2"}


@pytest.mark.parametrize("name", sorted(shapes()))
def test_every_message_can_be_built_and_read(name: str) -> None:
    form = shapes()[name]
    head = {field: f"{field}值" for field in form.head.names}
    lists = {section.name: [{field: field for field in section.names}] * 2 for section in form.lists}
    message = well(write_message(build_message(name, [{"head": head, "lists": lists}])))
    assert message.notes == []
    assert (message.documents[0].head, message.documents[0].lists) == (head, lists)
    assert list(message.documents[0].head) == list(form.head.names)


@pytest.mark.parametrize(
    ("story", "name", "document", "code"),
    [
        ("an unknown message", "CEB31Message", {"head": {}}, "unknown-message"),
        ("a misspelt element", "CEB311Message", {"head": {"orderNumber": "1"}}, "unknown-element"),
        ("a misspelt list", "CEB311Message", {"head": {}, "lists": {"OrderLists": []}}, "unknown-element"),
        ("a misspelt line", "CEB311Message", {"head": {}, "lists": {"OrderList": [{"no": ""}]}}, "unknown-element"),
        ("a character XML lacks", "CEB311Message", {"head": {"note": "a\x0bb"}}, "unwritable-text"),
        ("half a surrogate pair", "CEB311Message", {"head": {"note": "\ud800"}}, "unwritable-text"),
    ],
)
def test_what_cannot_be_written_is_refused(story: str, name: str, document: Any, code: str) -> None:
    assert refusal(lambda: build_message(name, [document])) == code


def test_a_misspelt_element_is_answered_with_what_was_meant() -> None:
    with pytest.raises(
        ShibosiError, match=r"Order/OrderHead has no element 'acturalPayed'\. Did you mean 'acturalPaid'\?"
    ):
        build_message("CEB311Message", [{"head": {"acturalPayed": "1"}}])


@pytest.mark.parametrize("value", [1.5, True, Decimal("NaN"), Decimal("Infinity"), b"1"])
def test_inexact_and_foreign_values_are_a_programmers_mistake(value: Any) -> None:
    with pytest.raises(TypeError):
        build_message("CEB311Message", [{"head": {"goodsValue": value}}])


@given(TEXTS, TEXTS)
def test_a_changed_document_says_what_it_was_told(note: str, name: str) -> None:
    message = well(message_xml(order_xml("O-1"), order_xml("O-2")))
    first, second = message.documents
    rows = [{"itemName": name, "gnum": "1"}, {}]
    message.documents[0] = first.replaced(head={"note": note, "orderNo": "O-1"}, lists={"OrderList": rows})
    again = well(write_message(message))
    assert again.documents[0].head == message.documents[0].head
    assert again.documents[0].lists == message.documents[0].lists
    assert again.documents[1].original == second.original


def test_a_change_keeps_the_style_and_every_other_byte() -> None:
    data = (
        write_message(orders("O-1", "O-2", "O-3")).replace(b"ceb:", b"x:").replace(b":ceb", b":x").replace(b"  ", b"\t")
    )
    message = well(data)
    second = message.documents[1]
    message.documents[1] = second.replaced(head={**second.head, "goodsValue": Decimal("20.50")})
    assert write_message(message) == data.replace(b"19.99<", b"@@", 1).replace(b"19.99<", b"20.50<", 1).replace(
        b"@@", b"19.99<"
    )


@pytest.mark.parametrize(
    ("story", "document"),
    [
        ("compact", "<O><H><guid>1</guid></H></O>"),
        ("empty parts", "<O/>"),
        ("attributes and namespaces", '<O a="&gt;" xmlns:q="u"><H><guid>1</guid></H></O>'),
        ("blank in the tags", "<O >\n <H ><guid >1</guid >\n </H >\n</O >"),
    ],
)
def test_any_layout_can_be_written_anew(story: str, document: Any) -> None:
    text = document.replace("O", "ceb:Order").replace("H", "ceb:OrderHead").replace("guid", "ceb:guid")
    message = well(message_xml(text))
    message.documents = [message.documents[0].replaced(head={"guid": "2", "note": None})]
    again = well(write_message(message))
    assert again.documents[0].head == {"guid": "2", "note": None}
    assert b'a="&gt;" xmlns:q="u"' in write_message(message) or "a=" not in document


def test_unknown_elements_stay_where_they_were_and_as_they_were() -> None:
    inside = (
        '<ceb:colour>red</ceb:colour><ceb:note x="1">n</ceb:note><ceb:box><ceb:w>1</ceb:w></ceb:box>'
        '<q:a xmlns:q="urn:q" q:b="&lt;"/>'
    )
    data = message_xml(order_xml(inside=inside).replace("</ceb:Order>", "<ceb:Extra><ceb:z/></ceb:Extra></ceb:Order>"))
    message = well(data)
    order = message.documents[0]
    message.documents[0] = order.replaced(head={**order.head, "ebpCode": "F"})
    assert write_message(message) == data.replace(b">E<", b">F<")


def test_unknown_elements_keep_the_namespaces_they_stood_in() -> None:
    head = f'<c:OrderHead xmlns:c="{CEB}" xmlns:q="urn:q"><c:guid>1</c:guid><q:a><q:b/></q:a></c:OrderHead>'
    message = well(message_xml(f"<ceb:Order>{head}</ceb:Order>"))
    message.documents = [message.documents[0].replaced()]
    again = well(write_message(message))
    assert list(again.documents[0].head) == ["guid", "{urn:q}a"]


def test_an_unknown_element_of_the_document_may_be_changed_but_none_invented() -> None:
    message = well(message_xml(order_xml(inside="<ceb:colour>red</ceb:colour>")))
    order = message.documents[0]
    assert order.replaced(head={**order.head, "colour": "blue"}).head["colour"] == "blue"
    assert refusal(lambda: order.replaced(head={**order.head, "color": "blue"})) == "unknown-element"
    assert refusal(lambda: order.replaced(lists={"OrderHead": []})) == "unknown-element"


def test_a_changed_message_loses_its_signature_and_says_so() -> None:
    data = message_xml(order_xml(), SIGNATURE + "<!-- kept -->")
    message = well(data)
    assert message.signature == SIGNATURE.encode() and message.signature_dropped is None
    message.documents = [message.documents[0].replaced(head={"orderNo": "O-1"})]
    assert message.signature is None
    dropped = message.signature_dropped
    assert dropped and (dropped.code, dropped.place) == ("signature-dropped", "line 3")
    written = write_message(message)
    assert b"Signature" not in written and b"<!-- kept -->" in written


def test_documents_can_be_removed_moved_and_added() -> None:
    message = well(write_message(orders("O-1", "O-2", "O-3")))
    other = orders("O-4").documents[0]
    message.documents = [message.documents[2], message.documents[0]]
    fewer = well(write_message(message))
    assert numbers(fewer) == ["O-3", "O-1"]
    assert write_message(message) == write_message(orders("O-3", "O-1"))
    message.documents += [other, other]
    more = well(write_message(message))
    assert numbers(more) == ["O-3", "O-1", "O-4", "O-4"]


def test_what_stands_between_removed_documents_is_kept() -> None:
    message = well(message_xml(order_xml("O-1"), "<!-- why -->", order_xml("O-2")))
    del message.documents[1]
    assert b"<!-- why -->" in write_message(message)


def test_changes_without_a_base_are_refused() -> None:
    def write(data: bytes, documents: Sequence[Document] = ()) -> Callable[[], bytes]:
        message, _ = read(data)
        message.documents = [*documents, *(document.replaced() for document in message.documents)]
        return lambda: write_message(message)

    foreign = well(message_xml(order_xml(inside="<ceb:note a='1'/>"))).documents
    answer = build_message("CEB312Message", [{"head": {"orderNo": "O-1"}}]).documents
    whole = message_xml(order_xml())
    assert refusal(write(whole[:-5])) == "cannot-rewrite"
    assert refusal(write(message_xml(), orders("O-1").documents)) == "no-place-for-documents"
    assert refusal(write(whole, answer)) == "wrong-document"
    assert refusal(write(whole, foreign)) == "moved-markup"
