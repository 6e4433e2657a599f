"""Declaring sales and what follows: the mode is asked first, documents are made, checked field by field, batched and
signed.

What would be refused is not sent: an order is held back as a whole, with its reasons, and the others go. Nothing is
sent anywhere: messages are bytes.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.kernel.words import Phrase, told, translate
from shibosi.methods.declaring.asking import asked
from shibosi.methods.declaring.documents import MAKERS, NAMESPACE, document
from shibosi.methods.declaring.general import general
from shibosi.methods.declaring.known import message_of, reported, steps_of
from shibosi.methods.declaring.reading import Found, read_sales, requests_of, sales_of
from shibosi.methods.declaring.request import Request
from shibosi.methods.declaring.sale import NONE, Sale
from shibosi.methods.declaring.steps import STEPS, NoRequest, step
from shibosi.methods.formats.ceb import Message, build_message
from shibosi.methods.formats.ceb.message import NewDocument, read_message
from shibosi.methods.formats.dec import Declaration
from shibosi.methods.messages.checking import check
from shibosi.methods.messages.mistakes import NO_SIGNATURE, NO_SIGNATURE_YET, REFUSED, Mistake
from shibosi.methods.messages.plans import plan
from shibosi.methods.messages.signing.keys import Signer
from shibosi.methods.messages.signing.signing import sign
from shibosi.methods.messages.states import Board
from shibosi.methods.modes.choosing import DECLARATION
from shibosi.standard.law.book import book

AT_ONCE = 100
"""Documents of a message at most."""
TWICE = "An order of this number stands in the file before."
UNSIGNED = frozenset([NO_SIGNATURE, NO_SIGNATURE_YET])


class NoSender(ShibosiError):
    """Messages without who transmits them."""

    code = "no-sender"
    message = "Who transmits the messages is not said well: {reason}"


@dataclass(frozen=True, slots=True)
class Refusal:
    """An order that was held back, and why, in the language in use."""

    number: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """What goes out for up to a hundred orders: messages in the order in which they are sent, the numbers of the orders
    of which something goes out, orders held back, how many documents are under way or done and stay here; by number of
    the order the general declarations that follow it, which are unverified, unsigned and keyed in by a person. Likewise
    of requests, which are named by what they ask."""

    messages: tuple[Message, ...] = ()
    orders: tuple[str, ...] = ()
    refused: tuple[Refusal, ...] = ()
    underway: int = 0
    declarations: Mapping[str, Declaration] = field(default_factory=dict)
    requests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    """What is to go out of an order or a request: documents by number of their message, its general declaration."""

    name: str
    documents: tuple[tuple[str, NewDocument], ...]
    underway: int = 0
    declaration: Declaration | None = None


@dataclass(frozen=True, slots=True)
class _Made:
    """A message and the jobs its documents are of, in their order."""

    message: Message
    of: tuple[_Job, ...]


def declare(
    sales: Iterable[Sale], at: datetime, sender: Mapping[str, str], signer: Signer | None = None,
    known: Board | None = None, requests: Sequence[Request] = (),
) -> Iterator[Batch]:  # fmt: skip
    """The messages of sales, then of requests that name some of them, reported at a time of Beijing. Without signer
    lists go unsigned.

    `known` is what was sent and answered before: what is under way or done there is not sent again. The same sales at
    the same time give the same bytes, but for SM2 signatures. Raises NoSender.
    """
    seen: set[tuple[str | None, str]] = set()
    wanted = {number for request in requests for number in request.orders}
    named: dict[str, list[Sale]] = {}
    board = known or Board()
    rest = iter(sales)
    while several := list(islice(rest, AT_ONCE)):
        refused, ready = [], []
        for sale in several:
            if sale.number in wanted:
                named.setdefault(sale.number, []).append(sale)
            if sale.report == NONE:
                continue
            key = (sale.platform_code, sale.number)
            found = Refusal(sale.number, (translate(TWICE),)) if key in seen else _job(sale, at, sender, board)
            seen.add(key)
            if isinstance(found, Refusal):
                refused.append(found)
            else:
                ready.append(found)
        yield _batch(ready, refused, at, sender, signer)
    for start in range(0, len(requests), AT_ONCE):
        jobs = [_step(one, named, at, board) for one in requests[start : start + AT_ONCE]]
        batch = _batch([one for one in jobs if isinstance(one, _Job)],
                       [one for one in jobs if isinstance(one, Refusal)], at, sender, signer)  # fmt: skip
        yield replace(batch, orders=(), requests=batch.orders)


@dataclass(frozen=True, slots=True)
class Declared:
    """Everything of one file: messages, the orders that go out, orders held back, and what could not be read."""

    messages: tuple[Message, ...]
    orders: tuple[str, ...]
    refused: tuple[Refusal, ...]
    problems: tuple[Problem, ...]
    declarations: Mapping[str, Declaration]
    requests: tuple[str, ...]


def declared(data: bytes, name: str, at: datetime) -> Declared:
    """The unsigned messages of a file of orders and requests. Raises NoSender."""
    found = list(read_sales(data, name))
    batches = list(declare(sales_of(found), at, sender_of(found), requests=requests_of(found)))
    return Declared(
        tuple(message for batch in batches for message in batch.messages),
        tuple(number for batch in batches for number in batch.orders),
        tuple(refusal for batch in batches for refusal in batch.refused),
        tuple(one.problem for one in found if one.problem is not None),
        {number: one for batch in batches for number, one in batch.declarations.items()},
        tuple(name for batch in batches for name in batch.requests),
    )


def sender_of(found: Iterable[Found]) -> Mapping[str, str]:
    """Who transmits, as a file says. Raises NoSender where nobody is named."""
    for one in found:
        if one.sender is not None:
            return one.sender
    raise NoSender(reason=translate("the file names no sender."))


def _job(sale: Sale, at: datetime, sender: Mapping[str, str], known: Board) -> _Job | Refusal:
    """What is to go out of a sale, or why it is held back."""
    one = asked(sale, at, book())
    if one.refused:
        return Refusal(sale.number, one.refused)
    filed = replace(sale, filing=one.filing)
    try:
        declaration = general(sale, at, sender) if DECLARATION in one.documents else None
    except ShibosiError as mistake:
        return Refusal(sale.number, (mistake.sentence(),))
    made = {number: document(number, filed, at) for number in MAKERS if number in one.documents}
    found = reported(known, filed, made)
    if found.hindrance is not None:
        return Refusal(sale.number, (_words(found.hindrance),))
    return _Job(sale.number, tuple(found.documents.items()), found.underway, declaration)


def _step(request: Request, named: Mapping[str, Sequence[Sale]], at: datetime, known: Board) -> _Job | Refusal:
    """What is to go out of a request, or why it is held back."""
    try:
        made = [(number, step(number, one)) for number, one in steps_of(request, named, at, known)]
    except NoRequest as mistake:
        return Refusal(request.label, (mistake.sentence(),))
    going = tuple(one for one in made if known.doubled(message_of(one[0]), one[1]["head"]) is None)
    return _Job(request.label, going, len(made) - len(going))


def _words(phrase: Phrase) -> str:
    return str(told({"said": phrase})["said"])


def _batch(
    ready: list[_Job], refused: list[Refusal], at: datetime, sender: Mapping[str, str], signer: Signer | None
) -> Batch:  # fmt: skip
    """Build and check until nothing is left that would be refused, then sign."""
    made = _made(ready, at, sender)
    while wrong := _wrong(made):
        refused += [Refusal(job.name, tuple(reasons)) for job, reasons in wrong.values()]
        ready = [one for one in ready if id(one) not in wrong]
        made = _made(ready, at, sender)
    orders = tuple(dict.fromkeys(job.name for one in made for job in one.of))
    declarations = {one.name: one.declaration for one in ready if one.declaration is not None and one.documents}
    messages = tuple(_signed(one.message, signer) for one in made)
    return Batch(messages, orders, tuple(refused), sum(one.underway for one in ready), declarations)


def _made(ready: list[_Job], at: datetime, sender: Mapping[str, str]) -> list[_Made]:
    """The messages in the order in which they are sent, none with more documents than it may hold."""
    made = []
    for number in (*MAKERS, *STEPS):
        name = message_of(number)
        every = [(one, new) for one in ready for kind, new in one.documents if kind == number]
        most = plan(name).most or AT_ONCE
        for start in range(0, len(every), most):
            some = every[start : start + most]
            id = uuid.uuid5(NAMESPACE, f"{number} {at} {some[0][1]['head']} {len(some)}")
            message = build_message(name, [new for _, new in some], sender, str(id).upper())
            made.append(_Made(message, tuple(job for job, _ in some)))
    return made


def _wrong(made: list[_Made]) -> dict[int, tuple[_Job, list[str]]]:
    """Jobs of which a document would be refused, each with the reasons. Raises NoSender."""
    found: dict[int, tuple[_Job, list[str]]] = {}
    for one in made:
        for mistake in check(one.message).mistakes:
            if mistake.weight != REFUSED or mistake.what.words in UNSIGNED:
                continue
            if not mistake.place.document:
                raise NoSender(reason=_said(one.message, mistake))
            job = one.of[mistake.place.document - 1]
            found.setdefault(id(job), (job, []))[1].append(_said(one.message, mistake))
    return found


def _said(message: Message, mistake: Mistake) -> str:
    """A mistake with its place, such as "311 consignee 收货人姓名: It is missing"."""
    number = message.name.removeprefix("CEB").removesuffix("Message")
    label = mistake.element.label if mistake.element else ""
    row = str(mistake.place.row or "")
    place = " ".join(filter(None, (number, row, mistake.place.element, label)))
    return f"{place}: {mistake.sentence}"


def _signed(message: Message, signer: Signer | None) -> Message:
    """The message with its signature, if it is one that is signed. Raises CannotSign."""
    if signer is None or not plan(message.name).signed:
        return message
    found, _ = read_message(sign(message, signer), message.file)
    return message if found is None else found
