"""Exports on their way out: parts are complete, parcels declared, bills agree, summaries name what may be summed up.

Not modelled: the order of arrival and master list, which differs by district; the day until which a summary is due.
"""

from shibosi.domains.customs.dossiers import CONVEYANCE, HANDLED_PARCEL, RELISTED, SPLIT, SUMMARISED
from shibosi.domains.customs.records import (
    Answer,
    CustomsList,
    CustomsReturn,
    HandledParcel,
    HandlingDocument,
    SummarisedList,
)
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, count_where, distinct, every, largest, smallest, some

REPORTED_ON = largest(HandlingDocument.reported_at.day())
MASTER, DEPARTURE = HandlingDocument.message == "607", HandlingDocument.message == "509"
HANDLED = count(HandledParcel).or_else(0) > 0
ARRIVED = HandledParcel.message == "507"
LISTED = count(CustomsList)
CLEARED = Answer.status == "899"


@control(
    clauses=["4.5.3"], rule="EX-09", dossier=SPLIT, day=REPORTED_ON, when=largest(HandlingDocument.parts) > 1,
    remedy="Send the parts that are missing, numbered from 1 to their count.",
)  # fmt: skip
def split_document_is_complete() -> BoolX:
    """A document sent in parts has every part from 1 to their count, and all parts say the same count."""
    parts = HandlingDocument.parts
    same = smallest(parts) == largest(parts)
    number = HandlingDocument.part
    return same & (smallest(number) == 1) & (largest(number) == largest(parts)) & (distinct(number) == largest(parts))


@control(
    clauses=["4.5.3"], rule="EX-09b", dossier=HANDLED_PARCEL, day=as_of(), when=HANDLED, reports=[CustomsList],
    severity=Severity.CRITICAL, remedy="Declare the parcel by a customs list, or take it off the documents.",
)  # fmt: skip
def handled_parcel_is_listed() -> BoolX:
    """A parcel in an arrival, departure or master list has a customs list."""
    return LISTED > 0


@control(
    clauses=["10.4.5.1-b"], dossier=HANDLED_PARCEL, day=as_of(), blocks=NOTHING, severity=Severity.MINOR,
    when=(count_where(ARRIVED).or_else(0) > 0) & (LISTED > 0),
    remedy="Send the customs list before the parcel comes to the site.",
)  # fmt: skip
def list_precedes_the_arrival() -> BoolX:
    """An export is declared by its list before it arrives at the supervised site."""
    return largest(CustomsList.reported_at.day()) <= smallest(HandledParcel.reported_at.day(), where=ARRIVED)


@control(
    clauses=["4.5.3"], rule="EX-10", dossier=CONVEYANCE, day=REPORTED_ON,
    when=some(MASTER).or_else(False) & some(DEPARTURE).or_else(False),
    remedy="Correct the voyage in master list or departure.",
)  # fmt: skip
def departure_is_of_the_same_voyage() -> BoolX:
    """Master lists and departures under one bill name the same voyage."""
    return distinct(HandlingDocument.voyage, where=MASTER | DEPARTURE) == 1


@control(
    clauses=["4.5.3"], rule="EX-10", dossier=RELISTED, day=as_of(), when=HANDLED, reports=[CustomsReturn],
    remedy="Leave the list number out; only goods sent back are named by the list under which they had left.",
)  # fmt: skip
def list_named_again_was_returned() -> BoolX:
    """A master list names an earlier customs list only for goods that came back."""
    return count(CustomsReturn) > 0


@control(
    clauses=["4.5.3"], rule="EX-11b", dossier=SUMMARISED, day=as_of(), when=count(SummarisedList).or_else(0) > 0,
    remedy="Take lists that were declared as simplified out of the summary.",
)  # fmt: skip
def summary_names_lists_to_be_summed_up() -> BoolX:
    """A summary application names only lists declared for one."""
    return CustomsList.filing == "B"


@control(
    clauses=["4.5.3"], rule="EX-11b", dossier=SUMMARISED, day=as_of(), when=count(SummarisedList).or_else(0) > 0,
    remedy="Wait until customs has cleared the list, then apply again.",
)  # fmt: skip
def summary_names_cleared_lists() -> BoolX:
    """A summary application names only lists that customs has cleared."""
    return some(CLEARED)


@control(
    clauses=["4.5.3"], rule="EX-11b", dossier=SUMMARISED, day=as_of(), when=count(SummarisedList).or_else(0) > 0,
    remedy="Withdraw one of the applications.",
)  # fmt: skip
def list_is_summed_up_once() -> BoolX:
    """A customs list stands in one summary application, once."""
    return every(SummarisedList.company_number.is_known()) & (count(SummarisedList) == 1)
