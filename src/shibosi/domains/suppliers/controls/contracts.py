"""Contracts: in force and renewed in time, binding whoever is given data; terms of transport looked at first."""

from functools import partial

from shibosi.domains.suppliers.dossiers import CONTRACT, CONTRACT_RUNS, GIVEN_DATA, SUPPLIER, WORKS, shown
from shibosi.domains.suppliers.records import Contract, ContractTerm, Supplier
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, all_of, any_of, as_of, count, text
from shibosi.kernel.parameters import Parameters, whole

BINDING = ("purpose", "period", "liability", "no-subcontracting")
TRANSPORT = ("liability", "claims", "law", "forum")
PROCESSING = "processing"
THERE = count(Contract).or_else(0) > 0
RUNNING = THERE & CONTRACT_RUNS & ~Contract.open_ended.or_else(False)
with_supplier = partial(control, dossier=SUPPLIER, day=as_of(), blocks=NOTHING)
contract = partial(control, dossier=CONTRACT, day=as_of(), blocks=NOTHING)


class ContractNotice(Parameters):
    """When somebody is warned that a contract ends."""

    days = whole("Days before its last day by which it is settled what follows a contract", unit="days")


@with_supplier(
    clauses=["4.11.3-c"], when=GIVEN_DATA, severity=Severity.CRITICAL,
    remedy="Stop the data until a contract on processing them is signed.",
)  # fmt: skip
def whoever_is_given_data_is_bound() -> BoolX:
    """With whoever is given personal or important data a contract on processing them is in force."""
    return shown(Contract, CONTRACT_RUNS & (Contract.contract_kind == PROCESSING))


@with_supplier(
    clauses=["4.11.3-c"], when=GIVEN_DATA,
    remedy="Put down for what and until when the data may be used; where the day has passed, have them deleted.",
)  # fmt: skip
def data_have_purpose_and_term() -> BoolX:
    """Data are with a supplier for a named purpose, until a day that has not passed."""
    return Supplier.purpose.is_known() & Supplier.data_until.is_known() & (as_of() <= Supplier.data_until)


@with_supplier(
    clauses=["4.11.3-c"], when=WORKS & Supplier.through_code.is_known(), severity=Severity.CRITICAL,
    remedy="Have the sub-processor stopped, or permit it in writing before it goes on.",
)  # fmt: skip
def sub_processor_was_permitted_first() -> BoolX:
    """A sub-processor began only after the firm had permitted it."""
    permitted = Supplier.permitted_on.is_known()
    return permitted & (Supplier.permitted_on <= Supplier.first_order_on)


@contract(
    clauses=["4.11.3-c"], when=THERE & CONTRACT_RUNS & (Contract.contract_kind == PROCESSING),
    remedy="Have the terms that are missing agreed in writing, or stop the data.",
)  # fmt: skip
def processing_contract_settles_its_terms() -> BoolX:
    """A contract on processing data settles purpose, period and liability, and bars handing them on."""
    return all_of(*(shown(ContractTerm, (ContractTerm.term == term) & ContractTerm.place.is_known())
                    for term in BINDING))  # fmt: skip


@contract(
    clauses=["10.5.5.2-a"], when=RUNNING, severity=Severity.MINOR,
    remedy="Decide what follows the contract: sign its successor and put its number down, or prepare to leave.",
)  # fmt: skip
def contract_is_followed_up_in_time(notice: ContractNotice) -> BoolX:
    """Some time before a contract ends it is settled what follows: it is renewed, replaced, or left."""
    settled = any_of(Contract.follow_up == text("left"), Contract.followed_by.is_known()).or_else(False)
    return (as_of() + notice.days < Contract.valid_until) | settled


@contract(
    clauses=["7.3.3.2-b"], when=THERE & (Contract.contract_kind == "transport"),
    remedy="Have liability, claims, law and forum looked at before anything is signed; renegotiate what does not pass.",
)  # fmt: skip
def transport_terms_were_looked_at_first() -> BoolX:
    """Liability, claims, law and forum of a transport contract passed a review before it was signed."""
    passed = (shown(ContractTerm, (ContractTerm.term == term) & ContractTerm.passed) for term in TRANSPORT)
    reviewed = Contract.reviewed_by.is_known() & Contract.reviewed_on.is_known()
    return reviewed & (Contract.reviewed_on <= Contract.signed_on) & all_of(*passed)
