"""What the software says to people, collected from code and declarations, to hold against the Chinese catalogues.

A string constant that reads as an English sentence is something people are told, wherever it stands; labels, meanings,
control sentences and command help come from what is declared.
"""

import ast
import builtins
import importlib
import inspect
import json
import os
import pkgutil
import re
import string
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from typing import Any

import click
import django

import shibosi
from shibosi.kernel import controls, dossiers, parameters, records
from shibosi.kernel.expressions import predicates
from shibosi.kernel.flows import declared as flows
from shibosi.kernel.flows import roles
from shibosi.kernel.measures import effects, events, packs
from tests.house.files import ROOT

OPTIONAL = frozenset(["pyspark", "pandas", "pyarrow", "duckdb"])
SENTENCE = re.compile(r"[A-Z{][^\n]*\s[^\n]*[.?!]", re.DOTALL)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!](?![0-9A-Za-z])|[\u4e00-\u9fff]\.$")
Found = Iterator[tuple[str, str]]


def modules() -> list[Any]:
    """Every shipped module, imported; those whose optional library is not installed are left out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shibosi.settings.web")
    with tempfile.TemporaryDirectory() as home:
        os.environ.setdefault("SHIBOSI_HOME", home)
        django.setup()
    found = [shibosi]
    for info in pkgutil.walk_packages(shibosi.__path__, "shibosi."):
        if ".tests" in info.name or info.name.endswith("__main__"):
            continue
        try:
            found.append(importlib.import_module(info.name))
        except ModuleNotFoundError as missing:
            if (missing.name or "").partition(".")[0] not in OPTIONAL:
                raise
    return found


def unspoken(tree: ast.AST) -> set[int]:
    """The nodes nobody is told: docstrings, and what builtin exceptions tell programmers."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and isinstance(node.exc.func, ast.Name):
            if hasattr(builtins, node.exc.func.id):
                found |= {id(part) for part in ast.walk(node.exc)}
        elif isinstance(node, ast.Assert) and node.msg is not None:
            found |= {id(part) for part in ast.walk(node.msg)}
    return found


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """String constants of a source text that read as sentences, with their lines."""
    tree = ast.parse(text)
    silent = unspoken(tree)
    silent |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in silent and SENTENCE.fullmatch(node.value):
            yield node.lineno, node.value


def frozen_sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences built as f-strings: no catalogue can hold them."""
    tree = ast.parse(text)
    silent = unspoken(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in silent:
            pieces = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
            if SENTENCE.fullmatch("".join(map(str, pieces))):
                yield node.lineno, ast.unparse(node)


LABELLED = {"translate": 0, "Heading": 0, "Entry": 0, "Choice": 1, "Text": 1, "Day": 1}
"""Calls that say something to people, and which of their arguments it is."""
IN_TEMPLATES = re.compile(r"""{%\s*say\s+(?:"([^"]*)"|'([^']*)')|(?:"([^"]*)"|'([^']*)')\|said\b""")
OF_TEMPLATES = re.compile(
    r"{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}|<(script|style|svg)\b.*?</\1>|<!--.*?-->", re.DOTALL
)
SEEN_MARKS = re.compile(r"""\b(?:title|placeholder|aria-label|alt)="([^"]*)\"""")
NAMES = frozenset(["Shibosi", "API", "Ctrl", "Enter", "EN", "Switch to English"])
"""What stands in templates alike in every language, or in the language it leads to."""


def labels(text: str) -> Iterator[tuple[int, str]]:
    """Short words that calls such as `Heading("Severity")` say to people, with their lines."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LABELLED:
            place = LABELLED[node.func.id]
            said = node.args[place] if place < len(node.args) else None
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                yield node.lineno, said.value


def in_template(text: str) -> Iterator[str]:
    """What a template says through `say` and `said`."""
    for found in IN_TEMPLATES.finditer(text):
        yield next(part for part in found.groups() if part is not None)


def bare_in_template(text: str) -> Iterator[str]:
    """English that stands in a template where no catalogue can reach it."""
    plain = OF_TEMPLATES.sub(" ", text)
    for part in [*SEEN_MARKS.findall(plain), *re.split(r"<[^>]*>", plain)]:
        if re.search(r"[A-Za-z]{2}", part.replace("&nbsp;", "")) and part.strip(" \n·市舶司/") not in NAMES:
            yield part.strip()


def constants(text: str) -> Iterator[str]:
    """Every string constant of a source text, as written and as a docstring is shown."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
            yield inspect.cleandoc(node.value)


def declared() -> Found:
    """Labels of records, columns, dossiers, flows, packs; meanings of parameters; sentences and remedies of controls.

    Names of predicates are said in formulas. Where the declaration stands, then the text. Reads what this process has
    declared: see `spoken`.
    """
    for record in records.Record.known.values():
        yield f"record {record.__name__}", record.label
        for column in record.columns.values():
            yield f"column {record.__name__}.{column.name}", column.label
    for dossier in dossiers.KNOWN.values():
        yield f"dossier {dossier.name}", dossier.label
    for name in predicates.Predicate.known:
        yield f"predicate {name}", name
    for parameter in parameters.Parameters.known.values():
        yield f"parameter {parameter.id}", parameter.meaning
    for control in controls.KNOWN.values():
        yield f"control {control.name}", control.sentence
        yield f"remedy of {control.name}", control.remedy
        yield f"why {control.name} is one-sided", control.one_sided
    yield from flowing()
    yield from permitting()


def permitting() -> Found:
    """What permissions, scopes, levels, settings and limits mean."""
    from shibosi.settings.limits import LIMITS
    from shibosi.settings.named import SETTINGS
    from shibosi.store.permissions import LEVELS, PERMISSIONS, SCOPES

    yield from ((f"permission {verb}", permission.meaning) for verb, permission in PERMISSIONS.items())
    yield from ((f"scope {scope}", meaning) for scope, meaning in SCOPES.items())
    yield from ((f"level {level}", label) for level, label in LEVELS.items())
    yield from ((f"setting {name}", setting.meaning) for name, setting in SETTINGS.items())
    for name, limit in LIMITS.items():
        yield from ((f"limit {name}", text) for text in (name, limit.per, limit.why))


def flowing() -> Found:
    """Labels of flows with their states, moves, deadlines and fields; effects, roles, kinds of measures, packs."""
    for flow in flows.KNOWN.values():
        yield f"flow {flow.name}", flow.label
        for part in (*flow.states.values(), *flow.moves.values(), *flow.deadlines, *flow.fields().values()):
            yield f"{type(part).__name__.lower()} {part.name} of flow {flow.name}", part.label
        for field in flow.fields().values():
            yield from ((f"choice of {field.name}", label) for _, label in field.choices)
    for pack in packs.KNOWN.values():
        yield f"pack {pack.name}", pack.label
    for what, words in (("effect", flows.EFFECTS), ("role", roles.ROLES), ("party", roles.PARTIES),
                        ("kind of measure", events.KINDS), ("doing", effects.DOINGS),
                        ("effect of a measure", effects.LABELS)):  # fmt: skip
        yield from ((f"{what} {name}", text) for name, text in words.items())


def commands(command: Any, path: str) -> Found:
    """Help texts of a click command, its options and everything below it."""
    for text in (command.help, command.short_help, command.epilog):
        yield f"help of {path}", inspect.cleandoc(text or "")
    for option in command.params:
        yield f"help of {path} {option.name}", getattr(option, "help", None) or ""
    if isinstance(command, click.Group):
        here = click.Context(command)
        for name in command.list_commands(here):
            yield from commands(command.get_command(here, name), f"{path} {name}")


def places(text: str) -> set[str]:
    """The named places of a message: {"record", "column"}."""
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@cache
def spoken() -> list[tuple[str, str]]:
    """What is declared and what the command line helps with, from a process in which no test declared anything."""
    run = subprocess.run([sys.executable, "-m", __name__], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return [(where, text) for where, text in json.loads(run.stdout) if text]


if __name__ == "__main__":
    door = {module.__name__: module for module in modules()}.get("shibosi.cli.main")
    helps = commands(door.commands, "shibosi") if door else iter(())
    json.dump([*declared(), *helps], sys.stdout)
