"""Records towards customs: lists, answers and returns; export handling; clearance abroad; the link itself."""

from shibosi.domains.customs.records.entry import EntryDeclaration, TradePaper
from shibosi.domains.customs.records.filing import (
    AeoStatus,
    FilingLookup,
    GoodsFiling,
    InspectionVisit,
    MerchantFiling,
)
from shibosi.domains.customs.records.gates import GatePassage
from shibosi.domains.customs.records.handling import HandledParcel, HandlingDocument, SummarisedList
from shibosi.domains.customs.records.links import Transmission
from shibosi.domains.customs.records.lists import (
    Answer,
    CustomsList,
    CustomsReturn,
    ListLine,
    Purchase,
    ReturnLine,
)

__all__ = [
    "AeoStatus",
    "Answer",
    "CustomsList",
    "CustomsReturn",
    "EntryDeclaration",
    "FilingLookup",
    "GatePassage",
    "GoodsFiling",
    "HandledParcel",
    "HandlingDocument",
    "InspectionVisit",
    "ListLine",
    "MerchantFiling",
    "Purchase",
    "ReturnLine",
    "SummarisedList",
    "TradePaper",
    "Transmission",
]
