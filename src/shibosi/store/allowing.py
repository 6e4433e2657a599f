"""May this viewer do that? The table of permissions and the row scope, asked together."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from shibosi.kernel.dossiers import Rows
from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.kernel.measures.effects import REPORTING
from shibosi.kernel.words import Phrase
from shibosi.store.firms import firms_in
from shibosi.store.measures import asking
from shibosi.store.models import Mandate
from shibosi.store.permissions import PERMISSIONS
from shibosi.store.scope import sees
from shibosi.store.viewers import Viewer


class Forbidden(ShibosiError):
    """Something the viewer may not do."""

    code = "forbidden"
    message = "You may not do this: {doing}."


class ScopeLacking(Forbidden):
    """Something the token or mandate does not reach to."""

    code = "scope-lacking"
    message = "You may not do this: {doing}. The scope {scope} is lacking."


class NotThere(ShibosiError):
    """A thing there is none, or none the viewer may see. Which of both is not told."""

    code = "not-there"
    message = "There is no such thing, or you may not see it."


class ReportsForOthers(ShibosiError):
    """A document of a party that does not name it."""

    code = "reports-for-others"
    message = "{place} does not name the party it is reported for; its firm codes are those of others, or missing."


class UnknownVerb(ShibosiError):
    """A verb that is not in the table."""

    code = "unknown-verb"
    message = "There is no permission '{verb}'."


def allowed(viewer: Viewer, verb: str, subject: Model | None = None) -> None:
    """Nothing, if the viewer may do it, to a stored thing if one is given.

    Raises Forbidden or ScopeLacking where it may not do such a thing at all, NotThere where it may not see this one.
    """
    permission = PERMISSIONS.get(verb)
    if permission is None:
        raise UnknownVerb(verb=verb, hint=nearest(verb, list(PERMISSIONS)))
    if viewer.platform:
        may = viewer.role in permission.roles
    else:
        may = viewer.level is not None and permission.level is not None and viewer.level >= permission.level
    if not may:
        raise Forbidden(verb=verb, doing=Phrase(permission.meaning))
    if not viewer.may(permission.scope):
        raise ScopeLacking(verb=verb, doing=Phrase(permission.meaning), scope=permission.scope)
    if subject is not None and not sees(viewer, subject):
        raise NotThere()


def the_one(seen: QuerySet[Any]) -> Any:
    """The first of what the viewer sees. Raises NotThere where there is none."""
    found = seen.first()
    if found is None:
        raise NotThere()
    return found


def may_hand_in(viewer: Viewer) -> None:
    """Nothing, if the viewer may report documents at all. Raises Forbidden, ScopeLacking, StoppedByMeasure.

    A party whose account is suspended or closed may not, nor whoever acts for it, nor its people for others.
    """
    allowed(viewer, "documents.report")
    if not viewer.platform:
        asking.check(_answering(viewer), REPORTING, viewer.now)


def may_report(viewer: Viewer, handed_in: Iterable[Rows]) -> None:
    """Nothing, if the viewer may report these documents. Raises Forbidden, ScopeLacking, ReportsForOthers.

    A party reports what names it: else it could join its papers to another's dossier, and break it. Lines come with
    their document; alone they name nobody. `may_hand_in` asks first, once for all of them, what measures stop.
    """
    allowed(viewer, "documents.report")
    if viewer.platform:
        return
    for place, rows in enumerate(handed_in):
        if viewer.names.isdisjoint(firms_in(rows)):
            raise ReportsForOthers(place=f"documents[{place}]")


def _answering(viewer: Viewer) -> set[int]:
    """The parties whose measures stop what the viewer does: the one acted for, and under a mandate the agent."""
    agents = Mandate.objects.filter(pk=viewer.mandate).values_list("agent", flat=True)
    own = {viewer.party} if viewer.party is not None else set()
    return own.union(agents) if viewer.mandate is not None else own


def may(viewer: Viewer, verb: str) -> bool:
    """Whether the viewer may do such a thing; for what is offered on a page."""
    try:
        allowed(viewer, verb)
    except Forbidden:
        return False
    return True
