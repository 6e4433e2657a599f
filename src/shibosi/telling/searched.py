"""What can be searched: each thing of rules and law with its texts in both languages, and what it says in one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from shibosi.domains import registry
from shibosi.kernel.controls import KNOWN as CONTROLS
from shibosi.kernel.parameters import Parameters
from shibosi.kernel.records import Record, record
from shibosi.kernel.words import LANGUAGES, translate
from shibosi.standard.law.book import book
from shibosi.standard.law.facts import Fact
from shibosi.standard.law.labels import labelled
from shibosi.standard.law.places import places
from shibosi.standard.law.schemas import SCHEMAS, Text
from shibosi.standard.register import Clause, item, items
from shibosi.standard.vocabulary import MODES, PARTIES, SYSTEMS


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind and a name; `said`: texts that say what it is, `more`: what stands around it; both languages in each."""

    kind: str
    name: str
    said: tuple[str, ...]
    more: tuple[str, ...]


def things() -> Iterator[Thing]:
    """Everything that can be found, kind by kind, in the order of the register."""
    registry.load()
    yield from _clauses()
    yield from _controls()
    yield from _parameters()
    yield from _records()
    yield from _norms()
    yield from _places()
    yield from _values()


def says(thing: Thing) -> str:
    """What a thing says, in the language in use."""
    return SAYS[thing.kind](thing.name)


def called(series: str) -> str:
    """A value of law in words: the table, the place and what tells it apart; for a row of its own its title."""
    fact = book().history(series)[-1]
    schema = SCHEMAS[fact.table]
    where = ", ".join(str(places()[code].name) for code in fact.places)
    keys = [labelled(fact.shown(key)) for key in schema.keys] if schema.by_place else [fact.title]
    return " · ".join([translate(schema.label), where, *keys])


def _clauses() -> Iterator[Thing]:
    for one in items().values():
        words = (PARTIES[one.party], MODES[one.mode], SYSTEMS[one.system])
        more = [one.check, one.figures, *one.subject] if isinstance(one, Clause) else [one.verify_en, one.verify_zh]
        yield _thing("clause", one.id, [one.gist_en, one.gist_zh], [*_both(*words), *more])


def _controls() -> Iterator[Thing]:
    for name, one in sorted(CONTROLS.items()):
        more = [*_both(one.remedy, one.dossier.label), one.rule, *one.clauses, *one.parameters()]
        yield _thing("control", name, _both(one.sentence), more)


def _parameters() -> Iterator[Thing]:
    for name, one in sorted(Parameters.known.items()):
        sources = [version.source for version in registry.values().get(name, ())]
        yield _thing("parameter", name, _both(one.meaning), sources)


def _records() -> Iterator[Thing]:
    for kind, made in sorted(Record.known.items()):
        if not made.internal:
            labels = _both(*(column.label for column in made.columns.values()))
            elements = [column.element or "" for column in made.columns.values()]
            yield _thing("record", kind, _both(made.label), [*made.columns, *labels, *elements, *made.messages])


def _norms() -> Iterator[Thing]:
    for name in book().series("norms"):
        fact = book().history(name)[-1]
        titles = [str(fact.values[part] or "") for part in ("number", "title_en", "title_zh")]
        yield _thing("norm", name.removeprefix("norms/"), titles, _row(fact))


def _places() -> Iterator[Thing]:
    for code, one in places().items():
        yield _thing("place", code, list(one.name), [one.bloc, one.currency])


def _values() -> Iterator[Thing]:
    for name in book().series():
        line = book().history(name)
        if line[0].table != "norms":
            where = [str(part) for code in line[0].places for part in places()[code].name]
            schema = SCHEMAS[line[0].table]
            keys = [str(line[0].values[key]) for key in schema.keys]
            labels = [labelled(key, language) for key in keys for language in LANGUAGES]
            said = [*_both(schema.label), *labels, *keys, *where, *_titles(line[-1])]
            yield _thing("value", name, said, [text for fact in line for text in _row(fact)])


def _titles(fact: Fact) -> list[str]:
    """What a row is about: its goods, zone, requirement or statement."""
    found = (fact.values.get(name) for name in ("goods", "zone", "province", "requirement", "says", "proper_name"))
    return [text for value in found if value for text in (value if isinstance(value, Text) else [str(value)])]


def _row(fact: Fact) -> list[str]:
    """Every text of a row, both languages, with its source."""
    found = [text for value in fact.values.values() if value
             for text in (value if isinstance(value, tuple) else [str(value)])]  # fmt: skip
    return [*map(str, found), *fact.note, fact.source]


def _norm(name: str) -> str:
    fact = book().history(f"norms/{name}")[-1]
    return " · ".join(filter(None, (fact.title, fact.shown("number"))))


SAYS: Mapping[str, Callable[[str], str]] = {
    "clause": lambda name: item(name).gist,
    "control": lambda name: translate(CONTROLS[name].sentence),
    "parameter": lambda name: translate(Parameters.known[name].meaning),
    "record": lambda name: translate(record(name).label),
    "norm": _norm,
    "place": lambda name: str(places()[name].name),
    "value": called,
}


def _both(*texts: str) -> list[str]:
    """Texts in both languages."""
    return [said for text in texts for said in (text, translate(text, "zh"))]


def _thing(kind: str, name: str, said: list[str], more: list[str]) -> Thing:
    return Thing(kind, name, tuple(said), tuple(more))
