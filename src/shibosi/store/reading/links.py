"""Shops that seem to belong together, by what is stored of them, for the platform: groups with what they share."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shibosi.domains.parties.records import Shop, ShopTrait
from shibosi.methods.graph.linking import Group, groups
from shibosi.store import scope
from shibosi.store.allowing import allowed
from shibosi.store.models import Finding
from shibosi.store.reading.inforce import Row, rows
from shibosi.store.reading.traits import APART, COLUMNS, frame, weights
from shibosi.store.viewers import Viewer

MOST = 200_000
"""Traits that are looked at together; the newest."""
LOCAL = "local_shop_is_local"


@dataclass(frozen=True)
class Stall:
    """A shop of a group: whose it is, what it says of itself; `false_local`: it is worked from elsewhere."""

    firm: str
    number: str
    name: str
    stated: str
    reason: str
    false_local: bool


@dataclass(frozen=True)
class Together:
    """Shops that seem to belong together. `explained`: each states why there is a further one."""

    group: Group
    stalls: tuple[Stall, ...]

    @property
    def explained(self) -> bool:
        """Whether all of its shops have stated reasons."""
        return all(one.reason for one in self.stalls)

    @property
    def firms(self) -> list[str]:
        """The firms whose shops these are."""
        return sorted({one.firm for one in self.stalls})


def together(viewer: Viewer, day: date) -> list[Together]:
    """Groups of shops, those without reasons first. Raises Forbidden: it is over what all firms reported."""
    allowed(viewer, "links.read")
    stored = scope.rows(viewer, ShopTrait.kind()).filter(standing=True).order_by("-pk")
    found = groups(frame(stored.values_list(*COLUMNS)[:MOST]), weights(day))
    shops = {(row["party_code"], row["number"]): row for row in rows(viewer, Shop.kind())}
    false = _false(viewer)
    made = [Together(one, tuple(_stall(thing, shops, false) for thing in one.things)) for one in found]
    return sorted(made, key=lambda one: (one.explained, -one.group.points, one.group.things))


def _stall(thing: str, shops: dict[tuple[str, str], Row], false: set[tuple[str, str]]) -> Stall:
    firm, _, number = thing.partition(APART)
    row = shops.get((firm, number), {})
    return Stall(firm, number, row.get("name") or "", row.get("stated_country") or "", row.get("reason") or "",
                 (firm, number) in false)  # fmt: skip


def _false(viewer: Viewer) -> set[tuple[str, str]]:
    """Shops that say they are local and are worked from elsewhere, by firm and number."""
    open_: Iterable[Finding] = scope.findings(viewer).filter(control=LOCAL, outcome="broken", resolved_at__isnull=True)
    keys = [one.dossier.key.split("/", 1) for one in open_.select_related("dossier")]  # type: ignore[attr-defined]
    return {(key[0], key[1]) for key in keys if len(key) > 1}
