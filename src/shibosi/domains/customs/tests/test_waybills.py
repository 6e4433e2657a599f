"""E-waybills: soon after the request for transport, and whole."""

from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from shibosi.domains.customs.tests.builders import Story, built
from shibosi.domains.customs.tests.templates import CARRIER, RETAIL_IMPORT, beijing
from shibosi.domains.logistics.records import Waybill, WaybillRequest
from shibosi.kernel.records import Record
from shibosi.kernel.testing import BROKEN, HELD, OUT_OF_SCOPE, UNDETERMINED

(CARRIED,) = RETAIL_IMPORT[Waybill]
ASKED: dict[str, Any] = {
    "carrier_code": CARRIER, "waybill_number": CARRIED["number"], "order_number": "O-1",
    "requested_at": beijing(2026, 3, 2, 12), "answered_at": beijing(2026, 3, 2, 12, 30),
}  # fmt: skip
soon = partial(Story, "waybill_follows_its_request_soon")
whole = partial(Story, "waybill_asked_for_has_its_data")


def a_request(**changes: Any) -> list[Record]:
    """A request after half an hour answered with a whole waybill."""
    return built(
        {WaybillRequest: [ASKED], Waybill: [CARRIED | {"carrier_name": "Su 速", "contents": "Cream"}]}, changes
    )


NEEDED = ("carrier_name", "consignee", "consignee_address", "consignee_phone", "contents", "weight", "packages")
STORIES = [
    soon("after half an hour", a_request(), HELD),
    soon("a minute later", a_request(waybill_request={"answered_at": beijing(2026, 3, 2, 12, 31)}), BROKEN),
    soon("never", a_request(waybill_request={"answered_at": None}), BROKEN),
    soon("nobody knows when it was asked for", a_request(waybill_request={"requested_at": None}), UNDETERMINED),
    soon("nobody asked", a_request(waybill_request=None), OUT_OF_SCOPE),
    whole("all of it", a_request(), HELD),
    *(whole(f"no {name}", a_request(waybill={name: None}), BROKEN) for name in NEEDED),
    whole("weighs nothing", a_request(waybill={"weight": Decimal(0)}), BROKEN),
    whole("no parcel", a_request(waybill={"packages": 0}), BROKEN),
    whole("no waybill", a_request(waybill=None), BROKEN),
    whole("waybills were not handed in", a_request(waybill=None), UNDETERMINED, absent=("waybill",)),
    whole("nobody asked", a_request(waybill_request=None), OUT_OF_SCOPE),
]


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_waybills(story: Story) -> None:
    assert story.judged() is story.outcome
