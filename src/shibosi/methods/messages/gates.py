"""Whether the gate of a supervised site opens for a parcel, from what was declared and answered, with reasons.

It opens only for what customs has released and has not stopped again; of what is not known here it stays shut.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from shibosi.kernel.words import Phrase
from shibosi.methods.formats.ceb import Message
from shibosi.methods.messages.states import STATES, Board, Key, Standing

LISTS = {"CEB621Message": "621", "CEB603Message": "603"}
GOES = ("released", "cleared")
UNDECLARED = "No customs list names this parcel."
RELEASED = "List {number} is released since {since}."
STOPPED = "List {number} is not released: {state}."


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the gate opens, and why."""

    opens: bool
    reasons: tuple[Phrase, ...]


class Gate:
    """Parcels by waybill number, with the lists that name them and how those stand."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self.board = Board()
        self.lists: dict[str, set[Key]] = {}
        for message in messages:
            self.board.add(message)
            if message.name in LISTS:
                for document in message.documents:
                    head = document.head
                    key = LISTS[message.name], (head.get("agentCode") or "", head.get("copNo") or "")
                    self.lists.setdefault(head.get("logisticsNo") or "", set()).add(key)

    def decide(self, waybill: str) -> Decision:
        """Whether the gate opens for a parcel: every list that names it has to be released."""
        found = [self.board.found[key] for key in sorted(self.lists.get(waybill, ())) if key in self.board.found]
        if not found:
            return Decision(False, (Phrase(UNDECLARED),))
        return Decision(all(one.state in GOES for one in found), tuple(map(_reason, found)))


def _reason(one: Standing) -> Phrase:
    number = one.numbers.get("invtNo") or one.key[1][-1]
    if one.state in GOES:
        return Phrase(RELEASED, number=number, since=one.last.time if one.last else "-")
    return Phrase(STOPPED, number=number, state=Phrase(STATES[one.state]))
