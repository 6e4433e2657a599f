"""Owners: shares that add up, nobody owns itself, somebody controls in the end.

Circles of ownership over several firms are found in the graph of parties, which sees them all at once.
"""

from functools import partial

from shibosi.domains.parties.dossiers import FIRM
from shibosi.domains.parties.records import Firm, Owner
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, every, some, total

owned = partial(
    control, clauses=["5.1.2-b"], dossier=FIRM, day=as_of(), place=Firm.home, blocks=NOTHING,
    when=count(Owner).or_else(0) > 0,
)  # fmt: skip
NOW = (Owner.until.is_missing() | (as_of() <= Owner.until)) & (Owner.since.is_missing() | (Owner.since <= as_of()))
"""The share is held on the day."""


@owned(remedy="Correct the shares: together they are the whole at most.", severity=Severity.MAJOR)
def shares_stay_within_the_whole() -> BoolX:
    """The shares in a firm are not below nothing, and together they are the whole at most."""
    return every(NOW.implies(Owner.share >= 0)) & (total(Owner.share, where=NOW) <= 1)


@owned(remedy="Name who owns the firm in its place.", severity=Severity.MAJOR)
def no_firm_owns_itself() -> BoolX:
    """No firm stands among its own owners."""
    return every(NOW.implies(Owner.owner_code != Owner.party_code))


@owned(remedy="Name the person who controls the firm in the end.", severity=Severity.MAJOR)
def somebody_controls_the_firm() -> BoolX:
    """Among the owners of a firm a person is named who controls it in the end."""
    return some((Owner.owner_kind == "person") & Owner.controls & Owner.owner_name.is_known(), where=NOW)
