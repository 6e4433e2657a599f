"""Weights: what the carrier weighed is something, and what is declared."""

from shibosi.domains.customs.dossiers import DECLARED, IMPORT, ORDER, PARCEL
from shibosi.domains.customs.records import CustomsList
from shibosi.domains.logistics.records import Waybill
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, count, every, largest
from shibosi.kernel.parameters import Parameters, share

DECLARED_ON = CustomsList.declared_on


class WeightTolerance(Parameters):
    """How far two weighings may differ."""

    share = share("Largest difference of gross weights, as a share of the declared one")


@control(
    clauses=["4.5.3"], rule="IM-16", dossier=ORDER, day=DECLARED_ON, when=DECLARED,
    remedy="Correct gross or net weight on the customs list.",
)  # fmt: skip
def gross_weight_covers_net() -> BoolX:
    """The gross weight of a customs list is not below its net weight."""
    return CustomsList.gross_weight >= CustomsList.net_weight


@control(
    clauses=["4.5.1.2", "7.2.4-b", "7.3.2.2-b"], rule="IM-16", dossier=ORDER, day=DECLARED_ON, when=IMPORT,
    blocks=NOTHING, severity=Severity.MINOR, remedy="Weigh the parcel again and correct waybill or customs list.",
)  # fmt: skip
def waybill_weight_is_near_the_list(limits: WeightTolerance) -> BoolX:
    """The weight on the waybill is near the gross weight declared."""
    gross = CustomsList.gross_weight
    return abs(Waybill.weight - gross) <= gross * limits.share


@control(
    clauses=["4.5.1.2", "7.3.2.2-b"], rule="IM-16", dossier=PARCEL, blocks=NOTHING, severity=Severity.MINOR,
    when=(count(CustomsList).or_else(0) > 0) & every(CustomsList.direction == "E"),
    remedy="Weigh the parcel again and correct waybill or customs list.",
)  # fmt: skip
def export_weight_is_near_the_list(limits: WeightTolerance) -> BoolX:
    """The weight on an export waybill is near the gross weight declared."""
    gross = CustomsList.gross_weight
    return every(abs(Waybill.weight - gross) <= gross * limits.share)


@control(
    clauses=["4.5.1.2"], rule="IM-16", dossier=PARCEL, day=largest(CustomsList.declared_on),
    when=(count(CustomsList).or_else(0) > 0) & (count(Waybill).or_else(0) > 0),
    remedy="Ask the logistics company to send the waybill with weight and number of parcels.",
)  # fmt: skip
def waybill_has_weight_and_pieces() -> BoolX:
    """A waybill that a customs list names says that something was carried: weight and parcels are above zero."""
    return (Waybill.weight > 0) & (Waybill.packages > 0)
