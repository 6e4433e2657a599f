"""Exported goods that come back free of tax: the cause fits, the time is kept, a refund drawn is paid back first.

The conditions are those of `standard.law.eligibility`, on what was reported; days are those of the export declaration,
for mode 1210 those of leaving the zone.
"""

from shibosi.domains.customs.dossiers import RETURN
from shibosi.domains.tax.records import ReturnRelief
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, count, when
from shibosi.kernel.parameters import Parameters, whole

MODES = ["1210", "9610", "9710", "9810"]
CAUSES = ["unsold", "returned"]
ASKED = count(ReturnRelief).or_else(0) > 0


class ReliefOfReturns(Parameters):
    """Until when exports may come back free of tax; without a value the relief is not in force."""

    months = whole("Months after the export in which goods may come back free of tax", unit="months")


@control(
    clauses=["002-05"], dossier=RETURN, day=ReturnRelief.exported_on, when=ASKED, severity=Severity.CRITICAL,
    remedy="Declare the goods as an ordinary import.",
)  # fmt: skip
def relief_has_mode_and_cause() -> BoolX:
    """Exported goods come back free of tax only unsold or sent back, unchanged, no food, in a mode of the relief."""
    fits = ReturnRelief.mode.is_in(MODES) & ReturnRelief.cause.is_in(CAUSES)
    return fits & ReturnRelief.unchanged & ~ReturnRelief.food


@control(
    clauses=["002-05"], dossier=RETURN, day=ReturnRelief.exported_on, when=ASKED, severity=Severity.CRITICAL,
    remedy="Declare the goods as an ordinary import; the time for the relief is over.",
)  # fmt: skip
def relief_came_in_its_window(rules: ReliefOfReturns) -> BoolX:
    """Exported goods come back free of tax within the months of the relief, counted from export or leaving the zone."""
    back, left, zone = ReturnRelief.returned_on, ReturnRelief.exported_on, ReturnRelief.left_zone_on
    return when(
        ReturnRelief.mode == "1210",
        (back >= zone) & (back <= zone.later(rules.months)),
        (back >= left) & (back <= left.later(rules.months)),
    )


@control(
    clauses=["002-05"], dossier=RETURN, day=ReturnRelief.exported_on, when=ASKED & ReturnRelief.refund_drawn,
    severity=Severity.CRITICAL, remedy="Pay the refund back and show the proof before the goods are declared.",
)  # fmt: skip
def refund_drawn_was_paid_back_first() -> BoolX:
    """A refund drawn for goods that come back is paid back before they are declared."""
    repaid = ReturnRelief.repaid_on.is_known()
    return when(repaid, ReturnRelief.repaid_on <= ReturnRelief.declared_on, repaid)
