"""Payment data on demand: a question of customs is answered at once, and a job uploads what was kept of the payment.

Customs sends no token: what is answered says only whether something will follow, and that goes to the one address
that is set up. Without address and key every question is refused.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from shibosi import settings
from shibosi.kernel.records import record
from shibosi.methods.messages.originals import exchanged
from shibosi.methods.messages.paymentdata import FAILED, TAKEN, Question, answer, question, upload
from shibosi.methods.messages.signing.keys import FileSigner, private_key
from shibosi.store import jobs, rows, sending
from shibosi.store.intake.receiving import HandedIn, receive
from shibosi.store.zones import HOUSE

KIND = "original_payment"
JOB = "customs.payment-data"
NOT_SET_UP, NO_ORDER = "uploads are not set up", "no such order"
LONGEST_ANSWER = 10_000
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "User-Agent": "Shibosi"}
WHO = "customs"
Row = Mapping[str, Any]


def asked(platform: str, open_req: str, now: datetime) -> dict[str, Any]:
    """The answer to a question of customs in the form field `openReq`; where data will follow, a job is asked for.
    Asked twice within a session, one upload follows. Raises NoPaymentData."""
    one = question(open_req)
    moment = _milliseconds(now)
    if signer() is None or not settings.payment_upload():
        return answer(moment, NOT_SET_UP)
    if not kept(platform, one.order_number):
        return answer(moment, NO_ORDER)
    named = sha256(f"{platform} {one.session}".encode()).hexdigest()
    jobs.ask(
        JOB, now, WHO, only_one=f"{JOB} {named}", platform=platform, order_number=one.order_number,
        session=one.session, service_time=one.asked_at, asked_at=now.isoformat(),
    )  # fmt: skip
    return answer(moment)


@jobs.job(JOB, attempts=5)
def work(
    running: jobs.Running, platform: str, order_number: str, session: str, service_time: int, asked_at: str
) -> dict[str, str]:
    """Upload the data of a payment, and hand in what came of it. A session that was uploaded is not uploaded again.

    Raises NotDelivered, UnusableAddress, and NoPaymentData where something was not kept: the job is tried again.
    """
    if rows.select("payment_query", ("session",), [(session,)]):
        return {"session": session}
    found, key = kept(platform, order_number), signer()
    if key is None:
        raise sending.UnusableAddress(url="")
    head, orders = exchanged(found)
    now = running.clock()
    text = upload(Question(order_number, session, service_time), head, orders, key, _milliseconds(now))
    body = urlencode({"payExInfoStr": text}).encode("ascii")
    _, said = sending.exchange(settings.payment_upload(), body, FORM, LONGEST_ANSWER)
    code = _code(said)
    values = {"session": session, "order_number": order_number, "platform_code": platform, "asked_at": asked_at,
              "uploaded_at": now.isoformat(), "certificate_number": key.number or None, "result": code,
              "taken": code == TAKEN}  # fmt: skip
    receive([{"kind": "payment_query", "values": values}], HandedIn(WHO, platform), now)
    return {"session": session, "result": code}


def kept(platform: str, order_number: str) -> list[Row]:
    """What was kept of the payment of an order at a platform: a row for every order that was paid by it, first the one
    asked about; empty where nothing was. Times are those of Beijing."""
    first = [one for one in _rows(("order_number",), (order_number,)) if one["platform_code"] == platform]
    if not first:
        return []
    same = _rows(("firm_code", "number"), (first[0]["firm_code"], first[0]["number"]))
    return [first[0], *(one for one in same if one["order_number"] != order_number)]


def signer() -> FileSigner | None:
    """The key that signs, where one is set up. Raises NoKey, LockedKey."""
    path, number = settings.message_key()
    if path is None:
        return None
    found = private_key(path.read_bytes(), settings.message_password())
    return FileSigner(found.kind, found.private, b"", number.lower())


def _rows(by: tuple[str, ...], key: tuple[str, ...]) -> list[Row]:
    columns = record(KIND).columns
    return [
        {name: _local(column.seen(value)) for (name, column), value in zip(columns.items(), row, strict=True)}
        for row in rows.select(KIND, by, [key])
    ]


def _local(value: Any) -> Any:
    return value.astimezone(HOUSE) if isinstance(value, datetime) else value


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _code(said: bytes) -> str:
    """The code in the answer of customs; that of failure where there is none."""
    try:
        found = json.loads(said)
    except ValueError:
        return FAILED
    code = found.get("code") if isinstance(found, dict) else None
    return code[:10] if isinstance(code, str) and code else FAILED
