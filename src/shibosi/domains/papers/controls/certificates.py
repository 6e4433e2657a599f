"""Certificates of security, service and quality: by standard, in force, for the service that is offered.

Not modelled: which part of a standard a certificate leaves out.
"""

from functools import partial

from shibosi.domains.papers.controls.policies import Freshness, none_open
from shibosi.domains.papers.dossiers import (
    ACTIVITY,
    ALLOWED,
    HERE_GOOD,
    IN_FORCE,
    NAMED,
    VALID,
    does,
    is_kind,
    proven,
    recent,
)
from shibosi.domains.papers.papers import kind
from shibosi.domains.papers.records import Activity, Asset, Measurement, Paper
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, all_of, as_of, count, every, largest, some, when
from shibosi.kernel.parameters import Parameters, codes, share, whole

certificate = partial(control, dossier=ACTIVITY, day=as_of(), place=Activity.market, blocks=NOTHING)
CERTIFY = "Have the certificate issued or renewed, and hand it in."


class Security(Parameters):
    """What security has to reach."""

    scan_months = whole("Months for which a scan by an approved vendor counts", unit="months")
    fraud = share("Largest share of fraud in payments")
    key_days = whole("Days after which a key is changed", unit="days")
    schemes = codes("Regional security schemes that are accepted in a market")


def measured() -> BoolX:
    """Some figure was reported."""
    return count(Measurement) > 0


@certificate(clauses=["7.2.2.2-b"], when=does("carriage"), remedy=CERTIFY)
def supply_chain_is_secure() -> BoolX:
    """A certificate or self-assessment of supply chain security is in force for carriage, by the standard it names."""
    return proven("supply-chain-security", IN_FORCE, ALLOWED, Paper.standard == "ISO 28000")


@certificate(
    clauses=["8.1.5.1"], when=does("acquiring"),
    remedy="Renew the attestation, have the gateway scanned, and bring fraud down.",
)  # fmt: skip
def acquiring_gateway_is_attested(fresh: Freshness, limits: Security) -> BoolX:
    """The gateway was attested by the card industry lately, scanned since, and fraud stays below the limit."""
    attested = proven("card-industry-attestation", VALID, NAMED, Paper.issued_on.later(fresh.months) >= as_of())
    scanned = proven("vulnerability-scan", VALID, recent(limits.scan_months), Paper.issuer_licence.is_known())
    fraud = largest(Measurement.value, where=Measurement.measure == "fraud-share") <= limits.fraud
    return attested & scanned & fraud


@certificate(clauses=["8.1.5.2"], when=does("acquiring", "payment-service"), remedy=CERTIFY)
def payment_firm_is_certified() -> BoolX:
    """A payment firm holds every certificate that is named, in its own name and in force."""
    return proven("payment-security-certificate", IN_FORCE, NAMED)


@certificate(
    clauses=["9.1.2.1"], when=does("cloud-hosting"),
    remedy="Have the certificate issued, or hand in a plan for it with a last day to come.",
)  # fmt: skip
def cloud_meets_international_standards() -> BoolX:
    """For each international standard that is named there is a certificate in force, or a plan with a day to come."""
    there = count(Paper) > 0
    held = is_kind("cloud-certificate") & IN_FORCE & NAMED
    planned = is_kind("certification-plan") & VALID & (Paper.valid_until >= as_of())
    met = all_of(*(some((held | planned) & (Paper.part == part)) for part in kind("cloud-certificate").parts))
    return when(there, met, there)


@certificate(clauses=["9.1.2.2"], when=does("cloud-hosting"), remedy=CERTIFY)
def cloud_meets_regional_schemes(limits: Security) -> BoolX:
    """In the market served a certificate of a regional scheme that is accepted there is in force."""
    return proven("regional-security-certificate", IN_FORCE, NAMED, HERE_GOOD, Paper.part.is_in(limits.schemes))


@certificate(
    clauses=["9.1.2.3"], when=does("cloud-hosting"),
    remedy="Have the service audited for the sector, and close what the audit found.",
)  # fmt: skip
def cloud_meets_its_sector(fresh: Freshness) -> BoolX:
    """For the sector served there is an audit or self-assessment that is not old, and no finding of it is overdue."""
    audited = proven("sector-audit", VALID, Paper.category == Activity.category, recent(fresh.months))
    return audited & when(measured(), none_open("audit-findings-overdue"), measured())


@certificate(
    clauses=["9.1.3"], when=does("cloud-hosting"),
    remedy="Show for the market how its privacy law is met, and move data to where it was agreed.",
)  # fmt: skip
def cloud_keeps_data_where_agreed(fresh: Freshness) -> BoolX:
    """The market's privacy law is mapped to what is done, and the data of each client are where it was agreed."""
    mapped = proven("privacy-mapping", VALID, HERE_GOOD, Paper.reference.is_known(), recent(fresh.months))
    tenant, there = Asset.asset == "tenant", count(Asset) > 0
    return mapped & when(there, some(tenant) & every(Asset.market == Asset.agreed_market, where=tenant), there)


@certificate(
    clauses=["9.1.4"], when=does("cloud-hosting"),
    remedy="Join the body, and name for each requirement it published the function that meets it.",
)  # fmt: skip
def cloud_takes_part_in_compliance_bodies() -> BoolX:
    """Membership in a compliance body is in force, and each requirement it published is tied to a function or a gap."""
    asked = is_kind("published-requirement")
    tied = when(some(asked), every(Paper.reference.is_known(), where=asked), some(asked))
    return proven("compliance-membership", IN_FORCE, NAMED) & tied


@certificate(clauses=["10.3.1-a"], when=does("cloud-supply", "payment-technology"), remedy=CERTIFY)
def technology_is_certified() -> BoolX:
    """Cloud supply is certified for information security, payment technology locally, each for its service."""
    cloud = proven("technology-certificate", IN_FORCE, NAMED, ALLOWED, parts=("ISO/IEC 27001",))
    local = proven("technology-certificate", IN_FORCE, NAMED, ALLOWED, HERE_GOOD, parts=("payment-security",))
    return when(Activity.activity == "cloud-supply", cloud, local)


@certificate(
    clauses=["10.3.2.1-b"], when=does("core-system"),
    remedy="Renew the filing, change the keys that are too old, and encrypt what is transferred.",
)  # fmt: skip
def core_system_is_protected(limits: Security) -> BoolX:
    """A core system is filed at level three, its keys are not too old, and nothing is transferred in plain text."""
    keys, there = Asset.asset == "key", count(Asset) > 0
    young = some(keys) & every(Asset.changed_on + limits.key_days >= as_of(), where=keys)
    sealed = when(measured(), none_open("plain-transfers"), measured())
    return proven("protection-level-three", IN_FORCE, NAMED) & when(there, young, there) & sealed
