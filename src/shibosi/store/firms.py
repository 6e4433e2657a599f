"""Which firms a document and a dossier concern: those their records name by code, and those that reported them."""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cache
from typing import Any

from shibosi.kernel.dossiers import KNOWN, Rows
from shibosi.kernel.records import record
from shibosi.store.models import Document, DocumentParty, DossierParty, DossierState, Party, PartyCode
from shibosi.store.models.access import IN_RECORDS
from shibosi.store.portions import portions
from shibosi.store.statements import MOST, put_new

LONGEST = 64
"""Longer texts are no code of a firm."""
REPORTER = "@"
"""Before the public name of a party that reported."""


def folded(code: str) -> str:
    """A code as it is compared: without blanks around it, in capitals."""
    return code.strip().upper()


def reporter_mark(party: str) -> str:
    """How a party that reported is written among those a dossier concerns."""
    return REPORTER + party


def names_of(party: Party) -> frozenset[str]:
    """The marks of a party among those documents and dossiers concern: its codes, and that it reported."""
    codes = PartyCode.in_force().filter(party=party, register__in=IN_RECORDS).values_list("code", flat=True)
    return frozenset(codes) | {reporter_mark(party.public)}


def codes_among(marks: Iterable[str]) -> list[str]:
    """Of marks those that are codes of firms, in the order given."""
    return [mark for mark in marks if not mark.startswith(REPORTER)]


def firms_in(rows: Mapping[str, Iterable[Sequence[Any]]]) -> set[str]:
    """The codes of the firms that rows name. `rows`: kind of record to rows in column order."""
    found: set[str] = set()
    for kind, some in rows.items():
        places = _places(kind)
        if places:
            found |= {folded(row[place]) for row in some for place in places if row[place]}
    return {code for code in found if code and len(code) <= LONGEST and not code.startswith(REPORTER)}


def note_documents(handed_in: Iterable[tuple[Document, Rows]], reporter: str) -> None:
    """Put down whom documents concern, when a party (its public name) hands them in. One statement for each 500 marks.

    To be called for documents that are stored already too: whoever hands in the same document word by word has
    reported it as well.
    """
    _put(DocumentParty, {
        (document.pk, who) for document, rows in handed_in for who in firms_in(rows) | _reported_by(reporter)
    })  # fmt: skip


def note_dossiers(judged: Sequence[tuple[DossierState, Rows, str]], old: Set[int] | None = None) -> None:
    """Put down whom dossiers concern, each time they are judged: a few statements for each 500 of them.

    `judged`: stored states with the rows in force and the public name of the party whose documents touched them, empty
    where that is not why they are judged; `old`: those that may have marks, all unless given. A dossier whose key is
    personal (a person's year) concerns no firm.
    """
    wanted = {
        (state.pk, who)
        for state, rows, reporter in judged
        if not KNOWN[state.kind].personal_key
        for who in firms_in(rows) | _reported_by(reporter)
    }
    known = _known([state.pk for state, _, _ in judged if old is None or state.pk in old])
    stale = [pk for key, pk in known.items() if key not in wanted and not key[1].startswith(REPORTER)]
    if stale:
        DossierParty.objects.filter(pk__in=stale).delete()
    _put(DossierParty, wanted - known.keys())


def _reported_by(party: str) -> set[str]:
    return {reporter_mark(party)} if party else set()


def _put(table: type[DocumentParty] | type[DossierParty], marks: Set[tuple[int, str]]) -> None:
    """Put down who concerns what, where it is not put down yet; always in one order, so that no two wait crosswise."""
    thing = next(one.column for one in table._meta.fields if one.is_relation)
    put_new(table._meta.db_table, {thing: "bigint", "who": "text"}, sorted(marks))


def _known(dossiers: list[int]) -> dict[tuple[int, str], int]:
    """What is put down of dossiers: dossier and firm to the number of the row."""
    found: dict[tuple[int, str], int] = {}
    for portion in portions(dossiers, MOST):
        some = DossierParty.objects.filter(dossier__in=portion)
        found |= {(dossier, who): pk for pk, dossier, who in some.values_list("pk", "dossier_id", "who")}
    return found


@cache
def _places(kind: str) -> tuple[int, ...]:
    made = record(kind)
    return tuple(made.columns[name].position for name in made.firms())
