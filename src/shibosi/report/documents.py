"""Documents side by side: a column for each document, a row for each field, what decided is marked.

Bounded whatever was handed in: so many documents of a kind, so many lines, so many characters of a value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from shibosi.kernel.dossiers import Rows
from shibosi.kernel.explaining import Explanation
from shibosi.kernel.expressions.reasons import Fact
from shibosi.kernel.expressions.rows import matched
from shibosi.kernel.records import Record, record
from shibosi.kernel.words import translate
from shibosi.methods.masking import masked
from shibosi.report.alignment import BESIDE, COMPARED, SCOPE, Field, Layout
from shibosi.report.html import SEMICOLON, Markup, Word, both, joined, led, said, tag
from shibosi.report.shown import value, whole

DOCUMENTS = 3
"""Documents of one kind shown beside each other; more become rows of a table of their own."""
LINES = 6
"""Rows shown of a table."""
DIFFERING = 8
"""Fields shown of documents that should be one."""
LETTERS = "ABCDEFGH"
Row = Sequence[Any]


@dataclass
class Marks:
    """What decided: fields as (kind, column, row), and the kinds whose number decided."""

    fields: set[tuple[str, str, int]] = field(default_factory=set)
    counts: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, explanation: Explanation, rows: Rows) -> "Marks":
        """The marks of an explanation. A fact of a line that has no partner marks nothing: the gap is shown."""
        made = cls()
        for fact in explanation.reasons:
            if not isinstance(fact, Fact):
                continue
            if fact.column == "#":
                made.counts.add(fact.kind)
            elif fact.row < len(found := rows.get(fact.kind, [])):
                stored = found[fact.row][record(fact.kind).columns[fact.column].position]
                if stored == fact.value:
                    made.fields.add((fact.kind, fact.column, fact.row))
        return made


def side_by_side(laid: Layout, explanation: Explanation, rows: Rows, absent: frozenset[str]) -> Markup:
    """The documents of a dossier as the control reads them."""
    marks = Marks.of(explanation, rows)
    beside = [kind for kind in laid.kinds if len(rows[kind]) <= DOCUMENTS]
    apart = [kind for kind in laid.kinds if kind not in beside]
    parts: list[Markup] = []
    if beside and _worth_a_table(laid, beside, rows, marks):
        parts.append(_compared(laid, beside, rows, marks, absent))
    if laid.pair is not None:
        parts.append(_paired(laid, rows, marks))
        left_over = [kind for kind in laid.row_kinds if kind not in (laid.pair.left.kind(), laid.pair.right.kind())]
    else:
        left_over = list(laid.row_kinds)
    parts += [_listed(kind, laid.fields + laid.rows, rows[kind], marks, absent) for kind in apart + left_over]
    return joined([*parts, _scope(laid, rows, marks)])


def _worth_a_table(laid: Layout, kinds: list[str], rows: Rows, marks: Marks) -> bool:
    """Whether single documents say more than which dossier this is."""
    read = any(_is_told(found, marks) for found in laid.fields if set(found.columns) & set(kinds))
    return read or bool(marks.counts & set(kinds)) or any(not rows[kind] for kind in kinds) or not laid.row_kinds


def _is_told(found: Field, marks: Marks) -> bool:
    """Whether a field has a row: what is compared, and what stands beside it or in the scope where it decided."""
    marked = any((kind, name) == mark[:2] for kind, name in found.columns.items() for mark in marks.fields)
    return found.rank == COMPARED or marked


def _scope(laid: Layout, rows: Rows, marks: Marks) -> Markup:
    """Why the control speaks of this dossier at all, in one line."""
    told = [
        joined([said(record(kind).label), " · ", said(record(kind).columns[name].label), " ",
                tag("b", _stored(record(kind), rows[kind][0], name, {}))])
        for found in laid.fields if found.rank == SCOPE and not _is_told(found, marks)
        for kind, name in found.columns.items() if len(rows[kind]) == 1
    ]  # fmt: skip
    return tag("p", led("Applies because of:"), joined(told, by=SEMICOLON), class_="applied") if told else Markup("")


# -- single documents, a column each


@dataclass(frozen=True)
class _Column:
    kind: str
    at: int
    row: Row | None


def _compared(laid: Layout, kinds: list[str], rows: Rows, marks: Marks, absent: frozenset[str]) -> Markup:
    columns = [
        column for kind in kinds
        for column in ([_Column(kind, at, row) for at, row in enumerate(rows[kind])] or [_Column(kind, 0, None)])
    ]  # fmt: skip
    chosen = [found for found in laid.fields if set(found.columns) & set(kinds) and _is_told(found, marks)]
    fields = chosen + _differing(kinds, rows, marks)
    heads = [_head(column, len(rows[column.kind]), marks, absent) for column in columns]
    body = [_field_row(found, columns, marks) for found in fields]
    return _table(
        Word("Documents side by side"),
        tag("tr", tag("th", said("Field"), scope="col"), heads), body or [_nothing(len(columns) + 1)],
    )  # fmt: skip


def _head(column: _Column, count: int, marks: Marks, absent: frozenset[str]) -> Markup:
    made = record(column.kind)
    title: Any = said(made.label)
    if count > 1:
        title = joined([title, f" {column.at + 1}"])
    class_ = "decides" if column.kind in marks.counts else None
    if column.row is None:
        words = "kind not handed in" if column.kind in absent else "not reported"
        return tag("th", title, tag("small", said(words)), scope="col", class_="gone decides" if class_ else "gone")
    return tag("th", title, tag("small", _number(made, column.row)), scope="col", class_=class_)


def _number(made: type[Record], row: Row) -> Markup:
    """What a document is called: its own numbers, without those of other documents where it has one."""
    keys = [column for column in made.columns.values() if column.key]
    own = [column for column in keys if not column.points_to and row[column.position] is not None]
    shown = own or [column for column in keys if row[column.position] is not None]
    return joined([value(made, row, column) for column in shown[-1:]])


def _differing(kinds: Iterable[str], rows: Rows, marks: Marks) -> list[Field]:
    """Fields in which documents differ that should be one; they are marked."""
    found: list[Field] = []
    for kind in kinds:
        several = rows[kind]
        if kind not in marks.counts or len(several) < 2:
            continue
        differ = [
            name for name, column in record(kind).columns.items()
            if len({row[column.position] for row in several}) > 1
        ]  # fmt: skip
        for name in differ[:DIFFERING]:
            found.append(Field({kind: name}, BESIDE, False))
            marks.fields |= {(kind, name, at) for at in range(len(several))}
    return found


def _field_row(found: Field, columns: list[_Column], marks: Marks) -> Markup:
    labels = dict.fromkeys(record(kind).columns[name].label for kind, name in found.columns.items())
    label = next(iter(labels))
    decided = [column for column in columns if (column.kind, found.columns.get(column.kind), column.at) in marks.fields]
    letters = _letters(found, columns)
    cells = [_cell(found, column, column in decided, label, letters) for column in columns]
    unequal = found.equal and len(decided) > 1
    return tag("tr", tag("th", said(label), scope="row"), cells, class_="unequal" if unequal else None)


def _cell(found: Field, column: _Column, decides: bool, label: str, letters: dict[str, str]) -> Markup:
    name = found.columns.get(column.kind)
    if name is None or column.row is None:
        return tag("td", class_="gone" if column.row is None else "none")
    made = record(column.kind)
    own = made.columns[name]
    other_label = _other_label(own.label, label)
    return tag("td", other_label, _stored(made, column.row, name, letters), class_="decides" if decides else None)


def _other_label(own: str, label: str) -> Markup:
    """What this document calls the field, in the languages in which it differs from the name of the row."""
    en, zh = (
        said_own if said_own != translate(label, language) else ""
        for language in ("en", "zh")
        for said_own in [translate(own, language)]
    )
    return tag("small", both(en, zh), class_="label") if en or zh else Markup("")


def _stored(made: type[Record], row: Row, name: str, letters: dict[str, str]) -> Markup:
    column = made.columns[name]
    stored = row[column.position]
    if stored is None:
        return tag("span", said("not reported"), class_="missing")
    shown = value(made, row, column)
    letter = letters.get(str(stored)) if column.personal else None
    return joined([shown, tag("sup", letter) if letter else ""])


def _letters(found: Field, columns: list[_Column]) -> dict[str, str]:
    """Letters for personal values that differ but look alike once they are masked."""
    values: dict[str, str] = {}
    for column in columns:
        name = found.columns.get(column.kind)
        if name is not None and column.row is not None:
            own = record(column.kind).columns[name]
            stored = column.row[own.position]
            if own.personal and stored is not None:
                values[str(stored)] = masked(own, str(stored))
    if len(set(values.values())) == len(values):
        return {}
    return dict(zip(values, LETTERS, strict=False))


# -- rows of documents


def _paired(laid: Layout, rows: Rows, marks: Marks) -> Markup:
    """Lines of two documents, matched by their numbers."""
    pair = laid.pair
    assert pair is not None
    left, right = pair.left.kind(), pair.right.kind()
    places = {id(row): at for kind in (left, right) for at, row in enumerate(rows[kind])}
    on = (pair.left.columns[pair.on[0]], pair.right.columns[pair.on[1]])
    matched_rows = list(matched(rows[left], rows[right], on[0].position, on[1].position, pair.lookup, []))
    fields = [
        (found, kind, found.columns[kind]) for found in laid.rows if _is_told(found, marks)
        for kind in (left, right) if kind in found.columns
    ]  # fmt: skip
    told: list[tuple[bool, Markup]] = []
    for one, other in matched_rows:
        sides = {left: one, right: other}
        number = next((side[column.position] for side, column in zip((one, other), on, strict=True) if side), None)
        decides = False
        cells: list[Markup] = []
        for _, kind, name in fields:
            row = sides[kind]
            marked = bool(row) and (kind, name, places[id(row)]) in marks.fields
            decides |= marked or not row
            if row:
                cells.append(tag("td", _stored(record(kind), row, name, {}), class_="decides" if marked else None))
            else:
                cells.append(tag("td", said("no such line"), class_="gone decides"))
        told.append((decides, tag("tr", tag("th", number, scope="row"), cells)))
    heads = [_line_head(kind, name) for _, kind, name in fields]
    return _bounded(
        Word("Lines, matched by number"), [tag("th", said("Line"), scope="col"), heads], told, 1 + len(fields)
    )


def _line_head(kind: str, name: str) -> Markup:
    made = record(kind)
    return tag("th", tag("small", said(made.label)), said(made.columns[name].label), scope="col")


def _listed(kind: str, fields: Iterable[Field], rows: Sequence[Row], marks: Marks, absent: frozenset[str]) -> Markup:
    """Documents or lines of one kind, a row each."""
    made = record(kind)
    names = [found.columns[kind] for found in fields if kind in found.columns and _is_told(found, marks)]
    numbers = [
        name for name, column in made.columns.items() if column.key and name not in names and not column.points_to
    ]
    shown = [*(numbers[-1:] or []), *names] or made.keys()
    told = [
        (
            any((kind, name, at) in marks.fields for name in names),
            tag("tr", [
                tag("td", _stored(made, row, name, {}), class_="decides" if (kind, name, at) in marks.fields else None)
                for name in shown
            ]),
        )
        for at, row in enumerate(rows)
    ]  # fmt: skip
    heads = [tag("th", said(made.columns[name].label), scope="col") for name in shown]
    caption = Word("{kind}: {count}", kind=Word(made.label), count=whole(len(rows)))
    if not rows:
        words = "kind not handed in" if kind in absent else "not reported"
        class_ = "gone decides" if kind in marks.counts else "gone"
        return _table(caption, tag("tr", heads), [tag("tr", tag("td", said(words), colspan=len(shown), class_=class_))])
    return _bounded(caption, heads, told, len(shown))


def _bounded(caption: Word, heads: Any, told: list[tuple[bool, Markup]], wide: int) -> Markup:
    """Rows that decided first; at most so many, the others counted. The order of the rows stays."""
    chosen = sorted(sorted(range(len(told)), key=lambda at: (not told[at][0], at))[:LINES])
    body = [told[at][1] for at in chosen]
    if len(told) > len(chosen):
        more = said("{count} more rows", count=whole(len(told) - len(chosen)))
        body.append(tag("tr", tag("td", more, colspan=wide, class_="more")))
    return _table(caption, tag("tr", heads), body)


def _table(caption: Word, head: Markup, body: list[Markup]) -> Markup:
    return tag(
        "div",
        tag("table", tag("caption", said(caption.text, **caption.facts)), tag("thead", head), tag("tbody", body)),
        class_="wide documents",
    )


def _nothing(wide: int) -> Markup:
    return tag("tr", tag("td", said("Only whether the documents are there was asked."), colspan=wide, class_="more"))
