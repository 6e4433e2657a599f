"""What a question about other values or a run was about, in a line or two: so that lists of them are told apart."""

from collections.abc import Iterator

import yaml

from shibosi.domains import registry
from shibosi.kernel.parameters import EVERYWHERE, Parameters
from shibosi.kernel.words import translate
from shibosi.standard.law.rows import PREFIX
from shibosi.standard.law.schemas import SCHEMAS
from shibosi.store.models import Impact, Run
from shibosi.telling.impact import moved_words, written_words

LINES = 3
"""Lines that are shown of one question."""
NAMED = 2
"""Parameters by which a table without a name of its own is called."""


def of_impact(one: Impact) -> list[str]:
    """What an impact asks: the values before and after as far as they are known, and the table rows were put into."""
    lines = [translate("Rows of {table}").format(table=table_name(one.table))] if one.table else []
    for told in map(moved_words, one.told.get("moved", ())):
        lines.append(_line(told["meaning"], told["place"], f"{told['before']} → {told['after']}"))
    if not one.told:
        lines += [_line(_meaning(value["parameter"]), value["place"], written_words(value["parameter"], value["value"]))
                  for value in one.values]  # fmt: skip
    return _short(lines)


def of_run(one: Run) -> list[str]:
    """With which values a run was made: with those in force, or with some others."""
    return _short(list(_overlaid(one.overlay))) if one.overlay else [translate("With the values in force")]


def table_name(table: str) -> str:
    """What a table of law is called; one without a name by what the parameters that point to it mean."""
    schema = SCHEMAS.get(table.removeprefix(PREFIX))
    if schema is not None:
        return translate(schema.label)
    found = dict.fromkeys(map(_meaning, registry.pointed().get(table, ())))
    return ", ".join(list(found)[:NAMED]) or table


def _overlaid(text: str) -> Iterator[str]:
    """The values of an overlay, which was checked when it was taken."""
    for group, members in (yaml.safe_load(text) or {}).items():
        for member, body in members.items():
            name = f"{group}.{member}"
            if "table" in body:
                yield f"{_meaning(name)}: {table_name(body['table']['name'])}"
            for value in body.get("values", ()):
                said = value.get("value", "")
                written = " ".join(map(str, said)) if isinstance(said, list) else str(said)
                yield _line(_meaning(name), value.get("place", EVERYWHERE), written_words(name, written))


def _meaning(name: str) -> str:
    """What a parameter means; one that a later release has no more, by its name."""
    return translate(Parameters.known[name].meaning) if name in Parameters.known else name


def _line(meaning: str, place: str, said: str) -> str:
    return f"{meaning}: {said}" if place == EVERYWHERE else f"{meaning} ({place}): {said}"


def _short(lines: list[str]) -> list[str]:
    more = len(lines) - LINES
    return lines[:LINES] + ([translate("and {count} more").format(count=more)] if more > 0 else [])
