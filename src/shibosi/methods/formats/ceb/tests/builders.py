"""Messages for the tests: one no reader objects to, and all the ways the same content may be written."""

from xml.sax.saxutils import escape

from hypothesis import strategies as st

from shibosi.kernel.problems import Problem
from shibosi.methods.formats.ceb.fields import Section, shape
from shibosi.methods.formats.ceb.limits import Limits
from shibosi.methods.formats.ceb.message import NewDocument, read_message
from shibosi.methods.formats.ceb.model import CEB, Message, Row

Case = tuple[bytes, list[tuple[Row, dict[str, list[Row]]]]]

TRANSFER = {"copCode": "1101180326", "copName": "测试企业", "dxpMode": "DXP", "dxpId": "DXPLGS0000000001"}
SIGNATURE = (
    '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>é</ds:SignedInfo></ds:Signature>'
)


def read(data: bytes, **limits: int) -> tuple[Message, list[Problem]]:
    """The message in a file that has one, and its problems."""
    message, problems = read_message(data, "m.xml", Limits(**limits))
    assert message is not None, problems
    return message, problems


def well(data: bytes) -> Message:
    """The message in a file without problems."""
    message, problems = read(data)
    assert problems == []
    return message


def refused(data: bytes, **limits: int) -> Problem:
    """The one problem of a file of which nothing can be read."""
    message, problems = read_message(data, "m.xml", Limits(**limits))
    assert message is None and len(problems) == 1, problems
    return problems[0]


def codes(problems: list[Problem]) -> list[str]:
    """The codes of problems."""
    return [problem.code for problem in problems]


def numbers(message: Message) -> list[str | None]:
    """The order numbers of a message's documents."""
    return [document.head["orderNo"] for document in message.documents]


def an_order(number: str = "O-1", lines: int = 1, **changes: str | None) -> NewDocument:
    """The values of an import order."""
    head: Row = {"guid": f"G-{number}", "orderNo": number, "ebpCode": "1105910159", "goodsValue": "19.99", **changes}
    rows: list[Row] = [
        {"gnum": str(n), "itemName": f"商品{n}", "qty": "1", "price": "19.99000"} for n in range(1, lines + 1)
    ]
    return {"head": head, "lists": {"OrderList": rows}}


def order_xml(number: str = "O-1", inside: str = "") -> str:
    """An order as text, with more inside its head."""
    return (
        f"<ceb:Order><ceb:OrderHead><ceb:orderNo>{number}</ceb:orderNo><ceb:ebpCode>E</ceb:ebpCode>{inside}"
        "</ceb:OrderHead><ceb:OrderList><ceb:gnum>1</ceb:gnum></ceb:OrderList></ceb:Order>"
    )


def message_xml(*parts: str, root: str = "CEB311Message", uri: str = CEB) -> bytes:
    """A message as bytes around parts given as text."""
    text = f'<ceb:{root} xmlns:ceb="{uri}" guid="G" version="1.0">\n' + "\n".join(parts) + f"\n</ceb:{root}>"
    return text.encode("utf-8")


FILL = st.lists(
    st.sampled_from([" ", "\n", "\r\n", "\t", "\n    ", "<!-- <ceb:Order> & -->", "<?pi </ceb:Order>?>", ""]),
    max_size=3,
).map("".join)
SPACES = st.sampled_from(["", " ", "\n", "\r\n\t"])
TEXTS = st.text(
    st.characters(min_codepoint=0x20, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=12
)
PREFIXES = st.sampled_from(["", "ceb", "a", "x-1.y", "ds", "业"])
KINDS = ["CEB311Message", "CEB622Message", "CEB816Message", "CEB701Message", "CEB403Message"]
ENCODINGS = st.sampled_from(
    [
        ("utf-8", ""),
        ("utf-8", "UTF-8"),
        ("utf-8", "utf8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-8-sig", ""),
        ("utf-16", "UTF-16"),
        ("utf-16", ""),
        ("gb18030", "gb2312"),
        ("gb18030", "GBK"),
        ("gb18030", "GB18030"),
    ]
)


@st.composite
def values(draw: st.DrawFn, text: str) -> str:
    """One of the ways to write a text."""
    way = draw(st.sampled_from(["plain", "cdata", "references", "split"]))
    if way == "cdata":
        inside = "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"
    elif way == "references":
        inside = "".join(f"&#{ord(letter)};" for letter in text)
    elif way == "split":
        half = len(text) // 2
        inside = escape(text[:half]) + "<!-- </x> -->" + escape(text[half:])
    else:
        inside = escape(text)
    return draw(SPACES) + inside + draw(SPACES)


@st.composite
def sections(draw: st.DrawFn, section: Section, prefix: str, tag: bool = True) -> tuple[str, Row]:
    """A section as text and what it says, its elements in any order."""
    names = draw(st.lists(st.sampled_from(section.names), unique=True, max_size=5))
    pieces: list[str] = []
    row: Row = {}
    for name in names:
        text = draw(TEXTS)
        row[name] = text.strip(" \t\r\n") or None
        written = f"<{prefix}{name}>{draw(values(text))}</{prefix}{name}{draw(SPACES)}>"
        if not text and draw(st.booleans()):
            written = f"<{prefix}{name}{draw(SPACES)}/>"
        pieces.append(draw(FILL) + written)
    inside = "".join(pieces) + draw(FILL)
    if not tag:
        return inside, row
    if not inside and draw(st.booleans()):
        return f"<{prefix}{section.name}/>", row
    return f"<{prefix}{section.name}>{inside}</{prefix}{section.name}>", row


@st.composite
def messages(draw: st.DrawFn) -> Case:
    """A message in bytes, and the heads and lists of its documents."""
    form = shape(draw(st.sampled_from(KINDS)))
    plain = draw(PREFIXES)
    prefix = f"{plain}:" if plain else ""
    pieces: list[str] = []
    expected: list[tuple[Row, dict[str, list[Row]]]] = []
    for _ in range(draw(st.integers(0, 3))):
        lists: dict[str, list[Row]] = {section.name: [] for section in form.lists}
        inside, head = draw(sections(form.head, prefix, tag=not form.flat))
        for section in form.lists:
            for _ in range(draw(st.integers(0, 2))):
                text, row = draw(sections(section, prefix))
                lists[section.name].append(row)
                inside += draw(FILL) + text
        pieces.append(f"{draw(FILL)}<{prefix}{form.part}>{inside}</{prefix}{form.part}>")
        expected.append((head, lists))
    if draw(st.booleans()):
        pieces.append(f"{draw(FILL)}<{prefix}BaseTransfer><{prefix}copCode>C</{prefix}copCode></{prefix}BaseTransfer>")
    if draw(st.booleans()):
        pieces.append(draw(FILL) + SIGNATURE.replace("é", draw(FILL)))
    name = f"xmlns{':' if plain else ''}{plain}"
    quote = draw(st.sampled_from("'\""))
    attributes = draw(st.permutations([f"{name}={quote}{CEB}{quote}", 'guid="G>"', "version = '1.0'"]))
    root = f"<{prefix}{form.message}\n{' '.join(attributes)}>{''.join(pieces)}{draw(FILL)}</{prefix}{form.message}>"
    codec, declared = draw(ENCODINGS)
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    fill = draw(FILL) if declaration else ""
    return (declaration + fill + root + draw(SPACES)).encode(codec), expected
