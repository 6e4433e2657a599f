"""Whether a firm, its people or its owners may be on a watch-list. A match counts until people have cleared it."""

from collections.abc import Iterator

from shibosi.domains.aml.flows import SCREENING_HIT
from shibosi.domains.parties.records import Owner, Person
from shibosi.kernel.words import translate
from shibosi.methods.names.parsing import Kind
from shibosi.methods.watchlists.screening import Party
from shibosi.store.models import Case
from shibosi.store.reading.inforce import Row, rows
from shibosi.store.screening.hits import about
from shibosi.store.screening.lists import ready
from shibosi.store.screening.names import party
from shibosi.store.viewers import Viewer

CLEARED = "cleared"
Found = tuple[bool | None, tuple[str, ...]]
"""Whether it holds, fails or cannot be decided, and what it rests on."""


def listed(viewer: Viewer, firm: Row | None, code: str) -> Found:
    """Nobody of the firm is listed: undecided without a list or a name, false while a match is not cleared."""
    lists = ready()
    if not lists.versions:
        return None, (translate("No watch-list is kept."),)
    asked = {one.key: one for one in _people(viewer, firm, code)}
    if not asked:
        return None, (translate("There is nothing to compare yet."),)
    hits = [hit for some in lists.screener.screen(list(asked.values())).found.values() for hit in some]
    known = dict(Case.objects.filter(flow=SCREENING_HIT.name, about__in=[about(one) for one in hits])
                 .values_list("about", "state"))  # fmt: skip
    words = translate("'{name}' may be '{listed}' of the list {list}.")
    open_ = [
        words.format(name=asked[one.party].bearer.names[0], listed=one.hit.name, list=lists.sources[one.hit.listed])
        for one in hits if known.get(about(one)) != CLEARED
    ]  # fmt: skip
    return not open_, tuple(dict.fromkeys(open_))


def _people(viewer: Viewer, firm: Row | None, code: str) -> Iterator[Party]:
    """The firm, its people and its owners by every name, as stored names are screened."""
    if firm is not None:
        yield from (party(firm[name], Kind.ORGANISATION) for name in ("name", "latin_name") if firm[name])
    for row in rows(viewer, Person.kind(), party_code=code):
        yield from (party(row[name], Kind.PERSON) for name in ("name", "latin_name") if row[name])
    yield from (party(row["owner_name"], Kind.ANY) for row in rows(viewer, Owner.kind(), party_code=code)
                if row["owner_name"])  # fmt: skip
