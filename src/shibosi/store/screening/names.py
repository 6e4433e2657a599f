"""Everybody whom stored documents name, and the firms that are registered."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from shibosi.methods.names.facts import Facts
from shibosi.methods.names.matching import Bearer
from shibosi.methods.names.parsing import Kind
from shibosi.methods.watchlists.screening import Party
from shibosi.store import models
from shibosi.store.models import stored
from shibosi.store.sealing import token

NAMES = (
    ("order", "buyer_name", "buyer_id", Kind.PERSON),
    ("order", "consignee", "", Kind.PERSON),
    ("order", "merchant_name", "", Kind.ORGANISATION),
    ("payment", "payer_name", "payer_id", Kind.PERSON),
    ("payment", "firm_name", "", Kind.ORGANISATION),
    ("waybill", "consignee", "", Kind.PERSON),
    ("waybill", "merchant_name", "", Kind.ORGANISATION),
)
"""Kind of record, the column of a name, that of its bearer's identity number, what bears it."""
CARD = 18
BIRTH_DAY = slice(6, 14)
AT_ONCE = 2_000


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
    for record, column, number, kind in NAMES:
        for one in _in_documents(record, column, number, kind, after):
            found.setdefault(one.party.key, one)
    return found


def _in_documents(record: str, column: str, number: str, kind: Kind, after: int) -> Iterator[Named]:
    wanted = ["filed_id", column, *([number] if number else [])]
    query: Any = stored(record).objects.filter(standing=True, filed_id__gt=after)
    seen: set[tuple[str, str]] = set()
    rows = query.exclude(**{f"{column}__isnull": True}).order_by("filed_id").values_list(*wanted)
    for document, name, *more in rows.iterator(AT_ONCE):
        identity = (more[0] or "") if more else ""
        if name and (name, identity) not in seen:
            seen.add((name, identity))
            yield Named(_party(name, kind, identity), document)


def _registered() -> Iterator[Named]:
    for name in models.Party.objects.exclude(name="").order_by("pk").values_list("name", flat=True):
        yield Named(_party(name, Kind.ORGANISATION), None)


def _party(name: str, kind: Kind, identity: str = "") -> Party:
    facts = Facts(born=_born(identity), numbers=(identity,) if identity else ())
    return Party(token(f"screened {kind}\0{name}\0{identity}"), Bearer((name,), kind, facts))


def _born(identity: str) -> tuple[str, ...]:
    """The birth day that an identity card's number holds."""
    day = identity[BIRTH_DAY]
    return (f"{day[:4]}-{day[4:6]}-{day[6:]}",) if len(identity) == CARD and day.isdigit() else ()
