"""Returns: what comes back is what left, by the same company, in time.

Not modelled: another site than the original one, and other districts than the exporting one.
"""

from shibosi.domains.customs.dossiers import RETURN, RETURN_LINE
from shibosi.domains.customs.records import Answer, CustomsList, CustomsReturn, ListLine, ReturnLine
from shibosi.kernel.controls import Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, every, largest, smallest, some, total
from shibosi.kernel.parameters import Parameters, whole

ASKED = largest(CustomsReturn.reported_at.day())
RELEASED = Answer.status.is_in(["800", "899"])
RELEASE = smallest(Answer.answered_at.day(), where=RELEASED)
RETURNED = count(CustomsReturn).or_else(0) > 0


class ImportReturn(Parameters):
    """In which time goods of retail import may go back."""

    ask = whole("Days after release in which a return may be asked for", unit="days")
    back = whole("Days after release in which the goods must be back", unit="days")


class ExportReturn(Parameters):
    """In which time exported goods may come back under the return rules."""

    ask = whole("Days after release in which exported goods may come back", unit="days")


@control(
    clauses=["4.5.3"], rule="EX-12b", dossier=RETURN, day=ASKED, when=RETURNED, severity=Severity.CRITICAL,
    remedy="Name the list under which these goods were declared.",
)  # fmt: skip
def returned_list_is_of_the_same_company() -> BoolX:
    """Goods go back under a list of the same e-commerce company and declarant."""
    return every(
        (CustomsReturn.merchant_code == CustomsList.merchant_code)
        & (CustomsReturn.declarant_code == CustomsList.declarant_code)
    )


@control(
    clauses=["4.5.3"], rule="EX-12b", dossier=RETURN, day=ASKED, when=RETURNED,
    remedy="Cancel the list instead of returning goods that were never released.",
)  # fmt: skip
def returned_list_was_released() -> BoolX:
    """Goods go back only under a list that customs released."""
    return some(RELEASED)


@control(
    clauses=["4.5.3"], rule="EX-12", dossier=RETURN, day=ASKED, when=RETURNED & (CustomsList.direction == "E"),
    remedy="Correct direction or country of dispatch of the return.",
)  # fmt: skip
def export_return_comes_from_abroad() -> BoolX:
    """Exported goods that come back enter the country, from abroad."""
    return every((CustomsReturn.direction == "I") & (CustomsReturn.country != "142"))


@control(
    clauses=["4.5.3"], rule="10.4", dossier=RETURN, day=ASKED, when=RETURNED & (CustomsList.direction == "I"),
    remedy="The time for a return under these rules is over; tax is due.",
)  # fmt: skip
def import_return_was_asked_in_time(limits: ImportReturn) -> BoolX:
    """A return of retail import goods is asked for in time after release."""
    return every(CustomsReturn.reported_at.day() <= RELEASE + limits.ask)


@control(
    clauses=["4.5.3"], rule="10.4", dossier=RETURN, day=ASKED, when=RETURNED & (CustomsList.direction == "I"),
    remedy="The time for a return under these rules is over; tax is due.",
)  # fmt: skip
def import_return_came_back_in_time(limits: ImportReturn) -> BoolX:
    """Returned goods of retail import are back in the supervised site in time after release."""
    return every(CustomsReturn.returned_on <= RELEASE + limits.back)


@control(
    clauses=["4.5.3"], rule="10.4", dossier=RETURN, day=ASKED, when=RETURNED & (CustomsList.direction == "E"),
    remedy="Declare the goods as an ordinary import.",
)  # fmt: skip
def export_return_was_asked_in_time(limits: ExportReturn) -> BoolX:
    """A return of exported goods is asked for in time after release."""
    return every(CustomsReturn.reported_at.day() <= RELEASE + limits.ask)


LINE_RETURNED = count(ReturnLine).or_else(0) > 0


@control(
    clauses=["4.5.3"], rule="EX-12", dossier=RETURN_LINE, day=as_of(), when=LINE_RETURNED, reports=[ListLine],
    remedy="Name the number of the line in the original list.",
)  # fmt: skip
def returned_line_was_listed() -> BoolX:
    """Every line that goes back is a line of the original list."""
    return count(ListLine) > 0


@control(
    clauses=["4.5.3"], rule="EX-12, EX-12b", dossier=RETURN_LINE, day=as_of(), when=LINE_RETURNED,
    severity=Severity.CRITICAL, remedy="Return no more than was declared.",
)  # fmt: skip
def returned_quantity_was_listed() -> BoolX:
    """All returns of a line together are no more than was declared."""
    return total(ReturnLine.quantity) <= ListLine.quantity


@control(
    clauses=["4.5.3"], rule="EX-12", dossier=RETURN_LINE, day=as_of(), when=LINE_RETURNED,
    remedy="Return the goods under the commodity code of the original line.",
)  # fmt: skip
def returned_goods_are_the_listed() -> BoolX:
    """Goods go back under the commodity code of the original line."""
    return every(ReturnLine.commodity_code == ListLine.commodity_code)
