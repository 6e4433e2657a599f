"""What follows from judging: cases, and those who want to be told; and judging again what was judged before."""

from datetime import datetime

from shibosi.store import logbook, webhooks
from shibosi.store.cases import found, holding, lacking
from shibosi.store.intake.judgement import Judgement
from shibosi.store.intake.judging import judge
from shibosi.store.intake.touching import Key
from shibosi.store.zones import HOUSE as ZONE


def follow(judged: Judgement, reporter: str, now: datetime) -> None:
    """Cases of what is held and of what is no longer, and webhooks. Inside a transaction.

    `reporter`: the public name of the party whose documents were judged, if that is why.
    """
    held = [one for one in judged.held if not lacking.is_of_its_firm(one)]
    logbook.append(holding.settle(held, judged.accepted, reporter, now), now)
    logbook.append([*found.settle(judged.opened, now), *lacking.settle(judged, now)], now)
    webhooks.tell(judged, now)


def judge_again(keys: dict[str, set[Key]], now: datetime) -> Judgement:
    """Judge dossiers again, with all that follows. Inside a transaction."""
    judged = judge(keys, now, now.astimezone(ZONE).date())
    logbook.append(judged.entries, now)
    follow(judged, "", now)
    return judged
