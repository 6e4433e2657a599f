"""How each document stands with customs: sent documents and answers, joined by their keys, folded into one state.

Answers come late, twice, out of order or never, and with values nobody has seen. Whatever comes is kept and counted;
what is not understood changes no state. Times decide: the latest answer is the one that counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from shibosi.kernel.words import translate
from shibosi.methods.formats.ceb import Message
from shibosi.methods.formats.ceb.fields import KEYS
from shibosi.methods.messages.answers import ERROR, UNREAD, Said, said
from shibosi.standard.codes import codes

SENT, UNSENT, CANCELLED = "sent", "unsent", "cancelled"
STATES = {
    UNSENT: "answered, never sent from here", SENT: "sent, no answer yet", "pending": "under way",
    "retry": "could not be delivered to customs", "rejected": "rejected", "accepted": "accepted",
    "held": "held by customs", "closed": "to be returned abroad", "released": "released", "cleared": "cleared",
    CANCELLED: "cancelled at the declarant's asking",
    ERROR: "error in processing", UNREAD: "answered, not understood",
}  # fmt: skip
"""The states and what a person reads."""
GOOD = {"621": {"released", CANCELLED}, "603": {"released", "cleared", CANCELLED}}
"""Messages whose documents are done only later than when customs accepted them, with the states that are good."""
CANCELLATIONS = ("605", "623")
NOTICES = ("792", "816", "818")
ACCEPTED = {"accepted", "released", "cleared"}
WAIT, AGAIN, CORRECT, ASK, NOTHING = "wait", "send again", "correct and send again", "ask customs", "nothing"
STEPS = {WAIT: "wait for the answer", AGAIN: "send the same again", CORRECT: "correct and send again",
         ASK: "ask customs", NOTHING: "nothing to do"}  # fmt: skip
"""What to do next."""
TIME = "%Y%m%d%H%M%S%f"
LONGEST_TIME = 17
Key = tuple[str, tuple[str, ...]]
"""The number of the message, and the values that name the document."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one document: when, what it says, and the numbers customs gave."""

    time: str
    said: Said
    guid: str
    numbers: tuple[tuple[str, str], ...]

    @property
    def at(self) -> datetime | None:
        """When, Beijing time; None where the time cannot be read."""
        try:
            return datetime.strptime(self.time, TIME) if len(self.time) == LONGEST_TIME else None
        except ValueError:
            return None


NEW, DELETED = "1", "3"
STAMPS = frozenset(["guid", "appType", "appTime", "appStatus", "declTime", "preNo", "invtNo"])
"""What differs between two reports of the same."""


class Report(NamedTuple):
    """The newest report of a document: its time, its kind (1 new, 2 change, 3 delete), what it says (`content`)."""

    time: str
    kind: str
    content: int


def content(head: Mapping[str, Any], lists: Mapping[str, Sequence[Mapping[str, Any]]]) -> int:
    """What a document says, whenever it is reported: equal for equal documents, within one run of the program."""
    rows = tuple(_told(row) for name in sorted(lists) for row in lists[name])
    return hash((_told({name: value for name, value in head.items() if name not in STAMPS}), rows))


@dataclass(slots=True)
class Standing:
    """How a document stands: its state, the answer it rests on, every answer in the order of time, what was doubled.

    `reported` is its newest report; `cancelled` holds the numbers of all lists that were cancelled.
    """

    key: Key
    cancelled: set[str] = field(default_factory=set)
    sent: list[str] = field(default_factory=list)
    reported: Report | None = None
    answers: list[Answer] = field(default_factory=list)
    doubled: int = 0

    def hear(self, row: Mapping[str, str | None]) -> None:
        """Take in an answer; one that was heard before is counted."""
        what = said(row)
        if what is None:
            return
        numbers = tuple((name, row[name] or "") for name in ("preNo", "invtNo", "sumNo", "rkdNo") if row.get(name))
        one = Answer(row.get("returnTime") or "", what, row.get("guid") or "", numbers)
        if one in self.answers:
            self.doubled += 1
        else:
            self.answers.append(one)
            self.answers.sort(key=_order)

    @property
    def last(self) -> Answer | None:
        """The latest answer that is understood."""
        return next((one for one in reversed(self.answers) if one.said.state != UNREAD), None)

    @property
    def state(self) -> str:
        """One of `STATES`. What was changed and not answered since, is sent."""
        if self.last is not None:
            if self.cancelled and self.key[0] in GOOD and self.numbers.get("invtNo") in self.cancelled:
                return CANCELLED
            newest = self.reported
            changed = newest is not None and newest.kind != NEW and self.last.time < newest.time
            return SENT if changed else self.last.said.state
        if self.answers:
            return UNREAD
        return SENT if self.sent else UNSENT

    @property
    def done(self) -> bool:
        """Whether nothing more has to come for it to be good."""
        return self.state in GOOD.get(self.key[0], ACCEPTED)

    @property
    def numbers(self) -> dict[str, str]:
        """The numbers customs gave: preNo, invtNo and the like; a later answer that lacks one does not take it away."""
        return {name: value for one in self.answers for name, value in one.numbers}

    @property
    def next_step(self) -> str:
        """One of `STEPS`. A document that is under way is not sent again: it would be doubled."""
        if self.done or self.state == "closed":
            return NOTHING
        if self.state in ("rejected", ERROR):
            return CORRECT
        return {"retry": AGAIN, "held": ASK, UNREAD: ASK, UNSENT: ASK}.get(self.state, WAIT)

    def silent_since(self, now: datetime) -> timedelta | None:
        """How long nothing has come, for a document that is waited for; Beijing time without zone."""
        since = self.changed_at
        return None if since is None or self.next_step != WAIT else now - since

    @property
    def changed_at(self) -> datetime | None:
        """When something was sent or answered last; None where no time can be read."""
        times = [one.at for one in self.answers if one.at] + [at for text in self.sent if (at := _moment(text))]
        return max(times, default=None)

    @property
    def sent_at(self) -> datetime | None:
        """When it was sent first; None where no time can be read."""
        return min((at for text in self.sent if (at := _moment(text))), default=None)

    def as_data(self) -> dict[str, Any]:
        """As programs read it."""
        last = self.last
        return {
            "message": self.key[0], "key": list(self.key[1]), "state": self.state, "done": self.done,
            "next": self.next_step, "since": last.time if last else "", "numbers": self.numbers,
            "answer": last.said.as_data() if last else None, "answers": len(self.answers), "doubled": self.doubled,
        }  # fmt: skip

    @property
    def words(self) -> tuple[str, str]:
        """State and next step, in the language in use."""
        return translate(STATES[self.state]), translate(STEPS[self.next_step])


class Board:
    """All documents by key. Messages may be added in any order, and again: the board is the same.

    `notices` are what customs sends of itself, by number of the message: tax bills (816, 818), results of summaries
    (792). They answer nothing and change no state.
    """

    def __init__(self) -> None:
        self.found: dict[Key, Standing] = {}
        self.refused: list[tuple[str, str]] = []
        self.notices: list[tuple[str, Mapping[str, str | None]]] = []
        self.cancelled: set[str] = set()

    def add(self, message: Message) -> None:
        """Take in a message: documents of a company as sent, answers of customs as answers."""
        number = _number(message.name)
        answered = codes("ceb-message")[number].more["answers"]
        if number == "900":
            self.refused += [(one.head.get("oriCopMsgId") or "", one.head.get("returnInfo") or "")
                             for one in message.documents]  # fmt: skip
            return
        if number in NOTICES:
            self.notices += [(number, one.head) for one in message.documents if (number, one.head) not in self.notices]
            return
        for document in message.documents:
            values = _values(message.name, document.head)
            if values is None:
                continue
            standing = self.put((answered or number, values), document.head, bool(answered))
            time = document.head.get("appTime") or ""
            if not answered and (standing.reported is None or time >= standing.reported.time):
                kind = document.head.get("appType") or NEW
                standing.reported = Report(time, kind, content(document.head, document.lists))

    def put(self, key: Key, head: Mapping[str, str | None], is_answer: bool) -> Standing:
        """Take in one document or answer by the key of the document; how it stands now."""
        standing = self.found.get(key) or self.found.setdefault(key, Standing(key, self.cancelled))
        if is_answer:
            standing.hear(head)
            if key[0] in CANCELLATIONS and standing.state == "accepted":
                self.cancelled.add(standing.numbers.get("invtNo", ""))
        else:
            standing.sent.append(head.get("appTime") or "")
        return standing

    def standings(self) -> Iterator[Standing]:
        """Every document, by message and key."""
        return (self.found[key] for key in sorted(self.found))

    def may_send(self, message: Message) -> Iterable[tuple[Key, str]]:
        """The documents of a message that would be doubled if it were sent now, each with its state."""
        for document in message.documents:
            standing = self.doubled(message.name, document.head)
            if standing is not None:
                yield standing.key, standing.state

    def doubled(self, message: str, head: Mapping[str, Any]) -> Standing | None:
        """The document that one with this head would double if it were sent now as new; None where it may go."""
        values = _values(message, head)
        standing = self.found.get((_number(message), values)) if values is not None else None
        if standing is None or not standing.sent or (head.get("appType") or NEW) != NEW:
            return None
        if standing.reported is not None and standing.reported.kind == DELETED and standing.done:
            return None
        return standing if standing.next_step in (WAIT, ASK, NOTHING) else None


def board(messages: Iterable[Message]) -> Board:
    """The board of messages that were sent and that came back, in any order."""
    made = Board()
    for message in messages:
        made.add(message)
    return made


PROGRESS = ("pending", "retry", ERROR, "rejected", "accepted", "held", "closed", "released", "cleared")
"""States as they follow each other; of two answers of the same moment the one further on counts."""


def _order(one: Answer) -> tuple[str, int, str]:
    state = one.said.state
    return one.time.ljust(LONGEST_TIME, "0"), PROGRESS.index(state) if state in PROGRESS else -1, one.said.status


def _values(message: str, head: Mapping[str, Any]) -> tuple[str, ...] | None:
    """The values that name a document, blank where one is missing; None where all are."""
    found = tuple(head.get(name) or "" for name in KEYS[message])
    return found if any(found) else None


def _told(row: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
    return frozenset((name, str(value)) for name, value in row.items() if value is not None and value != "")


def _number(message: str) -> str:
    return message.removeprefix("CEB").removesuffix("Message")


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S")
    except ValueError:
        return None
