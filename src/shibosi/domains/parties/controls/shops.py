"""Shops: a further shop has a reason, a local shop is local.

A trait that many honest shops share (the address of a service firm, one device in an office) accuses nobody by itself:
only those named in the parameter do. Weaker ones count together, in the graph of parties.
"""

from functools import partial

from shibosi.domains.parties.dossiers import SHOP, TRAIT
from shibosi.domains.parties.records import Shop, ShopSource, ShopTrait
from shibosi.kernel.controls import NOTHING, Severity, control
from shibosi.kernel.expressions import BoolX, as_of, count, count_where, distinct, every, unknown, when
from shibosi.kernel.parameters import Parameters, codes, share, whole

seller = partial(control, day=as_of(), severity=Severity.MAJOR, blocks=NOTHING)


class ShopLinks(Parameters):
    """What binds two shops together."""

    strong = codes("What binds two shops together by itself")
    heavy = whole("Points of what binds two shops by itself", unit="points")
    middle = codes("What binds two shops together with something else")
    medium = whole("Points of what binds two shops with something else", unit="points")
    light = codes("What binds two shops only beside something of more weight")
    small = whole("Points of what binds two shops only beside something of more weight", unit="points")
    bar = whole("Points from which on two shops seem to belong together", unit="points")
    most = whole("Shops that may share something before it binds nobody any more", unit="shops")


class LocalShops(Parameters):
    """When a shop that says it is local is taken to be somewhere else."""

    share = share("Share of what is seen that has to point to another country")
    least = whole("How much has to be seen of a source before it counts", unit="observations")
    sources = whole("Sources that have to point elsewhere", unit="sources")
    asked = codes("Sources that are looked at")


@seller(
    clauses=["000-52"], dossier=TRAIT,
    remedy="State why there is a further shop, or close all but one.",
)  # fmt: skip
def further_shop_has_a_reason(links: ShopLinks) -> BoolX:
    """Shops on one market of a platform with the same owner, account or document have stated reasons."""
    binds = every(ShopTrait.trait.is_in(links.strong))
    alone = distinct(ShopTrait.shop_number) <= 1
    return when(binds, alone | every(ShopTrait.reason.is_known()), ~binds)


@seller(
    clauses=["000-53"], dossier=SHOP, place=Shop.market,
    when=(count(Shop).or_else(0) > 0) & (Shop.stated_country == Shop.market) & Shop.closed_on.is_missing(),
    remedy="State the country from which the shop really sells, or show that it is worked from where it says.",
)  # fmt: skip
def local_shop_is_local(local: LocalShops) -> BoolX:
    """A shop that says it sells from its market is worked from there, by dispatch, account, internet and returns."""
    looked_at = ShopSource.source.is_in(local.asked) & (ShopSource.seen >= local.least)
    elsewhere = looked_at & (ShopSource.country != Shop.stated_country) & (ShopSource.share >= local.share)
    pointing = count_where(elsewhere)
    here = count_where(looked_at & (ShopSource.country == Shop.stated_country))
    enough = here >= local.sources
    return (pointing < local.sources) & when(enough, enough, unknown())
