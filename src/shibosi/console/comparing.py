"""Documents side by side as a viewer sees them: what decided is marked, what differs, what is hidden."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from shibosi.kernel.controls import Control
from shibosi.kernel.dossiers import KNOWN
from shibosi.kernel.expressions.reasons import Fact
from shibosi.kernel.records import record
from shibosi.kernel.versions import DOCUMENT
from shibosi.kernel.words import translate
from shibosi.report.alignment import Field, layout
from shibosi.store.dossiers import Explained
from shibosi.store.seeing import HIDDEN, Seen
from shibosi.telling.documents import stored_text
from shibosi.telling.readable import short

COLUMNS = 8
"""Documents beside each other."""
LINES = 60
"""Lines of documents in a table."""
Found = Mapping[str, Sequence[Seen]]


@dataclass(frozen=True)
class Cell:
    """What a document says in a field. `state`: "decides", "gone" (no such document), "none" (no such field)."""

    text: str = ""
    state: str = ""
    missing: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class Line:
    """A field with its cells; `differs` where documents that should agree do not."""

    label: str
    cells: list[Cell]
    differs: bool = False


@dataclass(frozen=True)
class Head:
    """A document at the head of its column; `document` is its number in the store."""

    label: str
    number: str = ""
    document: int | None = None
    decides: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table of documents or lines: `told` are the fields that matter, `others` all else that anybody reported."""

    title: str
    heads: list[Head]
    told: list[Line]
    others: list[Line] = field(default_factory=list)
    more: int = 0


class Marks:
    """What decided: the values of columns, and the kinds whose number counted."""

    def __init__(self, explained: Iterable[Explained]) -> None:
        self.values: dict[tuple[str, str], set[object]] = {}
        self.counts: set[str] = set()
        for one in explained:
            for reason in one.reasons:
                if isinstance(reason, Fact) and reason.column == "#":
                    self.counts.add(reason.kind)
                elif isinstance(reason, Fact):
                    self.values.setdefault((reason.kind, reason.column), set()).add(reason.value)

    @property
    def kinds(self) -> set[str]:
        """The kinds of document that decided."""
        return {kind for kind, _ in self.values} | self.counts

    def on(self, kind: str, name: str, seen: Seen) -> bool:
        """Whether a field of a document decided; of a hidden one, whether any of its kind did."""
        values = self.values.get((kind, name))
        return values is not None and (name in seen.hidden or _stored(kind, name, seen) in values)


def sheets(
    dossier: str, found: Found, explained: Sequence[Explained], controls: Iterable[Control], whole: bool = True
) -> list[Sheet]:  # fmt: skip
    """The documents of a dossier: those with a number of their own beside each other, then the lines of each kind.

    Marked is what decided in `explained`; the fields that `controls` hold against each other come first. Not `whole`:
    only lines that the controls read, and the documents that decided before the others.
    """
    marks = Marks(explained)
    kinds = [member.record.kind() for member in KNOWN[dossier].members]
    fields = _fields(controls)
    read = {kind for one in fields for kind in one.columns} | marks.counts
    heads = [kind for kind in kinds if not record(kind).part_of]
    heads = heads if whole else sorted(heads, key=lambda kind: kind not in marks.kinds)
    lines = [kind for kind in kinds if kind not in heads and found.get(kind) and (whole or kind in read)]
    shown = [_beside(heads, found, fields, marks)] if any(found.get(kind) for kind in heads) else []
    return shown + [_lines(kind, found[kind], fields, marks) for kind in lines]


def single(kind: str, rows: Sequence[Seen]) -> Sheet:
    """One kind of rows by itself: a document as it was reported, or its lines."""
    if len(rows) == 1 and not record(kind).part_of:
        told = [Line(_label(kind, name), [_cell(kind, name, rows[0], None)]) for name in _said(kind, rows)]
        return Sheet(translate(record(kind).label), [Head(translate("As it was reported"))], told)
    return _lines(kind, rows, [], Marks([]))


def _beside(kinds: Sequence[str], found: Found, fields: Sequence[Field], marks: Marks) -> Sheet:
    columns: list[tuple[str, Seen | None]] = []
    for kind in kinds:
        some: Sequence[Seen | None] = found.get(kind) or ([None] if kind in marks.counts else [])
        columns += [(kind, one) for one in some]
    more, columns = max(len(columns) - COLUMNS, 0), columns[:COLUMNS]
    placed = {leaf for one in fields for leaf in one.columns.items()}
    rest: dict[str, dict[str, str]] = {}
    for kind in kinds:
        for name in _said(kind, found.get(kind, ())):
            if (kind, name) not in placed:
                rest.setdefault(name, {})[kind] = name
    every = [_line(one.columns, columns, marks, one.equal) for one in fields if set(one.columns) & set(kinds)]
    told = sorted((one for one in every if _matters(one)), key=lambda one: not _decides(one))
    others = [one for one in every if not _matters(one) and _says(one)]
    others += [_line(names, columns, marks, False) for names in rest.values()]
    heads = [_head(kind, one, found, marks) for kind, one in columns]
    return Sheet(translate("Documents side by side"), heads, told, others, more)


def _line(
    names: Mapping[str, str], columns: Sequence[tuple[str, Seen | None]], marks: Marks, equal: bool
) -> Line:  # fmt: skip
    cells = [_cell(kind, names.get(kind), seen, marks) for kind, seen in columns]
    said = {cell.text for cell in cells if cell.text and not cell.hidden and not cell.missing}
    labels = dict.fromkeys(_label(kind, name) for kind, name in names.items())
    return Line(" / ".join(labels), cells, equal and len(said) > 1)


def _cell(kind: str, name: str | None, seen: Seen | None, marks: Marks | None) -> Cell:
    if seen is None:
        return Cell(state="gone")
    if name is None:
        return Cell(state="none")
    state = "decides" if marks is not None and marks.on(kind, name, seen) else ""
    stored = _stored(kind, name, seen)
    if name in seen.hidden:
        return Cell(HIDDEN if stored is None else str(stored), state, hidden=True)
    if stored is None:
        return Cell(translate("not reported"), state, missing=True)
    return Cell(stored_text(record(kind).columns[name], stored, personal=True), state)


def _lines(kind: str, rows: Sequence[Seen], fields: Sequence[Field], marks: Marks) -> Sheet:
    names = [name for name in _said(kind, rows) if _own(kind, name) or (kind, name) in marks.values]
    marked = [at for at, one in enumerate(rows) if any(marks.on(kind, name, one) for name in names)]
    chosen = sorted([*marked, *(at for at in range(len(rows)) if at not in set(marked))][:LINES])
    first = [one.columns[kind] for one in fields if kind in one.columns and one.columns[kind] in names]
    own = record(kind).keys()
    keys = [name for name in own if name in names and name not in first]
    order = [*keys, *first, *(name for name in names if name not in keys and name not in first)]
    told = [Line(str(at + 1), [_cell(kind, name, rows[at], marks) for name in order]) for at in chosen]
    title = translate("{kind}: {count}").format(kind=translate(record(kind).label), count=len(rows))
    return Sheet(title, [Head(_label(kind, name)) for name in order], told, more=len(rows) - len(chosen))


def _fields(controls: Iterable[Control]) -> list[Field]:
    """The fields that the controls hold against each other, those that meet in one row together."""
    groups: list[Field] = []
    every = [one for control in controls for laid in [layout(control)] for one in (*laid.fields, *laid.rows)]
    for one in sorted(every, key=lambda found: found.rank):
        host = next((group for group in groups if group.columns.items() & one.columns.items()), None)
        if host is None:
            groups.append(Field(dict(one.columns), one.rank, one.equal))
            continue
        taken = {leaf for group in groups for leaf in group.columns.items()}
        host.columns.update({kind: name for kind, name in one.columns.items()
                             if kind not in host.columns and (kind, name) not in taken})  # fmt: skip
    return groups


def _head(kind: str, seen: Seen | None, found: Found, marks: Marks) -> Head:
    some = found.get(kind, ())
    label = translate(record(kind).label)
    if seen is None:
        return Head(label, translate("not reported"), None, kind in marks.counts)
    if len(some) > 1:
        label = f"{label} {list(some).index(seen) + 1}"
    return Head(label, number(kind, seen), seen.document, kind in marks.counts)


def number(kind: str, seen: Seen) -> str:
    """What a document is called: the last of its own numbers."""
    made = record(kind)
    keys = [one for one in made.columns.values() if one.key and _stored(kind, one.name, seen) is not None]
    own = [one for one in keys if not one.points_to] or keys
    return stored_text(own[-1], _stored(kind, own[-1].name, seen), personal=True) if own else ""


def _said(kind: str, rows: Sequence[Seen]) -> list[str]:
    """The columns in which anybody said something, hidden ones too."""
    return [name for name in record(kind).columns
            if any(name in one.hidden or _stored(kind, name, one) is not None for one in rows)]  # fmt: skip


def _decides(line: Line) -> bool:
    return any(cell.state == "decides" for cell in line.cells)


def _matters(line: Line) -> bool:
    """Whether a field decided, or stands in several documents that say it."""
    return _decides(line) or sum(_told(cell) for cell in line.cells) > 1


def _says(line: Line) -> bool:
    return any(_told(cell) for cell in line.cells)


def _told(cell: Cell) -> bool:
    return bool(cell.text) and not cell.missing


def _own(kind: str, name: str) -> bool:
    """Whether a column of a line says more than to which document it belongs."""
    column = record(kind).columns[name]
    return not (record(kind).part_of and (column.points_to or name == DOCUMENT))


def _stored(kind: str, name: str, seen: Seen) -> object:
    return seen.values[record(kind).columns[name].position]


def _label(kind: str, name: str) -> str:
    return short(translate(record(kind).columns[name].label))
