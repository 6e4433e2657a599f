"""Verbs of cases: open, move, hand to somebody, one or many; each asks whether it is allowed and writes the log."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from shibosi.kernel.errors import ShibosiError
from shibosi.store import logbook, scope
from shibosi.store.allowing import NotThere, allowed, the_one
from shibosi.store.cases import moving, notices, opening, together
from shibosi.store.cases.acting import actor_of
from shibosi.store.cases.carrying import Asked, door
from shibosi.store.cases.written import Repeat
from shibosi.store.intake.receiving import RepeatedDifferently
from shibosi.store.models import Account, Case, CaseEvent, NoticeRead, Role, SavedView
from shibosi.store.portions import portions
from shibosi.store.sealing import token
from shibosi.store.viewers import Viewer

MOST = 500
"""Cases moved or assigned at once."""
PORTION = 100
"""Cases moved in one transaction."""
MOST_VIEWS = 50
PRIORITIES = range(1, 4)
Same = TypeVar("Same", Case, CaseEvent)
GRANTING = {("waiver", "grant"): "waivers.grant"}
"""Moves that take a permission of their own."""


class TooManyCases(ShibosiError):
    """More cases than are moved at once."""

    code = "too-many-cases"
    message = "At most {most} cases are taken at once."


class NoOfficer(ShibosiError):
    """Somebody who does not work on cases."""

    code = "no-officer"
    message = "Cases are assigned to officers whose account is open."


class WrongPriority(ShibosiError):
    """A priority there is none of."""

    code = "wrong-priority"
    message = "Priorities are whole numbers from {least} to {most}; {found} is none."


class TooManyViews(ShibosiError):
    """More views than one keeps."""

    code = "too-many-views"
    message = "An account keeps at most {most} views; drop one first."


@dataclass(frozen=True)
class Decision:
    """What somebody wants done with a case: a move, why, and what it asks for."""

    move: str
    reason: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What came of one case of many: nothing stood against it, or what did."""

    number: str
    refused: ShibosiError | None = None


def open_case(viewer: Viewer, flow: str, asked: Asked, key: str | None = None) -> Case:
    """Open a case of a flow. With a `key` a repetition answers with the same case.

    Raises Forbidden, NotThere, NotOpenedByPeople, AlreadyOpen, RepeatedDifferently, Refusal.
    """
    allowed(viewer, door(flow).verb)
    repeat = _repeat(key, {
        "flow": flow, "finding": asked.finding, "document": asked.document, "subject": asked.subject,
        "facts": dict(asked.facts),
    })  # fmt: skip
    try:
        return _opened(viewer, flow, asked, repeat)
    except IntegrityError:  # somebody opened it at the same moment: now it is there
        return _opened(viewer, flow, asked, repeat)


def move(viewer: Viewer, number: str, decision: Decision, key: str | None = None) -> CaseEvent:
    """Make a move of a case. With a `key` a repetition answers with the same event.

    Raises Forbidden, NotThere, RepeatedDifferently, Refusal, and what its effects raise.
    """
    case = _own(viewer, number)
    allowed(viewer, _permission(viewer, case.flow, decision.move))
    actor = actor_of(viewer)
    repeat = _repeat_of(decision, key)
    if case.look_at <= viewer.now:
        with logbook.at_its_end():
            moving.catch_up(moving.locked(case.pk), viewer.now)
    with logbook.at_its_end():
        held = moving.locked(case.pk)
        if repeat is not None and (earlier := held.events.filter(person=actor.person, repeat_key=repeat[0]).first()):
            return _same(earlier, earlier.repeat_digest, repeat)
        return moving.move(held, decision.move, actor, viewer.now, decision.reason, decision.given, repeat)


def move_some(viewer: Viewer, numbers: Iterable[str], decision: Decision, key: str | None = None) -> list[Outcome]:
    """Make a move of many cases: what stands against one stops no other. Raises TooManyCases.

    Those of one flow go together, a hundred in a transaction; what cannot go along is moved by itself.
    """
    wanted = _each_once(numbers)
    found: dict[str, Outcome] = {}
    for some in portions(wanted, PORTION):
        found |= _together(viewer, some, decision, key)
    return [found.get(number) or _outcome(number, lambda one: move(viewer, one, decision, key)) for number in wanted]


def _together(viewer: Viewer, numbers: Sequence[str], decision: Decision, key: str | None) -> dict[str, Outcome]:
    """What came of those that could be moved together; the others are not among them."""
    by_flow: dict[str, dict[int, str]] = {}
    for pk, public, flow in scope.cases(viewer).filter(public__in=list(numbers)).values_list("pk", "public", "flow"):
        by_flow.setdefault(flow, {})[pk] = public
    found: dict[str, Outcome] = {}
    for flow, cases in by_flow.items():
        try:
            allowed(viewer, "cases.read")
            allowed(viewer, _permission(viewer, flow, decision.move))
            moved, refused = together.move(
                list(cases), decision.move, actor_of(viewer), viewer.now, decision.reason, decision.given,
                _repeat_of(decision, key),
            )  # fmt: skip
        except ShibosiError:
            continue  # one of them stands against all: each is moved by itself and says why
        found |= {cases[pk]: Outcome(cases[pk]) for pk in moved}
        found |= {cases[pk]: Outcome(cases[pk], why) for pk, why in refused.items()}
    return found


def _permission(viewer: Viewer, flow: str, move: str) -> str:
    return GRANTING.get((flow, move), "cases.work" if viewer.platform else "cases.answer")


def _repeat_of(decision: Decision, key: str | None) -> Repeat | None:
    return _repeat(key, {"move": decision.move, "reason": decision.reason, "given": dict(decision.given)})


def assign(viewer: Viewer, number: str, to: Account | None) -> None:
    """Hand a case to an officer, or to nobody. Raises Forbidden, NotThere, NoOfficer."""
    case = _worked(viewer, number)
    works_on_cases(to)
    together.assign([case.pk], to, viewer.by, viewer.now)


def assign_some(viewer: Viewer, numbers: Iterable[str], to: Account | None) -> list[Outcome]:
    """Hand many cases to an officer, or to nobody, a hundred in a transaction; those not seen stop no other.

    Raises Forbidden, NoOfficer, TooManyCases.
    """
    wanted = _each_once(numbers)
    allowed(viewer, "cases.work")
    works_on_cases(to)
    found: set[str] = set()
    for some in portions(wanted, PORTION):
        cases = dict(scope.cases(viewer).filter(public__in=some).values_list("pk", "public"))
        together.assign(list(cases), to, viewer.by, viewer.now)
        found.update(cases.values())
    return [Outcome(number, None if number in found else NotThere()) for number in wanted]


def works_on_cases(to: Account | None) -> None:
    """Cases can be handed to this account, and to nobody. Raises NoOfficer."""
    if to is not None and (to.role != Role.OFFICER or not to.is_active):
        raise NoOfficer()


def prioritise(viewer: Viewer, number: str, priority: int) -> Case:
    """Set how much a case weighs: 1 to 3. Raises Forbidden, NotThere, WrongPriority."""
    case = _worked(viewer, number)
    if priority not in PRIORITIES:
        raise WrongPriority(found=priority, least=PRIORITIES[0], most=PRIORITIES[-1])
    with logbook.at_its_end():
        held = moving.locked(case.pk)
        held.priority = priority
        held.save(update_fields=["priority"])
        told = {"by": viewer.by, "priority": priority}
        logbook.append([logbook.Entry("case prioritised", f"case:{held.public}", told)], viewer.now)
    return held


def _opened(viewer: Viewer, flow: str, asked: Asked, repeat: Repeat | None) -> Case:
    person = actor_of(viewer).person
    with logbook.at_its_end():
        if repeat is not None and (earlier := Case.objects.filter(opened_by=person, repeat_key=repeat[0]).first()):
            return _same(earlier, earlier.repeat_digest, repeat)
        wanted = opening.Wanted(flow, door(flow).opener(viewer, asked))
        return opening.open_one(wanted, person, viewer.now, repeat)


@transaction.atomic
def read_notices(viewer: Viewer, numbers: Iterable[int] | None = None) -> int:
    """Note that this person read notices, all of its own where none are named; answers how many it had not before.

    Raises Forbidden.
    """
    allowed(viewer, "cases.read")
    unread = notices.inbox(viewer).filter(read_at__isnull=True)
    if numbers is not None:
        unread = unread.filter(pk__in=list(numbers)[:MOST])
    some = list(unread.values_list("pk", flat=True))
    NoticeRead.objects.bulk_create(
        [NoticeRead(notice_id=one, person=viewer.person, at=viewer.now) for one in some], ignore_conflicts=True
    )
    return len(some)


def keep_view(viewer: Viewer, name: str, query: Mapping[str, str]) -> SavedView:
    """Keep a question to the queue under a name; one of the same name is replaced. Raises Forbidden, TooManyViews."""
    allowed(viewer, "cases.read")
    kept = scope.views(viewer)
    if viewer.account is None or (kept.count() >= MOST_VIEWS and not kept.filter(name=name).exists()):
        raise TooManyViews(most=MOST_VIEWS)
    wanted = {"query": dict(query)}
    return SavedView.objects.update_or_create(account_id=viewer.account, name=name, defaults=wanted)[0]


def drop_view(viewer: Viewer, number: int) -> None:
    """Keep a question no longer. Raises Forbidden, NotThere."""
    allowed(viewer, "cases.read")
    if not scope.views(viewer).filter(pk=number).delete()[0]:
        raise NotThere()


def _each_once(numbers: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys(numbers))
    if len(wanted) > MOST:
        raise TooManyCases(most=MOST)
    return wanted


def _outcome(number: str, verb: Callable[[str], object]) -> Outcome:
    try:
        verb(number)
    except ShibosiError as refused:
        return Outcome(number, refused)
    return Outcome(number)


def _own(viewer: Viewer, number: str) -> Case:
    allowed(viewer, "cases.read")
    case = the_one(scope.cases(viewer).filter(public=number))
    return case


def _worked(viewer: Viewer, number: str) -> Case:
    allowed(viewer, "cases.work")
    return _own(viewer, number)


def _repeat(key: str | None, asked: Mapping[str, object]) -> Repeat | None:
    return None if key is None else (key, token(json.dumps(asked, sort_keys=True, default=str)))


def _same(earlier: Same, digest: str, repeat: Repeat) -> Same:
    if digest != repeat[1]:
        raise RepeatedDifferently(key=repeat[0])
    return earlier
