"""What customs sends of itself: the tax bill of a released retail import (816), the result of a summary (792).

The bill is a simple one: the standard rate of VAT and no consumption tax for all goods, freight and insurance spread by
value, within the limits of retail import. Which rate goods have, this office does not know.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from shibosi.methods.customsoffice.comparing import amount, rows
from shibosi.methods.formats.ceb import Document
from shibosi.methods.formats.ceb.model import Row
from shibosi.standard.law.book import book
from shibosi.standard.tables import in_force

Bill = Mapping[str, list[Row]]
FEN, HUNDRED = Decimal("0.01"), Decimal(100)
MADE, NONE = "1", "0"
STANDARD_RATE = "rates/CN/VAT/standard"
TIME = "%Y%m%d%H%M%S000"


def tax_bill(head: Row, lines: Sequence[Row], listed: str, at: datetime) -> tuple[Row, Bill] | None:
    """Head and lines of the bill of a list released at a time; None on a day whose rate or relief is not known."""
    relief = in_force("retail_import_relief", at.date(), "CN", tax="VAT")
    rate = book().as_of(STANDARD_RATE, at.date())
    if relief is None or rate is None:
        return None
    share = Decimal(str(rate.values["rate"])) / HUNDRED * relief.number("share") / HUNDRED
    whole = sum((amount(one.get("totalPrice")) for one in lines), Decimal(0))
    beside = amount(head.get("freight")) + amount(head.get("insuredFee"))
    billed: list[Row] = []
    for one in lines:
        own = amount(one.get("totalPrice"))
        value = own + (_fen(beside * own / whole) if whole else Decimal(0))
        billed.append({
            "gnum": one.get("gnum"), "gcode": one.get("gcode"), "taxPrice": str(value), "customsTax": NONE,
            "valueAddedTax": str(_fen(value * share)), "consumptionTax": NONE,
        })  # fmt: skip
    due = sum((amount(one["valueAddedTax"]) for one in billed), Decimal(0))
    values: Row = {
        "guid": _guid(listed), "returnTime": at.strftime(TIME), "invtNo": listed, "taxNo": f"{listed}_0",
        "customsTax": NONE, "valueAddedTax": str(due), "consumptionTax": NONE, "status": MADE,
        **{name: head.get(name) for name in ("assureCode", "ebcCode", "logisticsCode", "agentCode", "customsCode")},
    }  # fmt: skip
    return values, {"TaxListRd": billed}


def summary_result(
    head: Row, cleared: Sequence[tuple[str, Document]], count: int, at: datetime
) -> tuple[Row, Bill]:  # fmt: skip
    """Head and lines of the result of an application: one general declaration of everything that is cleared."""
    number = f"{at:%Y%m%d}{count:010d}"
    lines: list[Row] = []
    for listed, declared in cleared:
        for one in rows(declared):
            lines.append({
                "invtNo": listed, "logisticsNo": declared.head.get("logisticsNo"), "gseqno": str(len(lines) + 1),
                "gnum": one.get("gnum"), "gcode": one.get("gcode"),
            })  # fmt: skip
    names = ("customsCode", "agentCode", "agentName", "ebcCode", "ebcName", "declAgentCode", "declAgentName",
             "msgCount", "msgSeqNo")  # fmt: skip
    weights = {name: str(sum((amount(one.head.get(name)) for _, one in cleared), Decimal(0)))
               for name in ("grossWeight", "netWeight")}  # fmt: skip
    values: Row = {
        "guid": _guid(number), "sumNo": number, "opDate": at.strftime(TIME), "declSeqNo": number, "decState": "1",
        **{name: head.get(name) for name in names}, **weights,
    }  # fmt: skip
    return values, {"SummaryResultList": lines}


def _guid(number: str) -> str:
    """Thirty-six characters that are the same for the same number."""
    return f"{number:0>36}"[-36:]


def _fen(value: Decimal) -> Decimal:
    return value.quantize(FEN, ROUND_HALF_UP)
