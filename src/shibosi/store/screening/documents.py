"""The names of documents in force against the watch-lists in force."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from shibosi.domains.aml.flows import SCREENING_HIT
from shibosi.kernel.flows.engine import LONGEST
from shibosi.methods.names.facts import Facts
from shibosi.methods.names.matching import Bearer
from shibosi.methods.names.parsing import Kind
from shibosi.methods.names.scoring import Reason
from shibosi.methods.watchlists.entries import Entry
from shibosi.methods.watchlists.keeping import Lists
from shibosi.methods.watchlists.screening import Found, Party, Screener
from shibosi.settings import home
from shibosi.store import logbook
from shibosi.store.cases import moving, opening
from shibosi.store.cases.carrying import Opening
from shibosi.store.firms import REPORTER
from shibosi.store.models import Case, stored
from shibosi.store.portions import portions

FOLDER = "watch-lists"
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
PRIORITY = 3
AT_ONCE = 500


class Screened(NamedTuple):
    """What a run did."""

    parties: int
    entries: int
    hits: int
    opened: int
    gone: int


def parties() -> Iterator[Party]:
    """Everybody whom documents in force name, each name with each identity number once."""
    for record, column, number, kind in NAMES:
        wanted = [column, number] if number else [column]
        rows = stored(record).objects.filter(standing=True).exclude(**{column: None}).exclude(**{column: ""})
        for row in rows.order_by(*wanted).values_list(*wanted).distinct().iterator():
            name, identity = row[0], (row[1] or "") if number else ""
            facts = Facts(born=_born(identity), numbers=(identity,) if identity else ())
            mark = hashlib.sha256(f"{kind}\0{name}\0{identity}".encode()).hexdigest()[:20]
            yield Party(mark, Bearer((name,), kind, facts))


def _born(identity: str) -> tuple[str, ...]:
    """The birth day that an identity card's number holds."""
    day = identity[BIRTH_DAY]
    return (f"{day[:4]}-{day[4:6]}-{day[6:]}",) if len(identity) == CARD and day.isdigit() else ()


def screen(now: datetime) -> Screened:
    """Screen everybody, open cases of possible matches, let go those that are none any more."""
    lists = Lists(home() / FOLDER)
    pairs = [(one.name, entry) for one in lists.versions() for entry in lists.entries(one.name)]
    everybody = list({party.key: party for party in parties()}.values())
    found = Screener([entry for _, entry in pairs]).screen(everybody)
    names = {party.key: party.bearer.names[0] for party in everybody}
    wanted = {about(one): (one, *pairs[one.hit.listed]) for one in found.open([])}
    known = set(Case.objects.filter(flow=SCREENING_HIT.name, about__in=list(wanted)).values_list("about", flat=True))
    fresh = [_wanted(key, names, *told) for key, told in wanted.items() if key not in known]
    for some in portions(fresh, AT_ONCE):
        with logbook.at_its_end():
            logbook.append(opening.by_machine(some, now), now)
    gone = 0
    for case in Case.objects.filter(flow=SCREENING_HIT.name, closed_at__isnull=True).order_by("pk"):
        if case.about not in wanted:
            with logbook.at_its_end():
                gone += moving.by_machine(case, "lapse", now) is not None
    return Screened(len(everybody), len(pairs), len(wanted), len(fresh), gone)


def about(found: Found) -> str:
    """What a case is about: this party as it is known, and this entry as it stands. Either changed is another pair."""
    return f"{SCREENING_HIT.name}:{hashlib.sha256(repr(found.pair()).encode()).hexdigest()[:32]}"


def _wanted(key: str, names: dict[str, str], found: Found, of: str, entry: Entry) -> opening.Wanted:
    """The case of a possible match; no firm is told of it."""
    reasons = "; ".join(f"{reason.points:+.1f} {reason.kind} {_told(reason)}".strip() for reason in found.hit.reasons)
    facts = {
        "name": names[found.party], "listed_name": found.hit.name, "entry": f"{of} {entry.id} ({entry.place})",
        "score": f"{found.hit.score:.3f}", "reasons": reasons or "-",
    }  # fmt: skip
    cut = {name: text[:LONGEST] for name, text in facts.items()}
    return opening.Wanted(SCREENING_HIT.name, Opening({"subject": REPORTER}, cut, about=key, priority=PRIORITY))


def _told(reason: Reason) -> str:
    """What a reason compares; numbers of identity papers are not repeated."""
    return "" if reason.kind == "identifier" else " = ".join(filter(None, (reason.left, reason.right)))
