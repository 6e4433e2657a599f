"""Under which supervision mode a shipment can go: each mode decided by itself, and the first that fits."""

from dataclasses import dataclass
from typing import Any

from shibosi.kernel.words import translate
from shibosi.methods.modes import conditions as ask
from shibosi.methods.modes.conditions import CHINA, Condition, Conditions
from shibosi.methods.modes.shipment import EXPORT, IMPORT, MEANINGS, Shipment
from shibosi.standard.codes import codes
from shibosi.standard.law.book import Book, book
from shibosi.standard.law.saying import Reason, all_of
from shibosi.standard.tables import Row, in_force

SIMPLIFIED, SUMMARY, LIST, DECLARATION = "simplified-list", "list-and-summary", "list", "declaration"
WAYS = {
    SIMPLIFIED: "simplified list (statisticsFlag A); no summary follows",
    SUMMARY: "list (statisticsFlag B) and a summary declaration in the month after",
    LIST: "customs list",
    DECLARATION: "general declaration",
}
"""How a shipment is declared, with what a person reads."""
UNLESS_SIMPLE = {"list": LIST, "declaration": DECLARATION, "list-or-summary": SUMMARY,
                 "list-or-declaration": DECLARATION}  # fmt: skip
"""The way of a mode where the simplified list is not open."""
LICENCES = "Licences that a first import needs are asked for under 1239; under 1210 they are not."


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode in one direction, in the order in which it is tried: what is made for the case before what is general."""

    code: str
    direction: str
    conditions: Conditions
    cautions: tuple[str, ...] = ()


MODES = (
    Mode("9610", IMPORT, ask.direct_import),
    Mode("1210", IMPORT, ask.bonded_import),
    Mode("1239", IMPORT, ask.bonded_import_elsewhere, (LICENCES,)),
    Mode("0110", IMPORT, ask.general_import, ("Duty, VAT and consumption tax are due in full.",)),
    Mode("9610", EXPORT, ask.direct_export),
    Mode("1210", EXPORT, ask.zone_export),
    Mode("9710", EXPORT, ask.business_export),
    Mode("9810", EXPORT, ask.warehouse_export),
    Mode("0110", EXPORT, ask.general_export),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One mode for a shipment: True, False, or None where a fact is missing, which `missing` names.

    `way` is how it is declared, None where that hangs on what is missing (`simple` says why); `documents` are numbers
    of messages, or `declaration`; `row` the row of law they come from, None where the mode has none on the day.
    """

    mode: Mode
    usable: bool | None
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    way: str | None
    simple: tuple[Reason, ...]
    documents: tuple[str, ...]
    row: Row | None

    @property
    def name(self) -> str:
        """What the mode is called, in the language in use."""
        return codes("trade-mode")[self.mode.code].name

    @property
    def cautions(self) -> tuple[str, ...]:
        """What a person has to look at, in the language in use."""
        return tuple(map(translate, self.mode.cautions))

    @property
    def note(self) -> str:
        """What the table of law remarks about the documents, in the language in use."""
        return self.row.note if self.row is not None else ""

    def as_data(self) -> dict[str, Any]:
        """The decision as plain data."""
        return {
            "mode": self.mode.code, "name": self.name, "direction": self.mode.direction, "usable": self.usable,
            "reasons": [one.as_data() for one in self.reasons], "missing": list(self.missing),
            "way": self.way, "simple": [one.as_data() for one in self.simple], "documents": list(self.documents),
            "cautions": list(self.cautions), "note": self.note, "source": self.row.source if self.row else "",
            "confidence": self.row.confidence if self.row else "",
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Advice:
    """Every mode decided, and the first that can be used; None where none can, or where that cannot be said.

    `missing` are the facts without which nobody can say, empty where a mode was found or all were refused.
    """

    shipment: Shipment
    choices: tuple[Choice, ...]

    @property
    def best(self) -> Choice | None:
        """The first mode that can be used, unless one before it may be usable too."""
        first = next((one for one in self.choices if one.usable is not False), None)
        return first if first is not None and first.usable else None

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be known to say which."""
        if self.best is not None:
            return ()
        found = (name for one in self.choices if one.usable is None for name in one.missing)
        return tuple(dict.fromkeys(found))

    @property
    def sentence(self) -> str:
        """The advice in a sentence, in the language in use."""
        if self.best:
            return translate("It goes under {mode} ({name}).").format(mode=self.best.mode.code, name=self.best.name)
        if self.missing:
            names = "; ".join(translate(MEANINGS[name]) for name in self.missing)
            return translate("It cannot be said yet. What is missing: {names}.").format(names=names)
        return translate("None of these modes is open to it.")

    def refuses(self, mode: str) -> bool | None:
        """Whether a declaration under this mode would be wrong; None where that cannot be said."""
        found = [one.usable for one in self.choices if one.mode.code == mode]
        return False if True in found else None if None in found else True

    def as_data(self) -> dict[str, Any]:
        """The advice as plain data."""
        return {
            "best": self.best.mode.code if self.best else None, "sentence": self.sentence,
            "missing": list(self.missing), "choices": [one.as_data() for one in self.choices],
        }  # fmt: skip


def choose(shipment: Shipment, law: Book | None = None) -> Advice:
    """Every mode for a shipment on its day, in the order of `MODES`."""
    law = law or book()
    return Advice(shipment, tuple(decide(mode, shipment, law) for mode in MODES))


def decide(mode: Mode, shipment: Shipment, law: Book) -> Choice:
    """One mode for a shipment."""
    found = list(mode.conditions(shipment, law))
    reasons = tuple(one.reason for one in found)
    usable = all_of(reasons)
    row = in_force("mode_documents", shipment.day, CHINA, mode=mode.code, direction=mode.direction)
    way, simple, open_facts = (None, (), ()) if row is None else _way(mode.code, row, shipment, law)
    missing = (*_missing(found), *open_facts) if usable is not False else ()
    return Choice(
        mode, usable, reasons, tuple(dict.fromkeys(missing)), way, simple, _documents(row, way, shipment), row
    )


def _way(mode: str, row: Row, shipment: Shipment, law: Book) -> tuple[str | None, tuple[Reason, ...], tuple[str, ...]]:
    """How a shipment is declared under a mode, why, and the facts that are missing to say."""
    otherwise = UNLESS_SIMPLE[row.value("way")]
    if "-or-" not in row.value("way"):
        return otherwise, (), ()
    found = list(ask.small_and_simple(mode, shipment, law))
    reasons = tuple(one.reason for one in found)
    simple = all_of(reasons)
    way = SIMPLIFIED if simple else otherwise if simple is False else None
    return way, reasons, _missing(found) if simple is None else ()


def _documents(row: Row | None, way: str | None, shipment: Shipment) -> tuple[str, ...]:
    """What has to be sent. The receipt of money stands in a table of its own, for retail exports until 2024."""
    if row is None:
        return ()
    found = list(row.members("documents"))
    collection = in_force("export_collection", shipment.day, CHINA)
    if row.value("way") == "list-or-summary" and collection is not None and collection.value("needed") == "yes":
        found.insert(1, "403")
    if way == DECLARATION and "603" in found:
        found = [one for one in found if one not in ("505", "603")] + [DECLARATION]
    if way == SUMMARY:
        found += ["701"]
    return tuple(found)


def _missing(found: list[Condition]) -> tuple[str, ...]:
    return tuple(one.asks for one in found if one.reason.met is None and one.asks)
