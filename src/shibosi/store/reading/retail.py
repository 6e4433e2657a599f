"""The year of one person in retail import, from what is stored: lists declared in it, less what came back in time."""

from datetime import date
from decimal import Decimal

from shibosi.domains.customs.records import Purchase as Stored
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.methods.taxes.law import Law
from shibosi.methods.taxes.retail.quota import Purchase, Quota, year_quota
from shibosi.methods.taxes.retail.returning import GoodsBack
from shibosi.store.allowing import allowed
from shibosi.store.models import stored
from shibosi.store.sealing import token
from shibosi.store.seeing import note
from shibosi.store.viewers import Viewer

CNY = "142"


def year_of(viewer: Viewer, buyer_id: str, year: int, today: date, door: str) -> Quota:
    """The year of the person with an identity number; that it was looked at is noted. For the platform only.

    The lists known here are part of what the person bought: other platforms' count too. Raises Forbidden, NoScheme.
    """
    allowed(viewer, "buyers.read")
    rows = stored(Stored.kind())._default_manager.filter(buyer_id_token=token(buyer_id), year=year, currency=CNY)
    note(viewer, "seen", f"buyer-year:{token(buyer_id)[:16]}/{year}", door, columns=["buyer_id"])
    columns = Stored.columns
    bought, back = [], []
    for order, on, value, returned in rows.order_by("day", "order_number").values_list(
        "order_number", "day", "value", "returned"
    ):
        day = date.fromordinal(DAY_ZERO.toordinal() + on)
        worth = Decimal(columns["value"].seen(value))
        if worth > 0:
            bought.append(Purchase(order, day, day, worth))
            if returned:
                back.append(GoodsBack(order, day, day, Decimal(columns["returned"].seen(returned))))
    return year_quota(bought, back, Law(), year, today)
