"""Who may move a case where, and why not; and the move itself. Pure: a case comes in, a case and an event go out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from shibosi.kernel.errors import nearest
from shibosi.kernel.flows import refusals
from shibosi.kernel.flows.cases import Actor, Case, Event, Fact
from shibosi.kernel.flows.clock import Rules, day_end, due, reckon
from shibosi.kernel.flows.declared import CHOICE, DAY, INSTANT, MONEY, OPENED, WHOLE, Field, Flow, Move
from shibosi.kernel.flows.refusals import Refusal
from shibosi.kernel.flows.roles import PARTIES, party_of

LONGEST = 4000
"""Characters of a text or a reason."""
YEARS = range(1900, 3000)
"""Years of days and instants: what is counted from them stays within what a calendar has."""
EXPECTED = {
    DAY: "a day between 1900 and 2999",
    INSTANT: "an instant between 1900 and 2999, with a time zone",
    WHOLE: "a whole number from 0 on",
    MONEY: "an amount with its currency, such as 1200.50 CNY",
}
MONEY_TEXT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,5})? [A-Z]{3}")
A_TEXT = "a text of at most 4000 characters"
ONE_OF = "one of the choices"
AHEAD = "something that lies ahead"
NOT_SO_FAR = "something nearer"


@dataclass(frozen=True, slots=True)
class Standing:
    """A move from where the case is, as an actor may make it or not. `why` is empty where it is allowed."""

    move: Move
    why: tuple[Refusal, ...]

    @property
    def allowed(self) -> bool:
        """Whether nothing stands against it but what the move itself asks for."""
        return not self.why


def open_case(
    flow: Flow, number: str, *, place: str, zone: str, parties: Mapping[str, str], facts: Mapping[str, Fact],
    at: datetime, by: str, rules: Rules,
) -> Case:  # fmt: skip
    """A case in the first state of its flow. Raises Refusal where a party or a fact is missing or does not fit."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as mistake:
        raise refusals.BadZone(zone=zone) from mistake
    for name in flow.parties:
        if not parties.get(name):
            raise refusals.PartyMissing(party=PARTIES[name])
    case = Case(flow.name, number, place, zone, at, by, flow.start.name, at, dict(parties), dict(facts))
    for refusal in _filled(flow.opening, facts, case, at, rules):
        raise refusal
    return case


def standings(flow: Flow, case: Case, actor: Actor, now: datetime, rules: Rules) -> list[Standing]:
    """Every move people can make from where the case is, in the order declared, allowed or with all that forbids it."""
    leaving = [move for move in flow.moves.values() if case.state in move.sources and not move.by_clock]
    return [Standing(move, tuple(against(flow, case, move, actor, now, rules))) for move in leaving]


def against(flow: Flow, case: Case, move: Move, actor: Actor, now: datetime, rules: Rules) -> list[Refusal]:
    """Everything that forbids an actor a move now; what the move asks to be filled in is left out."""
    found: list[Refusal] = []
    if case.state not in move.sources:
        found.append(refusals.NotFromHere(move=move.label, state=flow.states[case.state].label))
    if role_for(case, move, actor) is None:
        found.append(_not_theirs(move, actor))
    if not actor.shown and _takes_two(flow, move):
        found.append(refusals.NotShown(move=move.label))
    found.extend(_same_person(case, move, actor))
    if (lapsed := due(flow, case, now, rules)) is not None and lapsed.at is not None:
        at = lapsed.at.astimezone(ZoneInfo(case.zone)).isoformat(timespec="seconds")
        found.append(refusals.DeadlineLapsed(deadline=lapsed.deadline.label, at=at))
    if now < case.last:
        found.append(refusals.TimeRunsBack(now=now.isoformat(), last=case.last.isoformat()))
    return found


def role_for(case: Case, move: Move, actor: Actor) -> str | None:
    """The first role of the move that the actor has in this case; None where there is none."""
    for role in move.by:
        party = party_of(role)
        if role in actor.roles if party is None else case.parties.get(party) in actor.acts_for:
            return role
    return None


def apply(
    flow: Flow, case: Case, name: str, actor: Actor, now: datetime, rules: Rules, *,
    reason: str = "", given: Mapping[str, Fact] | None = None,
) -> tuple[Case, Event]:  # fmt: skip
    """Make a move. Raises the first Refusal; then nothing has changed."""
    move = flow.moves.get(name)
    if move is None or move.by_clock:
        people = [one.name for one in flow.moves.values() if not one.by_clock]
        raise refusals.UnknownMove(name=name, hint=nearest(name, people))
    for refusal in against(flow, case, move, actor, now, rules):
        raise refusal
    if move.reason and not reason.strip():
        raise refusals.ReasonMissing(move=move.label)
    if len(reason) > LONGEST:
        raise refusals.FieldWrong(field=move.label, found=shortened(reason), expected=A_TEXT)
    filled = {name: value for name, value in (given or {}).items() if value not in (None, "")}
    for refusal in _filled(move.asks, filled, case, now, rules):
        raise refusal
    event = Event(
        at=now, move=move.name, source=case.state, target=move.target, person=actor.person,
        role=role_for(case, move, actor) or "", reason=reason.strip(), given=filled, effects=move.effects,
    )  # fmt: skip
    return case.after(event), event


def shortened(value: Fact) -> str:
    """What was given, as far as an error repeats it."""
    text = str(value)
    return text if len(text) <= 60 else text[:60] + "…"


def _not_theirs(move: Move, actor: Actor) -> Refusal:
    parties = [name for role in move.by if (name := party_of(role)) is not None]
    if parties and actor.acts_for:
        return refusals.NotTheirCase(move=move.label, party=PARTIES[parties[0]])
    return refusals.NotByThem(move=move.label, roles=move.by)


def _takes_two(flow: Flow, move: Move) -> bool:
    """Whether a move is one side of what two people decide: the second one's, or the first one's."""
    second = move.second_to or move.apart_from
    return bool(second) or any(move.name in other.second_to for other in flow.moves.values())


def _same_person(case: Case, move: Move, actor: Actor) -> list[Refusal]:
    first = {event.person for event in case.history if event.move in move.second_to}
    if OPENED in move.second_to:
        first.add(case.opened_by)
    for name in move.apart_from:
        person = case.facts.get(name)
        if not isinstance(person, str) or not person:
            return [refusals.FirstUnknown(move=move.label)]
        first.add(person)
    return [refusals.SamePerson(move=move.label, person=actor.person)] if actor.person in first else []


def _filled(
    asks: tuple[Field, ...], given: Mapping[str, Fact], case: Case, now: datetime, rules: Rules
) -> list[Refusal]:
    """What is wrong with the fields that were filled."""
    asked = {field.name: field for field in asks}
    found: list[Refusal] = [refusals.FieldNotAsked(name=name) for name in given if name not in asked]
    for field in asks:
        if field.name not in given:
            found.extend([refusals.FieldMissing(field=field.label)] if field.required else [])
            continue
        if expected := _wrong(field, given[field.name], case, now, rules):
            found.append(refusals.FieldWrong(field=field.label, found=shortened(given[field.name]), expected=expected))
    return found


def _wrong(field: Field, value: Fact, case: Case, now: datetime, rules: Rules) -> str:
    """What was expected instead of a value; empty where it fits."""
    if field.kind == DAY:
        fits = isinstance(value, date) and not isinstance(value, datetime) and value.year in YEARS
    elif field.kind == INSTANT:
        fits = isinstance(value, datetime) and value.tzinfo is not None and value.year in YEARS
    elif field.kind == WHOLE:
        fits = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    elif field.kind == MONEY:
        fits = isinstance(value, str) and MONEY_TEXT.fullmatch(value) is not None
    else:
        fits = isinstance(value, str) and bool(value.strip()) and len(value) <= LONGEST
    if not fits:
        return EXPECTED.get(field.kind, A_TEXT)
    if field.kind == CHOICE and value not in dict(field.choices):
        return ONE_OF
    return _too_early_or_late(field, value, case, now, rules)


def _too_early_or_late(field: Field, value: Fact, case: Case, now: datetime, rules: Rules) -> str:
    if not field.later:
        return ""
    ahead = value > now if isinstance(value, datetime) else isinstance(value, date) and value >= case.day(now)
    if not ahead:
        return AHEAD
    if field.within is None:
        return ""
    latest = reckon(now, field.within, case, rules).at
    if latest is None:
        return NOT_SO_FAR
    nearer = value < latest if isinstance(value, datetime) else isinstance(value, date) and _before(value, latest, case)
    return "" if nearer else NOT_SO_FAR


def _before(day: date, latest: datetime, case: Case) -> bool:
    """Whether a day has ended when an instant comes."""
    return day_end(day, case.zone) <= latest
