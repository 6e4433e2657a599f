"""Lists: sorted by their headings, a page at a time, taken away as a file; all of it kept in the address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from shibosi.api.errors import Unusable
from shibosi.kernel.words import Phrase, translate
from shibosi.pages.files import FILES, may_take_away
from shibosi.pages.filters import Chosen, Whole
from shibosi.pages.page import Asked
from shibosi.store.paging import Order, page

SHOWN = 50
"""Rows of a page."""


@dataclass(frozen=True)
class Heading:
    """A column of a list. `sort` is the field it is sorted by, if it is; `first` whether a first click sorts down."""

    label: str
    sort: str = ""
    kind: type = int
    first_down: bool = True
    number: bool = False


@dataclass(frozen=True)
class Shown:
    """A heading as it is shown: `way` is "", "ascending" or "descending", `address` sorts by it."""

    label: str
    address: str
    way: str
    number: bool


@dataclass
class Listing:
    """One page of a list, for `pages/parts/list.html`."""

    headings: list[Shown]
    items: list[Any]
    next: str
    first: str
    files: dict[str, str]
    chosen: Chosen | None
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def sorting(self) -> list[Shown]:
        """The headings it can be sorted by."""
        return [one for one in self.headings if one.address]


def listing(
    request: Asked, query: QuerySet[Any], headings: Sequence[Heading], sort: str, chosen: Chosen | None = None,
    files: bool = True,
) -> Listing:  # fmt: skip
    """One page of a query. `sort` is the order by itself: a field, "-" before it for the largest first.

    Raises BadCursor, Unusable.
    """
    wanted = request.GET.get("sort", sort)
    orders = _orders(headings, sort)
    if wanted not in orders:
        raise Unusable(place="sort", reason=Phrase("'{text}' is none of the choices.", text=wanted[:60]))
    found = page(query, orders, wanted, request.GET.get("after", ""), SHOWN)
    return _made(request, found.items, found.next, headings, wanted, chosen, files and may_take_away(request))


def gathered(
    request: Asked, items: Iterable[Any], headings: Sequence[Heading], sort: str, chosen: Chosen | None = None,
    public: bool = False,
) -> Listing:  # fmt: skip
    """The same of what is at hand already and is not stored: sorted by its attributes, what lacks one before the rest.

    With `public` everybody may take it away. Without a heading of that name the order is that in which it came. Raises
    Unusable.
    """
    wanted, first = request.GET.get("sort", sort), Whole("after", "").value(request.GET.get("after", "0"))
    if wanted not in _orders(headings, sort):
        raise Unusable(place="sort", reason=Phrase("'{text}' is none of the choices.", text=wanted[:60]))
    name = wanted.removeprefix("-")
    every = sorted(items, key=lambda one: _sortable(getattr(one, name)), reverse=wanted != name) if name else [*items]
    following = str(first + SHOWN) if first + SHOWN < len(every) else None
    return _made(
        request, every[first : first + SHOWN], following, headings, wanted, chosen, public or may_take_away(request)
    )


def _sortable(value: Any) -> tuple[bool, Any]:
    return (value is not None, value if value is not None else 0)


def _made(
    request: Asked, items: list[Any], following: str | None, headings: Sequence[Heading], wanted: str,
    chosen: Chosen | None, files: bool,
) -> Listing:  # fmt: skip
    offered = {kind: address(request, file=kind, after=None) for kind in FILES} if files else {}
    return Listing(
        [_shown(request, one, wanted) for one in headings], items,
        address(request, after=following) if following else "",
        address(request, after=None) if request.GET.get("after") else "",
        offered, chosen,
    )  # fmt: skip


def address(request: HttpRequest, **changed: str | None) -> str:
    """The address of this page with some of what it says changed; None leaves it out."""
    said = request.GET.copy()
    for name, value in changed.items():
        said.pop(name, None)
        if value is not None:
            said[name] = value
    written = said.urlencode()
    return f"{request.path}?{written}" if written else request.path


def _orders(headings: Sequence[Heading], sort: str) -> dict[str, Order]:
    found = {}
    kinds = {one.sort: one.kind for one in headings if one.sort} | {
        bare: kind for bare, kind in [(sort.removeprefix("-"), int)] if all(one.sort != bare for one in headings)
    }  # fmt: skip
    for name, kind in kinds.items():
        found[name], found[f"-{name}"] = Order(name, kind, down=False), Order(name, kind)
    return found


def _shown(request: HttpRequest, one: Heading, wanted: str) -> Shown:
    if not one.sort:
        return Shown(translate(one.label), "", "", one.number)
    ways = [f"-{one.sort}", one.sort] if one.first_down else [one.sort, f"-{one.sort}"]
    turned = ways[1] if wanted == ways[0] else ways[0]
    way = {one.sort: "ascending", f"-{one.sort}": "descending"}.get(wanted, "")
    return Shown(translate(one.label), address(request, sort=turned, after=None, file=None), way, one.number)


MOMENT: type = datetime
"""The kind of headings that sort by a moment."""
