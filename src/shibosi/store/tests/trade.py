"""The example trade as documents that come in one by one."""

from datetime import UTC, datetime
from typing import Any

from shibosi.domains import registry
from shibosi.example.part import make_part
from shibosi.example.plan import AS_OF
from shibosi.store.intake.handed import Document, Read
from shibosi.store.intake.receiving import Asked, HandedIn, alone, receive_read
from shibosi.store.intake.tables import documents

__all__ = ["NOON", "US", "asked", "documents", "frames", "hand_in", "other_process"]
NOON = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 4, tzinfo=UTC)
US = HandedIn("test", "test")


def frames(orders: int, seed: int = 11, faults: float = 0.5) -> dict[str, Any]:
    """The documents of an example by kind of record."""
    registry.load()
    return {kind: frame.drop("at") for kind, frame in make_part(seed, 0, orders, faults).frames.items()}


def hand_in(some: list[Document], digest: str = "") -> Any:
    """Hand documents in, all at once."""
    return receive_read(_read(some), digest, US, NOON)


def other_process(some: list[Document]) -> Any:
    """Hand documents in as another process would: beside what this one takes in, not after it."""
    return alone(asked(some), NOON)


def asked(some: list[Document], how: HandedIn = US) -> Asked:
    """A request that hands documents in."""
    return Asked(_read(some), "", how)


def _read(some: list[Document]) -> list[Read]:
    return [Read(f"documents[{number}]", one) for number, one in enumerate(some)]
