"""The general declaration (DecMessage) of an export under 9710 or 9810, from the same sale as the order it names.

Unverified: elements are those of public code, no official schema was found. It is not signed and not sent: whoever
declares keys it in, or hands it to the import client of the single window, and looks at it first. How the order is
attached (kind of document 10000004 with the order's number) is described for filers; into which element it goes, is our
reading.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from shibosi.kernel.errors import ShibosiError
from shibosi.kernel.words import translate
from shibosi.methods.declaring.documents import plain
from shibosi.methods.declaring.sale import CHINA, Sale, SaleLine
from shibosi.methods.formats.dec import Declaration, build
from shibosi.standard.codes import codes

ORDER_ATTACHED = "10000004"
"""The kind of document as which a cross-border B2B order is attached."""
FOB, TOTAL = "3", "3"
SOCIAL_CREDIT = 18
"""Characters of a social credit code; a customs code has ten."""
LIKE = {"GName": "itemName", "GQty": "qty", "GUnit": "unit", "DeclPrice": "price", "DeclTotal": "totalPrice"}
"""Elements of a line with those of the line of the order."""
HEAD_DIFFERS = "{element} is '{here}' in the declaration and '{there}' in the order."
LINE_DIFFERS = "Line {line}: {element} is '{here}' in the declaration and '{there}' in the order."


class NoLetters(ShibosiError):
    """A three-digit code whose letters are not in the code list."""

    code = "no-letters"
    message = "The general declaration wants ISO letters; those of the {list} code {found} are not known here."


def general(sale: Sale, at: datetime, sender: Mapping[str, str]) -> Declaration:
    """The declaration of a sale, keyed in at a time of Beijing. Raises NoLetters, UnwritableText, and TypeError."""
    head: dict[str, Any] = {
        **_firm("Agent", sale.declarant_code, sale.declarant_name), "BillNo": sale.bill_number,
        "ContrNo": sale.contract_number or sale.number,
        **_firm("Cop", sender.get("copCode"), sender.get("copName")), "CustomMaster": sale.customs_code,
        "CutMode": sale.levy_nature, "DistinatePort": sale.port_of_destination, "DistrictCode": sale.domestic_origin,
        **_charge("Fee", sale.freight, sale), "GrossWet": sale.gross_weight,
        "IEDate": sale.crossed_on.strftime("%Y%m%d") if sale.crossed_on else None, "IEFlag": "E",
        "IEPort": sale.port_code, **_charge("Insur", sale.insurance, sale), "LicenseNo": sale.licence_number,
        "ManualNo": sale.account_book, "NetWt": sale.net_weight, "NoteS": sale.note,
        **_firm("Owner", sale.owner_code or sale.merchant_code, sale.owner_name or sale.merchant_name),
        "PackNo": sale.packages or 1, **_firm("Trade", sale.merchant_code, sale.merchant_name),
        "TradeCountry": letters("country", sale.country), "TradeMode": sale.mode, "TrafMode": sale.transport_mode,
        "TrafName": sale.vehicle, "TransMode": sale.terms or FOB, "WrapType": sale.package_type,
        "TradeAreaCode": letters("country", sale.country),
    }  # fmt: skip
    lines = [_line(number, line, sale) for number, line in enumerate(sale.lines, start=1)]
    parts: dict[str, list[dict[str, Any]]] = {
        "DecHead": [head], "DecList": lines, "DecFreeTxt": [{"VoyNo": sale.voyage}],
        "DecSign": [{"ClientSeqNo": f"{sale.number}-{at:%Y%m%d%H%M%S}", "CopCode": sender.get("copCode")}],
        "EdocRealation": [{"EdocID": sale.number, "EdocCode": ORDER_ATTACHED}],
    }  # fmt: skip
    return build({name: [_written(row) for row in rows] for name, rows in parts.items()})


def letters(name: str, code: str | None) -> str | None:
    """The ISO letters of a code of customs. Raises NoLetters."""
    if code is None:
        return None
    known = codes(name).get(code)
    if known is None:
        raise NoLetters(list=name, found=code)
    return known.more["iso"]


def _line(number: int, line: SaleLine, sale: Sale) -> dict[str, Any]:
    return {
        "CodeTS": line.commodity_code, "ContrItem": line.item_record, "DeclPrice": line.price,
        "DeclTotal": line.total, "DutyMode": sale.levy_mode,
        "FirstQty": line.quantity if line.first_unit is None else line.first_quantity,
        "FirstUnit": line.first_unit or line.unit, "GUnit": line.unit, "GModel": line.model, "GName": line.name,
        "GNo": number, "GQty": line.quantity, "OriginCountry": letters("country", line.country or CHINA),
        "SecondUnit": line.second_unit, "SecondQty": line.second_quantity,
        "TradeCurr": letters("currency", sale.currency), "DestinationCountry": letters("country", sale.country),
    }  # fmt: skip


def _firm(role: str, code: str | None, name: str | None) -> dict[str, Any]:
    """Code and name of a firm; a code of eighteen characters is a social credit code."""
    place = f"{role}CodeScc" if code is not None and len(code) == SOCIAL_CREDIT else f"{role}Code"
    return {place: code, f"{role}Name": name}


def _charge(name: str, amount: Any, sale: Sale) -> dict[str, Any]:
    """Freight or insurance as a total; nothing where there is none."""
    if not amount:
        return {}
    return {f"{name}Curr": letters("currency", sale.currency), f"{name}Mark": TOTAL, f"{name}Rate": amount}


def _written(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value if isinstance(value, str | int) or value is None else plain(value)
            for name, value in row.items()}  # fmt: skip


class Difference(NamedTuple):
    """An element of a declaration that says something else than its order; `line` is 0 for the head."""

    element: str
    line: int
    here: str
    there: str

    @property
    def sentence(self) -> str:
        """The difference, in the language in use."""
        words = HEAD_DIFFERS if not self.line else LINE_DIFFERS
        return translate(words).format(**self._asdict())


def differences(
    declaration: Declaration, order: Mapping[str, Any], lines: Sequence[Mapping[str, Any]]
) -> list[Difference]:
    """What head and lines of a declaration say otherwise than the order (CEB303) they name.

    Compared are number, company, value, goods and quantity, as customs is described to compare them.
    """
    head, mine = declaration.head, declaration.lines
    attached = next((row.get("EdocID") for row in declaration.parts.get("EdocRealation", ())
                     if row.get("EdocCode") == ORDER_ATTACHED), None)  # fmt: skip
    pairs = [("EdocID", 0, attached, order.get("orderNo")),
             ("TradeCode", 0, head.get("TradeCodeScc") or head.get("TradeCode"), order.get("ebcCode")),
             ("TradeName", 0, head.get("TradeName"), order.get("ebcName")),
             ("GNo", 0, str(len(mine)), str(len(lines)))]  # fmt: skip
    for number, (one, other) in enumerate(zip(mine, lines, strict=False), start=1):
        pairs += [(name, number, one.get(name), other.get(element)) for name, element in LIKE.items()]
    return [Difference(name, line, here or "-", there or "-") for name, line, here, there in pairs
            if here != there and not _same_number(here, there)]  # fmt: skip


def _same_number(one: Any, other: Any) -> bool:
    """Whether two texts are the same number: zeros at the ends say nothing."""
    try:
        return Decimal(one or "") == Decimal(other or "")
    except InvalidOperation:
        return False
