"""Support that policies give: in force on the day, open to that kind of party, and where a zone gives it, in a zone.

Not modelled: further conditions of each policy; those of taxes are controls of the room of tax, and all are decided
with reasons by `shibosi law eligible`.
"""

from functools import partial

from shibosi.domains.assurance.dossiers import SUPPORT
from shibosi.domains.assurance.records import SupportUse
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, any_of, unknown, when
from shibosi.kernel.parameters import Parameters, codes

used = partial(control, dossier=SUPPORT, day=SupportUse.used_on, blocks=NOTHING)


class SupportPolicies(Parameters):
    """Policies by area of support, as the list of norms names them, and the kinds of party each area is open to."""

    settlement = codes("Policies on settlement of foreign exchange")
    settlement_parties = codes("Kinds of party that policies on settlement of foreign exchange are open to")
    returns = codes("Policies on returned goods")
    returns_parties = codes("Kinds of party that policies on returned goods are open to")
    warehouse = codes("Policies on overseas warehouses")
    warehouse_parties = codes("Kinds of party that policies on overseas warehouses are open to")
    refund = codes("Policies on refund and exemption of taxes")
    refund_parties = codes("Kinds of party that policies on refund and exemption of taxes are open to")
    credit = codes("Policies on building of credit")
    credit_parties = codes("Kinds of party that policies on building of credit are open to")
    insurance = codes("Policies on export credit insurance")
    insurance_parties = codes("Kinds of party that policies on export credit insurance are open to")
    property = codes("Policies on intellectual property")
    property_parties = codes("Kinds of party that policies on intellectual property are open to")
    zone = codes("Policies that only pilot zones give")
    zone_parties = codes("Kinds of party that policies of pilot zones are open to")
    cities = codes("Pilot zones on a day, in Chinese and English")
    ever_cities = codes("All names that pilot zones ever bore")


@used(
    clauses=["000-63"],
    remedy="Take the use back, or name the policy that is in force and open to this kind of party.",
)
def support_is_in_force_and_open_to_the_firm(support: SupportPolicies) -> BoolX:
    """A policy of support is used in its area, while it is in force, by a kind of party that it is open to."""
    areas = (
        ("settlement", support.settlement, support.settlement_parties),
        ("returns", support.returns, support.returns_parties),
        ("warehouse", support.warehouse, support.warehouse_parties),
        ("refund", support.refund, support.refund_parties),
        ("credit", support.credit, support.credit_parties),
        ("insurance", support.insurance, support.insurance_parties),
        ("property", support.property, support.property_parties),
        ("zone", support.zone, support.zone_parties),
    )
    fits = any_of(*(
        (SupportUse.area == name) & SupportUse.policy.is_in(policies) & SupportUse.party_kind.is_in(parties)
        for name, policies, parties in areas
    ))  # fmt: skip
    return when(SupportUse.area.is_known(), fits, unknown())


@used(
    clauses=["004-07"],
    when=SupportUse.area == "zone",
    remedy="Take the use back: outside a pilot zone the normal rule serves.",
)
def zone_support_is_used_in_a_zone(support: SupportPolicies) -> BoolX:
    """A policy that only pilot zones give is used by a firm that is registered in one on the day."""
    return when(SupportUse.city.is_in(support.ever_cities), SupportUse.city.is_in(support.cities), unknown())
