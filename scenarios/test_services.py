"""Services and digital goods: paid like goods, and neither carried nor declared."""

from decimal import Decimal

import polars as pl
import pytest

from scenarios.telling import LATER, Tables, a_trade, check, found, tables_of, write
from shibosi.domains.customs.tests.builders import a_service_order, a_shop_order

INTANGIBLE = ["service", "digital"]
CARRIED = {"waybill_was_reported", "list_was_reported", "listed_waybill_was_reported"}
NO_CUSTOMS = "services_need_no_customs"


def asked(folder, tables: Tables):
    """What comes of a check, on a day on which every paper should have come."""
    said, run = check(write(folder / "documents", tables), folder / "run", as_of=LATER)
    return said.status, found(run), run


def outcomes(run, control: str) -> dict[str, int]:
    """How often a control came to what; what never happened is left out."""
    row = run.counts().row(by_predicate=pl.col("control") == control, named=True)
    return {name: row[name] for name in ("out_of_scope", "held", "broken", "undetermined") if row[name]}


def an_import_of(subject: str) -> Tables:
    """A retail import of which only the order and its payment exist, beside two with all papers."""
    tables = a_trade()
    tables["customs_list"][1]["buyer_name"] = tables["customs_list"][0]["buyer_name"]
    tables["order"][0]["subject"] = subject
    for kind in ("waybill", "customs_list", "list_line"):
        tables[kind] = [row for row in tables[kind] if row["order_number"] != "O-1"]
    return tables


@pytest.mark.parametrize("subject", INTANGIBLE)
def test_a_shop_sells_what_cannot_be_carried(tmp_path, subject):
    """Nobody hands in waybills or lists; the payments cover the order."""
    status, findings, run = asked(tmp_path, tables_of(a_service_order(order={"subject": subject})))
    assert (status, findings) == (0, set())
    assert outcomes(run, NO_CUSTOMS) == {"held": 1}
    assert outcomes(run, "payments_cover_lines_and_freight") == {"held": 1}


@pytest.mark.parametrize("subject", INTANGIBLE)
def test_its_payments_must_cover_it_all_the_same(tmp_path, subject):
    records = a_service_order(order={"subject": subject}, payment=[{}, {"amount": Decimal(9)}])
    status, findings, _ = asked(tmp_path, tables_of(records))
    assert (status, findings) == (1, {("O-1", "payments_cover_lines_and_freight", "broken")})


@pytest.mark.parametrize("subject", INTANGIBLE)
def test_among_imports_it_needs_neither_waybill_nor_list(tmp_path, subject):
    status, findings, run = asked(tmp_path, an_import_of(subject))
    assert (status, findings) == (0, set())
    for control in CARRIED - {"listed_waybill_was_reported"}:
        assert outcomes(run, control) == {"out_of_scope": 1, "held": 2}
    assert outcomes(run, NO_CUSTOMS) == {"out_of_scope": 2, "held": 1}


@pytest.mark.parametrize("subject", ["goods", ""])
def test_goods_need_both(tmp_path, subject):
    """What an order does not say is goods."""
    status, findings, _ = asked(tmp_path, an_import_of(subject))
    missing = {("O-1", "waybill_was_reported", "broken"), ("O-1", "list_was_reported", "broken")}
    assert (status, findings) == (1, missing)


@pytest.mark.parametrize("subject", INTANGIBLE)
@pytest.mark.parametrize("kind", ["waybill", "customs_list"])
def test_a_paper_of_carriage_betrays_goods(tmp_path, subject, kind):
    tables = a_trade(1)
    tables["order"][0]["subject"] = subject
    others = {"waybill", "customs_list", "list_line"} - {kind}
    status, findings, _ = asked(tmp_path, {name: rows for name, rows in tables.items() if name not in others})
    assert status == 1
    assert ("O-1", NO_CUSTOMS, "broken") in findings


def test_goods_of_a_shop_outside_the_channel_need_neither(tmp_path):
    status, findings, run = asked(tmp_path, tables_of(a_shop_order()))
    assert (status, findings) == (0, set())
    assert outcomes(run, NO_CUSTOMS) == {"out_of_scope": 1}
