"""What firms lack is found in every line they declare: one case of the firm, and no line is a case beside it.

The case ends when what was lacking came in and no line lacks it any more; the log names the document that says so. One
that people ended stays as it is. Where it is found anew there is a new case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shibosi.domains.customs.flows import CUSTOMS_FILING
from shibosi.domains.customs.records import FilingLookup, GoodsFiling, MerchantFiling
from shibosi.kernel.dossiers import Rows
from shibosi.store.cases import moving, opening
from shibosi.store.cases.carrying import Opening, about
from shibosi.store.dossiers import first_value, rows_of_states
from shibosi.store.firms import folded
from shibosi.store.intake.judgement import Held, Judgement
from shibosi.store.logbook import Entry
from shibosi.store.models import Case, Document, Finding
from shibosi.store.reading.numbers import documents_numbered
from shibosi.store.statements import change

BROKEN = "broken"
FILED = "filed"
FIRM, GOODS = "firm", "goods"
Facts = dict[str, Any]
Papers = dict[str, tuple[str, str]]
"""By what a case is about the document that ends it: its kind and its number."""


@dataclass(frozen=True)
class Lack:
    """What a control finds lacking: the flow of its cases, what a line lacks, and what is there by which documents."""

    flow: str
    facts: Callable[[Rows], Facts | None]
    there: Callable[[Rows], Papers]


def settle(judged: Judgement, now: datetime) -> list[Entry]:
    """Open cases of what is lacking, end those of what is not any more. Answers entries for the log.

    Inside a transaction.
    """
    found = [one for one in (*judged.opened, *judged.confirmed) if one.control in OF_FIRMS and one.outcome == BROKEN]
    gone = [one for one in judged.resolved if one.control in OF_FIRMS and one.about is not None]
    if not found and not gone:
        return []
    states = {state.pk: state for state in judged.states.values()}
    rows = rows_of_states([states[pk] for pk in sorted({one.dossier_id for one in (*found, *gone)})])
    left = {one.about for one in gone}
    moved, wanted = [], []
    for one in found:
        lack = OF_FIRMS[one.control]
        facts = lack.facts(rows[one.dossier_id])
        matter = _about(lack.flow, facts) if facts is not None else None
        if one.about != matter:
            left.add(one.about)
            one.about = matter
            moved.append(one)
            wanted += [_wanted(one, lack.flow, facts)] if facts is not None else []
    change(Finding, moved, ["about"])
    papers: Papers = {}
    for one in (*moved, *gone):
        papers |= OF_FIRMS[one.control].there(rows[one.dossier_id])
    _end({matter: paper for matter, paper in papers.items() if matter in left}, now)
    return opening.by_machine(wanted, now)


def is_of_its_firm(held: Held) -> bool:
    """Whether all for which a dossier is held is a case of its firm already, with all else that is held so."""
    return all(name in OF_FIRMS and OF_FIRMS[name].facts(held.rows) is not None for name in held.because)


def _end(papers: Papers, now: datetime) -> None:
    """End open cases that no finding is part of any more. Of two transactions that end one, the other waits here."""
    cases = Case.objects.select_for_update(of=("self",)).filter(
        about__in=papers, closed_at__isnull=True, control__in=OF_FIRMS
    )
    for case in list(cases.order_by("pk").select_related(None)) if papers else ():
        matter = str(case.about)
        if Finding.objects.filter(about=matter, resolved_at__isnull=True).exists():
            continue
        kind, number = papers[matter]
        documents = documents_numbered(Document.objects.filter(kind=kind, standing=True), number)
        if (document := documents.order_by("-pk").first()) is not None:
            moving.by_machine(case, "come_in", now, {"document": number}, document)


def _wanted(finding: Finding, flow: str, facts: Facts) -> opening.Wanted:
    return opening.Wanted(flow, Opening(
        parties={"subject": facts["firm"]}, facts=facts, about=_about(flow, facts), finding=finding,
        control=finding.control, priority=finding.severity,
    ))  # fmt: skip


def _about(flow: str, facts: Facts) -> str:
    return about(flow, [str(facts[name]) for name in ("firm", "what", "number")])


def _unfiled(rows: Rows) -> Facts | None:
    """A merchant that declares without being filed; where it is, goods that are not."""
    firm, item = (_told(rows, name) for name in ("merchant_code", "item_number"))
    if not firm:
        return None
    if not _in_force(rows, "merchant_status", "merchant_until"):
        return {"firm": folded(firm), "what": FIRM, "number": firm}
    return {"firm": folded(firm), "what": GOODS, "number": item} if item else None


def _filed(rows: Rows) -> Papers:
    """What is filed of a declared line, its merchant and its goods, and by which documents."""
    firm, item = (_told(rows, name) for name in ("merchant_code", "item_number"))
    merchants, goods = (_told(rows, name) for name in ("merchant_filing", "item_filing"))
    found: Papers = {}
    if not firm or not _in_force(rows, "merchant_status", "merchant_until"):
        return found
    if merchants:
        told = {"firm": folded(firm), "what": FIRM, "number": firm}
        found[_about(CUSTOMS_FILING.name, told)] = MerchantFiling.kind(), merchants
    if item and goods and _in_force(rows, "status", "until"):
        told = {"firm": folded(firm), "what": GOODS, "number": item}
        found[_about(CUSTOMS_FILING.name, told)] = GoodsFiling.kind(), goods
    return found


def _in_force(rows: Rows, status: str, until: str) -> bool:
    """Whether a filing was in force when the line was declared."""
    last, on = _told(rows, until), _told(rows, "declared_on")
    return bool(_told(rows, status) == FILED) and not (last is not None and on is not None and last < on)


def _told(rows: Rows, column: str) -> Any:
    return first_value(rows, FilingLookup.kind(), column)


OF_FIRMS: Mapping[str, Lack] = {"nothing_is_declared_unfiled": Lack(CUSTOMS_FILING.name, _unfiled, _filed)}
"""Controls that find in many dossiers what one case of their firm is about."""
