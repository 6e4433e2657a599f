"""Orders (CEB311, CEB303) and what shops outside the customs channel export."""

import polars as pl

from shibosi.domains.orders.records import Order, OrderLine
from shibosi.example.documents.sheet import Sheet, fen, pieces, stamped, written
from shibosi.example.firms import NO_PLATFORM, of
from shibosi.example.numbers import FEN

IMPORT = pl.col("type") == "I"
MARKET = pl.col("type") == "M"
IN_CHANNEL = ~MARKET
OVERSEAS_SHOP = "海外商城示例"


def platform_code() -> pl.Expr:
    """The code of the platform; foreign platforms of exports have none."""
    return pl.when("nameless").then(pl.lit(NO_PLATFORM)).otherwise(of("platform", "code", "platform"))


def platform_name() -> pl.Expr:
    """The name of the platform."""
    return pl.when("nameless").then(pl.lit(OVERSEAS_SHOP)).otherwise(of("platform", "name", "platform"))


def in_import(value: pl.Expr) -> pl.Expr:
    """A value that only the import message has."""
    return pl.when(IMPORT).then(value)


def orders(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """One row per order."""
    paid = pl.col("value") + pl.col("freight") + pl.col("tax") - pl.col("discount")
    market = pl.col("value") + pl.col("line_freight")
    firm = IMPORT & pl.col("names_payment") & pl.col("names_firm")
    return written(
        Order, sheet.orders, number=pl.col("number"), order_type=pl.col("type"),
        subject=pl.when((pl.col("mode") > 6) | pl.col("bulletin")).then(pl.col("subject")),
        guid=pl.when(IN_CHANNEL).then(sheet.guid(1)), report_type="1", reported_at=stamped("reported"),
        report_status="2", ordered_at=pl.when("knows_hour").then(stamped("ordered")),
        platform_code=platform_code(), platform_name=platform_name(),
        merchant_code=of("merchant", "code", "merchant"), merchant_name=of("merchant", "name", "merchant"),
        goods_value=fen("value"), freight=pl.when(MARKET).then(fen("line_freight")).otherwise(fen("freight")),
        discount=in_import(fen("discount")), tax=in_import(fen("tax")),
        paid=pl.when(IMPORT).then(paid * FEN).when(MARKET).then(market * FEN), currency=pl.col("currency"),
        buyer_account=pl.when(IMPORT | MARKET).then(pl.col("buyer_account")),
        buyer_name=in_import(pl.col("buyer_name")), buyer_phone=in_import(pl.col("buyer_phone")),
        buyer_id_type=in_import(pl.lit("1")), buyer_id=in_import(pl.col("buyer_id")),
        payment_firm_code=pl.when(firm).then(of("payment", "code", "pay_firm")),
        payment_firm_name=pl.when(firm).then(of("payment", "name", "pay_firm")),
        payment_number=in_import(pl.when("names_payment").then(sheet.serial("ZF"))),
        consignee=in_import(pl.col("receiver")), consignee_phone=in_import(pl.col("receiver_phone")),
        consignee_address=in_import(pl.col("receiver_address")),
        consignee_district=in_import(pl.col("receiver_district")), state=pl.when(MARKET).then(pl.lit("delivered")),
    )  # fmt: skip


def order_lines(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """One row per line of an order."""
    rows = sheet.lines_with(document=sheet.guid(1))
    return written(
        OrderLine, rows, order_number=pl.col("number"), line_number=pl.col("line"),
        document=pl.when(IN_CHANNEL).then(pl.col("document")),
        item_number=pl.col("item_number"), item_name=pl.col("name"), model=in_import(pl.col("model")),
        barcode=pl.col("barcode"), unit=pl.col("unit"), quantity=pieces("quantity"), price=fen("price"),
        total=fen("total"), freight=pl.when(MARKET).then(fen("freight")), currency=pl.col("currency"),
        country=in_import(pl.col("country")),
    )  # fmt: skip
