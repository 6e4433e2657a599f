"""A simulated customs that asks platforms for original payment data, and judges what is uploaded.

Written from the text of the interface; the text that is signed is put together here anew, so that a mistake on our side
of the interface is found by this one.
"""

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

TAKEN, FAILED, UNREGISTERED = "10000", "20000", "20004"
WORDS = {TAKEN: "上传成功", FAILED: "上传失败", UNREGISTERED: "企业实时数据获取验签证书未在服务系统注册"}
HEAD, LISTS = "payExchangeInfoHead", "payExchangeInfoLists"
WANTED = ("initalRequest", "initalResponse", "ebpCode", "payCode", "payTransactionId", "totalAmount", "currency",
          "verDept", "tradingTime", "guid")  # fmt: skip
Verifies = Callable[[bytes, bytes], bool]


@dataclass(slots=True)
class Sampler:
    """What was asked and what came. `verifies` says whether a signature is right over a text; without it any is.

    `asked` are orders by session, `taken` the uploads that were taken, `faults` what was wrong with the others.
    """

    verifies: Verifies = lambda text, signature: True
    asked: dict[str, str] = field(default_factory=dict)
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def question(self, order: str, now: int) -> str:
        """The form field `openReq` for an order; `now` in milliseconds. Every question is a session of its own."""
        session = f"{now:x}-{len(self.asked):04d}-sample"
        self.asked[session] = order
        return json.dumps({"orderNo": order, "sessionID": session, "serviceTime": now}, separators=(",", ":"))

    def take(self, text: str, now: int) -> dict[str, Any]:
        """The answer to the form field `payExInfoStr`."""
        code, fault = self._judge(text)
        if fault:
            self.faults.append(fault)
        return {"code": code, "message": WORDS[code], "total": 0, "serviceTime": now}

    def _judge(self, text: str) -> tuple[str, str]:
        try:
            found = json.loads(text)
            session, time = found["sessionID"], found["serviceTime"]
            head, orders = found[HEAD], found[LISTS]
            signature = base64.b64decode(found["signValue"], validate=True)
            signed = f'"sessionID":"{session}"||"{HEAD}":"{_raw(text, HEAD)}"||"{LISTS}":"{_raw(text, LISTS)}"'
            missing = [name for name in WANTED if head.get(name) in (None, "")]
            numbers = [one["orderNo"] for one in orders]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as mistake:
            return FAILED, f"unreadable: {type(mistake).__name__}"
        if session not in self.asked:
            return FAILED, f"{session}: nobody asked"
        if session in self.taken:
            return FAILED, f"{session}: uploaded before"
        if missing:
            return FAILED, f"{session}: {missing[0]} is missing"
        if self.asked[session] not in numbers:
            return FAILED, f"{session}: {self.asked[session]} is not among the orders"
        if not found.get("certNo") or not self.verifies(f'{signed}||"serviceTime":"{time}"'.encode(), signature):
            return UNREGISTERED, f"{session}: the signature is not right"
        self.taken[session] = found
        return TAKEN, ""


def _raw(text: str, name: str) -> str:
    """The very characters of a value. Raises ValueError where there is none."""
    start = text.index(f'"{name}":') + len(name) + 3
    while text[start : start + 1] in " \t\r\n":
        start += 1
    _, end = json.JSONDecoder().raw_decode(text, start)
    return text[start:end]
