"""Suppliers: looked at before the first order, scored and audited since; who is weak mends or leaves."""

from functools import partial

from shibosi.domains.suppliers.dossiers import CONTRACT_RUNS, GIVEN_DATA, SUPPLIER, WORKS, shown
from shibosi.domains.suppliers.records import Contract, Supplier, SupplierReview, Supply
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, all_of, as_of, count, every, largest, some, when
from shibosi.kernel.parameters import Parameters, whole

ASSESSED = ("standing", "capacity", "quality", "delivery")
ADMITTED = ("licence", "capacity", "quality")
SCORED = ("delivery", "quality", "response")
LISTED = ("core", "approved", "weak")
GOODS = WORKS & (Supplier.supplier_kind == "goods")
SCORE = SupplierReview.score.is_known()
BEFORE = SupplierReview.done_on <= Supplier.first_order_on
supplier = partial(control, dossier=SUPPLIER, day=as_of(), blocks=NOTHING)


class SupplierReviews(Parameters):
    """How long looks at suppliers count."""

    assessed = whole("Months for which an assessment counts before the first order", unit="months")
    scored = whole("Months after which a supplier is scored again", unit="months")
    audited = whole("Months after which whoever is given personal or important data is audited again", unit="months")
    mended = whole("Days in which a supplier mends what an audit found", unit="days")
    yearly = whole("Months for which a contract with a core supplier runs at most", unit="months")


def looked(review: str, aspect: str, *facts: BoolX) -> BoolX:
    """The supplier was looked at in that way, for that aspect, and the facts are so."""
    return shown(SupplierReview, all_of(SupplierReview.review == review, SupplierReview.aspect == aspect, *facts))


@supplier(
    clauses=["6.1.3-a"], when=GOODS,
    remedy="Assess standing, capacity, quality and delivery, put the scores down, and order nothing more until then.",
)  # fmt: skip
def supplier_was_assessed_first(rules: SupplierReviews) -> BoolX:
    """A supplier of goods was scored for standing, capacity, quality and delivery not long before its first order."""
    fresh = Supplier.first_order_on <= SupplierReview.done_on.later(rules.assessed)
    return all_of(*(looked("assessment", aspect, SCORE, BEFORE, fresh) for aspect in ASSESSED))


@supplier(
    clauses=["10.5.5.2-a"], when=GOODS,
    remedy="Look at licence, capacity and quality; take the supplier off the list where one of them fails.",
)  # fmt: skip
def new_supplier_passed_its_reviews() -> BoolX:
    """Before its first order a supplier of goods passed reviews of licence, capacity and quality."""
    passed = SupplierReview.result == "passed"
    return all_of(*(looked("assessment", aspect, passed, BEFORE) for aspect in ADMITTED))


@supplier(
    clauses=["10.5.5.2-a"], when=GOODS & Supplier.grade.is_in(LISTED), severity=Severity.MINOR,
    remedy="Score delivery, quality and response of the last quarter.",
)  # fmt: skip
def supplier_is_scored_in_time(rules: SupplierReviews) -> BoolX:
    """A listed supplier of goods was scored for delivery, quality and response within the last quarter."""
    fresh = SupplierReview.done_on.later(rules.scored) >= as_of()
    return all_of(*(looked("score", aspect, SCORE, fresh) for aspect in SCORED))


@supplier(
    clauses=["10.5.5.2-a"], when=count(Supply).or_else(0) > 0,
    remedy="Buy nothing more from it; have it admitted first, or end what still runs.",
)  # fmt: skip
def bought_from_the_list_only() -> BoolX:
    """What is bought comes from suppliers on the list; from blocked ones nothing since the day they were."""
    blocked = every(Supply.starts_on <= Supplier.graded_on)
    listed = count(Supplier) > 0
    return when(listed, Supplier.grade.is_in(LISTED) | ((Supplier.grade == "blocked") & blocked), listed)


@supplier(
    clauses=["10.5.5.2-a"], when=WORKS & (Supplier.grade == "weak"),
    remedy="Agree a plan with a last day, test the supplier anew, then grade it up or end it.",
)  # fmt: skip
def weak_supplier_mends_or_leaves() -> BoolX:
    """A weak supplier has a plan with a last day, after which it has passed a test or is not worked with."""
    passed = all_of(SupplierReview.review == "retest", SupplierReview.result == "passed",
                    SupplierReview.done_on >= Supplier.graded_on)  # fmt: skip
    planned = Supplier.improve_by.is_known()
    return when(planned, (as_of() <= Supplier.improve_by) | shown(SupplierReview, passed), planned)


@supplier(
    clauses=["10.5.5.2-a"], when=WORKS & (Supplier.grade == "core"),
    remedy="Sign the contract of the year with the core supplier.",
)  # fmt: skip
def core_supplier_has_a_yearly_contract(rules: SupplierReviews) -> BoolX:
    """With a core supplier a contract is in force that runs for a year at most."""
    return shown(Contract, CONTRACT_RUNS & (Contract.valid_until <= Contract.valid_from.later(rules.yearly)))


@supplier(
    clauses=["4.11.3-c"], when=GIVEN_DATA,
    remedy="Audit the supplier, or stop the data; put down when it is audited again.",
)  # fmt: skip
def supplier_audit_is_not_overdue(rules: SupplierReviews) -> BoolX:
    """Whoever is given personal or important data was audited in time, and no later than its last audit announced."""
    audit = SupplierReview.review == "audit"
    done = largest(SupplierReview.done_on, where=audit)
    announced = largest(SupplierReview.next_on, where=audit & SupplierReview.next_on.is_known())
    audited = shown(SupplierReview, audit)
    in_time = (as_of() <= done.later(rules.audited)) & (as_of() <= announced.or_else(as_of()))
    return when(audited, in_time, audited)


@supplier(
    clauses=["4.11.3-c"], when=GIVEN_DATA & shown(SupplierReview, SupplierReview.review == "audit").or_else(False),
    remedy="Have what the audit found mended and put the day down, or stop the data.",
)  # fmt: skip
def audit_findings_are_mended(rules: SupplierReviews) -> BoolX:
    """What an audit of a supplier with data found was mended within the days agreed."""
    last_day = SupplierReview.done_on + rules.mended
    mended = when(SupplierReview.remedied_on.is_known(), SupplierReview.remedied_on <= last_day, as_of() <= last_day)
    clean = SupplierReview.result == "passed"
    return every(clean | mended, where=SupplierReview.review == "audit") & some(SupplierReview.review == "audit")
