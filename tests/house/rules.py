"""Rules every file keeps. Each takes a text and gives the lines that break it, as (line, what).

Forbidden words are put together from pieces, so that this file keeps its own rules.
"""

import ast
import re
from collections.abc import Callable, Iterator

Fault = tuple[int, str]
LONGEST = 400

REGISTRIES = ("pypi" + ".org", "python" + "hosted", "registry.npm" + "js", "deb." + "debian")
HOMES = ("wo" + "rk", "ro" + "ot", "ho" + r"me/\w+", "Us" + r"ers/\w+")
MACHINE_PATH = re.compile(rf"(?<![\w.~*-])/(?:{'|'.join(HOMES)})(?=/)|\.\./sha" + "red")
LEFT_OPEN = re.compile(rf"\b(?:{'TO' + 'DO'}|{'FIX' + 'ME'}|{'XX' + 'X'}|raise NotImplemented" + r"Error)\b")
DJANGO = ("django", "ninja", "allauth")
WINGS_WITH_DJANGO = ("store", "api", "console", "portal", "mcp", "pages", "web", "settings", "runs")


def matching(pattern: re.Pattern[str], text: str) -> Iterator[Fault]:
    """Lines in which a pattern is found."""
    for number, line in enumerate(text.splitlines(), start=1):
        if found := pattern.search(line):
            yield number, found.group()


def too_long(text: str) -> Iterator[Fault]:
    """A file of one purpose fits in 400 lines."""
    lines = text.count("\n") + (not text.endswith("\n"))
    if lines > LONGEST:
        yield lines, f"{lines} lines"


def machine_words(text: str) -> Iterator[Fault]:
    """Paths of one machine, and hosts of package registries."""
    yield from matching(MACHINE_PATH, text)
    yield from matching(re.compile("|".join(map(re.escape, REGISTRIES))), text)


def left_open(text: str) -> Iterator[Fault]:
    """Work left for later."""
    yield from matching(LEFT_OPEN, text)


def undocumented(text: str) -> Iterator[Fault]:
    """A module without a docstring."""
    if ast.get_docstring(ast.parse(text)) is None:
        yield 1, "no module docstring"


def caught(kind: ast.expr | None) -> Iterator[str]:
    """The names an `except` clause catches."""
    if kind is None:
        yield "everything"
    elif isinstance(kind, ast.Tuple):
        for part in kind.elts:
            yield from caught(part)
    else:
        yield ast.unparse(kind)


def swallowed(text: str) -> Iterator[Fault]:
    """An `except` so wide that a bug would pass for an answer; where it is logged as one it does not."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler) and ".exception(" not in ast.unparse(node):
            for name in caught(node.type):
                if name in {"everything", "Exception", "BaseException"}:
                    yield node.lineno, f"catches {name}"


def imported(text: str) -> Iterator[Fault]:
    """Every module a file imports."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.lineno, node.module


def django_import(text: str) -> Iterator[Fault]:
    """Imports of Django or its add-ons."""
    for line, module in imported(text):
        if module.partition(".")[0] in DJANGO:
            yield line, f"imports {module}"


def faults(rule: Callable[[str], Iterator[Fault]], files: Iterator[tuple[str, str]]) -> list[str]:
    """What a rule finds in files, one line each: "src/a.py:3: catches Exception"."""
    return [f"{name}:{line}: {what}" for name, text in files for line, what in rule(text)]
