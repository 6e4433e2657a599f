"""Partners of an order: who carries it and who takes its money was approved on the day of the order.

What a firm says of a partner is what its list of suppliers said when it was looked up: a grade of a later day says
nothing of the day of the order.
"""

from shibosi.domains.suppliers.controls.suppliers import LISTED
from shibosi.domains.suppliers.dossiers import PARTNERS
from shibosi.domains.suppliers.records import OrderPartner
from shibosi.kernel.controls import NOTHING, control
from shibosi.kernel.expressions import BoolX, any_of, count, every, smallest, unknown, when


@control(
    clauses=["10.5.2.2-a"], dossier=PARTNERS, day=smallest(OrderPartner.ordered_on), blocks=NOTHING,
    when=count(OrderPartner).or_else(0) > 0,
    remedy="Have the partner assessed and approved before it gets further orders, or give them to one who is.",
)  # fmt: skip
def partners_were_approved_on_the_day() -> BoolX:
    """Every carrier and payment firm of an order was on the list of suppliers, not blocked, when it was ordered."""
    on_time = OrderPartner.graded_on <= OrderPartner.ordered_on
    worked = any_of(OrderPartner.ended_on.is_missing(), OrderPartner.ordered_on <= OrderPartner.ended_on)
    approved = when(on_time, OrderPartner.grade.is_in(LISTED) & worked, unknown())
    return every(when(OrderPartner.found, approved, OrderPartner.found))
