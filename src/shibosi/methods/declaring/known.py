"""What is known of an order with customs decides what may be reported of it now: as new, as a change, or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shibosi.kernel.words import Phrase
from shibosi.methods.declaring.documents import APP_TYPES
from shibosi.methods.declaring.request import (
    ALIKE,
    CANCEL,
    DELIVER,
    LEAVE,
    MESSAGES,
    RETURN,
    SUMMARISE,
    TALLY,
    Request,
)
from shibosi.methods.declaring.sale import CHANGE, DELETE, NEW, Sale
from shibosi.methods.declaring.steps import Asked, NoRequest
from shibosi.methods.formats.ceb.fields import KEYS
from shibosi.methods.formats.ceb.message import NewDocument
from shibosi.methods.messages.answers import ERROR
from shibosi.methods.messages.states import DELETED, SENT, STATES, Board, Key, Report, Standing, content
from shibosi.methods.modes.shipment import IMPORT

LISTS = {"import": "621", "export": "603"}
DECLARED = (SENT, "pending", "retry", "accepted")
"""States of a list that customs has, or is about to have, and has not decided about."""
REFUSED = ("rejected", ERROR)
OUT = ("released", "cleared")
NUMBERED = (CANCEL, RETURN, TALLY, SUMMARISE)
"""Requests that name the list by the number customs gave it."""
OPEN = {CANCEL: ("pending", "accepted"), RETURN: OUT, TALLY: OUT, DELIVER: OUT, LEAVE: OUT, SUMMARISE: ("cleared",)}
HINTS = {
    CANCEL: "Only a list that customs has and has not released is cancelled; released goods are returned.",
    RETURN: "Only released goods are returned; before that their list is cancelled.",
    TALLY: "Only released goods are returned; before that their list is cancelled.",
    DELIVER: "Only released parcels are delivered.", LEAVE: "Only released parcels leave.",
    SUMMARISE: "Only lists of exports that have left (899) are summarised.",
}  # fmt: skip
STANDS = "The list of {order} stands as: {state}. {hint}"
ONE_NUMBER = "It becomes {count} documents, for its orders differ: one 'number' does not serve them all."
WHICH = "What is changed or taken back is said by its 'number'."
MIXED = "Its orders are imports and exports: make two requests."
NOBODY = "It names no order."
NO_MESSAGE = "There is no '{kind}' of {direction}."
UNNAMED = 'The file holds no order {number}; one that is only named has "report": "none".'
SEVERAL = "Several orders of the file have the number {number}."
NO_NUMBER = "The list of {order} has no number of customs: none was answered, and 'customs_number' is not said."
DECIDED = "The list of {order} stands as: {state}. Nothing of its order is changed or taken back any more."
LISTED = "The list of {order} is declared: its order is taken back after the list is cancelled."
BEYOND = "The list of {order} is declared: only the list may be changed, and message {number} would change too."


@dataclass(frozen=True, slots=True)
class Reported:
    """What of an order goes out: documents by number of their message; how many stay here; why it is held back."""

    documents: Mapping[str, NewDocument]
    underway: int = 0
    hindrance: Phrase | None = None


def list_of(board: Board, sale: Sale) -> Standing | None:
    """How the list of an order stands; None where nothing is known of it."""
    key = LISTS[sale.direction], (sale.declarant_code or "", sale.company_number or sale.number)
    return board.found.get(key)


def list_number(board: Board, sale: Sale) -> str:
    """The number customs gave the list of an order; empty where none is known."""
    standing = list_of(board, sale)
    return (standing.numbers.get("invtNo") if standing else None) or sale.customs_number or ""


def hindrance(request: Request, board: Board, sale: Sale) -> Phrase | None:
    """Why a request is not open to an order; of a list of which nothing is known here, nothing hinders."""
    if request.kind in NUMBERED and not list_number(board, sale):
        return Phrase(NO_NUMBER, order=sale.number)
    standing = list_of(board, sale)
    if standing is None or request.kind not in OPEN or standing.state in OPEN[request.kind]:
        return None
    return Phrase(STANDS, order=sale.number, state=Phrase(STATES[standing.state]), hint=Phrase(HINTS[request.kind]))


def steps_of(
    request: Request, named: Mapping[str, Sequence[Sale]], at: datetime, board: Board
) -> Iterator[tuple[str, Asked]]:  # fmt: skip
    """The messages a request becomes, each with what it asks. Raises NoRequest where it is not open to an order."""
    if request.report != NEW and request.number is None:
        raise NoRequest(reason=Phrase(WHICH))
    sales = [_sale(number, named) for number in request.orders]
    directions = {sale.direction for sale in sales}
    if len(directions) != 1:
        raise NoRequest(reason=Phrase(MIXED if sales else NOBODY))
    inward, outward = MESSAGES[request.kind]
    number = inward if directions == {IMPORT} else outward
    if number is None:
        raise NoRequest(reason=Phrase(NO_MESSAGE, kind=request.kind, direction=Phrase(directions.pop())))
    for sale in sales:
        hindered = hindrance(request, board, sale)
        if hindered is not None:
            raise NoRequest(reason=hindered)
    groups = list(_groups(request, sales))
    if request.number is not None and len(groups) > 1:
        raise NoRequest(reason=Phrase(ONE_NUMBER, count=len(groups)))
    for several in groups:
        yield number, Asked(request, several, [list_number(board, one) for one in several], at)


def _groups(request: Request, sales: Sequence[Sale]) -> Iterable[Sequence[Sale]]:
    """The orders of each document: one each, or those that are alike in what the request leaves to them."""
    if request.kind not in ALIKE:
        return [[one] for one in sales]
    names = [name for name in ALIKE[request.kind] if getattr(request, name, None) is None]
    found: dict[tuple[object, ...], list[Sale]] = {}
    for sale in sales:
        found.setdefault(tuple(getattr(sale, name) for name in names), []).append(sale)
    return found.values()


def _sale(number: str, named: Mapping[str, Sequence[Sale]]) -> Sale:
    found = named.get(number, ())
    if len(found) != 1:
        raise NoRequest(reason=Phrase(UNNAMED if not found else SEVERAL, number=number))
    return found[0]


def reported(board: Board, sale: Sale, documents: Mapping[str, NewDocument]) -> Reported:
    """What of the documents of an order goes out now, as what it is reported as.

    New: all that is not under way or done. Changed: what says something else than before, as a change of what customs
    has, else as new; where the list is declared, the list alone. Taken back: what customs has of it, but for the list.
    """
    if sale.report == NEW:
        going = {number: one for number, one in documents.items()
                 if board.doubled(message_of(number), one["head"]) is None}  # fmt: skip
        return Reported(going, len(documents) - len(going))
    standing = list_of(board, sale)
    state = standing.state if standing is not None else ""
    declared = state in DECLARED
    if state and not declared and state not in REFUSED:
        return Reported({}, hindrance=Phrase(DECIDED, order=sale.number, state=Phrase(STATES[state])))
    if declared and sale.report == DELETE:
        return Reported({}, hindrance=Phrase(LISTED, order=sale.number))
    found: dict[str, NewDocument] = {}
    underway = 0
    for number, one in documents.items():
        before = board.found.get(_key(number, one))
        has = before is not None and before.state not in REFUSED and _kind(before) not in ("", DELETED)
        if sale.report == DELETE:
            if has and number not in LISTS.values():
                found[number] = _as(one, DELETE)
            underway += before is not None and _kind(before) == DELETED
        elif has and before is not None and before.reported is not None and _same(before.reported, one):
            underway += 1
        elif declared and number not in LISTS.values():
            return Reported({}, hindrance=Phrase(BEYOND, order=sale.number, number=number))
        else:
            found[number] = _as(one, CHANGE if has else NEW)
    return Reported(found, underway)


def _key(number: str, one: NewDocument) -> Key:
    return number, tuple(str(one["head"].get(name) or "") for name in KEYS[message_of(number)])


def _kind(standing: Standing) -> str:
    return standing.reported.kind if standing.reported is not None else ""


def _same(before: Report, one: NewDocument) -> bool:
    return before.content == content(one["head"], one.get("lists", {}))


def _as(one: NewDocument, report: str) -> NewDocument:
    return {"head": {**one["head"], "appType": APP_TYPES[report]}, "lists": one.get("lists", {})}


def message_of(number: str) -> str:
    """The name of a message, such as CEB311Message."""
    return f"CEB{number}Message"
