"""Verbs of interests: want to be told of changes of law in a market about a topic, or no longer. Allowed, logged."""

from django.db import transaction

from shibosi.domains.assurance.flows import TOPICS
from shibosi.kernel.errors import ShibosiError, nearest
from shibosi.standard.law.errors import UnknownMarket
from shibosi.standard.law.places import places
from shibosi.store import logbook, scope
from shibosi.store.allowing import NotThere, allowed
from shibosi.store.models import Account, Interest
from shibosi.store.models.interests import EVERY
from shibosi.store.viewers import Viewer

VERB = "cases.read"
MOST = 200


class NoSuchTopic(ShibosiError):
    """A topic under which nothing is told."""

    code = "unknown-topic-of-change"
    message = "Changes are not told under the topic '{topic}'."


class TooManyInterests(ShibosiError):
    """More interests than are kept."""

    code = "too-many-interests"
    message = "At most {most} interests are kept; end one first."


@transaction.atomic
def subscribe(viewer: Viewer, market: str = EVERY, topic: str = EVERY) -> Interest:
    """Want to be told. Asked twice, it is wanted once.

    Raises Forbidden, UnknownMarket, NoSuchTopic, TooManyInterests.
    """
    allowed(viewer, VERB)
    if market != EVERY and market not in places():
        raise UnknownMarket(place=market, hint=nearest(market, list(places())))
    topics = [name for name, _ in TOPICS]
    if topic not in (EVERY, *topics):
        raise NoSuchTopic(topic=topic, hint=nearest(topic, topics))
    own = {"party_id": viewer.party} if viewer.party is not None else {"account_id": viewer.account}
    if not any(own.values()):
        raise NotThere()
    if scope.interests(viewer).count() >= MOST:
        raise TooManyInterests(most=MOST)
    made, new = Interest.objects.get_or_create(
        **own, market=market, topic=topic, defaults={"made_at": viewer.now, "made_by": viewer.by}
    )
    if new:
        _note(viewer, "interest begun", made)
    return made


@transaction.atomic
def end(viewer: Viewer, number: int) -> None:
    """Want to be told no longer. Raises Forbidden, NotThere."""
    allowed(viewer, VERB)
    found = scope.interests(viewer).filter(pk=number).first()
    if found is None:
        raise NotThere()
    _note(viewer, "interest ended", found)
    found.delete()


@transaction.atomic
def mail(viewer: Viewer, wanted: bool) -> None:
    """Send what one's interests bring by mail too, from now on, or no longer. Raises Forbidden, NotThere."""
    allowed(viewer, VERB)
    account = Account.objects.filter(pk=viewer.account).first()
    if account is None:
        raise NotThere()
    if wanted != (account.law_mailed_at is not None):
        account.law_mailed_at = viewer.now if wanted else None
        account.save(update_fields=["law_mailed_at"])
        what = "changes of law by mail begun" if wanted else "changes of law by mail ended"
        logbook.append([logbook.Entry(what, f"account:{account.pk}", {"by": viewer.by})], viewer.now)


def _note(viewer: Viewer, what: str, one: Interest) -> None:
    facts: dict[str, object] = {"by": viewer.by, "market": one.market, "topic": one.topic}
    logbook.append([logbook.Entry(what, f"interest:{one.pk}", facts)], viewer.now)
