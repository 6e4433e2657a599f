"""Licence and numbers: in force, of the form their register gives them, of one firm only.

Not modelled: whether a number belongs to the firm; the day it was looked up with the register is kept beside it.
"""

from functools import partial

from shibosi.domains.parties.dossiers import FIRM, NUMBER
from shibosi.domains.parties.records import Firm, FirmKind, FirmNumber
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, all_of, as_of, count, distinct, every, unknown, when
from shibosi.kernel.parameters import Parameters, codes
from shibosi.methods.registers import registers

KNOWN = tuple(registers())
firm = partial(control, dossier=FIRM, day=as_of(), place=Firm.home, severity=Severity.CRITICAL, blocks=NOTHING)
REGISTERED = count(Firm).or_else(0) > 0
NUMBERED = count(FirmNumber).or_else(0) > 0


class PartyKinds(Parameters):
    """What a firm can be."""

    kinds = codes("Kinds of party a firm can be")


@firm(
    clauses=["5.1.1", "6.1.1", "5.1.2-a"], when=REGISTERED,
    remedy="Have the licence restored or renewed, and look the firm up again; until then it does not trade.",
)  # fmt: skip
def licence_of_the_firm_is_in_force() -> BoolX:
    """The licence of a firm is active at its register and has not run out."""
    in_time = Firm.open_ended.or_else(False) | (as_of() <= Firm.licence_until)
    return (Firm.licence_status == "active") & in_time & (Firm.licence_from <= as_of())


@firm(
    clauses=["5.1.1", "6.1.1", "7.2.4-a", "5.1.2-a", "000-28"], when=NUMBERED,
    remedy="Correct the number, or strike it out and look the firm up at the register.",
)  # fmt: skip
def numbers_fit_their_registers() -> BoolX:
    """Every number a register issued to a firm has the form and the check digit of that register."""
    fits = all_of(*(
        (FirmNumber.register == name).implies(one.predicate(FirmNumber.number)) for name, one in registers().items()
    ))  # fmt: skip
    return every(when(FirmNumber.register.is_in(KNOWN), fits, unknown()))


@firm(
    clauses=["5.1.1", "7.2.4-a"], when=NUMBERED, remedy="Renew the registration, or strike the number out.",
    severity=Severity.MAJOR,
)  # fmt: skip
def numbers_are_in_force() -> BoolX:
    """Every number a register issued to a firm is active there and has not run out."""
    in_time = FirmNumber.open_ended.or_else(False) | (as_of() <= FirmNumber.valid_until)
    return every((FirmNumber.status == "active") & in_time)


@control(
    clauses=["5.1.2-a"], dossier=NUMBER, day=as_of(), severity=Severity.CRITICAL, blocks=NOTHING,
    remedy="Find out whose number it is; the other firm does not trade until it has its own.",
)  # fmt: skip
def number_belongs_to_one_firm() -> BoolX:
    """No two firms give the same number of a register as their own."""
    return distinct(FirmNumber.party_code) <= 1


@firm(
    clauses=["5.1.1"], when=count(FirmKind).or_else(0) > 0, remedy="Correct the kind of party.", severity=Severity.MINOR
)
def firm_is_of_a_known_kind(known: PartyKinds) -> BoolX:
    """Whatever a firm is registered as is one of the kinds of party."""
    return every(FirmKind.party_kind.is_in(known.kinds))
