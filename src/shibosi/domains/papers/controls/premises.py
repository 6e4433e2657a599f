"""Buildings, equipment, vehicles, data centres: certified, in working order, large enough."""

from functools import partial

from shibosi.domains.papers.controls.policies import Freshness
from shibosi.domains.papers.dossiers import ACTIVITY, ASSET, HERE_GOOD, IN_FORCE, VALID, does, owns, proven, recent
from shibosi.domains.papers.records import Activity, Asset, Measurement, Paper
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, all_of, as_of, count, every, largest, some, total, when
from shibosi.kernel.parameters import Parameters, number, share

unit = partial(control, dossier=ACTIVITY, day=as_of(), place=Activity.market, blocks=NOTHING)
asset = partial(control, dossier=ASSET, day=as_of(), place=Asset.market, blocks=NOTHING)
SAME_PLACE = Paper.reference.same_as(Asset.reference)
HANDLING = ("loading", "moving", "storing", "sorting", "packing")
STATION = ("receiving", "holding", "issuing", "delivering")
VEHICLE = Asset.asset == "vehicle"


class Capacity(Parameters):
    """What equipment has to reach."""

    share = share("Capacity an hour as a share of the busiest hour")
    latency = number("Longest time that users in a market wait for the data centre", unit="ms")


def equipped(step: str) -> BoolX:
    """Something in working order serves a step."""
    return some((Asset.step == step) & Asset.working)


@unit(
    clauses=["7.1.2"],
    when=does("carriage"),
    remedy="Add equipment for the step that is too small, and update the register.",
)
def equipment_carries_the_busiest_hour(fresh: Freshness, limits: Capacity) -> BoolX:
    """Equipment in working order carries the parcels of the busiest hour at every step, as the register says."""
    peak = largest(Measurement.value, where=Measurement.measure == "peak-parcels-per-hour") * limits.share
    enough = all_of(*(total(Asset.capacity, where=(Asset.step == step) & Asset.working) >= peak for step in HANDLING))
    there = all_of(*(equipped(step) for step in HANDLING))
    listed = proven("equipment-register", VALID, recent(fresh.months))
    return listed & when(count(Asset) > 0, when(there, enough, there), count(Asset) > 0)


@unit(
    clauses=["7.2.1.6"], when=does("warehousing-abroad"),
    remedy="Work through the law of the country, and hand in what shows that it is kept.",
)  # fmt: skip
def warehouse_abroad_keeps_local_law() -> BoolX:
    """For a warehouse abroad there is evidence in force that the country's warehouse and packaging law is kept."""
    return proven("local-law-evidence", IN_FORCE, HERE_GOOD, Paper.standard.is_known())


@unit(
    clauses=["7.2.3.2-c"], when=does("delivery"),
    remedy="Repair or add equipment, and have vehicles inspected and insured before they go out.",
)  # fmt: skip
def delivery_station_is_in_order(fresh: Freshness) -> BoolX:
    """A delivery station was found in order lately, equipment works at every step, vehicles may go on the road."""
    steps = all_of(*(equipped(step) for step in STATION))
    roadworthy = every((Asset.inspected_until >= as_of()) & (Asset.insured_until >= as_of()), where=VEHICLE)
    there = count(Asset) > 0
    in_order = steps & when(some(VEHICLE), roadworthy, some(VEHICLE))
    return proven("station-order-record", VALID, recent(fresh.months)) & when(there, in_order, there)


@unit(clauses=["7.2.3.2-c-2"], when=does("delivery"), remedy="Repair or add equipment for the step that has none.")
def station_is_equipped_for_its_steps(fresh: Freshness) -> BoolX:
    """The register of a station is not old, and something in working order serves each of its four steps."""
    there = count(Asset) > 0
    steps = all_of(*(equipped(step) for step in STATION))
    return proven("station-equipment-register", VALID, recent(fresh.months)) & when(there, steps, there)


@asset(
    clauses=["7.2.1.2-a"], when=owns("building"), remedy="Have the building inspected, and hand in both certificates."
)
def building_passed_fire_and_structure() -> BoolX:
    """Fire acceptance and structure certificate of a warehouse building are in force, for its address."""
    return proven("building-certificate", IN_FORCE, SAME_PLACE)


@asset(
    clauses=["7.2.1.2-c"], when=owns("automated-system"),
    remedy="Have the system assessed as it is now, and hand in the certificate."
)  # fmt: skip
def automated_system_is_safe_as_it_is() -> BoolX:
    """The functional safety of an automated system is certified, since its last change."""
    since = Asset.changed_on.is_missing() | (Paper.issued_on >= Asset.changed_on)
    return proven("functional-safety", IN_FORCE, since, Paper.reference == Asset.reference)


@asset(
    clauses=["7.2.3.2-c-3"],
    when=owns("vehicle"),
    remedy="Keep the vehicle off the road until it is inspected and insured.",
)
def vehicle_is_inspected_insured_and_not_overloaded() -> BoolX:
    """A vehicle is inspected and insured under its own plate, and was never loaded beyond what it is rated for."""
    load = largest(Measurement.value, where=Measurement.measure == "load") <= Asset.capacity
    return proven("vehicle-papers", IN_FORCE, Paper.reference.same_as(Asset.reference)) & load


@asset(
    clauses=["9.2.2-a"],
    when=owns("data-centre"),
    remedy="Show the site, and report how long users wait and how long it ran.",
)
def data_centre_abroad_serves_its_users(limits: Capacity) -> BoolX:
    """A data centre has its site papers, users in its market do not wait too long, and its running time is reported."""
    wait = largest(Measurement.value, where=Measurement.measure == "latency") <= limits.latency
    there = count(Measurement) > 0
    ran = some((Measurement.measure == "uptime") & Measurement.value.is_known())
    return proven("data-centre-site", IN_FORCE, SAME_PLACE) & wait & when(there, ran, there)
