"""Producers: who sells packaged goods, electronics or batteries has a number for them, and reports what was sold.

Not modelled: which goods belong to a category; the firm's books say so.
"""

from functools import partial

from shibosi.domains.parties.dossiers import PRODUCER
from shibosi.domains.parties.records import FirmNumber, SoldCategory
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, common, count, every, some, when
from shibosi.kernel.parameters import Parameters, codes, whole

SOLD = count(SoldCategory).or_else(0) > 0
duty = partial(
    control, dossier=PRODUCER, day=as_of(), place=common(SoldCategory.market), severity=Severity.MAJOR, blocks=NOTHING
)  # fmt: skip


class ProducerDuty(Parameters):
    """Goods whose producers are registered, by market."""

    categories = codes("Categories of goods whose producers have to be registered")
    registers = codes("Registers that issue numbers to producers")
    days = whole("Days after a period until its goods have been reported", unit="days")


@duty(
    clauses=["000-28", "000-T8"], when=SOLD,
    remedy="Take the goods off sale in this market until their producer is registered, and hand the number in.",
)  # fmt: skip
def goods_have_their_producer_number(producer: ProducerDuty) -> BoolX:
    """Goods of a category whose producers are registered in the market are sold with an active number."""
    asked = every(SoldCategory.category.is_in(producer.categories))
    there = count(FirmNumber) > 0
    active = (FirmNumber.status == "active") & FirmNumber.register.is_in(producer.registers)
    return when(asked, when(there, some(active), there), ~asked)


@duty(
    clauses=["000-28"], when=SOLD, remedy="Report what was sold of the category, and correct what was reported wrongly."
)
def goods_sold_are_reported(producer: ProducerDuty) -> BoolX:
    """What was sold of such a category in a period is reported to the register of producers in full and in time."""
    asked = every(SoldCategory.category.is_in(producer.categories))
    due = SoldCategory.ends_on + producer.days < as_of()
    told = SoldCategory.reported.is_known() & (SoldCategory.reported == SoldCategory.sold)
    return when(asked, every(due.implies(told)), ~asked)
