"""Contracts with partners: with whom they should be, with the clauses they should have, in force in time."""

from functools import partial

from shibosi.domains.papers.controls.policies import Freshness
from shibosi.domains.papers.dossiers import (
    ACTIVITY,
    HERE_GOOD,
    IN_FORCE,
    VALID,
    WITH_PARTNER,
    does,
    is_kind,
    proven,
    recent,
)
from shibosi.domains.papers.papers import kind
from shibosi.domains.papers.records import Activity, Paper
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, all_of, as_of, count, count_where, some, when
from shibosi.kernel.parameters import Parameters, amount

contract = partial(control, dossier=ACTIVITY, day=as_of(), place=Activity.market, blocks=NOTHING)
SIGN = "Sign the contract with the clauses that are missing, and hand it in."


class Insurance(Parameters):
    """What suppliers of data are insured for."""

    sum = amount("Smallest sum insured against data breaches", currency="142")


@contract(
    clauses=["4.11.3-c"], when=does("data-supply"),
    remedy="Stop the data feed until contract, insurance and audit are there.",
)  # fmt: skip
def data_supplier_is_bound(fresh: Freshness, insured: Insurance) -> BoolX:
    """A supplier of data is bound to purpose, term and liability, may not subcontract, is insured and was audited."""
    bound = proven("data-supply-contract", IN_FORCE, WITH_PARTNER)
    cover = proven("breach-insurance", IN_FORCE, Paper.amount >= insured.sum)
    return bound & cover & proven("supplier-audit", VALID, recent(fresh.months))


@contract(
    clauses=["7.1.6"], when=does("corridor"), remedy="Sign with a partner for each leg, and hand in the contracts."
)
def corridor_is_joined_of_legs() -> BoolX:
    """A solution over several legs stands for the corridor, with contracts of the partners in force."""
    leg, there = is_kind("leg-contract") & IN_FORCE & HERE_GOOD, count(Paper) > 0
    several = count_where(leg & Paper.counterparty_code.is_known()) > 1
    return proven("corridor-solution", VALID, HERE_GOOD) & when(there, several, there)


@contract(
    clauses=["8.1.4.1"], when=does("payment-scheme"),
    remedy="Have the partner bank approve the scheme as it is now, abroad and at home, before it is offered.",
)  # fmt: skip
def scheme_was_approved_by_the_bank() -> BoolX:
    """The partner bank approved both legs of a scheme before its start, and again after every change."""
    since_change = Activity.changed_on.is_missing() | (Paper.reviewed_on >= Activity.changed_on)
    by_partner = Paper.issuer_code == Activity.partner_code
    return proven("scheme-approval", VALID, by_partner, Paper.issued_on < Activity.started_on, since_change)


@contract(clauses=["10.2.1-b"], when=does("foreign-legal-matter"), remedy=SIGN)
def foreign_matter_is_led_at_home() -> BoolX:
    """A foreign legal matter is led by the domestic firm, under an agreement with a foreign firm that is registered."""
    agreed = proven("legal-cooperation", IN_FORCE, WITH_PARTNER)
    registered = proven("foreign-office-registration", IN_FORCE, HERE_GOOD)
    return (Activity.leader_code == Activity.party_code) & agreed & registered


@contract(
    clauses=["10.3.3-c"], when=does("upstream-supply"),
    remedy="Have the supplier sign the undertaking, certify what you are certified for, and audit it.",
)  # fmt: skip
def upstream_supplier_is_equal(fresh: Freshness) -> BoolX:
    """A supplier signed the undertaking, holds every certificate that the firm holds itself, and was audited lately."""
    there = count(Paper) > 0

    def has(name: str, part: str) -> BoolX:
        return some(is_kind(name, part) & IN_FORCE)

    equal = all_of(*(
        has("own-certificate", part).implies(has("supplier-certificate", part))
        for part in kind("supplier-certificate").parts
    ))  # fmt: skip
    signed = proven("security-undertaking", IN_FORCE, WITH_PARTNER)
    return signed & when(there, equal, there) & proven("upstream-audit", VALID, recent(fresh.months))


@contract(
    clauses=["10.5.3-a"], when=does("shop-operation"),
    remedy="Take access back until the contract with all four clauses is signed.",
)  # fmt: skip
def service_contract_came_before_access() -> BoolX:
    """A contract on content, fees, property and breach was signed with the client before its shop was entered."""
    return proven("shop-service-contract", IN_FORCE, WITH_PARTNER, Paper.issued_on <= Activity.started_on)
