"""What the mode of a sale asks of it: whether it is open, how it is declared, which documents it takes."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from shibosi.kernel.words import translate
from shibosi.methods.declaring.documents import MAKERS
from shibosi.methods.declaring.sale import ORDER_TYPES, YUAN, Sale
from shibosi.methods.modes.choosing import DECLARATION, MODES, SIMPLIFIED, SUMMARY, Mode, decide
from shibosi.methods.modes.shipment import BUSINESS, CONSUMER, IMPORT, MEANINGS, OWN_WAREHOUSE, Shipment
from shibosi.standard.law.book import Book

BUYERS = {"E": CONSUMER, "B": BUSINESS, "W": OWN_WAREHOUSE}
FILINGS = {SIMPLIFIED: "A", SUMMARY: "B"}
"""What a list says of the way it is declared."""
NO_MODE = "Mode {mode} is none of those that go {direction} by list."
UNSAID = "Whether a simplified list is open to them hangs on what is not said: {names}."


@dataclass(frozen=True, slots=True)
class Asked:
    """What the mode asks: numbers of messages (or `declaration`), the filing of the list, or why it cannot go."""

    documents: tuple[str, ...] = ()
    filing: str | None = None
    refused: tuple[str, ...] = ()


def asked(sale: Sale, at: datetime, law: Book) -> Asked:
    """What is asked of a sale declared at a time of Beijing. A mode that is only not refused is let through."""
    mode = _mode(sale.mode, sale.direction)
    if mode is None:
        return Asked(refused=(translate(NO_MODE).format(mode=sale.mode, direction=translate(sale.direction)),))
    choice = decide(mode, shipment_of(sale, at), law)
    if choice.usable is False:
        return Asked(refused=tuple(one.said for one in choice.reasons if one.met is False))
    filing = sale.filing or FILINGS.get(choice.way or "")
    if choice.way is None and filing is None:
        names = "; ".join(translate(MEANINGS[name]) for name in choice.missing)
        return Asked(refused=(translate(UNSAID).format(names=names),))
    return Asked(tuple(one for one in choice.documents if one in MAKERS or one == DECLARATION), filing)


def shipment_of(sale: Sale, at: datetime) -> Shipment:
    """The facts of a sale that decide its mode: what its documents will say, and what it says beside them, such as its
    value in CNY where it was sold in another currency."""
    inward = sale.direction == IMPORT
    value = sale.goods_value + (sale.freight + sale.insurance if inward else 0)
    said: dict[str, Any] = {
        "value": value if sale.currency == YUAN else None,
        "buyer": CONSUMER if inward else BUYERS[ORDER_TYPES[sale.mode]],
        "one_piece": sum(line.quantity for line in sale.lines) == 1, "bonded": sale.account_book is not None,
        "transmitted": True, "licence": True if sale.licence_number else None,
    }  # fmt: skip
    return Shipment(at.date(), direction=sale.direction, **(said | dict(sale.facts)))


@cache
def _mode(code: str, direction: str) -> Mode | None:
    """The mode of a sale, if its documents can be made: lists, in this direction."""
    by_list = code != "0110"
    return next((one for one in MODES if by_list and (one.code, one.direction) == (code, direction)), None)
