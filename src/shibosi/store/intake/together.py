"""Together: what several clients hand in to one process at the same moment is taken in by one transaction.

A transaction costs nearly the same for one document as for ten. While one runs, others wait at the door; whoever is let
in next takes along all that waits and may be taken along. Nobody waits for company.
"""

import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.db import DatabaseError

from shibosi.kernel.errors import ShibosiError

FEW = 20
"""Documents that a request may have, to go along with others."""
MOST = 100
"""Documents in one transaction with others."""
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Apart(Exception):
    """What is handed in changes what others handed in: it is taken in by itself, so that each is told its own."""


@dataclass(eq=False)
class Waiting(Generic[Asked, Answer]):
    """A request at the door, and what came of it.

    Those of one `side` may go along with each other, but for those that share a `key`; `size` is in documents.
    """

    asked: Asked
    now: datetime
    side: Hashable
    key: Hashable | None
    size: int
    answer: Answer | None = None


class Door(Generic[Asked, Answer]):
    """Lets requests in, one transaction at a time.

    `alone` takes in one; `together` takes in some, or raises and leaves nothing behind.
    """

    def __init__(
        self, alone: Callable[[Asked, datetime], Answer], together: Callable[[list[Asked], datetime], list[Answer]]
    ) -> None:  # fmt: skip
        self._alone, self._together = alone, together
        self._waiting: list[Waiting[Asked, Answer]] = []
        self._list, self._turn = threading.Lock(), threading.Lock()

    def enter(self, own: Waiting[Asked, Answer]) -> Answer:
        """Take in what a request hands in. Raises what `alone` raises."""
        with self._list:
            self._waiting.append(own)
        with self._turn:
            if own.answer is not None:
                return own.answer
            group = self._group(own)
            if len(group) > 1 and self._taken(group) and own.answer is not None:
                return own.answer
            return self._alone(own.asked, own.now)

    def _group(self, own: Waiting[Asked, Answer]) -> list[Waiting[Asked, Answer]]:
        """The request with those that may go along; they wait no longer."""
        group, size, keys = [own], own.size, {own.key}
        left = []
        with self._list:
            for one in self._waiting:
                if one is own:
                    continue
                if one.side == own.side and size + one.size <= MOST and (one.key is None or one.key not in keys):
                    group.append(one)
                    size += one.size
                    keys.add(one.key)
                else:
                    left.append(one)
            self._waiting = left
        return group

    def _taken(self, group: list[Waiting[Asked, Answer]]) -> bool:
        """Whether they were taken in; if not, each has its own turn and hears its own reason."""
        try:
            answers = self._together([one.asked for one in group], max(one.now for one in group))
        except (DatabaseError, ShibosiError, Apart):
            return False
        for one, answer in zip(group, answers, strict=True):
            one.answer = answer
        return True
