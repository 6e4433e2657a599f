"""The form that asks what other values would change: values one by one, or rows of a table of law."""

from collections.abc import Mapping
from datetime import date

from shibosi.api.errors import Unusable
from shibosi.batch.impact.proposing import Proposal
from shibosi.console import asked
from shibosi.console.runs import given_values
from shibosi.domains import registry
from shibosi.kernel.parameters import EVERYWHERE
from shibosi.kernel.words import Phrase, translate
from shibosi.pages import forms
from shibosi.pages.page import Asked
from shibosi.standard.law.places import places

ROWS = range(1, 4)
"""Values that the form takes at once; the API takes more."""
LONGEST = 20_000
"""Characters of a value."""


def values(request: Asked) -> list[Proposal]:
    """The values that are asked for. Raises Unusable."""
    found = []
    for at, name, value in given_values(request, ROWS, LONGEST):
        place = forms.choice(request, f"place{at}", where()) if request.POST.get(f"place{at}") else EVERYWHERE
        found.append(Proposal(name, value, place, _day(request, f"first{at}"), _day(request, f"last{at}")))
    return found


def rows(request: Asked, longest: int) -> tuple[str, str]:
    """The table of law and the rows (CSV) for it; both empty where none are asked for. Raises Unusable."""
    text = request.POST.get("rows", "").strip()
    if not request.POST.get("table"):
        if text:
            raise Unusable(place="table", reason=Phrase("rows and their table belong together."))
        return "", ""
    table = forms.choice(request, "table", tables())
    if not text or len(text) > longest:
        raise Unusable(place="rows", reason=Phrase("wanted are 1 to {most} characters.", most=longest))
    return table, text


def where() -> dict[str, str]:
    """Places with their names; where a value holds if it is said of none of them."""
    return {EVERYWHERE: translate("everywhere")} | {one.code: f"{one.code} {one.name}" for one in places().values()}


def tables() -> Mapping[str, str]:
    """The tables of law that parameters point to, by what they are called."""
    return dict(sorted(((name, asked.table_name(name)) for name in registry.pointed()), key=lambda pair: pair[1]))


def _day(request: Asked, name: str) -> date | None:
    return forms.day(request, name) if request.POST.get(name) else None
