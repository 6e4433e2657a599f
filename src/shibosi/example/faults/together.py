"""Two faults on one order."""

from shibosi.example.faults.amounts import FAULTS as AMOUNTS
from shibosi.example.faults.base import Fault, Theme
from shibosi.example.faults.forms import FAULTS as FORMS
from shibosi.example.faults.lines import FAULTS as LINES
from shibosi.example.faults.modes import FAULTS as MODES
from shibosi.example.faults.parcels import FAULTS as PARCELS
from shibosi.example.faults.parties import FAULTS as PARTIES
from shibosi.example.faults.people import FAULTS as PEOPLE
from shibosi.example.faults.times import FAULTS as TIMES
from shibosi.example.papers import Papers

PAIRS = [
    ("payer_is_another_person", "net_weight_above_gross"),
    ("buyer_telephone_mistyped_in_list", "bar_code_misread"),
    ("order_freight_mistyped", "address_changed_on_waybill"),
    ("wrong_unit_in_list", "bonded_import_without_account_book"),
    ("payment_amount_mistyped", "declared_before_the_waybill"),
    ("goods_named_differently", "parcel_twice_as_heavy"),
    ("waybill_number_mistyped_in_list", "own_number_left_blank"),
]
"""Names of faults whose findings do not touch one another."""
THEMES = [AMOUNTS, FORMS, LINES, MODES, PARCELS, PARTIES, PEOPLE, TIMES]


def _both(one: Fault, other: Fault) -> Fault:
    def edit(papers: Papers) -> None:
        one.edit(papers)
        other.edit(papers)

    return Fault(
        f"{one.name}+{other.name}", f"{one.story} {other.story}", edit, one.where & other.where, share=0.4,
        parts=(one, other),
    )  # fmt: skip


def _pairs() -> Theme:
    known = {fault.name: fault for theme in THEMES for fault in theme}
    found = Theme()
    found.extend(_both(known[one], known[other]) for one, other in PAIRS)
    return found


FAULTS = _pairs()
