"""Policies, plans and manuals: in force, answered for, reviewed not long ago, and true to what is done.

Whether the text says the right thing is for people to read; asked here is what can be held against other records.
"""

from functools import partial

from shibosi.domains.papers.dossiers import ACTIVITY, VALID, does, is_kind, proven, recent
from shibosi.domains.papers.records import Activity, Asset, Measurement, Paper
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, all_of, any_of, as_of, count, every, largest, smallest, some, when
from shibosi.kernel.parameters import Parameters, whole

policy = partial(control, dossier=ACTIVITY, day=as_of(), place=Activity.market, blocks=NOTHING)
RENEW = "Have the document approved anew, name who answers for it, and hand it in."
RULES = ("trading-rules", "consumer-rules", "disclosure-rules", "privacy-rules")
"""The kinds that the rules of a platform consist of."""


class Freshness(Parameters):
    """How long something done once counts."""

    months = whole("Months for which a review, an audit, an examination or a training counts", unit="months")
    notice = whole("Days before its last day from which a paper is to be renewed", unit="days")
    certificate_notice = whole("Days before its last day from which a certificate is to be renewed", unit="days")


class PaperReminders(Parameters):
    """When the holder of a paper is told that it ends; once more it is told when it has ended."""

    first = whole("Days before its last day on which the holder of a paper is told first", unit="days")
    second = whole("Days before its last day on which the holder is told again", unit="days")
    last = whole("Days before its last day on which the holder is told for the last time", unit="days")


def current(fresh: Freshness) -> BoolX:
    """A document in force for the activity and its market, with version and owner, reviewed not long ago."""
    return all_of(
        VALID,
        Paper.valid_from <= as_of(),
        Paper.version.is_known(),
        Paper.owner_name.is_known(),
        Paper.activity == Activity.activity,
        Paper.market.or_else(Activity.market) == Activity.market,
        recent(fresh.months),
    )


def none_open(measure: str) -> BoolX:
    """A figure of the activity was measured, and it is nought."""
    mine = Measurement.measure == measure
    return some(mine) & every(Measurement.value == 0, where=mine)


@policy(clauses=["4.2.1.1-a"], when=does("home-platform"), remedy=RENEW)
def accounting_manual_is_current(fresh: Freshness) -> BoolX:
    """An accounting manual with policies, methods and internal control is in force and was reviewed lately."""
    return proven("accounting-manual", current(fresh))


@policy(clauses=["4.3.1-a"], when=does("independent-site"), remedy=RENEW)
def site_plan_is_current(fresh: Freshness) -> BoolX:
    """The plan of an independent site says position, customers and brand, for its market, and is not old."""
    return proven("site-plan", current(fresh))


@policy(
    clauses=["4.4.1-a"], when=does("home-platform"),
    remedy="Have every set of rules approved and reviewed by a lawyer, and hand in the register of rules.",
)  # fmt: skip
def rules_of_the_platform_are_current(fresh: Freshness) -> BoolX:
    """Every set of rules of a platform has a version and an owner and was reviewed for its lawfulness lately."""
    any_rules = any_of(*(is_kind(name) for name in RULES))
    kept = all_of(Paper.version.is_known(), Paper.owner_name.is_known(), VALID, recent(fresh.months))
    return proven("rule-register", current(fresh)) & when(
        some(any_rules), every(kept, where=any_rules), some(any_rules)
    )


@policy(clauses=["4.4.2-a"], when=does("home-platform"), remedy="Publish the trading rules before they take effect.")
def trading_rules_are_current(fresh: Freshness) -> BoolX:
    """Trading rules are in force and were published no later than they took effect."""
    return proven("trading-rules", current(fresh), Paper.published_on <= Paper.valid_from)


@policy(
    clauses=["4.4.2-c"], when=does("home-platform"),
    remedy="Name for each right of consumers where on the platform it is used, and hand in the rules.",
)  # fmt: skip
def consumer_rules_lead_to_functions(fresh: Freshness) -> BoolX:
    """Consumer protection rules are in force, and each right in them names where on the platform it is used."""
    mine = is_kind("consumer-rules")
    named = every(Paper.part.is_known() & Paper.reference.is_known(), where=mine)
    return proven("consumer-rules", current(fresh)) & when(some(mine), named, some(mine))


@policy(
    clauses=["4.4.2-d"], when=does("home-platform"),
    remedy="Hand in the rules, and report how many items were reviewed and turned down in the last period.",
)  # fmt: skip
def disclosure_rules_are_lived(fresh: Freshness) -> BoolX:
    """Rules of disclosure and review are in force, and the figures of the review queue show that they are used."""
    lately = Measurement.ends_on.later(fresh.months) >= as_of()
    reviewed = some((Measurement.measure == "items-reviewed") & (Measurement.value > 0) & lately)
    refused = some((Measurement.measure == "items-refused") & Measurement.value.is_known() & lately)
    return proven("disclosure-rules", current(fresh)) & when(
        count(Measurement) > 0, reviewed & refused, count(Measurement) > 0
    )


@policy(
    clauses=["4.4.2-e"], when=does("home-platform"),
    remedy="Mark every data asset, review who has access to it, and hand in the rules.",
)  # fmt: skip
def privacy_rules_reach_the_data(fresh: Freshness) -> BoolX:
    """Rules of privacy and trade secrets are in force, and every data asset is marked and its access reviewed."""
    data = Asset.asset == "data"
    kept = Asset.marking.is_known() & (Asset.access_reviewed_on.later(fresh.months) >= as_of())
    return proven("privacy-rules", current(fresh)) & when(
        count(Asset) > 0, some(data) & every(kept, where=data), count(Asset) > 0
    )


@policy(
    clauses=["7.1.5"], when=does("carriage"),
    remedy="Finish the corrective actions that are overdue, and hand in procedures and audit report.",
)  # fmt: skip
def quality_system_is_audited(fresh: Freshness) -> BoolX:
    """Procedures and a quality system are in force, were audited lately, and no corrective action is overdue."""
    none_late = when(count(Measurement) > 0, none_open("corrective-actions-overdue"), count(Measurement) > 0)
    return proven("quality-system", current(fresh)) & none_late


@policy(clauses=["7.2.1.3-b"], when=does("warehousing", "warehousing-abroad"), remedy=RENEW)
def warehouse_safety_code_is_current(fresh: Freshness) -> BoolX:
    """A code of safe work in the warehouse is in force and was reviewed lately."""
    return proven("warehouse-safety-code", current(fresh))


@policy(clauses=["7.2.3.2-a-1"], when=does("delivery"), remedy=RENEW)
def delivery_information_rule_is_current(fresh: Freshness) -> BoolX:
    """A rule on the management of delivery information is in force, with an owner, reviewed lately."""
    return proven("delivery-information-rule", current(fresh))


@policy(clauses=["7.2.3.2-b-1"], when=does("delivery"), remedy=RENEW)
def delivery_tracing_rule_is_current(fresh: Freshness) -> BoolX:
    """A rule on tracing deliveries is in force, with an owner, reviewed lately."""
    return proven("delivery-tracing-rule", current(fresh))


@policy(clauses=["7.2.3.2-c-1"], when=does("delivery"), remedy=RENEW)
def delivery_equipment_rule_is_current(fresh: Freshness) -> BoolX:
    """A rule on the management of delivery equipment is in force, with an owner, reviewed lately."""
    return proven("delivery-equipment-rule", current(fresh))


@policy(clauses=["7.2.3.2-d-1"], when=does("delivery"), remedy=RENEW)
def delivery_staff_rule_is_current(fresh: Freshness) -> BoolX:
    """A rule on the management of delivery staff is in force, with an owner, reviewed lately."""
    return proven("delivery-staff-rule", current(fresh))


@policy(
    clauses=["10.2.3-a"], when=does("legal-service"),
    remedy="Set a time limit in each manual, and finish work within it.",
)  # fmt: skip
def service_manuals_set_the_clock(fresh: Freshness) -> BoolX:
    """Manuals for due diligence, contract review and compliance reports are in force, and work keeps their limits."""
    manual, parts = "legal-service-manual", ("due-diligence", "contract-review", "compliance-report")
    in_time = all_of(*(
        largest(Measurement.value, where=Measurement.measure == f"days-{part}")
        <= smallest(Paper.limit, where=is_kind(manual, part))
        for part in parts
    ))  # fmt: skip
    return proven(manual, current(fresh), parts=parts) & in_time
