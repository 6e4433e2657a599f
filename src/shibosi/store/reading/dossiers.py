"""What stands around a dossier: who reported its documents and when, what the log has of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from shibosi.kernel.records import Record
from shibosi.store import scope
from shibosi.store.intake.claiming import text
from shibosi.store.intake.handed import JOINT
from shibosi.store.intake.touching import touched
from shibosi.store.models import Case, Document, DossierState, Finding, LogEntry, Party
from shibosi.store.rows import select_by
from shibosi.store.viewers import Viewer

MOST = 200


@dataclass(frozen=True)
class Reported:
    """A document as it came in. `by`: the name of the party that reported it, as far as the viewer may know."""

    pk: int
    kind: str
    number: str
    at: datetime
    by: str
    own: bool
    standing: bool
    digest: str


def reported(viewer: Viewer, documents: Iterable[int]) -> list[Reported]:
    """Documents by when they came, those the viewer sees."""
    found = scope.documents(viewer).filter(pk__in=list(documents)[:MOST]).dated()
    every = sorted(found, key=lambda one: (one.receipt.received_at, one.pk))
    names = dict(Party.objects.filter(public__in={one.reporter for one in every}).values_list("public", "name"))
    return [_reported(viewer, one, names) for one in every]


def versions(viewer: Viewer, document: Document) -> list[Document]:
    """Documents of the same kind and number, the newest first; those the viewer sees."""
    same = scope.documents(viewer).filter(kind=document.kind, number=document.number).dated()
    return list(same.order_by("-pk")[:MOST])


def of_document(viewer: Viewer, document: Document) -> list[DossierState]:
    """The dossiers a document belongs to, those the viewer sees."""
    kinds = [document.kind, *(kind for kind, made in Record.known.items() if made.part_of == document.kind)]
    rows = {kind: select_by(kind, "filed_id", [document.pk]).get(document.pk, []) for kind in kinds}
    keys = [(name, text(key)) for name, some in touched(rows).items() for key in some]
    wanted = Q(pk__in=[])
    for name, key in keys[:MOST]:
        wanted |= Q(kind=name, key=key)
    return list(scope.dossiers(viewer).filter(wanted).order_by("kind", "pk")[:MOST])


def entries(viewer: Viewer, documents: Iterable[Reported], findings: Iterable[Finding]) -> list[LogEntry]:
    """What the log has of some documents and findings, in its order; the log is the platform's."""
    subjects = [f"{one.kind}:{one.digest[:16]}" for one in documents] + [f"finding:{one.pk}" for one in findings]
    return list(scope.log(viewer).filter(subject__in=subjects).order_by("position")[:MOST])


def cases(viewer: Viewer, state: DossierState) -> list[Case]:
    """Cases about a dossier or one of its findings, the newest first; those the viewer sees."""
    about = Q(dossier=state) | Q(finding__dossier=state)
    return list(scope.cases(viewer).filter(about).order_by("-pk")[:MOST])


def findings(viewer: Viewer, state: DossierState) -> list[Finding]:
    """The findings of a dossier, the open and gravest first."""
    every = scope.findings(viewer).filter(dossier=state).select_related("dossier").order_by("-pk")[:MOST]
    return sorted(every, key=lambda one: (one.resolved_at is not None, -one.severity, one.control))


def shown_number(number: str) -> str:
    """The numbers of a document as people read them; parts that are empty are left out."""
    return " / ".join(part for part in number.split(JOINT) if part)


def _reported(viewer: Viewer, one: Document, names: dict[str, str]) -> Reported:
    own = not viewer.platform and one.reporter == viewer.reporter
    by = names.get(one.reporter, one.reporter) if viewer.platform or own else ""
    return Reported(one.pk, one.kind, shown_number(one.number), one.receipt.received_at, by, own, one.standing,
                    one.digest)  # fmt: skip
