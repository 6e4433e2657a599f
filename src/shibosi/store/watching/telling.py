"""Whom a change of law concerns, and telling them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from shibosi.standard.law.places import chain
from shibosi.store import webhooks
from shibosi.store.cases.notices import To, tell
from shibosi.store.firms import reporter_mark
from shibosi.store.models import Case, Interest
from shibosi.store.models.interests import EVERY

SUBJECT = "law:"
"""Begins the subject of a notice of a change of law."""


def told(
    markets: Collection[str], topic: str, words: str, facts: Mapping[str, str], now: datetime,
    case: Case | None = None, subject: str = "",
) -> int:  # fmt: skip
    """Tell all who want to know of a topic in some markets; answers how many these are. Each is told once.

    Who wants to know of a market hears of what it lies within too, such as its customs union. Webhooks that want events
    of law are told too: those of a firm what the firm wants to know, those of the platform everything.
    """
    named = Interest.objects.exclude(market=EVERY).values_list("market", flat=True).distinct()
    near = [market for market in named if EVERY in markets or not set(chain(market)).isdisjoint(markets)]
    query = Interest.objects.filter(market__in=[EVERY, *near], topic__in=[EVERY, topic])
    wanting = list(query.select_related("party", "account").order_by("pk"))
    to = dict.fromkeys(map(_to, wanting))
    tell(to, words, facts, now, case, subject or f"{SUBJECT}{topic}")
    about = {**facts, "markets": list(markets), "topic": topic, "case": None if case is None else case.public}
    webhooks.tell_of_law({one.party_id for one in wanting if one.party_id}, about, now)
    return len(to)


def _to(one: Interest) -> To:
    return To(account=one.account) if one.party is None else To(who=reporter_mark(one.party.public))
