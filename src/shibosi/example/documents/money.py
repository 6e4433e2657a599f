"""Payments of buyers (CEB411), money of marketplace orders, and collections of sellers (CEB403)."""

import polars as pl

from shibosi.domains.payments.records import Collection, Payment
from shibosi.example.documents.orders import IMPORT, MARKET, in_import, platform_code, platform_name
from shibosi.example.documents.sheet import Sheet, fen, stamped, written
from shibosi.example.firms import of
from shibosi.example.numbers import FEN


def payments(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """One payment per import order, one or two (card and voucher) per marketplace order."""
    chosen = sheet.some(IMPORT | MARKET)
    due = (
        pl.when(IMPORT).then(pl.col("value") + pl.col("freight") + pl.col("tax") - pl.col("discount"))
        .otherwise(pl.col("value") + pl.col("line_freight") + pl.col("cent"))
    )  # fmt: skip
    chosen = chosen.with_columns(due=due, split=pl.col("split") & MARKET, voucher=pl.lit(False))
    card = chosen.with_columns(due=pl.when("split").then(pl.col("due") - pl.col("due") // 4).otherwise("due"))
    voucher = chosen.filter("split").with_columns(due=pl.col("due") // 4, voucher=pl.lit(True))
    rows = pl.concat([card, voucher]).sort("at", maintain_order=True)
    return written(
        Payment, rows, firm_code=of("payment", "code", "pay_firm"),
        number=pl.when("voucher").then(sheet.serial("YHQ")).otherwise(sheet.serial("ZF")),
        order_number=pl.col("number"), guid=in_import(sheet.guid(2)), report_type="1",
        reported_at=stamped("pay_reported"), report_status="2", firm_name=of("payment", "name", "pay_firm"),
        platform_code=of("platform", "code", "platform"), platform_name=of("platform", "name", "platform"),
        payer_id_type=in_import(pl.lit("1")), payer_id=in_import(pl.col("buyer_id")),
        payer_name=in_import(pl.col("buyer_name")), payer_phone=in_import(pl.col("buyer_phone")),
        amount=fen("due"), currency=pl.col("currency"), paid_at=stamped("paid"),
        method=pl.when("voucher").then(pl.lit("voucher")).otherwise(pl.lit("card")),
    )  # fmt: skip


def collections(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """One collection per retail export whose list was declared while collections were asked for."""
    return written(
        Collection, sheet.some(pl.col("collected")), order_number=pl.col("number"), number=sheet.serial("SK"),
        guid=sheet.guid(3), report_type="1", reported_at=stamped("carried"), report_status="2",
        platform_code=platform_code(), platform_name=platform_name(),
        merchant_code=of("merchant", "code", "merchant"), merchant_name=of("merchant", "name", "merchant"),
        firm_code=of("payment", "code", "pay_firm"), firm_name=of("payment", "name", "pay_firm"),
        amount=(pl.col("value") + pl.col("freight")) * FEN, currency=pl.col("currency"), received_at=stamped("paid"),
    )  # fmt: skip
