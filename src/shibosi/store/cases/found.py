"""Work that findings open: tax that is owed or odd, a weak supplier becomes a case by itself, once about one thing.

What a firm lacks is found in every line it declares: it is one case of the firm, and no line is a case beside it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from shibosi.domains import registry
from shibosi.domains.customs.flows import CUSTOMS_FILING
from shibosi.domains.suppliers.flows import SUPPLIER_IMPROVEMENT
from shibosi.domains.tax import flows
from shibosi.domains.tax.controls.claims import ClaimDeadlines
from shibosi.kernel.dossiers import KNOWN, Rows
from shibosi.kernel.flows.declared import Flow
from shibosi.kernel.records import record
from shibosi.standard.law.policies import months_later
from shibosi.store.cases import holding, opening
from shibosi.store.cases.carrying import Opening, about
from shibosi.store.cases.flows import suppliers, taxes
from shibosi.store.dossiers import gathered
from shibosi.store.firms import folded
from shibosi.store.intake.judgement import Held
from shibosi.store.logbook import Entry
from shibosi.store.models import DossierState, Finding

Facts = dict[str, Any]
Telling = Callable[[Finding, Rows], Facts | None]
BROKEN = "broken"
FILED = "filed"
ABOUT = {flow.name: names for flow, names in (*taxes.ABOUT, *suppliers.ABOUT, (CUSTOMS_FILING, ("what", "number")))}


def settle(found: Sequence[Finding], now: datetime) -> list[Entry]:
    """Open cases for findings that ask for work. Answers entries for the log. Inside a transaction."""
    asking = [one for one in found if one.outcome == BROKEN and one.control in OPENS]
    rows = _rows(one.dossier for one in asking)
    wanted = [one for finding in asking if (one := _wanted(finding, rows[finding.dossier_id])) is not None]
    return opening.by_machine(wanted, now)


def is_of_its_firm(held: Held) -> bool:
    """Whether all for which a dossier is held is a case of its firm already, with all else that is held so."""
    return all(name in OF_FIRMS and OF_FIRMS[name](held.rows) is not None for name in held.because)


def _rows(states: Iterable[DossierState]) -> dict[int, Rows]:
    """Dossiers with their rows, each kind read once."""
    kinds: dict[str, list[DossierState]] = defaultdict(list)
    for state in states:
        kinds[state.kind].append(state)
    return {pk: rows for kind, some in kinds.items() for pk, (_, rows) in gathered(KNOWN[kind], some).items()}


def _wanted(finding: Finding, rows: Rows) -> opening.Wanted | None:
    flow, told = OPENS[finding.control]
    facts = told(finding, rows)
    if facts is None:
        return None
    matter = about(flow.name, [facts["firm"], *(str(facts[name]) for name in ABOUT[flow.name])])
    return opening.Wanted(flow.name, Opening(
        parties={"subject": facts["firm"]}, facts=facts, about=matter, finding=finding,
        dossier=None if finding.control in OF_FIRMS else finding.dossier,
        control=finding.control, priority=finding.severity,
    ))  # fmt: skip


def _refund(finding: Finding, rows: Rows) -> Facts | None:
    """An export whose refund nobody claimed: the last day is that of the law, from its declaration."""
    declared = _first(rows, "customs_list", "declared_on")
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
    told = {name: str(_first(rows, kind, name) or "") for name in ("party_code", "market", "scheme")}
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
    firm, code = (_first(rows, "supplier", name) for name in ("party_code", "supplier_code"))
    return {"firm": folded(firm), "supplier": code, "because": finding.control} if firm and code else None


def _unfiled(rows: Rows) -> Facts | None:
    """A merchant that declares without being filed; where it is, goods that are not."""
    told = {name: _first(rows, "filing_lookup", name) for name in (
        "merchant_code", "merchant_status", "merchant_until", "declared_on", "item_number")}  # fmt: skip
    firm, until, on = told["merchant_code"], told["merchant_until"], told["declared_on"]
    if not firm:
        return None
    if told["merchant_status"] != FILED or (until is not None and on is not None and until < on):
        return {"firm": folded(firm), "what": "firm", "number": firm}
    item = told["item_number"]
    return {"firm": folded(firm), "what": "goods", "number": item} if item else None


def _first(rows: Rows, kind: str, column: str) -> Any:
    """A value of the first row of a kind that has one, as a person reads it."""
    declared = record(kind).columns[column]
    values = (row[declared.position] for row in rows.get(kind, ()))
    return next((declared.seen(value) for value in values if value is not None), None)


OF_FIRMS: Mapping[str, Callable[[Rows], Facts | None]] = {"nothing_is_declared_unfiled": _unfiled}
"""Controls that find in many dossiers what one case of their firm is about."""
OPENS: Mapping[str, tuple[Flow, Telling]] = {
    "nothing_is_declared_unfiled": (CUSTOMS_FILING, lambda finding, rows: _unfiled(rows)),
    "refund_owed_is_claimed": (flows.TAX_RELIEF, _refund),
    "returns_name_the_registration": (flows.TAX_REGISTRATION, _registration),
    "seller_has_proof_of_registration": (flows.TAX_REGISTRATION, _registration),
    "odd_burden_is_reviewed": (flows.BURDEN_REVIEW, _burden),
    "weak_supplier_mends_or_leaves": (SUPPLIER_IMPROVEMENT, _weak),
}
"""Controls whose broken findings open a case: of which flow, and with which facts."""
