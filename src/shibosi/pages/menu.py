"""The menu: every page that has an entry, in its group, as far as the viewer may open it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.urls import reverse

from shibosi.kernel.words import translate
from shibosi.store.allowing import may
from shibosi.store.viewers import Viewer


class Group(StrEnum):
    """Where entries stand together, in this order. The value is the heading."""

    TODAY = "Today"
    REVIEW = "Review"
    ACTING = "Cases and measures"
    RULES = "Rules"
    LAW = "Law"
    PROOF = "Proof and audit"
    SERVICES = "Services"
    MANAGING = "Administration"
    OWN = "Own account"


@dataclass(frozen=True)
class Entry:
    """What the menu says of a page. `place` orders the entries of a group; `when`: to whom else it is not offered.

    `icon` is a name in `shibosi.pages.icons`; `key` the letter that leads there after "g".
    """

    label: str
    group: Group
    place: int = 50
    icon: str = "page"
    key: str = ""
    when: Callable[[Viewer], bool] | None = None


@dataclass(frozen=True)
class Offered:
    """An entry as it is offered: its words and its address."""

    label: str
    address: str
    icon: str
    key: str
    current: bool


@dataclass(frozen=True)
class Placed:
    """An entry with the name of its page and the permission the page asks for; "" for who signed in, None for all."""

    entry: Entry
    page: str
    verb: str | None


PLACED: dict[str, Placed] = {}


def offered(viewer: Viewer, path: str) -> list[tuple[str, list[Offered]]]:
    """The groups with what they offer a viewer; the entry under whose address `path` stands is current."""
    found: list[tuple[str, list[Offered]]] = []
    open_to = [placed for placed in PLACED.values() if _is_open(placed, viewer)]
    here = max((one for placed in open_to if path.startswith(one := reverse(placed.page))), key=len, default="")
    for group in _groups(viewer):
        own = sorted((one for one in open_to if one.entry.group is group), key=lambda one: one.entry.place)
        if own:
            found.append((translate(group.value), [_offered(one, here) for one in own]))
    return found


def _groups(viewer: Viewer) -> list[Group]:
    """The groups in their order; to a visitor without account first the services, for which visitors come."""
    return sorted(Group, key=lambda one: one is not Group.SERVICES) if viewer.account is None else list(Group)


def _is_open(placed: Placed, viewer: Viewer) -> bool:
    entry = placed.entry
    if entry.when is not None and not entry.when(viewer):
        return False
    if placed.verb is None:
        return True
    return viewer.account is not None if placed.verb == "" else may(viewer, placed.verb)


def _offered(placed: Placed, here: str) -> Offered:
    address, entry = reverse(placed.page), placed.entry
    return Offered(translate(entry.label), address, entry.icon, entry.key, address == here)
