"""Where duties pull in different directions: every two that meet are compared, and a case shows where they part.

Two duties meet where they are about the same act on a subject they share. Each tension says its kind, the case that
shows it (the witness) and the reading chosen.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

from shibosi.kernel.words import translate
from shibosi.standard.figures import readings
from shibosi.standard.law.duties import Duty, duties
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.places import places
from shibosi.standard.law.saying import Reason
from shibosi.standard.register import items

KINDS: Mapping[str, str] = {
    "contradiction": "No behaviour keeps both",
    "overlap": "Two limits for the same thing",
    "choice": "One of two suffices",
    "stricter": "One asks for what the other does not",
    "boundary": "One includes its number, the other does not",
    "no-start": "It is not said when the period begins",
    "undefined": "What is measured is not defined",
}
FORBIDDEN = "A case of '{subject}': {first} asks for '{act}', {second} forbids it."
ELSEWHERE = "One case of '{subject}' under both: {first} asks for {one}, {second} for {other}."
TOO_LONG = "Counted from {day}: on {late} the record must be gone by {first}, and must still be there by {second}."
BETWEEN = "After {hours} hours without it {first} ({one}) is broken, and {second} ({other}) is not."
ALIKE = "One case later than {one} breaks {first} and {second} alike."
EITHER = "Done by {first} alone: the other limit passes, and nothing is broken."
STRICTER = "Without '{act}' the same case is right under {second} and wrong under {first}."
AT_NUMBER = "Exactly {one} counts under {first}, exactly {other} does not under {second}."
NO_START = "Counted from an event on {day} or on {other} the period of {first} ends on different days."
UNDEFINED = "Measured as '{one}' or otherwise, {first} gives different answers; nothing says which holds."
DAY_ONE, DAY_TWO = date(2026, 1, 1), date(2026, 1, 11)
"""Days of made-up cases."""


@dataclass(frozen=True, slots=True)
class Tension:
    """Two duties (or one, alone unclear) that pull in different directions."""

    kind: str
    matter: str
    duties: tuple[Duty, ...]
    witness: Reason

    @property
    def reading(self) -> str:
        """The reading chosen, in the language in use: ours, or what the clause says that declares the order."""
        name = self.chosen
        return readings()[name].reading if name in readings() else str(items()[name].gist)

    @property
    def chosen(self) -> str:
        """The name of the reading: that of the first duty, all agree or the order of precedence decides."""
        named = {duty.reading for duty in self.duties}
        return min(named) if len(named) == 1 or self.kind != "contradiction" else self.duties[0].reading

    def as_data(self) -> dict[str, Any]:
        """The tension as plain data."""
        return {
            "kind": self.kind, "meaning": translate(KINDS[self.kind]), "matter": self.matter,
            "places": [duty.place for duty in self.duties],
            "duties": [{"id": one.id, "where": one.where, "called": one.called, "says": str(one.says)}
                       for one in self.duties],
            "witness": self.witness.said, "reading_name": self.chosen, "reading": self.reading,
        }  # fmt: skip


def tensions(matter: str = "", known: Iterable[Duty] | None = None) -> list[Tension]:
    """Every tension, or those of one matter: deadline, retention, consent, transfer, precedence.

    The cases that show them are told in the language in use.
    """
    there = [duty for duty in (duties() if known is None else known) if matter in ("", duty.matter)]
    return [*_alone(there), *_together(there)]


def _alone(there: list[Duty]) -> Iterator[Tension]:
    for duty in there:
        if duty.modality in ("at-least", "at-most") and not duty.starts:
            facts = {"first": duty.called, "day": DAY_ONE, "other": DAY_TWO}
            yield Tension("no-start", duty.matter, (duty,), Reason(NO_START, None, facts))
        if duty.modality == "undefined":
            facts = {"first": duty.called, "one": labelled(duty.unit.partition("|")[0])}
            yield Tension("undefined", duty.matter, (duty,), Reason(UNDEFINED, None, facts))


def _together(there: list[Duty]) -> Iterator[Tension]:
    for one, other in combinations(there, 2):
        if one.act != other.act or not one.subjects & other.subjects:
            continue
        for pair in ((one, other), (other, one)):
            compared = RULES.get((pair[0].modality, pair[1].modality))
            found = compared(*pair) if compared else None
            if found is not None:
                yield found
                break


def _forbidden(must: Duty, must_not: Duty) -> Tension:
    facts = {
        "subject": _shared(must, must_not),
        "act": labelled(must.act),
        "first": must.called,
        "second": must_not.called,
    }
    return Tension("contradiction", must.matter, (must, must_not), Reason(FORBIDDEN, False, facts))


def _elsewhere(one: Duty, other: Duty) -> Tension | None:
    if one.amount == other.amount:
        return None
    facts = {"subject": _shared(one, other), "first": one.called, "second": other.called, "one": _place(one),
             "other": _place(other)}  # fmt: skip
    return Tension("contradiction", one.matter, (one, other), Reason(ELSEWHERE, False, facts))


def _too_long(most: Duty, least: Duty) -> Tension | None:
    """An upper and a lower limit: they part where the lower one begins later, or is longer."""
    began = DAY_TWO if most.starts != least.starts else DAY_ONE
    gone, kept = most.ends(DAY_ONE), least.ends(began)
    if kept <= gone:
        return None
    facts = {"day": DAY_ONE, "late": gone + timedelta(days=1), "first": most.called, "second": least.called}
    return Tension("contradiction", most.matter, (most, least), Reason(TOO_LONG, False, facts))


def _limits(one: Duty, other: Duty) -> Tension | None:
    short, long = sorted((one, other), key=lambda duty: duty.hours)
    if one.either and one.either == other.either:
        return Tension("choice", one.matter, (short, long), Reason(EITHER, None, {"first": long.called}))
    if one.starts != other.starts:
        return None
    facts = {"first": short.called, "second": long.called, "one": short.period, "other": long.period}
    words = ALIKE if short.hours == long.hours else BETWEEN
    return Tension("overlap", one.matter, (short, long), Reason(words, None, facts | {"hours": short.hours + 1}))


def _stricter(must: Duty, free: Duty) -> Tension:
    facts = {"act": labelled(must.act), "first": must.called, "second": free.called}
    return Tension("stricter", must.matter, (must, free), Reason(STRICTER, None, facts))


def _boundary(including: Duty, above: Duty) -> Tension:
    facts = {"one": _measured(including), "first": including.called,
             "other": _measured(above), "second": above.called}  # fmt: skip
    return Tension("boundary", including.matter, (including, above), Reason(AT_NUMBER, None, facts))


def _shared(one: Duty, other: Duty) -> str:
    return labelled(min(one.subjects & other.subjects))


def _place(duty: Duty) -> str:
    """What something must be, where that is a place."""
    return str(places()[duty.amount].name) if duty.amount in places() else duty.amount


def _measured(duty: Duty) -> str:
    return f"{Decimal(duty.amount):,f} {labelled(duty.unit)}"


RULES: Mapping[tuple[str, str], Callable[[Duty, Duty], Tension | None]] = {
    ("must", "must-not"): _forbidden, ("must-be", "must-be"): _elsewhere, ("at-most", "at-least"): _too_long,
    ("at-most", "at-most"): _limits, ("must", "need-not"): _stricter, ("must", "one-of"): _stricter,
    ("one-of", "need-not"): _stricter, ("from", "above"): _boundary,
}  # fmt: skip
"""What two modalities mean to each other, the first duty first."""
