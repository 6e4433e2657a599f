"""Work that findings open: tax that is owed or odd, a weak supplier becomes a case by itself, once about one thing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from shibosi.domains import registry
from shibosi.domains.suppliers.flows import SUPPLIER_IMPROVEMENT
from shibosi.domains.tax import flows
from shibosi.domains.tax.controls.claims import ClaimDeadlines
from shibosi.kernel.dossiers import Rows
from shibosi.kernel.flows.declared import Flow
from shibosi.standard.law.policies import months_later
from shibosi.store.cases import holding, opening
from shibosi.store.cases.carrying import Opening, about
from shibosi.store.cases.flows import suppliers, taxes
from shibosi.store.dossiers import first_value, rows_of_states
from shibosi.store.firms import folded
from shibosi.store.logbook import Entry
from shibosi.store.models import Finding

Facts = dict[str, Any]
Telling = Callable[[Finding, Rows], Facts | None]
BROKEN = "broken"
ABOUT = {flow.name: names for flow, names in (*taxes.ABOUT, *suppliers.ABOUT)}


def settle(found: Sequence[Finding], now: datetime) -> list[Entry]:
    """Open cases for findings that ask for work. Answers entries for the log. Inside a transaction."""
    asking = [one for one in found if one.outcome == BROKEN and one.control in OPENS]
    rows = rows_of_states(one.dossier for one in asking)
    wanted = [one for finding in asking if (one := _wanted(finding, rows[finding.dossier_id])) is not None]
    return opening.by_machine(wanted, now)


def _wanted(finding: Finding, rows: Rows) -> opening.Wanted | None:
    flow, told = OPENS[finding.control]
    facts = told(finding, rows)
    if facts is None:
        return None
    matter = about(flow.name, [facts["firm"], *(str(facts[name]) for name in ABOUT[flow.name])])
    return opening.Wanted(flow.name, Opening(
        parties={"subject": facts["firm"]}, facts=facts, about=matter, finding=finding,
        dossier=finding.dossier, control=finding.control, priority=finding.severity,
    ))  # fmt: skip


def _refund(finding: Finding, rows: Rows) -> Facts | None:
    """An export whose refund nobody claimed: the last day is that of the law, from its declaration."""
    declared = first_value(rows, "customs_list", "declared_on")
    version = None if declared is None else registry.values().in_force(ClaimDeadlines.claim.id, declared, "CN")
    if declared is None or version is None or not isinstance(version.value, int):
        return None
    last = months_later(declared, version.value)
    return {"firm": holding.concerned(finding.dossier), "sort": "refund", "number": finding.dossier.key,
            "last_day": last}  # fmt: skip


def _registration(finding: Finding, rows: Rows) -> Facts | None:
    """A taxpayer that sells in a market without registration or proof of it."""
    kind = next((one for one in ("tax_return", "tax_entry") if rows.get(one)), None)
    if kind is None:
        return None
    told = {name: str(first_value(rows, kind, name) or "") for name in ("party_code", "market", "scheme")}
    if not all(told.values()):
        return None
    return {"firm": folded(told["party_code"]), "market": told["market"], "scheme": told["scheme"],
            "because": finding.control}  # fmt: skip


def _burden(finding: Finding, rows: Rows) -> Facts | None:
    """A tax burden that nobody explained."""
    told = _registration(finding, rows)
    return None if told is None or finding.day is None else told | {"until": finding.day}


def _weak(finding: Finding, rows: Rows) -> Facts | None:
    """A supplier that was graded down and has no plan, or did not mend in time."""
    firm, code = (first_value(rows, "supplier", name) for name in ("party_code", "supplier_code"))
    return {"firm": folded(firm), "supplier": code, "because": finding.control} if firm and code else None


OPENS: Mapping[str, tuple[Flow, Telling]] = {
    "refund_owed_is_claimed": (flows.TAX_RELIEF, _refund),
    "returns_name_the_registration": (flows.TAX_REGISTRATION, _registration),
    "seller_has_proof_of_registration": (flows.TAX_REGISTRATION, _registration),
    "odd_burden_is_reviewed": (flows.BURDEN_REVIEW, _burden),
    "weak_supplier_mends_or_leaves": (SUPPLIER_IMPROVEMENT, _weak),
}
"""Controls whose broken findings open a case: of which flow, and with which facts."""
