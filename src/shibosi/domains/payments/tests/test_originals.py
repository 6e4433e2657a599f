"""Payment data customs asks for: kept whole, uploaded soon, signed and taken."""

from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from shibosi.domains.customs.tests.builders import Story, built
from shibosi.domains.payments.records import OriginalPayment, PaymentQuery
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED


def beijing(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 by the clock of Beijing."""
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


KEPT: dict[str, Any] = {
    "firm_code": "P1", "number": "T-1", "order_number": "O-1", "platform_code": "EBP1", "request": "amount=5",
    "response": "ok", "amount": Decimal(5), "currency": "142", "verified_by": "3", "method": "1",
    "traded_at": beijing(3, 2, 10), "goods": "面膜", "links": "https://shop.example/1", "payee_account": "A-1",
    "payee_code": None, "payee_name": "甲",
}  # fmt: skip
ASKED: dict[str, Any] = {
    "session": "s-1", "order_number": "O-1", "platform_code": "EBP1", "asked_at": beijing(3, 4, 9),
    "uploaded_at": beijing(3, 4, 9, 1), "certificate_number": "01ab", "result": "10000",
    "taken": True,
}  # fmt: skip
whole = partial(Story, "payment_asked_for_was_kept")
soon = partial(Story, "payment_asked_for_is_uploaded_in_time")
taken = partial(Story, "payment_asked_for_is_signed_and_taken")


def a_query(**changes: Any) -> list[Record]:
    """An order paid by one payment, of which customs asked and had the data a minute later."""
    return built({PaymentQuery: [ASKED], OriginalPayment: [KEPT]}, changes)


STORIES = [
    whole("all of it", a_query(), HELD),
    whole("nothing", a_query(original_payment=None), BROKEN),
    whole("nothing was handed in", a_query(original_payment=None), UNDETERMINED, absent=("original_payment",)),
    *(whole(f"no {name}", a_query(original_payment={name: None}), BROKEN)
      for name in ("request", "response", "amount", "traded_at", "goods", "links", "payee_account", "payee_name")),
    whole("of one of two payments no answer", a_query(original_payment=[{}, {"number": "T-2", "response": None}]),
          BROKEN),
    whole("customs did not ask", a_query(payment_query=None), OUT_OF_SCOPE),
    soon("after a minute", a_query(), HELD),
    soon("after two minutes", a_query(payment_query={"uploaded_at": beijing(3, 4, 9, 2)}), BROKEN),
    soon("never", a_query(payment_query={"uploaded_at": None}), BROKEN),
    soon("the second question never",
         a_query(payment_query=[{}, {"session": "s-2", "uploaded_at": None}]), BROKEN),
    soon("nobody knows when customs asked", a_query(payment_query={"asked_at": None}), UNDETERMINED),
    soon("customs did not ask", a_query(payment_query=None), OUT_OF_SCOPE),
    taken("taken", a_query(), HELD),
    taken("refused", a_query(payment_query={"result": "20000", "taken": False}), BROKEN),
    taken("without certificate", a_query(payment_query={"certificate_number": None}), BROKEN),
    taken("nobody knows what came of it", a_query(payment_query={"taken": None}), UNDETERMINED),
    taken("customs did not ask", a_query(payment_query=None), OUT_OF_SCOPE),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_originals(story: Story) -> None:
    assert story.judged() is story.outcome
