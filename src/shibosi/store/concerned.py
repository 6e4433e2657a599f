"""Conditions that keep what concerns firms: dossiers and documents that have one of their marks.

What concerns a firm of few is gathered and then looked at. A page of what concerns a firm of many is walked in the
order asked for, each thing looked up among the firm's, until the page is full: gathering all would take longer the
more there is. Counting needs all anyway, so it gathers; first pages keep what it came to (`store.firstpages`).
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from shibosi.store.models import DocumentParty, DossierParty

MUCH = 10_000
"""Dossiers of a firm, from which on its counts are kept."""
WALK = 50_000
"""Things of a firm, from which on a page is walked. Of fewer, gathering takes a tenth of a second at most; a walk for a
firm of which hardly anything is asked for would pass by nearly all there is."""


def dossiers(marks: Iterable[str], field: str, walked: bool = False) -> Q:
    """Things whose field is a dossier that concerns a firm; `walked`: not all are wanted, if they are many."""
    return _concerned(DossierParty, "dossier", marks, field, walked)


def documents(marks: Iterable[str], field: str, walked: bool = False) -> Q:
    """Things whose field is a document that concerns a firm; `walked`: not all are wanted, if they are many."""
    return _concerned(DocumentParty, "document", marks, field, walked)


def much(marks: Iterable[str]) -> bool:
    """Whether a firm has much, told by its dossiers."""
    return DossierParty.objects.filter(who__in=list(marks))[MUCH : MUCH + 1].exists()


def _concerned(
    table: type[DossierParty] | type[DocumentParty], thing: str, marks: Iterable[str], field: str, walked: bool
) -> Q:  # fmt: skip
    every = table._default_manager.filter(who__in=list(marks))
    if walked and every[WALK : WALK + 1].exists():
        return Q(Exists(every.filter(**{thing: OuterRef(field)})))
    return Q(**{f"{field}__in": every.values(thing)})
