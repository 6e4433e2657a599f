"""Names: whole, honestly spelt, the same on licence and identity paper."""

from functools import partial

from shibosi.domains.parties.dossiers import FIRM
from shibosi.domains.parties.records import Firm, Person
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, every, some, when
from shibosi.methods.text.naming import WHOLE_NAME

firm = partial(control, dossier=FIRM, day=as_of(), place=Firm.home, blocks=NOTHING)
REGISTERED = count(Firm).or_else(0) > 0


@firm(
    clauses=["5.1.2-a"], when=REGISTERED, severity=Severity.MAJOR,
    remedy="Write the name as it stands on the licence, in one script, without hidden signs.",
)  # fmt: skip
def name_of_the_firm_is_whole() -> BoolX:
    """The name of a firm has more than one letter, no hidden signs and no letters that pretend to be others."""
    latin = Firm.latin_name.is_missing() | WHOLE_NAME(Firm.latin_name).or_else(True)
    return WHOLE_NAME(Firm.name) & latin


@firm(
    clauses=["5.1.2-b"], when=count(Person).or_else(0) > 0, severity=Severity.MAJOR,
    remedy="Write the name as it stands on the identity paper, in one script, without hidden signs.",
)  # fmt: skip
def names_of_people_are_whole() -> BoolX:
    """The names of those who act for a firm have more than one letter and nothing that hides or pretends."""
    return every(WHOLE_NAME(Person.name) & (Person.latin_name.is_missing() | WHOLE_NAME(Person.latin_name)))


@firm(
    clauses=["5.1.2-b"], when=REGISTERED, severity=Severity.CRITICAL,
    remedy="Hand in the identity paper of the person whom the register names, or have the register changed.",
)  # fmt: skip
def representative_has_shown_a_paper() -> BoolX:
    """The legal representative in the register is a person whose identity paper was shown and has not run out."""
    there = count(Person) > 0
    same = Person.name.same_as(Firm.representative_name)
    current = (Person.role == "representative") & same & (as_of() <= Person.document_until)
    return when(there, some(current), there)
