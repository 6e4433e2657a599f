"""Payment data that customs asks for on demand: its question, the upload, and the exact text that is signed.

The two objects are signed as the very characters that are sent: neither end may write them anew. Source: the interface
of 2018 (announcements 2018/165, 2018/179) as public code has it; the text has the form of an upload customs took.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import Phrase
from shibosi.methods.messages.signing.keys import PublicKey, Signer

TAKEN, FAILED = "10000", "20000"
HEAD = (
    "guid", "initalRequest", "initalResponse", "ebpCode", "payCode", "payTransactionId", "totalAmount", "currency",
    "verDept", "payType", "tradingTime", "note",
)  # fmt: skip
LINE = ("orderNo", "goodsInfo", "recpAccount", "recpCode", "recpName")
OPTIONAL = frozenset({"payType", "note", "recpCode"})
LISTS = "payExchangeInfoLists"
TOP = ("sessionID", "payExchangeInfoHead", LISTS, "serviceTime", "certNo", "signValue")
MOST_QUESTION, MOST_UPLOAD = 4_000, 8 << 20
SESSION = re.compile(r"[\x21-\x7e]{1,100}")
BLANKS = re.compile(r"[ \t\r\n]*")


class NoPaymentData(ShibosiError):
    """Something that is no question, or no upload."""

    code = "no-payment-data"
    message = "This cannot be used as payment data: {reason}."


@dataclass(frozen=True, slots=True)
class Question:
    """What customs asks for: the payment data of an order, within a session that is given back as it is."""

    order_number: str
    session: str
    asked_at: int


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload as it was read: its parts as they stand in it, and what they say."""

    session: str
    head_text: str
    lists_text: str
    service_time: str
    certificate_number: str
    signature: bytes

    @property
    def head(self) -> dict[str, Any]:
        """What the head says; numbers are exact."""
        found: dict[str, Any] = json.loads(self.head_text, parse_float=Decimal)
        return found

    @property
    def orders(self) -> list[dict[str, Any]]:
        """What is said of each order."""
        found: list[dict[str, Any]] = json.loads(self.lists_text, parse_float=Decimal)
        return found

    @property
    def signed_text(self) -> str:
        """The text that is signed."""
        return signed_text(self.session, self.head_text, self.lists_text, self.service_time)

    def verifies(self, key: PublicKey) -> bool:
        """Whether it was signed with a key."""
        return key.verifies(self.signed_text.encode("utf-8"), self.signature)


def signed_text(session: str, head: str, lists: str, service_time: str) -> str:
    """The text that is signed: names and values between quotation marks, the two objects as they are sent, raw."""
    return (
        f'"sessionID":"{session}"||"payExchangeInfoHead":"{head}"||"{LISTS}":"{lists}"||"serviceTime":"{service_time}"'
    )


def question(open_req: str) -> Question:
    """The question in the form field `openReq`. Raises NoPaymentData."""
    if len(open_req) > MOST_QUESTION:
        raise NoPaymentData(reason=Phrase("it is too long"))
    try:
        found = json.loads(open_req)
    except (ValueError, RecursionError) as mistake:
        raise NoPaymentData(reason=Phrase("it is no JSON")) from mistake
    found = found if isinstance(found, dict) else {}
    order, session, asked = found.get("orderNo"), found.get("sessionID"), found.get("serviceTime")
    if not isinstance(order, str) or not 1 <= len(order) <= 60:
        raise NoPaymentData(reason=Phrase("{name} is missing or too long", name="orderNo"))
    if not isinstance(session, str) or not SESSION.fullmatch(session) or '"' in session or "\\" in session:
        raise NoPaymentData(reason=Phrase("{name} is missing or too long", name="sessionID"))
    if isinstance(asked, bool) or not re.fullmatch("[0-9]{1,15}", str(asked)):
        raise NoPaymentData(reason=Phrase("{name} is missing or too long", name="serviceTime"))
    return Question(order, session, int(str(asked)))


def answer(now: int, refused: str = "") -> dict[str, Any]:
    """What is answered at once; `refused` says why nothing will follow. `now` in milliseconds."""
    return {"code": FAILED if refused else TAKEN, "message": refused, "serviceTime": now}


def upload(
    asked: Question, head: Mapping[str, Any], orders: Sequence[Mapping[str, Any]], signer: Signer, now: int
) -> str:
    """The form field `payExInfoStr`: head and orders in the order of the interface, signed. Raises NoPaymentData."""
    if not orders:
        raise NoPaymentData(reason=Phrase("{name} is missing or too long", name=LISTS))
    head_text = _text(_ordered(head, HEAD))
    lists_text = "[" + ",".join(_text(_ordered(one, LINE)) for one in orders) + "]"
    text = signed_text(asked.session, head_text, lists_text, str(now))
    value = base64.b64encode(signer.sign(text.encode("utf-8"))).decode("ascii")
    return (
        f'{{"sessionID":{_text(asked.session)},"payExchangeInfoHead":{head_text},"{LISTS}":{lists_text},'
        f'"serviceTime":"{now}","certNo":{_text(signer.number)},"signValue":"{value}"}}'
    )


def read_upload(text: str) -> Upload:
    """An upload with the very characters of its parts. Raises NoPaymentData."""
    if len(text) > MOST_UPLOAD:
        raise NoPaymentData(reason=Phrase("it is too long"))
    raw = _raw_values(text)
    missing = [name for name in TOP if name not in raw]
    if missing:
        raise NoPaymentData(reason=Phrase("{name} is missing or too long", name=missing[0]))
    head, lists = raw["payExchangeInfoHead"], raw[LISTS]
    if not head.startswith("{") or not lists.startswith("["):
        raise NoPaymentData(reason=Phrase("{name} is missing or too long", name="payExchangeInfoHead"))
    plain = {name: str(json.loads(raw[name])) for name in ("sessionID", "serviceTime", "certNo", "signValue")}
    try:
        signature = base64.b64decode(plain["signValue"], validate=True)
    except binascii.Error:
        signature = b""
    return Upload(plain["sessionID"], head, lists, plain["serviceTime"], plain["certNo"], signature)


def respond(
    open_req: str, known: Callable[[str], tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]] | None],
    signer: Signer, now: int,
) -> tuple[dict[str, Any], str]:  # fmt: skip
    """The answer to a question, and the upload that follows it ("" where nothing is known of the order).

    `known` gives head and orders of the payment for an order number: request and answer as they were at the time of the
    payment, and every order that was paid by it. Raises NoPaymentData.
    """
    asked = question(open_req)
    found = known(asked.order_number)
    if found is None:
        return answer(now, "no such order"), ""
    return answer(now), upload(asked, found[0], found[1], signer, now)


def _ordered(values: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    other = sorted(set(values) - set(names))
    missing = [name for name in names if name not in OPTIONAL and values.get(name) in (None, "")]
    if other or missing:
        raise NoPaymentData(reason=Phrase("{name} is missing or has no place", name=(other or missing)[0]))
    return {name: values[name] for name in names if name in values}


def _text(value: Any) -> str:
    """JSON without blanks; Chinese and slashes as they are, decimals as they are written."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return "{" + ",".join(f"{_text(name)}:{_text(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(_text(one) for one in value) + "]"
    if isinstance(value, float):
        raise NoPaymentData(reason=Phrase("amounts are exact numbers"))
    return json.dumps(value, ensure_ascii=False)


def _raw_values(text: str) -> dict[str, str]:
    """The values of an object of JSON by name, as the characters they are."""
    decoder, found, at = json.JSONDecoder(), {}, _skip(text, 0)
    try:
        if text[at] != "{":
            raise NoPaymentData(reason=Phrase("it is no JSON"))
        at = _skip(text, at + 1)
        while text[at] != "}":
            name, at = decoder.raw_decode(text, at)
            at = _skip(text, at)
            if text[at] != ":" or not isinstance(name, str) or name in found:
                raise NoPaymentData(reason=Phrase("it is no JSON"))
            start = _skip(text, at + 1)
            _, at = decoder.raw_decode(text, start)
            found[name] = text[start:at]
            at = _skip(text, at)
            if text[at] == ",":
                at = _skip(text, at + 1)
    except (ValueError, IndexError, RecursionError) as mistake:
        raise NoPaymentData(reason=Phrase("it is no JSON")) from mistake
    return found


def _skip(text: str, at: int) -> int:
    match = BLANKS.match(text, at)
    return match.end() if match else at
