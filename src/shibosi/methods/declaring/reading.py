"""Orders from a file: JSON with `orders`, or JSON lines; what holds for all of them stands once, under `shared`.

    {"sender": {"code": "...", "name": "...", "mailbox": "..."},
     "shared": {"direction": "export", "mode": "9610", "platform_code": "...", ...},
     "orders": [{"number": "O-1", "lines": [{"name": "...", "quantity": "2", "price": "49.50", ...}], ...}]}

In JSON lines an object with `sender` or `shared` holds from there on; one with `request` asks for something that
follows a declaration, {"request": "cancel", "orders": ["O-1"], "reason": "..."}; every other one is an order. In one
JSON document requests stand under `requests`.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, get_args, get_type_hints

from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.problems import Problem
from shibosi.kernel.words import Phrase
from shibosi.methods.declaring.request import MESSAGES, Request, ReturnedLine
from shibosi.methods.declaring.sale import NONE, REPORTS, Sale, SaleLine
from shibosi.methods.modes.shipment import Shipment

LONGEST_TEXT, LARGEST = 1000, Decimal(10) ** 14
SENDER = {"code": "copCode", "name": "copName", "mailbox": "dxpId"}
"""What is said of who transmits, with the elements of BaseTransfer it goes into."""
ABOUT = {"facts", "lines"}
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no message can carry."""


class NoSale(ShibosiError):
    """JSON that describes no order."""

    code = "no-sale"
    message = "This describes no order: {reason}."


@dataclass(frozen=True, slots=True)
class Found:
    """What a line or member of a file is: an order, a request, who transmits from here on, or what is unreadable."""

    sale: Sale | None = None
    request: Request | None = None
    sender: Mapping[str, str] | None = None
    problem: Problem | None = None


def read_sales(data: bytes, name: str) -> Iterator[Found]:
    """Everything in a file called `name`, in its order; one order that cannot be read leaves the others."""
    shared: dict[str, Any] = {}
    for place, found in _members(data):
        try:
            if isinstance(found, ShibosiError):
                raise found
            if not isinstance(found, dict):
                raise NoSale(reason=Phrase("it is no object"))
            if "sender" in found:
                yield Found(sender=_sender(found["sender"]))
            if "shared" in found:
                shared = _object(found["shared"], "shared")
            if "request" in found:
                yield Found(request=request_of(found))
            elif "sender" not in found and "shared" not in found:
                yield Found(sale=sale_of({**shared, **found}))
        except ShibosiError as mistake:
            yield Found(problem=Problem(name, place, mistake.code, mistake.message, mistake.facts))


def sales_of(found: Iterable[Found]) -> Iterator[Sale]:
    """The orders of a file."""
    return (one.sale for one in found if one.sale is not None)


def requests_of(found: Iterable[Found]) -> tuple[Request, ...]:
    """The requests of a file."""
    return tuple(one.request for one in found if one.request is not None)


def request_of(found: Mapping[str, Any]) -> Request:
    """The request an object describes. Raises NoSale naming what is wrong."""
    _known(found, {field.name for field in fields(Request)} - {"kind"} | {"request"})
    _one_of("request", found["request"], MESSAGES)
    orders = found.get("orders", [])
    if not isinstance(orders, list) or not all(isinstance(one, str) and one for one in orders):
        raise NoSale(reason=Phrase("'{name}' is no list", name="orders"))
    own = {name: value for name, value in found.items() if name not in ("request", "orders", "lines")}
    made = _values(Request, own)
    _one_of("report", made.get("report", REPORTS[0]), set(REPORTS) - {NONE})
    lines = tuple(ReturnedLine(**_values(ReturnedLine, line)) for line in _lines(found, ReturnedLine, complete=True))
    return Request(kind=found["request"], orders=tuple(dict.fromkeys(orders)), lines=lines, **made)


def sale_of(found: Mapping[str, Any]) -> Sale:
    """The sale an object describes. Raises NoSale naming what is wrong."""
    _known(found, {field.name for field in fields(Sale)})
    for needed in ("number", "direction", "mode"):
        if not found.get(needed):
            raise NoSale(reason=Phrase("'{name}' is missing", name=needed))
    made = [SaleLine(**_values(SaleLine, line)) for line in _lines(found, SaleLine)]
    facts = _object(found.get("facts", {}), "facts")
    _known(facts, {field.name for field in fields(Shipment)} - {"day", "direction"})
    own = {name: value for name, value in found.items() if name not in ABOUT}
    sale = Sale(lines=tuple(made), facts=tuple(_values(Shipment, facts).items()), **_values(Sale, own))
    _one_of("report", sale.report, REPORTS)
    return sale


def _lines(found: Mapping[str, Any], kind: type, complete: bool = False) -> Iterator[dict[str, Any]]:
    """The lines of an object, with names that are known, or all of them."""
    lines = found.get("lines", [])
    if not isinstance(lines, list):
        raise NoSale(reason=Phrase("'{name}' is no list", name="lines"))
    names = {field.name for field in fields(kind)}
    for line in lines:
        _known(_object(line, "lines"), names)
        for name in sorted(names - set(line)) if complete else ():
            raise NoSale(reason=Phrase("'{name}' is missing", name=name))
        yield line


def _one_of(name: str, value: Any, known: Collection[str]) -> None:
    if not isinstance(value, str) or value not in known:
        said = str(value)[:40]
        reason = Phrase("'{name}' has a value of another form: {value}", name=name, value=said)
        raise NoSale(reason=reason, hint=nearest(said, sorted(known)))


def _members(data: bytes) -> Iterator[tuple[str, Any]]:
    """The objects of a file with their places: of one JSON document, else line by line."""
    text = data.decode("utf-8-sig", "replace")
    try:
        whole = json.loads(text, parse_float=Decimal, parse_constant=_never)
    except (ValueError, RecursionError):
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield f"line {number}", _loaded(line)
        return
    if isinstance(whole, dict) and isinstance(whole.get("orders"), list) and "request" not in whole:
        yield "line 1", {name: whole[name] for name in ("sender", "shared") if name in whole}
        asked = whole.get("requests", [])
        every = [*whole["orders"], *(asked if isinstance(asked, list) else [asked])]
        yield from ((f"row {number}", one) for number, one in enumerate(every, start=1))
    else:
        yield "line 1", whole


def _loaded(line: str) -> Any:
    try:
        return json.loads(line, parse_float=Decimal, parse_constant=_never)
    except (ValueError, RecursionError):
        return NoSale(reason=Phrase("it cannot be read as JSON"))


def _sender(found: Any) -> dict[str, str]:
    said = _object(found, "sender")
    _known(said, set(SENDER))
    return {SENDER[name]: str(value) for name, value in said.items()} | {"dxpMode": "DXP"}


def _object(found: Any, name: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise NoSale(reason=Phrase("'{name}' is no object", name=name))
    return found


def _known(found: Mapping[str, Any], names: set[str]) -> None:
    for name in found:
        if name not in names:
            hint = nearest(str(name), sorted(names))
            raise NoSale(reason=Phrase("'{name}' has no meaning here", name=str(name)[:40]), hint=hint)


def _number(value: Any) -> Decimal:
    found = Decimal(value)
    if isinstance(value, bool) or not found.is_finite() or abs(found) >= LARGEST:
        raise ValueError
    return found


def _text(value: Any) -> str | None:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT or ODD.search(value):
        raise ValueError
    return value.strip() or None


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _time(value: Any) -> datetime:
    return datetime.fromisoformat(value).replace(tzinfo=None)


READERS: Mapping[type, Callable[[Any], Any]] = {
    Decimal: _number, str: _text, bool: _yes_no, date: date.fromisoformat, datetime: _time,
}  # fmt: skip
KINDS: Mapping[type, Mapping[str, Any]] = {
    kind: {name: next(iter(get_args(hint)), hint) for name, hint in get_type_hints(kind).items()}
    for kind in (Sale, SaleLine, Shipment, Request, ReturnedLine)
}
"""The type of each field, beside None."""


def _values(kind: type, found: Mapping[str, Any]) -> dict[str, Any]:
    """Values as their fields take them; what is null is not said. Raises NoSale."""
    made = {}
    for name, value in found.items():
        if value is not None:
            try:
                made[name] = READERS[KINDS[kind][name]](value)
            except (TypeError, ValueError, InvalidOperation) as mistake:
                reason = Phrase("'{name}' has a value of another form: {value}", name=name, value=str(value)[:40])
                raise NoSale(reason=reason) from mistake
    return made


def _never(constant: str) -> None:
    raise ValueError(constant)
