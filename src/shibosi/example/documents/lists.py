"""Customs lists: CEB621 (import) and CEB603 (export)."""

import polars as pl

from shibosi.domains.customs.records import CustomsList, ListLine
from shibosi.example.documents.orders import IMPORT, in_import, platform_code, platform_name
from shibosi.example.documents.parcels import bill_number
from shibosi.example.documents.sheet import Sheet, fen, pieces, stamped, written
from shibosi.example.firms import OFFICES, firms, of
from shibosi.example.numbers import FEN, GRAM, PIECE, days

LISTED = pl.col("mode") <= 6
EXPORT = LISTED & ~IMPORT
BONDED_IMPORT = pl.col("mode").is_in([1, 2])
ZONE_EXPORT = pl.col("mode") == 4
DIRECT_IMPORT = pl.col("mode") == 0
IN_ZONE = BONDED_IMPORT | ZONE_EXPORT
SIMPLE = EXPORT & ~ZONE_EXPORT & (pl.col("currency") == "142") & (pl.col("value") <= 500_000) & pl.col("bulletin")
"""Exports that may be declared in the simplified way."""
SHIPPED_FROM = ["116", "133", "601", "609", "502", "304", "305", "110"]
SHIPPED_TO = ["502", "303", "304", "305", "601", "344", "122", "138"]
PORTS = ["USLA", "GBFX", "DEHH", "FRLH", "AUSY", "RUMO", "MYPK", "AEDX"]


def _pick(values: list[str], column: str) -> pl.Expr:
    return pl.lit(pl.Series(values)).gather(pl.col(column))


def guarantor() -> pl.Expr:
    """The firm that stands for the tax: declarant, merchant, platform or carrier."""
    chosen = pl.col("guarantor")
    return (
        pl.when(chosen == 0).then(of("declarant", "code", "declarant"))
        .when(chosen == 1).then(of("merchant", "code", "merchant"))
        .when(chosen == 2).then(of("platform", "code", "platform"))
        .otherwise(of("carrier", "code", "carrier"))
    )  # fmt: skip


def account_book() -> pl.Expr:
    """The bonded account book of the zone firm."""
    books = [f"T{office}W{place:06d}" for place, office in enumerate(OFFICES, start=1)]
    return pl.when(IN_ZONE).then(_pick(books, "zone"))


def customs_lists(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """One list per order of goods in the customs channel."""
    flight = pl.lit("CA") + (pl.col("carrier") * 11 + 801).cast(pl.String)
    return written(
        CustomsList, sheet.some(LISTED), order_number=pl.col("number"), company_number=sheet.serial("QD"),
        customs_number=sheet.customs_number(), port_number=pl.when("answered").then(sheet.port_number("B")),
        direction=pl.col("direction"), mode=pl.col("trade"),
        filing=pl.when(EXPORT).then(pl.when(SIMPLE).then(pl.lit("A")).otherwise(pl.lit("B"))),
        guid=sheet.guid(5), report_type="1", reported_at=stamped("listed"), report_status="2",
        declared_on=days(pl.col("listed")), crossed_on=days(pl.col("listed") + 720),
        customs_code=_pick(OFFICES, "zone"), port_code=_pick(OFFICES, "carrier"), platform_code=platform_code(),
        platform_name=platform_name(), merchant_code=of("merchant", "code", "merchant"),
        merchant_name=of("merchant", "name", "merchant"), carrier_code=of("carrier", "code", "carrier"),
        carrier_name=of("carrier", "name", "carrier"), waybill_number=sheet.serial("YD"),
        declarant_code=of("declarant", "code", "declarant"), declarant_name=of("declarant", "name", "declarant"),
        guarantor_code=in_import(guarantor()),
        owner_code=pl.when(EXPORT).then(
            pl.when("unregistered").then(pl.lit("NO")).otherwise(of("merchant", "code", "merchant"))
        ),
        owner_name=pl.when(EXPORT).then(of("merchant", "name", "merchant")),
        zone_firm_code=pl.when(IN_ZONE).then(_pick(firms("zone")["code"].to_list(), "zone")),
        zone_firm_name=pl.when(IN_ZONE).then(_pick(firms("zone")["name"].to_list(), "zone")),
        account_book=account_book(), buyer_id_type=in_import(pl.lit("1")), buyer_id=in_import(pl.col("buyer_id")),
        buyer_name=in_import(pl.col("buyer_name")), buyer_phone=in_import(pl.col("buyer_phone")),
        consignee_address=in_import(pl.col("receiver_address")),
        transport_mode=pl.when("post").then(pl.lit("6")).when(IN_ZONE).then(pl.lit("Y")).otherwise(pl.lit("5")),
        vehicle=pl.when(DIRECT_IMPORT | (EXPORT & ~ZONE_EXPORT)).then(flight),
        voyage=pl.when(DIRECT_IMPORT | (EXPORT & ~ZONE_EXPORT)).then(flight), bill_number=bill_number(),
        country=pl.when(BONDED_IMPORT).then(pl.lit("142")).when(IMPORT).then(_pick(SHIPPED_FROM, "carrier"))
        .otherwise(_pick(SHIPPED_TO, "carrier")),
        port_of_destination=pl.when(EXPORT).then(_pick(PORTS, "carrier")),
        freight=(pl.col("freight") - pl.col("insurance")) * FEN, insurance=fen("insurance"),
        currency=pl.col("currency"), insurance_currency=pl.col("currency"),
        freight_flag=pl.when(EXPORT).then(pl.lit("3")), insurance_flag=pl.when(EXPORT).then(pl.lit("3")),
        wrapping=pl.lit("2"), packages=pl.when(EXPORT).then(1 + pl.col("gross") // 30_000).otherwise(1),
        gross_weight=pl.col("gross") * GRAM, net_weight=pl.col("net") * GRAM,
    )  # fmt: skip


def list_lines(sheet: Sheet) -> tuple[str, pl.DataFrame]:
    """One row per line of a list, alike to the line of the order."""
    rows = sheet.lines_with(customs=sheet.customs_number(), document=sheet.guid(5), carrier="carrier").filter(LISTED)
    kilos = pl.col("grams") * GRAM

    def measured(unit: str) -> pl.Expr:
        by_weight = pl.col(unit).is_in(["035", "095"])
        grams = pl.when(pl.col(unit) == "036").then(pl.col("grams") * PIECE)
        return pl.when(by_weight).then(kilos).otherwise(grams.fill_null(pl.col("quantity") * PIECE))

    return written(
        ListLine, rows, order_number=pl.col("number"), line_number=pl.col("line"),
        document=pl.col("document"), item_number=pl.col("item_number"),
        item_record=pl.when(IN_ZONE).then(pl.col("item_record")), item_name=pl.col("name"),
        commodity_code=pl.col("commodity_code"), name=pl.col("name"), model=pl.col("model"),
        barcode=pl.when(EXPORT).then(pl.col("barcode").fill_null("无")).otherwise(pl.col("barcode")),
        country=pl.when(IMPORT).then(pl.col("country")).otherwise(_pick(SHIPPED_TO, "carrier")),
        trade_country=in_import(pl.col("country")), quantity=pieces("quantity"), unit=pl.col("unit"),
        first_quantity=measured("first_unit"), first_unit=pl.col("first_unit"),
        second_quantity=pl.when(pl.col("second_unit").is_not_null()).then(measured("second_unit")),
        second_unit=pl.col("second_unit"), price=fen("price"), total=fen("total"), currency=pl.col("currency"),
        customs_number=pl.col("customs"),
    )  # fmt: skip
