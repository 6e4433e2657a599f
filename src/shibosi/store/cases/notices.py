"""Notices: what somebody is told. The words stay English in the table and are said in the reader's language."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from shibosi.kernel.words import translate
from shibosi.store import scope
from shibosi.store.models import Account, Case, Notice, NoticeRead
from shibosi.store.viewers import Viewer

WRITTEN = frozenset({"reason", "number"})
"""Facts that people wrote, or that no language changes."""
MOVED = "{flow} {number}: {move}."
BECAUSE = "{flow} {number}: {move}. Reason: {reason}"
LATE = "{flow} {number}: {move}. It waits for somebody."


@dataclass(frozen=True)
class To:
    """Whom something is told: an account, a party by its mark, or everybody of a role."""

    account: Account | None = None
    who: str = ""
    role: str = ""


def tell(
    to: Iterable[To], words: str, facts: Mapping[str, str], now: datetime, case: Case | None = None, subject: str = ""
) -> None:
    """Tell somebody something. `words` is a sentence with places for facts; facts that are words of ours are said in
    the reader's language too. `subject` names what it is about where that is no case ("measure:M-1").
    """
    Notice.objects.bulk_create([made(one, words, facts, now, case, subject) for one in to])


def made(
    to: To, words: str, facts: Mapping[str, str], now: datetime, case: Case | None = None, subject: str = ""
) -> Notice:
    """A notice that is not put down yet."""
    return Notice(
        to_account=to.account, to_who=to.who, to_role=to.role, at=now, words=words,
        facts=json.dumps(dict(facts), ensure_ascii=False), case=case, subject=subject,
    )  # fmt: skip


def inbox(viewer: Viewer) -> QuerySet[Notice]:
    """What the viewer is told itself: as an account, in its role, as the party it acts for.

    `read_at` of each is when this person read it, None as long as it did not.
    """
    read = NoticeRead.objects.filter(notice=OuterRef("pk"), person=viewer.person)
    own = Q(to_account=viewer.account, to_account__isnull=False) | Q(to_who__in=viewer.names)
    if viewer.platform:
        own |= Q(to_role=str(viewer.role))
    return scope.notices(viewer).filter(own).annotate(read_at=Subquery(read.values("at")))


def sentence(notice: Notice, language: str | None = None) -> str:
    """What a notice says."""
    facts = {
        name: fact if name in WRITTEN else translate(fact, language) for name, fact in json.loads(notice.facts).items()
    }
    return translate(notice.words, language).format(**facts)
