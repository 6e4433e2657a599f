"""Sources: no need hangs on one of them, risks that are known are insured, somebody can take over.

How much of a need a supplier has is reckoned from what was bought of it; the rows of a need have one unit.
"""

from functools import partial

from shibosi.domains.suppliers.dossiers import NEED, SUPPLIER, WORKS, shown
from shibosi.domains.suppliers.records import Supplier, SupplierCover, SupplierRisk, Supply
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, all_of, as_of, count, largest, smallest, some, total, when
from shibosi.kernel.parameters import Parameters, share, whole

RISKS = ("bankruptcy", "disaster", "policy-change", "breach")
FLAGGED = (
    (SupplierRisk.flagged_on <= as_of()) & (SupplierRisk.until.is_missing() | (as_of() <= SupplierRisk.until))
)  # fmt: skip
COVERED = (SupplierCover.valid_from <= as_of()) & (as_of() <= SupplierCover.valid_until)
ACCEPTED = Supply.accepted_by.is_known() & (as_of() <= Supply.accepted_until)
supplier = partial(control, dossier=SUPPLIER, day=as_of(), blocks=NOTHING)


class SupplySources(Parameters):
    """How much may hang on one source."""

    share = share("Largest share of a need that one supplier has")
    tried = whole("Months for which a trial of taking over counts", unit="months")


@control(
    clauses=["6.1.3-c"], dossier=NEED, day=as_of(), blocks=NOTHING,
    when=(count(Supply).or_else(0) > 0) & (total(Supply.volume) > 0).or_else(True),
    remedy="Buy from further sources, or have somebody accept the share until a day.",
)  # fmt: skip
def need_is_met_from_several_sources(sources: SupplySources) -> BoolX:
    """No supplier has more than the largest share of what was bought for a need, unless somebody accepted it."""
    whole_ = total(Supply.volume)
    rest = some(~ACCEPTED)
    largest_ = largest(Supply.volume, where=~ACCEPTED)
    return (smallest(Supply.volume) >= 0) & when(rest, largest_ <= whole_ * sources.share, ~rest)


@supplier(
    clauses=["6.1.3-c"], when=WORKS & shown(SupplierRisk, FLAGGED).or_else(True) & (count(SupplierRisk).or_else(0) > 0),
    remedy="Insure the risk that is flagged, or end the flag where it has gone.",
)  # fmt: skip
def flagged_risks_are_insured() -> BoolX:
    """Against each risk flagged of a supplier an insurance is in force."""

    def insured(risk: str) -> BoolX:
        flagged = some(FLAGGED & (SupplierRisk.risk == risk))
        return when(flagged, shown(SupplierCover, COVERED & (SupplierCover.risk == risk)), ~flagged)

    return all_of(*(insured(risk) for risk in RISKS))


@supplier(
    clauses=["4.11.3-c", "6.1.3-c"], when=WORKS & (count(SupplierCover).or_else(0) > 0), severity=Severity.MINOR,
    remedy="Have the insurance renewed and put the new policy down, or stop what it covered.",
)  # fmt: skip
def insurance_has_not_lapsed() -> BoolX:
    """Of each risk of a supplier that was ever insured an insurance is in force."""

    def renewed(risk: str) -> BoolX:
        mine = SupplierCover.risk == risk
        return some(mine).implies(some(mine & COVERED))

    return all_of(*(renewed(risk) for risk in RISKS))


@supplier(
    clauses=["6.1.3-c"], when=WORKS & Supplier.critical,
    remedy="Name who or what takes over, and try it.",
)  # fmt: skip
def critical_supplier_can_be_replaced(sources: SupplySources) -> BoolX:
    """For a supplier on which business hangs it is known who takes over, and taking over was tried not long ago."""
    tried = Supplier.replacement_tested_on
    return Supplier.replacement.is_known() & tried.is_known() & (as_of() <= tried.later(sources.tried))
