"""How stored documents stand with customs: what was reported, joined with the answers, however many there are.

Documents and answers of a message are read from the database in the order of their numbers and met as they come: what
is kept in memory does not grow with them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Collate

from shibosi.methods.messages.states import Standing
from shibosi.store import scope
from shibosi.store.viewers import Viewer
from shibosi.store.zones import HOUSE

AT_ONCE = 2000
SECOND = 1_000_000
"""Instants are kept as so many parts of a second since 1970."""
PLAIN = {"sqlite": "BINARY", "postgresql": "C"}
"""The order of texts by their characters, as Python orders them."""
ONWARD = Q(order_number__isnull=True) | Q(order_number="")
SAID = ("status", "answered_at", "guid", "information", "port_number", "customs_number")


@dataclass(frozen=True, slots=True)
class Kind:
    """Documents of a message: the record they lie in, which of its rows they are, the columns that name one of them,
    and those by which an answer names it. A company is left out: an answer has a place for one code only."""

    record: str
    rows: Q
    names: tuple[str, ...]
    answered: tuple[str, ...] = ()


MESSAGES = {
    "311": Kind("order", Q(order_type="I"), ("number",), ("order_number",)),
    "303": Kind("order", Q(order_type__in=("E", "B", "W")), ("number",), ("order_number",)),
    "411": Kind("payment", Q(), ("number",), ("payment_number",)),
    "403": Kind("collection", Q(), ("order_number", "number"), ("order_number", "payment_number")),
    "511": Kind("waybill", ~ONWARD, ("number",), ("waybill_number",)),
    "505": Kind("waybill", ONWARD, ("number",), ("waybill_number",)),
    "621": Kind("customs_list", Q(direction="I"), ("company_number",), ("document_number",)),
    "603": Kind("customs_list", ~Q(direction="I"), ("company_number",), ("document_number",)),
    "625": Kind("customs_return", ~Q(direction="I"), ("company_number",), ("document_number",)),
    "213": Kind("customs_return", Q(direction="I"), ("company_number",), ("document_number",)),
    **{number: Kind("handling_document", Q(message=number), ("company_number", "part"))
       for number in ("507", "509", "607", "701")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which documents: of a message, reported within so many days; all where it says nothing."""

    message: str = ""
    days: int | None = None


def clearance(viewer: Viewer, wanted: Wanted) -> Iterator[Standing]:
    """The documents a viewer sees, each with its answers. An answer to a document that is not here is one by itself;
    where only some days are wanted, it is left out."""
    since = None if wanted.days is None else _kept(viewer.now - timedelta(days=wanted.days))
    for message, kind in MESSAGES.items():
        if wanted.message in ("", message):
            yield from _standings(viewer, message, kind, since)


def _standings(viewer: Viewer, message: str, kind: Kind, since: int | None) -> Iterator[Standing]:
    found = scope.rows(viewer, kind.record).filter(kind.rows, standing=True, reported_at__isnull=False)
    heard = scope.rows(viewer, "answer").filter(standing=True, about=message)
    if since is not None:
        found, heard = found.filter(reported_at__gte=since), heard.filter(answered_at__gte=since)
    streams = [_ordered(found, kind.names, ("reported_at",))]
    if kind.answered:
        streams.append(_ordered(heard, kind.answered, SAID))
    for key, rows in groupby(merge(*streams, key=itemgetter(0)), key=itemgetter(0)):
        standing = Standing((message, key))
        for _, values in rows:
            if len(values) == 1:
                standing.sent.append(_time(values[0])[:14])
            else:
                _hear(standing, values)
        if standing.sent or since is None:
            yield standing


def _ordered(
    query: QuerySet[Any], names: tuple[str, ...], values: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:  # fmt: skip
    """Rows as key and values, in the order of the key."""
    keys = {
        f"key_{at}": Collate(
            Coalesce(Cast(F(name), TextField()), Value("", output_field=TextField())), PLAIN[connection.vendor]
        )
        for at, name in enumerate(names)
    }
    for row in query.annotate(**keys).order_by(*keys).values_list(*keys, *values).iterator(AT_ONCE):
        yield row[: len(keys)], row[len(keys) :]


def _hear(standing: Standing, values: tuple[Any, ...]) -> None:
    status, at, guid, information, port, customs = values
    standing.hear({
        "returnStatus": status, "returnTime": _time(at), "guid": guid, "returnInfo": information, "preNo": port,
        "invtNo": customs,
    })  # fmt: skip


def _kept(at: datetime) -> int:
    return int(at.timestamp() * SECOND)


def _time(at: int | None) -> str:
    """A kept instant as answers write it, by the clock of Beijing; empty where there is none."""
    if at is None:
        return ""
    local = datetime.fromtimestamp(at // SECOND, HOUSE)
    return f"{local:%Y%m%d%H%M%S}{at % SECOND // 1000:03d}"
