"""Answers (CEB622, 604 to lists; CEB312, 304, 412, 512, 506 to what precedes them), returns (CEB625, CEB213)."""

import polars as pl

from shibosi.domains.customs.records import Answer, CustomsReturn, ReturnLine
from shibosi.example.documents.lists import SHIPPED_TO
from shibosi.example.documents.orders import IMPORT, in_import, platform_code, platform_name
from shibosi.example.documents.sheet import Sheet, pieces, stamped, written
from shibosi.example.firms import OFFICES, of
from shibosi.example.numbers import days

BACK_IN_ZONE = pl.col("mode") == 4
ANSWERS = [("120", "[Code:1800;Desc:逻辑校验通过]", -5), ("800", "[Code:2600;Desc:放行]", 0)]
"""Status, text, minutes after the release."""


def answers(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """For each list that was answered two answers, stored and released, and one to each document before it."""
    rows = sheet.some(pl.col("answered"))
    stages = [
        rows.with_columns(status=pl.lit(status), text=pl.lit(text), when=pl.col("released") + minutes)
        for status, text, minutes in ANSWERS
    ]
    both = pl.concat(stages).sort("at", maintain_order=True)
    kind, about_lists = written(
        Answer, both, about=pl.when(IMPORT).then(pl.lit("621")).otherwise(pl.lit("603")),
        order_number=pl.col("number"), document_number=sheet.serial("QD"), status=pl.col("status"),
        answered_at=stamped("when"), information=pl.col("text"),
        guid=pl.when(pl.col("status") == "120").then(sheet.guid(6)).otherwise(sheet.guid(7)),
        firm_code=of("declarant", "code", "declarant"), port_number=sheet.port_number("B"),
        customs_number=sheet.customs_number(),
    )  # fmt: skip
    first = [_order_answers(sheet, rows), _payment_answers(sheet, rows.filter(IMPORT)), _waybill_answers(sheet, rows)]
    return kind, pl.concat([*first, about_lists]).sort("at", maintain_order=True)


def _stored(sheet: Sheet, digit: str, reported: str) -> dict[str, pl.Expr | str | None]:
    """The answer that a document is stored, four minutes after it was reported; `digit` begins its id."""
    status, text, _ = ANSWERS[0]
    later = stamped(reported) + pl.duration(minutes=4)
    guid = pl.lit(digit) + sheet.guid(6).str.slice(1)
    return {"status": status, "information": text, "guid": guid, "answered_at": later}


def _order_answers(sheet: Sheet, rows: pl.DataFrame) -> pl.DataFrame:
    return written(
        Answer, rows, about=pl.when(IMPORT).then(pl.lit("311")).otherwise(pl.lit("303")),
        order_number=pl.col("number"), firm_code=of("merchant", "code", "merchant"), **_stored(sheet, "6", "reported"),
    )[1]  # fmt: skip


def _payment_answers(sheet: Sheet, rows: pl.DataFrame) -> pl.DataFrame:
    return written(
        Answer, rows, about="411", payment_number=sheet.serial("ZF"), firm_code=of("payment", "code", "pay_firm"),
        **_stored(sheet, "7", "pay_reported"),
    )[1]  # fmt: skip


def _waybill_answers(sheet: Sheet, rows: pl.DataFrame) -> pl.DataFrame:
    return written(
        Answer, rows, about=pl.when(IMPORT).then(pl.lit("511")).otherwise(pl.lit("505")),
        waybill_number=sheet.serial("YD"), firm_code=of("carrier", "code", "carrier"), **_stored(sheet, "8", "carried"),
    )[1]  # fmt: skip


def customs_returns(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """One return for each list of which goods came back."""
    rows = sheet.some(pl.col("returned"))
    export = ~IMPORT
    sent_from = pl.lit(pl.Series(SHIPPED_TO)).gather(pl.col("carrier"))
    return written(
        CustomsReturn, rows, customs_number=sheet.customs_number(), company_number=sheet.serial("TH"),
        order_number=pl.col("number"), direction=pl.when(export).then(pl.lit("I")),
        mode=pl.when(export).then(pl.when(BACK_IN_ZONE).then(pl.lit("1261")).otherwise(pl.lit("9661"))),
        guid=sheet.guid(8), report_type="1", reported_at=stamped("asked"), report_status="2",
        returned_on=days(pl.col("came")), customs_code=pl.lit(pl.Series(OFFICES)).gather(pl.col("zone")),
        platform_code=platform_code(), platform_name=platform_name(),
        merchant_code=of("merchant", "code", "merchant"), merchant_name=of("merchant", "name", "merchant"),
        carrier_code=of("carrier", "code", "carrier"), carrier_name=of("carrier", "name", "carrier"),
        waybill_number=sheet.serial("YD"), declarant_code=of("declarant", "code", "declarant"),
        declarant_name=of("declarant", "name", "declarant"), buyer_id_type=in_import(pl.lit("1")),
        buyer_id=in_import(pl.col("buyer_id")), buyer_name=in_import(pl.col("buyer_name")),
        buyer_phone=in_import(pl.col("buyer_phone")), country=pl.when(export).then(sent_from),
        reason=pl.lit("买家退货"),
    )  # fmt: skip


def return_lines(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """The lines that came back: all of them, or one piece of the first."""
    rows = sheet.lines_with(
        returned="returned",
        whole="whole",
        customs=sheet.customs_number(),
        own=sheet.serial("TH"),
        document=sheet.guid(8),
    )
    rows = rows.filter(pl.col("returned") & (pl.col("whole") | (pl.col("line") == 1)))
    rows = rows.with_columns(back=pl.when("whole").then(pl.col("quantity")).otherwise(1))
    return written(
        ReturnLine, rows, customs_number=pl.col("customs"), company_number=pl.col("own"),
        order_number=pl.col("number"), line_number=pl.col("line"), document=pl.col("document"),
        commodity_code=pl.col("commodity_code"),
        name=pl.col("name"), quantity=pieces("back"), unit=pl.col("unit"),
    )  # fmt: skip
