"""What an order needs: with it and nothing else nothing stays undetermined that was decided with everything."""

from datetime import date

import pytest

from shibosi.example.part import make_part
from shibosi.example.plan import AS_OF
from shibosi.kernel.records import record
from shibosi.store.intake.handed import Read
from shibosi.store.intake.tables import documents
from shibosi.telling.needed import NoSuchOrder, needed
from shibosi.telling.trial import tried

JOINING = {"guid", "document", "report_type"}
"""What tells versions of documents apart; no control waits for it."""


def outcomes(every):
    """The controls that cannot be decided on some documents as of the day of the example."""
    faults = tried([Read("", one) for one in every], AS_OF).faults
    return {(one.control.name, one.key) for one in faults if one.outcome == "undetermined"}


@pytest.fixture
def trade():
    """A sound example: every document of forty orders."""
    frames = {kind: frame.drop("at") for kind, frame in make_part(5, 0, 40, 0.0).frames.items()}
    return documents(frames)


@pytest.mark.parametrize("order_type", ["I", "E", "B"])
def test_what_is_listed_suffices(trade, order_type):
    columns = record("order").columns
    place, number = columns["order_type"].position, columns["number"].position
    orders = [one.rows["order"][0] for one in trade if one.kind == "order"]
    own = {order[number] for order in orders if order[place] == order_type}
    listed = needed(order_type, "goods", AS_OF)
    some = [one for one in trade if _of(one) in own]
    assert len(some) > len(own) > 0
    whole = outcomes(some)
    for one in some:
        for kind, rows in one.rows.items():
            kept = {wanted.column for wanted in listed.get(kind, [])} | JOINING
            for name, column in record(kind).columns.items():
                for row in rows:
                    row[column.position] = row[column.position] if name in kept or kind not in listed else None
    assert outcomes(some) <= whole


def _of(one):
    """The order a document belongs to."""
    columns = record(one.kind).columns
    name = "number" if one.kind == "order" else "order_number"
    return one.rows[one.kind][0][columns[name].position] if name in columns else None


def test_a_service_has_neither_waybill_nor_customs_list():
    assert {"waybill", "customs_list"}.isdisjoint(needed("I", "service", date(2026, 6, 30)))
    assert {"waybill", "customs_list"} <= needed("I", "goods", date(2026, 6, 30)).keys()


@pytest.mark.parametrize("asked", [("X", "goods", ""), ("I", "land", ""), ("I", "goods", "0000")])
def test_what_there_is_not_is_refused(asked):
    with pytest.raises(NoSuchOrder):
        needed(asked[0], asked[1], date(2026, 6, 30), asked[2])
