"""How answers reach their senders: in order, late, twice or never; and what happens to goods beyond checking."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from shibosi.methods.customsoffice.office import Answer
from shibosi.methods.formats.ceb import build_message, write_message
from shibosi.methods.formats.ceb.message import NewDocument

IN_A_MESSAGE = 100


@dataclass(frozen=True, slots=True)
class Chances:
    """Shares from 0 to 1: of answers that come late, twice or never; of lists that are inspected, detained, returned
    abroad, or wait for an officer. The same seed gives the same."""

    seed: int = 1
    late: float = 0
    double: float = 0
    lose: float = 0
    inspect: float = 0
    detain: float = 0
    send_back: float = 0
    review: float = 0

    def fate(self, number: str) -> list[str]:
        """The states a list of an order goes through between 120 and release."""
        drawn = random.Random(f"{self.seed} {number}").random()
        for share, states in (
            (self.detain, ["500", "501"]), (self.send_back, ["500", "700"]), (self.inspect, ["500"]),
            (self.review, ["300"]),
        ):  # fmt: skip
            if drawn < share:
                return states
            drawn -= share
        return []

    def delivered(self, answers: Iterable[Answer]) -> list[Answer]:
        """The answers as they arrive."""
        chance = random.Random(self.seed)
        at_once: list[Answer] = []
        later: list[Answer] = []
        for one in answers:
            lost, late, twice = (chance.random() < share for share in (self.lose, self.late, self.double))
            if not lost:
                (later if late else at_once).append(one)
                if twice:
                    later.append(one)
        chance.shuffle(later)
        return at_once + later


def messages(answers: Iterable[Answer]) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the messages answers come in, up to a hundred of one kind in each."""
    number = 0
    for message, several in groupby(answers, key=lambda one: one.message):
        rows = list(several)
        for start in range(0, len(rows), IN_A_MESSAGE):
            number += 1
            heads: list[NewDocument] = [
                {"head": one.values, "lists": one.lists} if one.lists else {"head": one.values}
                for one in rows[start : start + IN_A_MESSAGE]
            ]
            guid = rows[start].values.get("guid") or ""
            yield f"{number:06d}-{message}.xml", write_message(build_message(message, heads, None, guid))
