"""Everybody whom stored documents name, and the firms that are registered."""

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from shibosi.methods.names.facts import Facts
from shibosi.methods.names.matching import Bearer
from shibosi.methods.names.parsing import Kind
from shibosi.methods.watchlists.screening import Party
from shibosi.store import models
from shibosi.store.models import stored
from shibosi.store.portions import portions
from shibosi.store.sealing import token


class Where(NamedTuple):
    """Where a name stands: record and column, the column of its bearer's identity number, what bears it, and the
    columns of the order or customer that a match concerns; neither for whoever stands in the register of parties.
    """

    record: str
    column: str
    number: str
    kind: Kind
    order: str = ""
    customer: str = ""


class Bearing(NamedTuple):
    """What bears a name: an order, a customer or neither."""

    order: str | None
    customer: str | None


NAMES = (
    Where("order", "buyer_name", "buyer_id", Kind.PERSON, "number"),
    Where("order", "consignee", "", Kind.PERSON, "number"),
    Where("order", "merchant_name", "", Kind.ORGANISATION, "number"),
    Where("payment", "payer_name", "payer_id", Kind.PERSON, "order_number"),
    Where("payment", "firm_name", "", Kind.ORGANISATION, "order_number"),
    Where("waybill", "consignee", "", Kind.PERSON, "order_number"),
    Where("waybill", "merchant_name", "", Kind.ORGANISATION, "order_number"),
    Where("customer_file", "name", "licence", Kind.ANY, customer="customer_code"),
    Where("transfer", "counterparty", "", Kind.ANY, "order_number"),
    Where("firm", "name", "", Kind.ORGANISATION),
    Where("firm", "latin_name", "", Kind.ORGANISATION),
    Where("person", "name", "", Kind.PERSON),
    Where("person", "latin_name", "", Kind.PERSON),
    Where("owner", "owner_name", "", Kind.ANY),
)
CARD = 18
BIRTH_DAY = slice(6, 14)
AT_ONCE, AT_A_TIME = 2_000, 500


class Named(NamedTuple):
    """Somebody to be screened, and a document that names them; None where none does."""

    party: Party
    document: int | None


def named(after: int = 0) -> dict[str, Named]:
    """By mark everybody named in documents in force, each name with each identity number once.

    `after`: only documents that came in after this one. Registered firms are always there.
    """
    found: dict[str, Named] = {}
    for one in _registered():
        found.setdefault(one.party.key, one)
    for where in NAMES:
        for one in _in_documents(where, after):
            found.setdefault(one.party.key, one)
    return found


def bearings(people: Collection[Party], after: int = 0) -> Iterator[tuple[str, Bearing]]:
    """The marks of these people with every order and customer that bears the name. `after`: as for `named`."""
    marks = {one.key for one in people}
    names = sorted({name for one in people for name in one.bearer.names})
    for where in (one for one in NAMES if one.order or one.customer):
        for some in portions(names, AT_A_TIME):
            query: Any = stored(where.record).objects.filter(
                standing=True, filed_id__gt=after, **{f"{where.column}__in": some}
            )
            for name, *more in query.order_by("filed_id").values_list(*_columns(where, where.order or where.customer)):
                mark = party(name, where.kind, (more[0] or "") if where.number else "").key
                if mark in marks and more[-1]:
                    yield mark, Bearing(more[-1], None) if where.order else Bearing(None, more[-1])


def customers(after: int = 0) -> Iterator[tuple[str, str, str]]:
    """Code, name and mark of every customer that is on file. `after`: as for `named`."""
    for where in NAMES:
        if where.customer:
            query: Any = stored(where.record).objects.filter(standing=True, filed_id__gt=after)
            rows = query.exclude(**{f"{where.column}__isnull": True}).order_by("filed_id")
            for name, identity, code in rows.values_list(*_columns(where, where.customer)).iterator(AT_ONCE):
                if code:
                    yield code, name, party(name, where.kind, identity or "").key


def _columns(where: Where, *others: str) -> list[str]:
    return [where.column, *([where.number] if where.number else []), *others]


def _in_documents(where: Where, after: int) -> Iterator[Named]:
    query: Any = stored(where.record).objects.filter(standing=True, filed_id__gt=after)
    seen: set[tuple[str, str]] = set()
    rows = query.exclude(**{f"{where.column}__isnull": True}).order_by("filed_id")
    for document, name, *more in rows.values_list("filed_id", *_columns(where)).iterator(AT_ONCE):
        identity = (more[0] or "") if more else ""
        if name and (name, identity) not in seen:
            seen.add((name, identity))
            yield Named(party(name, where.kind, identity), document)


def _registered() -> Iterator[Named]:
    for name in models.Party.objects.exclude(name="").order_by("pk").values_list("name", flat=True):
        yield Named(party(name, Kind.ORGANISATION), None)


def party(name: str, kind: Kind, identity: str = "") -> Party:
    """Whoever bears a name, as stored names are screened: the same name of the same kind has the same mark."""
    facts = Facts(born=_born(identity), numbers=(identity,) if identity else ())
    return Party(token(f"screened {kind}\0{name}\0{identity}"), Bearer((name,), kind, facts))


def _born(identity: str) -> tuple[str, ...]:
    """The birth day that an identity card's number holds."""
    day = identity[BIRTH_DAY]
    return (f"{day[:4]}-{day[4:6]}-{day[6:]}",) if len(identity) == CARD and day.isdigit() else ()
