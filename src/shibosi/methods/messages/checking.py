"""Checking a message: every value against its type, code list and form; order, presence, number; what belongs together.

What cannot be read is a problem, as everywhere; what can be read and is wrong is a mistake with its field and its rule.
"""

from dataclasses import dataclass, field
from typing import Any

from shibosi.kernel.problems import Problem
from shibosi.kernel.words import Phrase
from shibosi.methods.formats.ceb import Limits, Message
from shibosi.methods.formats.ceb.model import Row
from shibosi.methods.messages import mistakes as say
from shibosi.methods.messages.beyond import broken
from shibosi.methods.messages.mistakes import NOTED, REFUSED, SCHEMA, Mistake, Place
from shibosi.methods.messages.opening import opened
from shibosi.methods.messages.places import Lines
from shibosi.methods.messages.plans import Plan, SectionPlan, plan
from shibosi.methods.messages.types import wrong_when_empty, wrong_with_rule, wrong_with_type
from shibosi.standard.cebrules import Rule

MOST_MISTAKES = 1_000
GUID, LONGEST_VERSION = 36, 10


@dataclass(slots=True)
class Checked:
    """What checking found: the message (None when nothing of it can be read), what could not be read, what is wrong.

    `more` says that there are more mistakes than the thousand that are told.
    """

    message: Message | None
    problems: list[Problem]
    mistakes: list[Mistake] = field(default_factory=list)
    more: bool = False

    @property
    def refused(self) -> bool:
        """Whether e-port or customs would refuse it for what is wrong here."""
        return any(mistake.weight == REFUSED for mistake in self.mistakes)

    @property
    def outcome(self) -> str:
        """`unreadable`, `refused` or `accepted`; what was noted only does not change it."""
        if self.problems or self.message is None:
            return "unreadable"
        return "refused" if self.refused else "accepted"

    def as_data(self) -> dict[str, Any]:
        """As programs read it."""
        message = self.message
        return {
            "outcome": self.outcome,
            "message": message.name if message else "",
            "documents": len(message.documents) if message else 0,
            "mistakes": [mistake.as_data() for mistake in self.mistakes],
            "more": self.more,
            "problems": [{"code": one.code, "place": one.place, "sentence": one.words()} for one in self.problems],
        }


def check_bytes(data: bytes, name: str, limits: Limits | None = None) -> Checked:
    """Read and check a file: XML, an envelope around it, the wrapper of a local window, or our JSON."""
    message, problems = opened(data, name, limits)
    checked = Checked(message, problems)
    if message is not None:
        check(message, checked)
    return checked


def check(message: Message, into: Checked | None = None) -> Checked:
    """Check a message that has been read or built."""
    checked = into or Checked(message, [])
    _Checking(message, plan(message.name), checked).run()
    return checked


class _Full(Exception):
    """Enough mistakes were found."""


class _Checking:
    """One message on its way through its plan."""

    def __init__(self, message: Message, how: Plan, checked: Checked) -> None:
        self.message = message
        self.plan = how
        self.checked = checked
        self.lines = Lines(message)
        self.part = how.shape.part

    def run(self) -> None:
        """Find everything, up to the most mistakes that are told."""
        try:
            self._message()
            for number, document in enumerate(self.message.documents, start=1):
                self._row(self.plan.sections[self.plan.shape.head.name], document.head, number, 0)
                for section in self.plan.shape.lists:
                    rows = document.lists[section.name]
                    self._count(section.name, section.least, section.most, len(rows), number)
                    how = self.plan.sections[section.name]
                    for at, row in enumerate(rows, start=1):
                        self._row(how, row, number, at)
                for rule, section_name, at, element, what in broken(self.plan.beyond, document):
                    self._add(rule.weight, what, number, section_name, at, element, rule, rule.answer)
        except _Full:
            self.checked.more = True

    def _message(self) -> None:
        """The root, how many documents, who transmits, the signature."""
        message, documents = self.message, len(self.message.documents)
        if len(message.guid or "") != GUID:
            text = message.guid or ""
            self._whole(REFUSED, Phrase(say.OTHER_LENGTH, found=say.shown(text), length=len(text), exact=GUID), "guid")
        if not 1 <= len(message.version or "") <= LONGEST_VERSION:
            what = Phrase(say.TOO_LONG, found=say.shown(message.version), length=len(message.version),
                          most=LONGEST_VERSION) if message.version else Phrase(say.MISSING)  # fmt: skip
            self._whole(REFUSED, what, "version")
        if not documents and not self.checked.problems:
            self._whole(REFUSED, Phrase(say.NO_DOCUMENTS, section=self.part))
        if self.plan.most is not None and documents > self.plan.most:
            self._whole(REFUSED, Phrase(say.TOO_MANY_DOCUMENTS, count=documents, most=self.plan.most))
        if self.plan.transfer is not None and message.transfer:
            self._row(self.plan.transfer, message.transfer, 0, 0)
        elif self.plan.transfer is not None:
            self._whole(REFUSED, Phrase(say.NO_TRANSFER))
        if self.plan.signed and message.signature is None:
            self._whole(self.plan.signed, Phrase(say.NO_SIGNATURE if self.plan.signed == REFUSED
                                                 else say.NO_SIGNATURE_YET))  # fmt: skip

    def _count(self, section: str, least: int, most: int | None, count: int, number: int) -> None:
        if count < least:
            self._add(REFUSED, Phrase(say.NO_LINES, section=section, least=least), number, section)
        elif most is not None and count > most:
            self._add(REFUSED, Phrase(say.TOO_MANY_LINES, count=count, most=most), number, section)

    def _row(self, how: SectionPlan, row: Row, number: int, at: int) -> None:
        """One head or line. What is right takes one look at each value."""
        checks, last, after, found = how.checks, -1, "", 0
        for name, value in row.items():
            check = checks.get(name)
            if check is None:
                self._add(REFUSED, Phrase(say.UNKNOWN), number, how.section.name, at, name)
                continue
            place = check.place
            if place < last:
                self._add(REFUSED, Phrase(say.OUT_OF_ORDER, after=after), number, how.section.name, at, name)
            else:
                last, after = place, name
            if check.required:
                found += 1
            if value is None:
                empty = wrong_when_empty(check.field)
                if empty:
                    self._add(empty[0], empty[1], number, how.section.name, at, name)
            elif not check.test(value):
                self._value(how, name, value, number, at)
        if found < how.required:
            for name, check in checks.items():
                if check.required and name not in row:
                    self._add(REFUSED, Phrase(say.MISSING), number, how.section.name, at, name)

    def _value(self, how: SectionPlan, name: str, value: str, number: int, at: int) -> None:
        """Whatever is wrong with a value that is not right at a glance."""
        check = how.checks[name]
        wrong = wrong_with_type(check.field, value)
        if wrong is not None:
            self._add(REFUSED, wrong, number, how.section.name, at, name)
            return
        for rule in check.rules:
            what = wrong_with_rule(rule, value)
            if what is not None:
                self._add(rule.weight, what, number, how.section.name, at, name, rule, rule.answer)

    def _whole(self, weight: str, what: Phrase, element: str = "") -> None:
        self._add(weight, what, 0, "", 0, element)

    def _add(
        self, weight: str, what: Phrase, number: int, section: str = "", at: int = 0, element: str = "",
        rule: Rule | None = None, answer: str = SCHEMA,
    ) -> None:  # fmt: skip
        if len(self.checked.mistakes) >= MOST_MISTAKES:
            raise _Full
        weight = NOTED if NOTED in (weight, self.plan.weight) else weight
        part = self.part if number else section or self.message.name
        line = self.lines.of(number, section, at, element)
        answered = answer if weight == REFUSED else ""
        place = Place(part, number, section, at, element, line)
        self.checked.mistakes.append(Mistake(weight, what, place, rule, answered))
