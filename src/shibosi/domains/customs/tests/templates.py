"""What the documents of the stories say: one order in March 2026, told as import, export, shop sale and return."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from shibosi.domains.customs.records import (
    Answer,
    CustomsList,
    CustomsReturn,
    HandledParcel,
    HandlingDocument,
    ListLine,
    Purchase,
    ReturnLine,
    SummarisedList,
)
from shibosi.domains.logistics.records import Waybill
from shibosi.domains.orders.records import Order, OrderLine
from shibosi.domains.payments.records import Collection, Payment
from shibosi.kernel.records import Record

Row = dict[str, Any]
Templates = dict[type[Record], list[Row]]


def beijing(year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment by the clock of Beijing."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


PLATFORM, MERCHANT, CARRIER, DECLARANT = "91330100MA2ABCDE1R", "3302960A1B", "3302980C2D", "3302180E3F"
OTHER_FIRM = "91440300MA5XYTEG2M"
PAYMENT_FIRM, ZONE_FIRM = "3302980P4Q", "3302260Z5W"
BUYER_ID = "11010519491231002X"
CURRENCY = {"currency": "142"}
BUYER = {"buyer_id_type": "1", "buyer_id": BUYER_ID, "buyer_name": "Li Hua 李华", "buyer_phone": "13800138000"}
ADDRESS = "杭州市 西湖区 文三路 1号 A座"
CONSIGNEE = {"consignee": "Wang Fang 王芳", "consignee_phone": "13900139000", "consignee_address": ADDRESS}
SHOP = {"platform_code": PLATFORM, "merchant_code": MERCHANT}
GOODS = [
    {"line_number": 1, "quantity": Decimal(2), "unit": "011", "price": Decimal(120), "total": Decimal(240)},
    {"line_number": 2, "quantity": Decimal(1), "unit": "007", "price": Decimal(60), "total": Decimal(60)},
]
NAMES = ["Face Cream 面霜 50ml", "Hair Brush 发刷"]
CODES = [("3304990039", "4006381333931"), ("9603290010", "6901234567892")]
LISTED_AS = {"direction": "I", "company_number": "QD-1", "customs_number": "31022026I000000001"}


def told(base: Templates, changes: Templates) -> Templates:
    """The documents with other values: the n-th row of `changes` laid over the n-th row."""
    return {
        record: [{**row, **over} for row, over in zip(rows, changes.get(record, [{}] * len(rows)), strict=True)]
        for record, rows in base.items()
    }


RETAIL_IMPORT: Templates = {
    Order: [
        {
            "number": "O-1", "order_type": "I", "subject": "goods", "guid": "G-ORDER", "report_type": "1",
            "ordered_at": beijing(2026, 3, 2, 10), "reported_at": beijing(2026, 3, 2, 11), **SHOP, **CURRENCY,
            "goods_value": Decimal(300), "freight": Decimal(10), "tax": Decimal("28.21"), "discount": Decimal(20),
            "paid": Decimal("318.21"), **BUYER, **CONSIGNEE, "payment_firm_code": PAYMENT_FIRM, "payment_number": "P-1",
        }
    ],
    OrderLine: [
        {"order_number": "O-1", "item_name": name, **goods, **CURRENCY}
        for goods, name in zip(GOODS, NAMES, strict=True)
    ],
    Payment: [
        {
            "order_number": "O-1", "firm_code": PAYMENT_FIRM, "number": "P-1", "guid": "G-PAYMENT", "report_type": "1",
            "paid_at": beijing(2026, 3, 2, 10, 5), "reported_at": beijing(2026, 3, 2, 12), "platform_code": PLATFORM,
            "payer_id_type": "1", "payer_id": BUYER_ID, "payer_name": BUYER["buyer_name"], "amount": Decimal("318.21"),
            **CURRENCY,
        }
    ],
    Waybill: [
        {
            "order_number": "O-1", "carrier_code": CARRIER, "number": "W-1", "guid": "G-WAYBILL", "report_type": "1",
            "reported_at": beijing(2026, 3, 2, 18), "weight": Decimal("1.5"), "packages": 1, **CONSIGNEE, **CURRENCY,
        }
    ],
    CustomsList: [
        {
            "order_number": "O-1", **LISTED_AS, "mode": "9610", "guid": "G-LIST", "report_type": "1",
            "reported_at": beijing(2026, 3, 3, 9), "declared_on": date(2026, 3, 3), **SHOP, "carrier_code": CARRIER,
            "waybill_number": "W-1", "declarant_code": DECLARANT, "guarantor_code": DECLARANT, **BUYER,
            "consignee_address": ADDRESS, "transport_mode": "5", "vehicle": "CA937",
            "voyage": "CA937", "bill_number": "99912345675", "country": "502", "freight": Decimal(10),
            "insurance": Decimal(0), **CURRENCY, "insurance_currency": "142", "packages": 1,
            "gross_weight": Decimal("1.5"), "net_weight": Decimal("1.2"),
        }
    ],
    ListLine: [
        {
            "order_number": "O-1", "customs_number": LISTED_AS["customs_number"], "commodity_code": code, "name": name,
            "barcode": barcode, **goods, "first_quantity": goods["quantity"], "first_unit": goods["unit"], **CURRENCY,
        }
        for goods, name, (code, barcode) in zip(GOODS, NAMES, CODES, strict=True)
    ],
    Answer: [
        {
            "about": "311", "order_number": "O-1", "firm_code": MERCHANT, "guid": "G-ANSWER", "status": "120",
            "answered_at": beijing(2026, 3, 2, 11, 5),
        }
    ],
}  # fmt: skip

IN_ZONE: Row = {
    "account_book": "T3302W000001", "zone_firm_code": ZONE_FIRM, "zone_firm_name": "宁波保税仓储有限公司",
    "transport_mode": "Y", "vehicle": None, "voyage": None, "bill_number": None,
}  # fmt: skip
RECORDED: list[Row] = [{"item_record": "7"}, {"item_record": "8"}]
BONDED_IMPORT = told(RETAIL_IMPORT, {CustomsList: [{**IN_ZONE, "mode": "1210", "country": "142"}], ListLine: RECORDED})

_UNKNOWN_ABROAD = dict.fromkeys([*BUYER, *CONSIGNEE, "payment_firm_code", "payment_number", "tax", "discount", "paid"])
_EXPORTED: Row = {
    "direction": "E", "filing": "A", "owner_code": MERCHANT, "guarantor_code": None, **dict.fromkeys(BUYER),
    "consignee_address": None, "port_of_destination": "USLA",
}  # fmt: skip
RETAIL_EXPORT: Templates = {
    **told(
        {kind: rows for kind, rows in RETAIL_IMPORT.items() if kind not in (Payment, Waybill)},
        {
            Order: [{"order_type": "E", "ordered_at": None, **_UNKNOWN_ABROAD}], CustomsList: [_EXPORTED],
            Answer: [{"about": "303"}],
        },
    ),
    Collection: [
        {
            "order_number": "O-1", "number": "R-1", "guid": "G-COLLECTION", **SHOP, "amount": Decimal(300), **CURRENCY,
            "reported_at": beijing(2026, 3, 4, 9), "received_at": beijing(2026, 3, 3, 15),
        }
    ],
}  # fmt: skip
"""An export order: its waybill names no order (CEB505), so it belongs to the parcel, not to this dossier."""

_DOLLARS: Row = {"currency": "502"}
_IN_DOLLARS: Templates = {OrderLine: [_DOLLARS] * 2, ListLine: [_DOLLARS] * 2, Collection: [_DOLLARS]}
_LARGE: Row = {"filing": "B", "insurance_currency": "502", **_DOLLARS}
B2B_EXPORT = told(
    RETAIL_EXPORT,
    {Order: [{"order_type": "B", **_DOLLARS}], CustomsList: [{"mode": "9710", **_LARGE}], **_IN_DOLLARS},
)
OVERSEAS_WAREHOUSE_EXPORT = told(
    RETAIL_EXPORT,
    {Order: [{"order_type": "W", **_DOLLARS}], CustomsList: [{"mode": "9810", **_LARGE}], **_IN_DOLLARS},
)
ZONE_EXPORT = told(RETAIL_EXPORT, {CustomsList: [{**IN_ZONE, "mode": "1210", "filing": "B"}], ListLine: RECORDED})

SHOP_ORDER: Templates = {
    Order: [
        {
            "number": "O-1", "order_type": "M", "subject": "goods", "ordered_at": beijing(2026, 3, 2, 10),
            "state": "delivered", **_DOLLARS,
        }
    ],
    OrderLine: [
        {"order_number": "O-1", "item_name": name, **goods, "freight": freight, **_DOLLARS}
        for goods, name, freight in zip(GOODS, NAMES, [Decimal("7.5"), Decimal("2.5")], strict=True)
    ],
    Payment: [
        {"order_number": "O-1", "firm_code": "shop", "number": number, "amount": amount, "method": method, **_DOLLARS}
        for number, amount, method in [("P-1", Decimal(300), "credit_card"), ("P-2", Decimal(10), "voucher")]
    ],
}  # fmt: skip
SERVICE_ORDER = told(SHOP_ORDER, {Order: [{"subject": "service"}]})

IMPORT_RETURN: Templates = {
    CustomsList: RETAIL_IMPORT[CustomsList],
    CustomsReturn: [
        {
            "order_number": "O-1", "customs_number": LISTED_AS["customs_number"], "company_number": "TH-1",
            "guid": "G-RETURN", "report_type": "1", "reported_at": beijing(2026, 3, 20, 9),
            "returned_on": date(2026, 3, 25), **SHOP, "declarant_code": DECLARANT, **BUYER,
        }
    ],
    Answer: [
        {
            "about": "621", "order_number": "O-1", "document_number": "QD-1", "status": status, "guid": guid,
            "customs_number": LISTED_AS["customs_number"], "answered_at": answered_at,
        }
        for status, guid, answered_at in [
            ("120", "G-ANSWER-1", beijing(2026, 3, 3, 10)), ("800", "G-ANSWER-2", beijing(2026, 3, 4, 16)),
        ]
    ],
}  # fmt: skip
"""A list released on 2026-03-04 and sent back."""

EXPORT_RETURN: Templates = {
    **told(
        IMPORT_RETURN,
        {
            CustomsReturn: [{"direction": "I", "mode": "9661", "country": "502", **dict.fromkeys(BUYER)}],
            Answer: [{"about": "603"}] * 2,
        },
    ),
    CustomsList: RETAIL_EXPORT[CustomsList],
}

RETURNED_LINE: Templates = {
    ListLine: RETAIL_IMPORT[ListLine][:1],
    ReturnLine: [
        {
            "order_number": "O-1", "customs_number": LISTED_AS["customs_number"], "company_number": "TH-1",
            "line_number": 1, "commodity_code": CODES[0][0], "name": NAMES[0], "quantity": Decimal(1), "unit": "011",
        }
    ],
}  # fmt: skip

EXPORT_PARCEL: Templates = {
    Waybill: [{**RETAIL_IMPORT[Waybill][0], "order_number": None, **dict.fromkeys(CONSIGNEE)}],
    CustomsList: RETAIL_EXPORT[CustomsList],
    Answer: [
        {
            "about": "505",
            "firm_code": CARRIER,
            "waybill_number": "W-1",
            "guid": "G-ANSWER",
            "status": "120",
            "answered_at": beijing(2026, 3, 2, 18, 5),
        }
    ],
}
PAYMENT: Templates = {
    **{kind: RETAIL_IMPORT[kind] for kind in (Payment, Order)},
    Answer: [
        {
            "about": "411",
            "firm_code": PAYMENT_FIRM,
            "payment_number": "P-1",
            "guid": "G-ANSWER",
            "status": "120",
            "answered_at": beijing(2026, 3, 2, 12, 5),
        }
    ],
}
DOCUMENT: Templates = {kind: RETAIL_IMPORT[kind] for kind in (Order, Payment, Waybill, CustomsList)}
BUYER_YEAR: Templates = {
    Purchase: [
        {
            "order_number": number, "buyer_id": BUYER_ID, "year": 2026, "day": day, "value": Decimal(310),
            "returned": Decimal(0), **CURRENCY,
        }
        for number, day in [("O-1", date(2026, 3, 3)), ("O-2", date(2026, 5, 4))]
    ]
}  # fmt: skip
BUYER_DAY: Templates = {Purchase: [{**row, "day": date(2026, 3, 3)} for row in BUYER_YEAR[Purchase]]}

_MASTER: Row = {
    "message": "607", "company_number": "ZF-1", "part": 1, "parts": 2, "reported_at": beijing(2026, 3, 4, 9),
    "bill_number": "99912345675", "voyage": "CA937", "carrier_code": CARRIER,
}  # fmt: skip
SPLIT: Templates = {HandlingDocument: [_MASTER, {**_MASTER, "part": 2}]}
CONVEYANCE: Templates = {
    HandlingDocument: [_MASTER, {**_MASTER, "message": "509", "company_number": "LJ-1", "parts": 1}]
}
HANDLED: Templates = {
    HandledParcel: [
        {"message": "507", "company_number": "YD-1", "part": 1, "line_number": 1, "carrier_code": CARRIER,
         "waybill_number": "W-1", "reported_at": beijing(2026, 3, 4)}
    ],
    CustomsList: [{**RETAIL_EXPORT[CustomsList][0], "reported_at": beijing(2026, 3, 3, 9)}],
}  # fmt: skip
RELISTED: Templates = {
    HandledParcel: [{**HANDLED[HandledParcel][0], "message": "607", "customs_number": "31022026E000000001"}],
    CustomsReturn: [{"customs_number": "31022026E000000001", "company_number": "TH-1"}],
}
SUMMARISED: Templates = {
    SummarisedList: [{"company_number": "HZ-1", "part": 1, "customs_number": "31022026E000000001"}],
    CustomsList: [{"order_number": "O-1", "customs_number": "31022026E000000001", "filing": "B", "guid": "G-LIST"}],
    Answer: [
        {"about": "603", "customs_number": "31022026E000000001", "guid": "G-1", "status": status,
         "answered_at": beijing(2026, 3, day)}
        for status, day in (("800", 4), ("899", 6))
    ],
}  # fmt: skip
