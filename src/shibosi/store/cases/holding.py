"""Held orders: what intake holds becomes a case, once; what nothing stands against any more is let through."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from shibosi.domains.catalogue.records.listings import WITH_SELLER, Listing
from shibosi.domains.orders.flows import HELD_ORDER
from shibosi.kernel.controls import named
from shibosi.kernel.dossiers import KNOWN, Rows
from shibosi.kernel.flows.engine import LONGEST
from shibosi.kernel.records import record
from shibosi.store.cases import moving, opening
from shibosi.store.cases.carrying import Opening
from shibosi.store.dossiers import key_of
from shibosi.store.firms import REPORTER, firms_in, folded, reporter_mark
from shibosi.store.intake.judgement import Held
from shibosi.store.intake.touching import rows_of
from shibosi.store.logbook import Entry
from shibosi.store.models import Case, DossierState, PartyCode
from shibosi.store.models.access import IN_RECORDS

MOST_ORDERS = 20
"""Numbers of orders that a case names."""
SELLERS = ("merchant_code", "platform_code")
"""Who is asked about an order before other firms it names."""


def settle(held: Iterable[Held], accepted: Sequence[DossierState], reporter: str, now: datetime) -> list[Entry]:
    """Open cases for what is held now and was not, clear those of what is accepted now. Answers entries for the log.

    `reporter`: the public name of the party whose documents were judged, if that is why. Inside a transaction.
    """
    entries = []
    asked = [one for one in held if not _unfinished(one.rows)]
    if asked:
        parties = _concerned(asked, reporter)
        entries = opening.by_machine([_wanted(one, parties[one.state.pk]) for one in asked], now)
    if accepted:
        open_ = Case.objects.filter(about__in=[about(state) for state in accepted], closed_at__isnull=True)
        for case in open_.order_by("pk"):
            moving.by_machine(case, "clear", now)
    return entries


def _unfinished(rows: Rows) -> bool:
    """Whether it is a listing its seller still writes: what stops it is told on its page, and nobody else is asked."""
    written = rows.get(Listing.kind(), [])
    return bool(written) and all(row[Listing.columns["state"].position] in WITH_SELLER for row in written)


def about(state: DossierState) -> str:
    """What a held order is about: there is one open case of a dossier."""
    return f"{HELD_ORDER.name}:{state.pk}"


def concerned(state: DossierState) -> str:
    """Which party a dossier concerns, as it stands now."""
    gathered = rows_of(KNOWN[state.kind], [key_of(state)])
    held = Held(state, (), next(iter(gathered.values())))
    marks = state.parties.filter(who__startswith=REPORTER).order_by("pk").values_list("who", flat=True)
    return _concerned([held], (marks.first() or "").removeprefix(REPORTER))[state.pk]


def _wanted(held: Held, subject: str) -> opening.Wanted:
    orders = sorted(_orders(held.rows))
    shown = ", ".join(orders[:MOST_ORDERS]) or held.state.key
    controls = [named(name) for name in held.because]
    return opening.Wanted(HELD_ORDER.name, Opening(
        parties={"subject": subject}, facts={"order": shown[:LONGEST], "findings": ", ".join(held.because)[:LONGEST]},
        about=about(held.state), dossier=held.state, priority=max((int(one.severity) for one in controls), default=1),
    ))  # fmt: skip


def _orders(rows: Rows) -> set[str]:
    """The numbers of the orders that rows are about."""
    found = set()
    for kind, some in rows.items():
        columns = record(kind).columns
        name = "number" if kind == "order" else "order_number"
        if name in columns:
            found |= {row[columns[name].position] for row in some}
    return {number for number in found if number}


def _concerned(held: Sequence[Held], reporter: str) -> dict[int, str]:
    """Which party each dossier concerns: a seller registered here, else who reported, else a firm it names, else us.

    A dossier whose key is personal concerns no firm.
    """
    sellers = {one.state.pk: _sellers(one.rows) for one in held}
    every = {code for codes in sellers.values() for code in codes}
    known = set(PartyCode.in_force().filter(code__in=every, register__in=IN_RECORDS).values_list("code", flat=True))
    found = {}
    for one in held:
        own = sellers[one.state.pk]
        registered = [code for code in own if code in known]
        reported = [reporter_mark(reporter)] if reporter else []
        firms = [*registered, *reported, *own, *sorted(firms_in(one.rows))]
        found[one.state.pk] = REPORTER if KNOWN[one.state.kind].personal_key else next(iter(firms), REPORTER)
    return found


def _sellers(rows: Rows) -> list[str]:
    named = firms_in(rows)
    found: dict[str, None] = {}
    for name in SELLERS:
        for kind, some in rows.items():
            if name in record(kind).firms():
                place = record(kind).columns[name].position
                found |= dict.fromkeys(folded(row[place]) for row in some if row[place])
    return [code for code in found if code in named]
