"""The order lines of the quarter that ended last, from stored customs lists, as taxes are simulated with."""

from datetime import date

from shibosi.batch.ordered import GOODS, LISTS, Ordered, of_frames
from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.parameters import DAY_ZERO
from shibosi.kernel.records import record
from shibosi.methods.taxes.batch.simulation import quarter_before
from shibosi.store import scope
from shibosi.store.snapshot import frame_of
from shibosi.store.viewers import Viewer

MOST = 20_000
"""Lists that are simulated while somebody waits."""


class TooManyLists(ShibosiError):
    """More lists than a page works through."""

    code = "too-many-lists"
    message = "{count} customs lists are of that quarter; use shibosi tax simulate --stored for more than {most}."


def of_last_quarter(viewer: Viewer, today: date) -> Ordered:
    """The lines of lists declared in the quarter that ended last before a day, those the viewer sees whole.

    Raises TooManyLists.
    """
    first, after = ((day - DAY_ZERO).days for day in quarter_before(today))
    lists = scope.rows(viewer, "customs_list").filter(standing=True, declared_on__gte=first, declared_on__lt=after)
    if (count := lists.count()) > MOST:
        raise TooManyLists(count=count, most=MOST)
    goods = scope.rows(viewer, "list_line").filter(standing=True, order_number__in=lists.values("order_number"))
    heads = frame_of(record("customs_list"), list(lists.order_by("pk").values_list(*record("customs_list").columns)))
    lines = frame_of(record("list_line"), list(goods.order_by("pk").values_list(*record("list_line").columns)))
    return of_frames(heads.lazy().select(LISTS), lines.lazy().select(GOODS))
