"""The documents of a sale: each value is taken from the sale where it stands once, so that no two of them disagree.

Import (9610, 1210, 1239): order 311, payment 411, waybill 511, list 621. Export (9610, 1210, 9710, 9810 by list): order
303, collection 403 while it is needed, waybill 505, list 603. The receipt into the site (711) is the site's to send.
"""

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from shibosi.methods.declaring.sale import (
    BONDED,
    CHANGE,
    CHINA,
    DELETE,
    NEW,
    ORDER_TYPES,
    YUAN,
    Sale,
    SaleLine,
)
from shibosi.methods.formats.ceb.message import NewDocument

Values = dict[str, Any]
DECLARED = "2"
APP_TYPES = {NEW: "1", CHANGE: "2", DELETE: "3"}
ONE_PARCEL = 1
TOTAL = "3"
"""Freight and insurance are given as totals."""
NAMESPACE = uuid.UUID("5c1f0f5e-53b8-4b8b-9d0e-8f6f0f6b6a10")
"""Ids are made from what they name, so that the same order gives the same bytes."""
DAY, TIME = "%Y%m%d", "%Y%m%d%H%M%S"


def order_of_import(sale: Sale, at: datetime) -> NewDocument:
    """CEB311."""
    head = _start("311", sale, at) | {
        "orderType": "I", "orderNo": sale.number, **platform_of(sale), **merchant_of(sale),
        "goodsValue": sale.goods_value, "freight": sale.freight, "discount": sale.discount, "taxTotal": sale.tax,
        "acturalPaid": sale.paid, "currency": YUAN, "buyerRegNo": sale.buyer_account, **buyer_of(sale),
        **_payer(sale), "payTransactionId": sale.payment_number, "consignee": sale.consignee,
        "consigneeTelephone": sale.consignee_phone, "consigneeAddress": sale.consignee_address,
        "consigneeDistrict": sale.consignee_district, "note": sale.note,
    }  # fmt: skip
    lines = [
        {"gnum": at, "itemNo": line.item_number, "itemName": line.name, "gmodel": line.model,
         "itemDescribe": line.description, "barCode": line.barcode, **_amounts(line), "currency": YUAN,
         "country": line.country}
        for at, line in enumerate(sale.lines, start=1)
    ]  # fmt: skip
    return {"head": head, "lists": {"OrderList": lines}}


def payment(sale: Sale, at: datetime) -> NewDocument:
    """CEB411."""
    return {
        "head": _start("411", sale, at) | {
            **_payer(sale), "payTransactionId": sale.payment_number, "orderNo": sale.number, **platform_of(sale),
            "payerIdType": "1", "payerIdNumber": sale.buyer_id, "payerName": sale.buyer_name,
            "telephone": sale.buyer_phone, "amountPaid": sale.paid, "currency": YUAN,
            "payTime": sale.paid_at.strftime(TIME) if sale.paid_at else None,
        }
    }  # fmt: skip


def waybill_of_import(sale: Sale, at: datetime) -> NewDocument:
    """CEB511."""
    return {
        "head": _start("511", sale, at) | {
            **carrier_of(sale), "billNo": None if sale.mode in BONDED else sale.bill_number, "orderNo": sale.number,
            "freight": sale.freight, "insuredFee": sale.insurance, "currency": YUAN, "weight": sale.gross_weight,
            "packNo": ONE_PARCEL, "goodsInfo": sale.contents, "consignee": sale.consignee,
            "consigneeAddress": sale.consignee_address, "consigneeTelephone": sale.consignee_phone,
        }
    }  # fmt: skip


def list_of_import(sale: Sale, at: datetime) -> NewDocument:
    """CEB621. Out of a zone there is no conveyance, and the goods come from China."""
    bonded = sale.mode in BONDED
    travelled: Values = {"trafNo": sale.vehicle, "voyageNo": sale.voyage, "billNo": sale.bill_number}
    zone: Values = {
        "emsNo": sale.account_book, "areaCode": sale.zone_firm_code, "areaName": sale.zone_firm_name,
    }  # fmt: skip
    head = _start("621", sale, at) | {
        "orderNo": sale.number, **platform_of(sale), **merchant_of(sale), **carrier_of(sale),
        "copNo": _company_number(sale),
        "assureCode": sale.guarantor_code or sale.merchant_code, "ieFlag": "I", "declTime": at.strftime(DAY),
        "customsCode": sale.customs_code, "portCode": sale.port_code,
        "ieDate": sale.crossed_on.strftime(DAY) if sale.crossed_on else None, **buyer_of(sale),
        "consigneeAddress": sale.consignee_address, **declarant_of(sale), "tradeMode": sale.mode,
        "trafMode": sale.transport_mode, **(zone if bonded else travelled), "loctNo": sale.site_code,
        "licenseNo": sale.licence_number, "country": CHINA if bonded else sale.country, "freight": sale.freight,
        "insuredFee": sale.insurance, "currency": YUAN, "wrapType": sale.wrapping, "packNo": ONE_PARCEL,
        "grossWeight": sale.gross_weight, "netWeight": sale.net_weight, "note": sale.note,
    }  # fmt: skip
    lines = [
        {"gnum": at, "itemRecordNo": line.item_record if bonded else None, "itemNo": line.item_number,
         "itemName": line.name, "gcode": line.commodity_code, "gname": line.name, "gmodel": line.model,
         "barCode": line.barcode, "country": line.country, "currency": YUAN, **_amounts(line), **_statutory(line)}
        for at, line in enumerate(sale.lines, start=1)
    ]  # fmt: skip
    return {"head": head, "lists": {"InventoryList": lines}}


def order_of_export(sale: Sale, at: datetime) -> NewDocument:
    """CEB303; under 9810 the booking for the warehouse."""
    head = _start("303", sale, at) | {
        "orderType": ORDER_TYPES[sale.mode], "orderNo": sale.number, **platform_of(sale), **merchant_of(sale),
        "goodsValue": sale.goods_value, "freight": sale.freight, "currency": sale.currency, "note": sale.note,
    }  # fmt: skip
    lines = [
        {"gnum": at, "itemNo": line.item_number, "itemName": line.name, "itemDescribe": line.description,
         "barCode": line.barcode, "currency": sale.currency, **_amounts(line)}
        for at, line in enumerate(sale.lines, start=1)
    ]  # fmt: skip
    return {"head": head, "lists": {"OrderList": lines}}


def collection(sale: Sale, at: datetime) -> NewDocument:
    """CEB403."""
    return {
        "head": _start("403", sale, at) | {
            **platform_of(sale), **merchant_of(sale), "orderNo": sale.number, **_payer(sale),
            "payNo": sale.payment_number, "charge": sale.paid, "currency": sale.currency,
            "accountingDate": sale.paid_at.strftime(TIME) if sale.paid_at else None,
        }
    }  # fmt: skip


def waybill_of_export(sale: Sale, at: datetime) -> NewDocument:
    """CEB505."""
    return {
        "head": _start("505", sale, at) | {
            **carrier_of(sale), "freight": sale.freight, "insuredFee": sale.insurance, "currency": sale.currency,
            "grossWeight": sale.gross_weight, "packNo": ONE_PARCEL, "goodsInfo": sale.contents, **merchant_of(sale),
            "ebcTelephone": sale.merchant_phone,
        }
    }  # fmt: skip


def list_of_export(sale: Sale, at: datetime) -> NewDocument:
    """CEB603. Who makes or sells the goods and is not registered with customs is named NO."""
    zone: Values = {
        "iacCode": sale.zone_firm_code, "iacName": sale.zone_firm_name, "emsNo": sale.account_book,
    }  # fmt: skip
    bonded = sale.mode in BONDED
    head = _start("603", sale, at) | {
        "customsCode": sale.customs_code, **platform_of(sale), "orderNo": sale.number, **carrier_of(sale),
        "copNo": _company_number(sale), "ieFlag": "E", "portCode": sale.port_code,
        "ieDate": (sale.crossed_on or at).strftime(DAY), "statisticsFlag": sale.filing, **declarant_of(sale),
        **merchant_of(sale), "ownerCode": sale.owner_code or "NO", "ownerName": sale.owner_name or sale.merchant_name,
        **(zone if bonded else {}), "tradeMode": sale.mode, "trafMode": sale.transport_mode,
        "trafName": sale.vehicle, "voyageNo": sale.voyage, "billNo": sale.bill_number,
        "totalPackageNo": sale.bag_number, "loctNo": sale.site_code, "licenseNo": sale.licence_number,
        "country": sale.country, "POD": sale.port_of_destination, "freight": sale.freight,
        "fCurrency": sale.currency, "fFlag": TOTAL, "insuredFee": sale.insurance, "iCurrency": sale.currency,
        "iFlag": TOTAL, "wrapType": sale.wrapping, "packNo": ONE_PARCEL, "grossWeight": sale.gross_weight,
        "netWeight": sale.net_weight, "note": sale.note,
    }  # fmt: skip
    lines = [
        {"gnum": at, "itemNo": line.item_number, "itemRecordNo": line.item_record if bonded else None,
         "itemName": line.name, "gcode": line.commodity_code, "gname": line.name, "gmodel": line.model,
         "barCode": line.barcode or "无", "country": sale.country, "currency": sale.currency, **_amounts(line),
         **_statutory(line)}
        for at, line in enumerate(sale.lines, start=1)
    ]  # fmt: skip
    return {"head": head, "lists": {"InventoryList": lines}}


MAKERS: Mapping[str, Callable[[Sale, datetime], NewDocument]] = {
    "311": order_of_import, "411": payment, "511": waybill_of_import, "621": list_of_import,
    "303": order_of_export, "403": collection, "505": waybill_of_export, "603": list_of_export,
}  # fmt: skip
"""Messages that are made here, each from a sale and the time of reporting, in the order in which they are sent."""


def document(number: str, sale: Sale, at: datetime) -> NewDocument:
    """A document of a sale, reported at a time of Beijing. Numbers are written without zeros that say nothing."""
    return written(MAKERS[number](sale, at))


def written(made: NewDocument) -> NewDocument:
    """A document with its numbers as texts, without zeros that say nothing."""
    lists = {name: [_written(row) for row in rows] for name, rows in made.get("lists", {}).items()}
    return {"head": _written(made["head"]), "lists": lists}


def _written(row: Mapping[str, Any]) -> Values:
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def _start(number: str, sale: Sale, at: datetime) -> Values:
    id = str(uuid.uuid5(NAMESPACE, f"{number}/{sale.platform_code}/{sale.number}")).upper()
    return {"guid": id, "appType": APP_TYPES[NEW], "appTime": at.strftime(TIME), "appStatus": DECLARED}


def platform_of(sale: Sale) -> Values:
    """The platform."""
    return {"ebpCode": sale.platform_code, "ebpName": sale.platform_name}


def merchant_of(sale: Sale) -> Values:
    """The e-commerce company."""
    return {"ebcCode": sale.merchant_code, "ebcName": sale.merchant_name}


def declarant_of(sale: Sale) -> Values:
    """Who declares."""
    return {"agentCode": sale.declarant_code, "agentName": sale.declarant_name}


def carrier_of(sale: Sale) -> Values:
    """The carrier with its waybill."""
    return {
        "logisticsCode": sale.carrier_code, "logisticsName": sale.carrier_name, "logisticsNo": sale.waybill_number,
    }  # fmt: skip


def _payer(sale: Sale) -> Values:
    return {"payCode": sale.payment_firm_code, "payName": sale.payment_firm_name}


def buyer_of(sale: Sale) -> Values:
    """The buyer."""
    return {
        "buyerName": sale.buyer_name, "buyerTelephone": sale.buyer_phone, "buyerIdType": "1",
        "buyerIdNumber": sale.buyer_id,
    }  # fmt: skip


def _company_number(sale: Sale) -> str:
    """The declarant's own number; that of the order unless one is given."""
    return sale.company_number or sale.number


def _amounts(line: SaleLine) -> Values:
    return {"unit": line.unit, "qty": line.quantity, "price": line.price, "totalPrice": line.total}


def _statutory(line: SaleLine) -> Values:
    """Statutory units; where none are said, the declared one serves."""
    return {
        "qty1": line.quantity if line.first_unit is None else line.first_quantity,
        "unit1": line.unit if line.first_unit is None else line.first_unit,
        "qty2": line.second_quantity, "unit2": line.second_unit,
    }  # fmt: skip


def plain(number: Decimal) -> str:
    """A number without zeros that say nothing behind the point."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
