"""How a document stands on a day: to come, good, ending, ended, suspended, revoked, forged; or nobody can tell.

A document counts from its first to its last day, or for some months after its last review, or from a day on without
end. A day or status that nobody stated leaves it open, unless what is known decides.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from shibosi.kernel.expressions.plain import DAY_ZERO, months_later

DATED, REVIEWED, LASTING = "dated", "reviewed", "lasting"
COMING, GOOD, ENDING, ENDED, SUSPENDED, REVOKED, FORGED, OPEN = (
    "coming", "good", "ending", "ended", "suspended", "revoked", "forged", "open",
)  # fmt: skip
STATES = {
    COMING: "Not good yet",
    GOOD: "Good today",
    ENDING: "Ends soon",
    ENDED: "Has run out",
    SUSPENDED: "Suspended by the issuer",
    REVOKED: "Revoked by the issuer",
    FORGED: "The issuer never issued it",
    OPEN: "Cannot be decided",
}
"""The states with what they are called."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document that somebody holds, for one of its parts: what it is limited to, its days, its issuer's word.

    A limit that is None was not stated. `status` is "valid", "suspended", "revoked" or "forged" as the issuer says.
    """

    kind: str
    number: str
    part: str | None = None
    limits: tuple[tuple[str, str | None], ...] = ()
    status: str | None = None
    first: date | None = None
    last: date | None = None
    open_ended: bool = False
    reviewed: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """How long a kind of document counts: `how` (dated, reviewed, lasting), months of a review, days of notice."""

    how: str
    months: int
    notice: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The state on the day asked about, and the last day as far as there is one."""

    state: str
    last: date | None


def standing(held: Held, term: Term, day: date) -> Standing:
    """How a document stands on a day."""
    last = last_day(held, term)
    if held.status in (SUSPENDED, REVOKED, FORGED):
        return Standing(held.status, last)
    if last is not None and last < day:
        return Standing(ENDED, last)
    if term.how == DATED and held.first is not None and held.first > day:
        return Standing(COMING, last)
    endless = term.how == LASTING or (term.how == DATED and held.open_ended)
    undated = (last is None and not endless) or (term.how == DATED and held.first is None)
    if held.status != "valid" or undated:
        return Standing(OPEN, last)
    ending = last is not None and last - day <= timedelta(days=term.notice)
    return Standing(ENDING if ending else GOOD, last)


def last_day(held: Held, term: Term) -> date | None:
    """The last day on which a document counts; None where it has none, or none that is known."""
    if term.how == REVIEWED:
        return None if held.reviewed is None else months_after(held.reviewed, term.months)
    return None if held.open_ended else held.last


def months_after(day: date, months: int) -> date | None:
    """The same day so many months later, or the last day of that month; None beyond the calendar of controls."""
    found = months_later((day - DAY_ZERO).days, months)
    return None if found is None else DAY_ZERO + timedelta(days=found)
