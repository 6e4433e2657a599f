"""Duties towards authorities: each known with its source, control and report, and each report handed in in time.

Not modelled: which duties a firm has. The register is the firm's own; what it lacks nobody can see here.
"""

from shibosi.domains.aml.dossiers import OBLIGATION, REPORT
from shibosi.domains.aml.records import AuthorityReport, Obligation
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, largest, unknown, when
from shibosi.kernel.parameters import Parameters, whole

OWED = count(AuthorityReport).or_else(0) > 0
REGISTERED = count(Obligation).or_else(0) > 0


class ObligationRegister(Parameters):
    """How the register of obligations is kept."""

    months = whole("Months after which an entry of the register is looked at again", unit="months")
    periods = whole("Months in which a yearly report has to be entered with its last day", unit="months")


@control(
    clauses=["8.1.2.1"], dossier=OBLIGATION, day=Obligation.reviewed_on, when=REGISTERED, blocks=NOTHING,
    remedy="Name jurisdiction, source and the control by which the obligation is kept.",
)  # fmt: skip
def obligation_names_its_source_and_control() -> BoolX:
    """An obligation of the register names jurisdiction, source and the control by which it is kept."""
    where = Obligation.jurisdiction.is_known() & Obligation.source.is_known()
    return where & Obligation.subject.is_known() & Obligation.control.is_known()


@control(
    clauses=["8.1.2.1"], dossier=OBLIGATION, day=as_of(), when=REGISTERED, blocks=NOTHING,
    remedy="Look whether the law has changed, and note the day.",
)  # fmt: skip
def obligation_was_looked_at_lately(register: ObligationRegister) -> BoolX:
    """An obligation of the register was looked at in the last months."""
    return Obligation.reviewed_on.later(register.months) >= as_of()


@control(
    clauses=["8.1.2.1"], dossier=OBLIGATION, day=as_of(), when=REGISTERED & Obligation.report.is_known(),
    blocks=NOTHING, reports=[AuthorityReport], remedy="Enter the report with its last day.",
)  # fmt: skip
def obligation_has_its_report_entered(register: ObligationRegister) -> BoolX:
    """For an obligation that asks for a report the report is entered with its last day, for the period that runs."""
    last = largest(AuthorityReport.due_on)
    frequent = Obligation.frequency.is_in(["month", "quarter", "year"])
    fresh = when(frequent, last.later(register.periods) >= as_of(), last.is_known())
    there = count(AuthorityReport) > 0
    return when(there, fresh, there)


@control(
    clauses=["8.1.2.1"], dossier=REPORT, day=AuthorityReport.due_on, when=OWED, blocks=NOTHING,
    severity=Severity.CRITICAL, remedy="Hand the report in, tell the authority why it is late, keep its receipt.",
)  # fmt: skip
def report_is_handed_in_in_time() -> BoolX:
    """A report owed to an authority is handed in by its last day, and the receipt is kept."""
    filed = AuthorityReport.filed_on.is_known()
    done = (AuthorityReport.filed_on <= AuthorityReport.due_on) & AuthorityReport.receipt.is_known()
    return when(filed, done, when(as_of() > AuthorityReport.due_on, filed, unknown()))
