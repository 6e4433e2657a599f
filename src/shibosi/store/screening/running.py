"""Runs of screening: stored names are held against the lists in force, as many of them as can have another answer.

Asked is who was never asked, who had a hit before, and whom an entry added or changed since may mean; who had none and
is meant by nothing new has none now. So a run after a change finds what a run over everybody finds. Who is not named
any more is noticed when everybody is looked at: after a change of the lists, and once a day.
"""

from datetime import datetime, timedelta
from typing import Any

from shibosi.domains.aml.records import NameScreening
from shibosi.methods.watchlists.screening import Party, may_mean
from shibosi.store import jobs, logbook
from shibosi.store.models import Document, ScreenedName, Screening
from shibosi.store.portions import portions
from shibosi.store.screening.due import JOB
from shibosi.store.screening.hits import matches, settle
from shibosi.store.screening.lists import Versions, in_force, kept, ready
from shibosi.store.screening.names import Named, customers, named
from shibosi.store.screening.telling import tell, tell_clear

EVERYBODY_EVERY = timedelta(days=1)
AT_ONCE = 500


@jobs.job(JOB, attempts=3, every=timedelta(hours=1))
def work(running: jobs.Running) -> dict[str, int]:
    """Screen what is due. Without lists, or where nothing changed, nothing is done."""
    now, versions = running.clock(), in_force()
    last = Screening.objects.order_by("-pk").first()
    if not versions and last is None:
        return {}
    whole = Screening.objects.filter(everybody=True, at__gt=now - EVERYBODY_EVERY).order_by("-pk").first()
    everybody = whole is None or last is None or last.versions != versions
    if not everybody and not _newer(last):
        return {}
    done = screen(now, everybody)
    return {"names": done.names, "asked": done.asked, "hits": done.hits, "opened": done.opened, "gone": done.gone}


def screen(now: datetime, everybody: bool = True, anew: bool = False) -> Screening:
    """Screen; `everybody` or only documents that came in since; `anew`: ask all of them, whoever was asked before."""
    last = Screening.objects.order_by("-pk").first()
    document = Document.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    after = 0 if everybody or last is None else last.document
    people = named(after)
    lists = ready()
    known: dict[str, bool] = {} if anew else dict(ScreenedName.objects.values_list("mark", "hit"))
    parties = [one.party for one in people.values()]
    again = {party.key for party in parties if known.get(party.key, True)} | _meant(parties, last, lists.versions)
    asked = [party for party in parties if party.key in again]
    found = lists.screener.screen(asked)
    settled = settle(found, people, lists, now, everybody)
    tell(matches(found, people, after), now)
    tell_clear((one for one in customers(after) if not found.found.get(one[2])), now)
    _keep(known, people, {key: bool(several) for key, several in found.found.items()}, everybody)
    made = Screening.objects.create(
        at=now, versions=lists.versions, everybody=everybody, names=len(people), asked=len(asked),
        entries=len(lists.entries), hits=settled.hits, opened=settled.opened, gone=settled.gone, document=document,
    )  # fmt: skip
    told: dict[str, Any] = {"names": made.names, "asked": made.asked, "hits": made.hits, "versions": made.versions}
    with logbook.at_its_end():
        logbook.append([logbook.Entry("names screened", f"screening:{made.pk}", told)], now)
    return made


def _newer(last: Screening | None) -> bool:
    if last is None:
        return True
    return Document.objects.filter(pk__gt=last.document).exclude(kind=NameScreening.kind()).exists()


def _meant(parties: list[Party], last: Screening | None, versions: Versions) -> set[str]:
    """Whom entries may mean that are new or other since the last run; everybody where that version is not kept."""
    if last is None or last.versions == versions:
        return set()
    lists, fresh = kept(), []
    for name, version in versions.items():
        before = last.versions.get(name)
        if before == version:
            continue
        if before is not None and before not in {one.version for one in lists.history(name)}:
            return {party.key for party in parties}
        changed = lists.difference(name, before or "", version).touched()
        fresh += [entry for entry in lists.entries(name, version) if entry.id in changed]
    return may_mean(fresh, parties)


def _keep(known: dict[str, bool], people: dict[str, Named], asked: dict[str, bool], everybody: bool) -> None:
    """Put down who was screened and had a hit; who is named no more is forgotten."""
    changed = [ScreenedName(mark=mark, hit=hit) for mark, hit in asked.items() if known.get(mark) is not hit]
    ScreenedName.objects.bulk_create(
        changed, batch_size=AT_ONCE, update_conflicts=True, unique_fields=["mark"], update_fields=["hit"]
    )
    if everybody:
        gone = [mark for mark in ScreenedName.objects.values_list("mark", flat=True) if mark not in people]
        for some in portions(gone, AT_ONCE):
            ScreenedName.objects.filter(mark__in=some).delete()
