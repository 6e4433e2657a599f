"""Waybills: CEB511 (import), CEB505 (export, names no order), and the parcels of marketplace orders."""

import polars as pl

from shibosi.domains.logistics.records import Waybill
from shibosi.example.documents.orders import IMPORT, MARKET
from shibosi.example.documents.sheet import Sheet, stamped, written
from shibosi.example.firms import of
from shibosi.example.numbers import FEN, GRAM

EXPORT = ~(IMPORT | MARKET)


def bill_number() -> pl.Expr:
    """Air waybill, road or sea bill of the shipment; parcels by post may have none."""
    serial = (pl.col("listed") // 1440 * 1000 + pl.col("carrier") * 37 + 10_000_000).cast(pl.String)
    return pl.when((pl.col("mode") == 0) & ~pl.col("post")).then(pl.lit("784-") + serial)


def waybills(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """One waybill per order of goods."""
    rows = sheet.some(pl.col("mode") <= 7)
    return written(
        Waybill, rows, carrier_code=of("carrier", "code", "carrier"), number=sheet.serial("YD"),
        order_number=pl.when(~EXPORT).then(pl.col("number")), guid=pl.when(~MARKET).then(sheet.guid(4)),
        report_type="1", reported_at=stamped("carried"), report_status="2",
        carrier_name=of("carrier", "name", "carrier"), bill_number=bill_number(),
        freight=(pl.col("gross") // 20 + 800) * FEN, insurance=pl.lit(0), currency=pl.lit("142"),
        weight=pl.col("weighed") * GRAM, packages=pl.when(EXPORT).then(1 + pl.col("gross") // 30_000).otherwise(1),
        contents=pl.lit("日用品 ") + pl.col("lines").cast(pl.String) + "项",
        consignee=pl.when(~EXPORT).then(pl.col("receiver")),
        consignee_address=pl.when(~EXPORT).then(pl.col("receiver_address")),
        consignee_phone=pl.when(~EXPORT).then(pl.col("receiver_phone")),
        merchant_code=pl.when(EXPORT).then(of("merchant", "code", "merchant")),
        merchant_name=pl.when(EXPORT).then(of("merchant", "name", "merchant")),
    )  # fmt: skip
