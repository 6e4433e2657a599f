"""Filings that come in: what their firms declared is held against them by a job, so that cases end or are opened."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from shibosi.domains.customs.controls.filing import FILED
from shibosi.domains.customs.records import CustomsList, GoodsFiling, MerchantFiling
from shibosi.kernel.records import record
from shibosi.kernel.versions import CHANGE, DELETE
from shibosi.store import jobs
from shibosi.store.cases.lacking import OF_FIRMS
from shibosi.store.dossiers import key_of
from shibosi.store.firms import folded
from shibosi.store.intake.handed import Document
from shibosi.store.models import Case, CaseParty, Finding, Role, stored
from shibosi.store.models import Document as Filed
from shibosi.store.permissions import SCOPES
from shibosi.store.portions import portions
from shibosi.store.viewers import Viewer

JOB = "customs.filings.came"
LATELY = timedelta(days=2)
AT_ONCE = 200
"""Orders that are looked up in one go."""
CODES = {MerchantFiling.kind(): ("party_code", "filed_code", "credit_code"),
         GoodsFiling.kind(): ("party_code", "merchant_code")}  # fmt: skip
"""By which codes a filing names its firm."""


def at_intake(fresh: Iterable[Document], now: datetime) -> None:
    """Ask for the job where filings came in of firms that lack some, or that say less than filed or change."""
    codes: set[str] = set()
    less = False
    for one in fresh:
        if one.kind in CODES:
            columns, row = record(one.kind).columns, one.rows[one.kind][0]
            told = {name: row[columns[name].position] for name in (*CODES[one.kind], "status", "report_type")}
            codes |= {folded(told[name]) for name in CODES[one.kind] if told[name]}
            less |= told["status"] != FILED or told["report_type"] in (CHANGE, DELETE)
    if codes and (less or _found(_all(codes)).exists()):
        jobs.ask(JOB, now, "intake", firms=sorted(codes))


def taken_out(document: Filed, now: datetime) -> None:
    """Ask for the job where people took a filing out of force."""
    if document.kind in CODES:
        rows = stored(document.kind)._default_manager.filter(filed=document).values_list(*CODES[document.kind])
        jobs.ask(JOB, now, "correction", firms=sorted({folded(code) for row in rows for code in row if code}))


@jobs.job(JOB, attempts=3)
def came(running: jobs.Running, firms: list[str]) -> dict[str, Any]:
    """Hold against filings what is declared of firms and found unfiled, and what they declared lately."""
    from shibosi.store.filings.lookups import look_up  # what it hands in comes back here

    viewer = of_filings(running.clock())
    codes = _all(set(firms))
    found = _found(codes).order_by("pk").select_related("dossier").iterator()
    orders = list(dict.fromkeys([*(str(key_of(one.dossier)[0]) for one in found), *declared_lately(viewer.now, codes)]))
    looked = 0
    for some in portions(orders, AT_ONCE):
        looked += len(look_up(viewer, some))
        running.progress(looked)
    return {"looked_up": looked}


def of_filings(now: datetime) -> Viewer:
    """Who holds lines against filings: the platform itself."""
    return Viewer("filings", now, Role.OFFICER, frozenset(SCOPES))


def declared_lately(now: datetime, firms: Iterable[str] | None = None) -> list[str]:
    """The orders of the lists that came in lately, of some firms or of all."""
    lists = stored(CustomsList.kind())._default_manager.filter(
        standing=True, filed__receipt__received_at__gte=now - LATELY
    ).exclude(order_number=None)  # fmt: skip
    if firms is not None:
        lists = lists.filter(filed__parties__who__in=list(firms))
    return list(lists.values_list("order_number", flat=True).distinct())


def _all(codes: set[str]) -> set[str]:
    """The codes of firms with those under which they are filed."""
    filed = stored(MerchantFiling.kind())._default_manager.filter(standing=True, party_code__in=codes)
    told = filed.values_list(*CODES[MerchantFiling.kind()])
    return codes | {folded(code) for row in told for code in row if code}


def _found(codes: set[str]) -> QuerySet[Finding]:
    """What is found lacking of firms, whether people ended the case of it or not."""
    own = CaseParty.objects.filter(who__in=codes).values("case")
    matters = Case.objects.filter(pk__in=own, control__in=OF_FIRMS).values("about")
    return Finding.objects.filter(about__in=matters, resolved_at__isnull=True)
