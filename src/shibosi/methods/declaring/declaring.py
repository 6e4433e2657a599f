"""Declaring sales: the mode is asked first, documents are made, checked field by field, batched, signed.

What would be refused is not sent: an order is held back as a whole, with its reasons, and the others go. Nothing is
sent anywhere: messages are bytes.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.problems import Problem
from shibosi.kernel.words import translate
from shibosi.methods.declaring.asking import asked
from shibosi.methods.declaring.documents import MAKERS, NAMESPACE, document
from shibosi.methods.declaring.general import general
from shibosi.methods.declaring.reading import Found, read_sales
from shibosi.methods.declaring.sale import Sale
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
    the order the general declarations that follow it, which are unverified, unsigned and keyed in by a person."""

    messages: tuple[Message, ...]
    orders: tuple[str, ...]
    refused: tuple[Refusal, ...]
    underway: int
    declarations: Mapping[str, Declaration]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A sale with the numbers of the messages it takes, and its general declaration if it takes one."""

    sale: Sale
    documents: tuple[str, ...]
    declaration: Declaration | None


@dataclass(frozen=True, slots=True)
class _Made:
    """A message and the sales its documents are of, in their order."""

    message: Message
    of: tuple[Sale, ...]


def declare(
    sales: Iterable[Sale], at: datetime, sender: Mapping[str, str], signer: Signer | None = None,
    known: Board | None = None,
) -> Iterator[Batch]:  # fmt: skip
    """The messages of sales, reported at a time of Beijing. Without signer lists go unsigned.

    `known` is what was sent and answered before: what is under way or done there is not sent again. The same sales at
    the same time give the same bytes, but for SM2 signatures. Raises NoSender.
    """
    seen: set[tuple[str | None, str]] = set()
    rest = iter(sales)
    while several := list(islice(rest, AT_ONCE)):
        refused, ready = [], []
        for sale in several:
            key = (sale.platform_code, sale.number)
            one = asked(sale, at, book())
            reasons = (translate(TWICE),) if key in seen else one.refused
            seen.add(key)
            declaration = None
            if DECLARATION in one.documents and not reasons:
                try:
                    declaration = general(sale, at, sender)
                except ShibosiError as mistake:
                    reasons = (mistake.sentence(),)
            if reasons:
                refused.append(Refusal(sale.number, reasons))
            else:
                ready.append(_Ready(replace(sale, filing=one.filing), one.documents, declaration))
        yield _batch(ready, refused, at, sender, signer, known or Board())


@dataclass(frozen=True, slots=True)
class Declared:
    """Everything of one file: messages, the orders that go out, orders held back, and what could not be read."""

    messages: tuple[Message, ...]
    orders: tuple[str, ...]
    refused: tuple[Refusal, ...]
    problems: tuple[Problem, ...]
    declarations: Mapping[str, Declaration]


def declared(data: bytes, name: str, at: datetime) -> Declared:
    """The unsigned messages of a file of orders. Raises NoSender."""
    found = list(read_sales(data, name))
    batches = list(declare((one.sale for one in found if one.sale is not None), at, sender_of(found)))
    return Declared(
        tuple(message for batch in batches for message in batch.messages),
        tuple(number for batch in batches for number in batch.orders),
        tuple(refusal for batch in batches for refusal in batch.refused),
        tuple(one.problem for one in found if one.problem is not None),
        {number: one for batch in batches for number, one in batch.declarations.items()},
    )


def sender_of(found: Iterable[Found]) -> Mapping[str, str]:
    """Who transmits, as a file says. Raises NoSender where nobody is named."""
    for one in found:
        if one.sender is not None:
            return one.sender
    raise NoSender(reason=translate("the file names no sender."))


def _batch(
    ready: list[_Ready], refused: list[Refusal], at: datetime, sender: Mapping[str, str], signer: Signer | None,
    known: Board,
) -> Batch:  # fmt: skip
    """Build and check until nothing is left that would be refused, then sign."""
    made, underway = _made(ready, at, sender, known)
    while wrong := _wrong(made):
        refused += [Refusal(sale.number, tuple(reasons)) for sale, reasons in wrong.values()]
        ready = [one for one in ready if id(one.sale) not in wrong]
        made, underway = _made(ready, at, sender, known)
    orders = tuple(dict.fromkeys(sale.number for one in made for sale in one.of))
    declarations = {one.sale.number: one.declaration for one in ready
                    if one.declaration is not None and one.sale.number in orders}  # fmt: skip
    messages = tuple(_signed(one.message, signer) for one in made)
    return Batch(messages, orders, tuple(refused), underway, declarations)


def _made(
    ready: list[_Ready], at: datetime, sender: Mapping[str, str], known: Board
) -> tuple[list[_Made], int]:  # fmt: skip
    """The messages in the order in which they are sent, and how many documents would be doubled and are left out."""
    made, underway = [], 0
    for number in MAKERS:
        name = f"CEB{number}Message"
        documents: list[NewDocument] = []
        of: list[Sale] = []
        for one in ready:
            if number in one.documents:
                new = document(number, one.sale, at)
                if known.doubled(name, new["head"]) is not None:
                    underway += 1
                    continue
                documents.append(new)
                of.append(one.sale)
        if of:
            id = uuid.uuid5(NAMESPACE, f"{number} {at} {of[0].platform_code} {of[0].number} {len(of)}")
            made.append(_Made(build_message(name, documents, sender, str(id).upper()), tuple(of)))
    return made, underway


def _wrong(made: list[_Made]) -> dict[int, tuple[Sale, list[str]]]:
    """Sales of which a document would be refused, each with the reasons. Raises NoSender."""
    found: dict[int, tuple[Sale, list[str]]] = {}
    for one in made:
        for mistake in check(one.message).mistakes:
            if mistake.weight != REFUSED or mistake.what.words in UNSIGNED:
                continue
            if not mistake.place.document:
                raise NoSender(reason=_said(one.message, mistake))
            sale = one.of[mistake.place.document - 1]
            found.setdefault(id(sale), (sale, []))[1].append(_said(one.message, mistake))
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
