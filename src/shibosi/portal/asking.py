"""Questions of a form for the facts of a dataclass, and the answers as its values; what is left open is not known."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, get_type_hints

from shibosi.api.errors import Unusable
from shibosi.kernel.words import Phrase
from shibosi.pages.filters import Choice, Chosen, Day, Field, Text

YES_NO = {"yes": "Yes", "no": "No"}
LARGEST = Decimal(10) ** 15


class Amount(Text):
    """An exact amount that is not negative."""

    def value(self, text: str) -> Any:
        """The amount. Raises Unusable."""
        try:
            found = Decimal(super().value(text))
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite() or not 0 <= found < LARGEST:
            raise Unusable(place=self.place, reason=Phrase("'{text}' is no amount.", text=text[:60]))
        return found


def fields(kind: type, meanings: Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> Iterator[Field]:
    """A question for each fact of a class; `words` are those a fact may have, with their English label."""
    kinds = get_type_hints(kind)
    for name, label in meanings.items():
        if kinds[name] == bool | None:
            yield Choice(name, label, among=YES_NO)
        elif name in words:
            yield Choice(name, label, among=words[name])
        elif kinds[name] == date | None:
            yield Day(name, label)
        elif kinds[name] == Decimal | None:
            yield Amount(name, label, longest=20)
        else:
            yield Text(name, label, longest=80, example="杭州")


def said(kind: type, meanings: Mapping[str, str], chosen: Chosen) -> dict[str, Any]:
    """The answers as values of the class."""
    kinds = get_type_hints(kind)
    yes_no = {"yes": True, "no": False}
    return {name: yes_no.get(chosen[name]) if kinds[name] == bool | None else chosen[name] for name in meanings}
