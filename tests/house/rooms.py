"""The rooms of `domains/` are alike: knowing one is knowing all."""

import ast
from collections.abc import Iterator
from pathlib import Path

FILES = frozenset(
    ["README.md", "__init__.py", "records.py", "dossiers.py", "flows.py", "retention.py", "papers.py", "zh.po"]
)
FOLDERS = frozenset(["controls", "measures", "parameters", "records", "reference", "tests"])
ALLOWED = FILES | FOLDERS
PARTS = frozenset(["records", "dossiers", "flows", "retention", "papers"])
DECLARING = ("controls", "measures")
"""The folders whose files have tests and values of the same names."""
TEST_HELPERS = frozenset(
    [
        "__init__.py",
        "builders.py",
        "conftest.py",
        "samples",
        "templates.py",
        "test_dossiers.py",
        "test_every_control_matters.py",
    ]
)


def rooms(domains: Path) -> list[Path]:
    """The rooms under `domains/`."""
    return sorted(path for path in domains.iterdir() if path.is_dir() and path.name != "__pycache__")


def entries(folder: Path) -> set[str]:
    """Names in a folder, caches left out; empty where there is no such folder."""
    return {path.name for path in folder.iterdir() if path.name != "__pycache__"} if folder.is_dir() else set()


def stems(folder: Path, ending: str) -> set[str]:
    """Names without their ending."""
    return {name.removesuffix(ending) for name in entries(folder) if name.endswith(ending)} - {"__init__"}


def declares_parameters(source: Path) -> bool:
    """True where a file declares a class of parameters."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    bases = [base for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases]
    return any(ast.unparse(base).rpartition(".")[2] == "Parameters" for base in bases)


def without_values(room: Path, source: str, values: set[str]) -> Iterator[str]:
    """Where a file ("controls/receipts") declares parameters and there is no file of values of its name."""
    stem = source.rpartition("/")[2]
    if stem not in values and declares_parameters(room / f"{source}.py"):
        yield f"{room.name}/{source}.py reads parameters but there is no parameters/{stem}.yaml"


def faults(room: Path) -> Iterator[str]:
    """Where a room differs from the plan."""
    for name in sorted(entries(room) - ALLOWED):
        yield f"{room.name}/{name}: a room has only {', '.join(sorted(ALLOWED))}"
    for name in ("README.md", "__init__.py"):
        if name not in entries(room):
            yield f"{room.name}/{name} is missing"
    declared: set[str] = set()
    values = stems(room / "parameters", ".yaml")
    for folder in DECLARING:
        found = stems(room / folder, ".py")
        for name in sorted(entries(room / folder) - {f"{stem}.py" for stem in found} - {"__init__.py", "zh.po"}):
            yield f"{room.name}/{folder}/{name}: only Python files of {folder} stand here"
        for stem in sorted(found):
            if f"test_{stem}.py" not in entries(room / "tests"):
                yield f"{room.name}/{folder}/{stem}.py has no tests/test_{stem}.py"
            yield from without_values(room, f"{folder}/{stem}", values)
        declared |= found
    for part in ("flows", "retention"):
        if f"{part}.py" in entries(room):
            declared.add(part)
            yield from without_values(room, part, values)
            if f"test_{part}.py" not in entries(room / "tests"):
                yield f"{room.name}/{part}.py has no tests/test_{part}.py"
    for name in sorted(entries(room / "parameters") - {f"{stem}.yaml" for stem in values} - {"__init__.py"}):
        yield f"{room.name}/parameters/{name}: only YAML files of values stand here"
    for stem in sorted(values - declared):
        yield f"{room.name}/parameters/{stem}.yaml has no controls/{stem}.py"
    told = {f"test_{stem}.py" for stem in declared | PARTS}
    for name in sorted(entries(room / "tests") - told - TEST_HELPERS):
        yield f"{room.name}/tests/{name}: a test is named for what it tests"
