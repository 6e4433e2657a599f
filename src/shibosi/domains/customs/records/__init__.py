"""Records towards customs: lists, answers and returns; export handling; clearance abroad; the link itself."""

from shibosi.domains.customs.records.entry import EntryDeclaration, TradePaper
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
    "Answer",
    "CustomsList",
    "CustomsReturn",
    "EntryDeclaration",
    "GatePassage",
    "HandledParcel",
    "HandlingDocument",
    "ListLine",
    "Purchase",
    "ReturnLine",
    "SummarisedList",
    "TradePaper",
    "Transmission",
]
