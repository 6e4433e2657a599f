"""Whether what is held allows what is asked: yes, no or cannot be told, with a reason for each document needed.

Each part of each kind that is needed takes one document that is good on the day and reaches as far as the question.
One that is missing decides: no. One of which a day, a status or a limit is not known leaves it open, as does a need
that hangs on something nobody said. So "yes" is said only where everything is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shibosi.methods.permits.standing import ENDING, GOOD, OPEN, Held, Standing, Term, standing

MISSING, ELSEWHERE, UNSAID = "missing", "elsewhere", "unsaid"
ALWAYS, NEVER = "always", "never"


@dataclass(frozen=True, slots=True)
class Need:
    """A kind of document that is needed: in which parts, how far it has to reach (`scope`), how long it counts.

    `asked` is "always", "never" or the name of a fact on which the need hangs. `instead` is a kind whose documents
    serve for a part as well.
    """

    kind: str
    parts: tuple[str, ...]
    scope: tuple[str, ...]
    term: Term
    asked: str = ALWAYS
    instead: "Need | None" = None


@dataclass(frozen=True, slots=True)
class Reason:
    """What was found for one part of one need.

    `word` is a state of `standing.STATES`, or "missing", "elsewhere" (it reaches not so far), "unsaid" (it was not
    said whether it is needed); `hangs_on` names that fact.
    """

    kind: str
    part: str
    word: str
    number: str = ""
    last: date | None = None
    hangs_on: str = ""

    @property
    def allows(self) -> bool | None:
        """Whether this speaks for it; None where it cannot be told."""
        if self.word in (GOOD, ENDING):
            return True
        return None if self.word in (OPEN, UNSAID) else False


@dataclass(frozen=True, slots=True)
class Allowed:
    """The answer: True, False or None for "cannot be told", with the reasons, what stands against it first."""

    allows: bool | None
    reasons: tuple[Reason, ...]


def ask(
    needs: Iterable[Need], held: Sequence[Held], wanted: Mapping[str, str | None], facts: Mapping[str, bool], day: date
) -> Allowed:  # fmt: skip
    """Whether what somebody holds allows what is `wanted` (a value for each limit; None: not asked about) on a day.

    Without any need the answer is None: nothing says that it is allowed.
    """
    by_kind: dict[str, list[Held]] = {}
    for one in held:
        by_kind.setdefault(one.kind, []).append(one)
    reasons = [
        _hanging(_best(need, part, by_kind, wanted, day), need, facts)
        for need in needs
        if need.asked != NEVER and facts.get(need.asked, True)
        for part in need.parts or ("",)
    ]
    said = [one.allows for one in reasons]
    allows = False if False in said else None if None in said or not said else True
    return Allowed(allows, tuple(sorted(reasons, key=lambda one: (one.allows is not False, one.allows is True))))


def _hanging(found: Reason, need: Need, facts: Mapping[str, bool]) -> Reason:
    """A need that hangs on a fact nobody said stays open, unless it is met anyway."""
    if need.asked == ALWAYS or need.asked in facts or found.allows:
        return found
    return Reason(found.kind, found.part, UNSAID, found.number, found.last, need.asked)


def _best(need: Need, part: str, held: Mapping[str, list[Held]], wanted: Mapping[str, str | None], day: date) -> Reason:
    """The document that speaks most for it, and among those the one that lasts longest."""
    found = [
        _told(need.kind, part, one, _reaches(one, asked.scope, wanted), standing(one, asked.term, day))
        for asked in (need, need.instead)
        if asked is not None
        for one in held.get(asked.kind, ())
        if not part or one.part == part
    ]
    return max(found, key=_weight, default=Reason(need.kind, part, MISSING))


def _told(kind: str, part: str, held: Held, reaches: bool | None, stands: Standing) -> Reason:
    word = stands.state
    if word in (GOOD, ENDING, OPEN):
        word = ELSEWHERE if reaches is False else OPEN if reaches is None else word
    return Reason(kind, part, word, held.number, stands.last)


def _reaches(held: Held, scope: Sequence[str], wanted: Mapping[str, str | None]) -> bool | None:
    """Whether a document reaches as far as is wanted. A limit on goods that is not stated limits nothing."""
    limits = dict(held.limits)
    answers = [_within(name, limits.get(name), wanted.get(name)) for name in scope]
    return False if False in answers else None if None in answers else True


def _within(name: str, limit: str | None, wanted: str | None) -> bool | None:
    if wanted is None or (limit is None and name == "category"):
        return True
    return None if limit is None else limit == wanted


def _weight(reason: Reason) -> tuple[int, date]:
    return (2 if reason.allows else 1 if reason.allows is None else 0), reason.last or date.max
