"""Mistakes in a form, told by the labels people see: never by the names of its fields."""

import re
from collections.abc import Mapping, Sequence

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.methods.taxes.asking import WrongQuestion

PLACE = re.compile(r"(?:(\w+)\[(\d+)\]\.)?(\w+)")
MISSING = "it is missing"


def labelled(
    mistake: ShibosiError, labels: Mapping[str, str], rows: Mapping[str, Sequence[int]] | None = None
) -> ShibosiError:
    """A mistake at "lines[2].price" as one at "Price of all pieces, line 3". `labels` by field, or by list and field.

    `rows`: for each list the rows of the form its members were typed in, from 0; their own order unless given.
    """
    found = PLACE.fullmatch(str(mistake.facts.get("place", ""))) if isinstance(mistake, WrongQuestion) else None
    if found is None:
        return mistake
    many, at, name = found.groups()
    label = labels.get(f"{many}.{name}", labels.get(name, ""))
    if not label:
        return mistake
    row = int(at) if at else None
    if row is not None and rows is not None and row < len(rows.get(many, ())):
        row = rows[many][row]
    return wrong(label, mistake.facts["reason"], row, mistake.hint)


def wrong(label: str, reason: str = MISSING, row: int | None = None, hint: str | None = None) -> WrongQuestion:
    """What is wrong at a field of a form, in a row of it."""
    place = translate(label)
    if row is not None:
        place = translate("{label}, line {line}").format(label=place, line=row + 1)
    return WrongQuestion(place=place, reason=reason, hint=hint)
