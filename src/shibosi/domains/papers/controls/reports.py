"""Reports of others: auditors, test bodies; by whom, on what, for which period."""

from functools import partial

from shibosi.domains.papers.controls.policies import Freshness
from shibosi.domains.papers.dossiers import ACTIVITY, IN_FORCE, VALID, does, proven, recent
from shibosi.domains.papers.records import Activity, Measurement, Paper
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, as_of, count, some, when
from shibosi.kernel.parameters import Parameters, whole

report = partial(control, dossier=ACTIVITY, day=as_of(), place=Activity.market, blocks=NOTHING)
AUDIT = "Have the audit done, and hand in the report."
INDEPENDENT = (Paper.issuer_code != Paper.holder_code) & Paper.issuer_licence.is_known()
"""Somebody else with a licence wrote it."""


class Audits(Parameters):
    """How long a report counts."""

    months = whole("Months after the end of its period for which an audit report counts", unit="months")


@report(clauses=["4.2.1.4-a"], when=does("home-platform"), remedy=AUDIT)
def platform_was_audited_in_full(audits: Audits) -> BoolX:
    """A licensed auditor reported lately, by a standard, on statements, tax, internal control and lawfulness."""
    late = Paper.ends_on.later(audits.months) >= as_of()
    return proven("audit-report", VALID, INDEPENDENT, Paper.standard.is_known(), late)


@report(
    clauses=["7.2.1.1"], when=does("warehousing"), remedy="Have the service assessed, and hand in report and figures."
)
def storage_meets_its_standards(fresh: Freshness) -> BoolX:
    """A report by each of the two standards finds the storage service good, and figures of its own stand beside it."""
    lately = Measurement.ends_on.later(fresh.months) >= as_of()
    there = count(Measurement) > 0
    figures = some((Measurement.measure == "storage-accuracy") & Measurement.value.is_known() & lately)
    found = proven("storage-conformity-report", VALID, recent(fresh.months), Paper.reference == Activity.number)
    return found & when(there, figures, there)


@report(clauses=["8.1.3.1-a"], when=does("payment-service"), remedy=AUDIT)
def operations_are_audited_by_an_international_firm(fresh: Freshness) -> BoolX:
    """The accounting firm engaged audits operations lately, and its team knows collection, refunds and tax."""
    engaged = proven("audit-engagement", IN_FORCE, Paper.counterparty_code == Activity.partner_code)
    by_partner = Paper.issuer_code == Activity.partner_code
    return engaged & proven("operations-audit", VALID, by_partner, recent(fresh.months))
