"""Values of elements: what may be written, and what is kept as it was found."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from shibosi.kernel.errors import nearest
from shibosi.methods.formats.ceb.errors import UnknownElement, UnwritableText

SPACE = " \t\r\n"
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class RawValue(str):
    """A value whose element is more than text (attributes, elements inside, another namespace, repeated).

    It is its text; `xml` is the source of the element, which is written back as it is while the value is kept.
    """

    __slots__ = ("xml",)
    xml: str

    @classmethod
    def of(cls, text: str, xml: str) -> "RawValue":
        """The text with its source."""
        value = cls(text)
        value.xml = xml
        return value


def as_text(value: str | int | Decimal | None, element: str) -> str | None:
    """A value as the element's text: decimals exact and without exponent, white space at the ends removed, empty as
    None. Raises UnwritableText, and TypeError for anything inexact such as a float."""
    if value is None or isinstance(value, RawValue):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise TypeError(f"{element}: {type(value).__name__} is neither text, an integer nor an exact decimal")
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise TypeError(f"{element}: {value} is not a number that can be written")
        return format(value, "f")
    text = str(value).strip(SPACE)
    found = UNWRITABLE.search(text)
    if found:
        raise UnwritableText(element=element, character=f"U+{ord(found[0]):04X}")
    return text or None


def checked(row: Mapping[str, str | int | Decimal | None], known: Iterable[str], path: str) -> dict[str, str | None]:
    """A row of values as text. Raises UnknownElement for a name that is not known at this path."""
    names = set(known)
    result = {}
    for name, value in row.items():
        if name not in names or (name.startswith("{") and not isinstance(value, RawValue)):
            raise UnknownElement(path=path, element=name, hint=nearest(name, sorted(names)))
        result[name] = as_text(value, name)
    return result


def known_only(names: Iterable[str], known: Iterable[str], path: str) -> None:
    """Refuse a name that is not known at this path."""
    allowed = sorted(known)
    for name in names:
        if name not in allowed:
            raise UnknownElement(path=path, element=name, hint=nearest(name, allowed))
