"""E-waybills: they come soon after transport was asked for, with the data a waybill has.

The elements of GB/T 40292 were not found; those of the customs waybill (CEB511) stand for them.
"""

from shibosi.domains.customs.dossiers import PARCEL
from shibosi.domains.logistics.records import Waybill, WaybillRequest
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, count, every, largest, when
from shibosi.kernel.expressions.times import minutes
from shibosi.kernel.parameters import Parameters, whole

REQUESTED = count(WaybillRequest).or_else(0) > 0
REQUESTED_ON = largest(WaybillRequest.requested_at.day())


class WaybillTimes(Parameters):
    """How fast a carrier answers a request for transport."""

    answer = whole("Minutes from the request for transport to the e-waybill", unit="minutes")


@control(
    clauses=["7.3.2.1-a"], dossier=PARCEL, day=REQUESTED_ON, when=REQUESTED, severity=Severity.MINOR, blocks=NOTHING,
    remedy="Ask the carrier why its e-waybills come late, and look at the link to it.",
)  # fmt: skip
def waybill_follows_its_request_soon(times: WaybillTimes) -> BoolX:
    """An e-waybill comes back within minutes of the request for transport."""
    answered = WaybillRequest.answered_at.is_known()
    return every(answered & (WaybillRequest.answered_at - WaybillRequest.requested_at <= minutes(times.answer)))


@control(
    clauses=["7.3.2.1-a"], dossier=PARCEL, day=REQUESTED_ON, when=REQUESTED, reports=[Waybill],
    remedy="Ask the carrier for the e-waybill with what is missing: consignee, contents, weight or parcels.",
)  # fmt: skip
def waybill_asked_for_has_its_data() -> BoolX:
    """An e-waybill that was asked for names carrier, consignee, address, telephone, contents, weight and parcels."""
    one, there = Waybill, count(Waybill) > 0
    who = one.carrier_name.is_known() & one.consignee.is_known() & one.consignee_address.is_known()
    what = one.contents.is_known() & one.weight.is_known() & one.packages.is_known()
    carried = what & (one.weight > 0) & (one.packages > 0)
    return when(there, who & one.consignee_phone.is_known() & carried, there)
