"""Dossiers and documents by their number: exactly, or by a part of it."""

import re
from typing import Any

from django.db.models import QuerySet

from shibosi.store import scope
from shibosi.store.intake.handed import JOINT
from shibosi.store.models import Document, DossierState
from shibosi.store.viewers import Viewer

MOST = 20
"""Dossiers and documents of one number."""
SHORTEST = 3
"""Letters of a part that is looked for; with fewer nearly everything is found."""


def documents_numbered(query: QuerySet[Document], number: str) -> QuerySet[Document]:
    """Those of a query that have a number: as it is, or of several parts with a slash between them, empty ones left out
    or not. The numbers are read where parts may be left out, else an index is asked."""
    parts = [part.strip() for part in number.split("/")]
    exact = query.filter(number__in=[number, JOINT.join(parts)])
    told = [part for part in parts if part]
    if len(parts) == 1 or not told or exact.exists():
        return exact
    return query.filter(number__regex=f"^{JOINT}*{f'{JOINT}+'.join(re.escape(part) for part in told)}{JOINT}*$")


def dossiers_of(viewer: Viewer, number: str, *, part: bool = False) -> list[DossierState]:
    """The dossiers of a number the viewer sees, or whose number it is a part of; `MOST` at most."""
    return _found(scope.dossiers(viewer), "key", number, part, "kind")


def documents_of(viewer: Viewer, number: str, *, part: bool = False) -> list[Document]:
    """The documents of a number the viewer sees, or whose number it is a part of; `MOST` at most."""
    if part:
        return _found(scope.documents(viewer), "number", number, part, "-pk")
    return list(documents_numbered(scope.documents(viewer), number).order_by("-pk")[:MOST])


def _found(query: QuerySet[Any], column: str, text: str, part: bool, order: str) -> list[Any]:
    if part and len(text) < SHORTEST:
        return []
    return list(query.filter(**{f"{column}__contains" if part else column: text}).order_by(order, "pk")[:MOST])
