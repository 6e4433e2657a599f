"""Documents side by side, as plain values: a column for each document, a row for each field, what decided is marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shibosi.domains.catalogue.records import RecallMatch
from shibosi.kernel.columns import Column
from shibosi.kernel.dossiers import Rows
from shibosi.kernel.explaining import Explanation
from shibosi.kernel.expressions.reasons import Fact, Used
from shibosi.kernel.expressions.rows import matched
from shibosi.kernel.records import Record, record
from shibosi.kernel.words import translate
from shibosi.methods.masking import masked
from shibosi.report.alignment import BESIDE, Field, Layout, layout
from shibosi.report.documents import Marks
from shibosi.report.shown import amount, instant
from shibosi.standard.meanings import told as meant
from shibosi.telling.readable import short
from shibosi.telling.recalls import reasons_kept
from shibosi.telling.values import value_text

BESIDE_EACH_OTHER = 3
"""Documents of one kind shown in columns; more of them are shown in rows."""
LINES = 20
"""Lines of documents shown; those that decided come first."""
MARK = "▸ "
LETTERS = "ABCDEFGH"
Row = Sequence[Any]


@dataclass(frozen=True)
class Cell:
    """What a document says in a field: None where it has no such field; `decides` where it decided the outcome."""

    text: str | None
    decides: bool = False

    def marked(self) -> str:
        """The text, with a mark where it decided."""
        return (MARK if self.decides else "") + (self.text or "")


@dataclass(frozen=True)
class Sheet:
    """Documents beside each other: heads of the columns, and rows of a label with a cell for each document."""

    title: str
    heads: list[str]
    rows: list[tuple[str, list[Cell]]]
    more: int = 0


def sheets(explanation: Explanation, rows: Rows, absent: frozenset[str], whole: bool, personal: bool) -> list[Sheet]:
    """The documents of a dossier as a control reads them; with `whole` every field that anybody reported."""
    laid = layout(explanation.control)
    kinds = [member.record.kind() for member in explanation.control.dossier.members]
    lines = [kind for kind in kinds if record(kind).part_of]
    heads = [kind for kind in kinds if kind not in lines and (whole or kind in laid.kinds)]
    apart = [kind for kind in heads if len(rows[kind]) > BESIDE_EACH_OTHER]
    beside = [kind for kind in heads if kind not in apart]
    view = _View(rows, Marks.of(explanation, rows), personal)
    found: list[Sheet] = []
    if beside:
        fields = list(laid.fields) + (_others(laid, beside, rows) if whole else [])
        columns = [(kind, at) for kind in beside for at in _places(rows[kind])]
        found.append(view.beside(translate("Documents"), fields, columns, absent))
    found += [view.listed(kind, laid) for kind in apart]
    if laid.pair is not None:
        found.append(view.paired(laid))
    done = {laid.pair.left.kind(), laid.pair.right.kind()} if laid.pair is not None else set()
    for kind in lines:
        if kind not in done and (kind in laid.row_kinds or (whole and rows[kind])):
            found.append(view.listed(kind, laid))
    return found


def reasons(explanation: Explanation, personal: bool) -> list[dict[str, Any]]:
    """The facts and values that decided, as plain values in the order of the sentence."""
    found: list[dict[str, Any]] = []
    for reason in explanation.reasons:
        if isinstance(reason, Used):
            found.append(_used(reason))
        else:
            found.append(_fact(reason, personal))
    return found


def stored_text(column: Column[Any, Any], stored: Any, personal: bool) -> str:
    """A stored value as people read it; masked where it is personal, unless `personal` is to be seen."""
    if stored is None:
        return translate("not reported")
    if column.kind in ("money", "decimal"):
        return amount(column.seen(stored), 2 if column.kind == "money" else 0)
    if column.kind == "truth":
        return translate("yes" if stored else "no")
    if column.kind == "instant":
        return instant(column.seen(stored), column.zone)
    if column.kind == "day":
        return str(column.seen(stored))
    if column.kind == "code" and not column.personal:
        return meant(column, stored)
    if column.owner is RecallMatch and column.name == "because":
        return reasons_kept(stored)
    return str(stored) if personal else masked(column, str(stored))


@dataclass(frozen=True)
class _View:
    rows: Rows
    marks: Marks
    personal: bool

    def cell(self, kind: str, at: int, name: str | None) -> Cell:
        """What a document says in a field."""
        if name is None or at >= len(self.rows[kind]):
            return Cell(None)
        column = record(kind).columns[name]
        text = stored_text(column, self.rows[kind][at][column.position], self.personal)
        return Cell(text, (kind, name, at) in self.marks.fields)

    def beside(
        self, title: str, fields: Iterable[Field], columns: list[tuple[str, int]], absent: frozenset[str]
    ) -> Sheet:
        """A column for each document, a row for each field."""
        body: list[tuple[str, list[Cell]]] = []
        for field in fields:
            cells = self._told_apart(field, columns)
            if any(cell.text is not None for cell in cells):
                body.append((_field_label(field), cells))
        return Sheet(title, [self._head(kind, at, absent) for kind, at in columns], body)

    def _told_apart(self, field: Field, columns: list[tuple[str, int]]) -> list[Cell]:
        """The cells of a field; masked values that differ but look alike get letters."""
        cells = [self.cell(kind, at, field.columns.get(kind)) for kind, at in columns]
        stored = [self._stored(kind, at, field.columns.get(kind)) for kind, at in columns]
        known = {value: cell.text for value, cell in zip(stored, cells, strict=True) if value is not None}
        if self.personal or len(set(known.values())) == len(known):
            return cells
        letters = dict(zip(known, LETTERS, strict=False))
        return [
            replace(cell, text=f"{cell.text} ({letters[value]})") if value in letters else cell
            for value, cell in zip(stored, cells, strict=True)
        ]

    def _stored(self, kind: str, at: int, name: str | None) -> str | None:
        """A personal value as it is kept; None for any other."""
        if name is None or at >= len(self.rows[kind]) or not record(kind).columns[name].personal:
            return None
        found: str | None = self.rows[kind][at][record(kind).columns[name].position]
        return found

    def _head(self, kind: str, at: int, absent: frozenset[str]) -> str:
        made, count = record(kind), len(self.rows[kind])
        mark = MARK if kind in self.marks.counts else ""
        title = mark + translate(made.label) + (f" {at + 1}" if count > 1 else "")
        if count:
            return f"{title}\n{self._number(made, self.rows[kind][at])}"
        words = "kind not handed in" if kind in absent else "not reported"
        return f"{title}\n({translate(words)})"

    def _number(self, made: type[Record], row: Row) -> str:
        """What a document is called: the last of its numbers."""
        numbers = [column for column in made.columns.values() if column.key and row[column.position] is not None]
        own = [column for column in numbers if not column.points_to] or numbers
        return stored_text(own[-1], row[own[-1].position], self.personal) if own else ""

    def paired(self, laid: Layout) -> Sheet:
        """Lines of two documents, matched by their numbers, a row each."""
        pair = laid.pair
        assert pair is not None
        left, right = pair.left.kind(), pair.right.kind()
        places = {id(row): at for kind in (left, right) for at, row in enumerate(self.rows[kind])}
        on = [pair.left.columns[pair.on[0]], pair.right.columns[pair.on[1]]]
        columns = [
            (kind, field.columns[kind]) for field in laid.rows for kind in (left, right) if kind in field.columns
        ]
        body: list[tuple[str, list[Cell]]] = []
        for one, other in matched(self.rows[left], self.rows[right], on[0].position, on[1].position, pair.lookup, []):
            sides = {left: one, right: other}
            number = next((side[column.position] for side, column in zip((one, other), on, strict=True) if side), "")
            cells = [
                self.cell(kind, places[id(sides[kind])], name) if sides[kind] else Cell(translate("no such line"), True)
                for kind, name in columns
            ]
            body.append((str(number), cells))
        return _bounded(translate("Lines, matched by number"), [_line_head(*column) for column in columns], body)

    def listed(self, kind: str, laid: Layout) -> Sheet:
        """Rows of one kind."""
        made = record(kind)
        names = [field.columns[kind] for field in (*laid.fields, *laid.rows) if kind in field.columns]
        names = list(dict.fromkeys([*made.keys()[-1:], *names]))
        body = [(str(at + 1), [self.cell(kind, at, name) for name in names]) for at in range(len(self.rows[kind]))]
        title = translate("{kind}: {count}").format(kind=translate(made.label), count=len(body))
        mark = MARK if kind in self.marks.counts else ""
        return _bounded(mark + title, [short(translate(made.columns[name].label)) for name in names], body)


def _used(reason: Used) -> dict[str, Any]:
    version = reason.version
    return {
        "parameter": reason.parameter, "value": value_text(reason.parameter, version),
        "place": version.place if version else None,
        "first": version.first.isoformat() if version and version.first else None,
        "last": version.last.isoformat() if version and version.last else None,
        "source": version.source if version else None, "confidence": version.confidence if version else None,
    }  # fmt: skip


def _fact(reason: Fact, personal: bool) -> dict[str, Any]:
    made = record(reason.kind)
    if reason.column == "#":
        value = translate("not known") if reason.value is None else str(reason.value)
        label = translate("how many there are")
    else:
        column = made.columns[reason.column]
        value, label = stored_text(column, reason.value, personal), translate(column.label)
    return {
        "record": reason.kind, "column": reason.column, "row": reason.row + 1, "value": value,
        "document": translate(made.label), "label": short(label),
    }  # fmt: skip


def _places(rows: Sequence[Row]) -> range:
    """The documents of a kind; one place also where there is none, so that the gap is seen."""
    return range(max(len(rows), 1))


def _others(laid: Layout, kinds: list[str], rows: Rows) -> list[Field]:
    """Fields beyond those the control reads, of whatever document says something there; equal names in one row."""
    seen = {(kind, name) for field in laid.fields for kind, name in field.columns.items()}
    found: dict[str, dict[str, str]] = {}
    for kind in kinds:
        for name, column in record(kind).columns.items():
            if (kind, name) not in seen and any(row[column.position] is not None for row in rows[kind]):
                found.setdefault(name, {})[kind] = name
    return [Field(columns, BESIDE, False) for columns in found.values()]


def _field_label(field: Field) -> str:
    labels = dict.fromkeys(short(translate(record(kind).columns[name].label)) for kind, name in field.columns.items())
    return " / ".join(labels)


def _line_head(kind: str, name: str) -> str:
    made = record(kind)
    return f"{translate(made.label)}\n{short(translate(made.columns[name].label))}"


def _bounded(title: str, heads: list[str], body: list[tuple[str, list[Cell]]]) -> Sheet:
    """At most so many rows, those that decided first; their order stays."""
    first = sorted(range(len(body)), key=lambda at: (not any(cell.decides for cell in body[at][1]), at))[:LINES]
    return Sheet(title, heads, [body[at] for at in sorted(first)], max(len(body) - LINES, 0))
