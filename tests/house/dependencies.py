"""What the shipped code imports is what `pyproject.toml` asks for: a fresh machine has nothing else."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions

from tests.house.files import ROOT
from tests.house.rules import imported

OWN = frozenset(["shibosi"])


def bare(requirement: str) -> str:
    """The name of a requirement, normalised: "polars" of "Polars>=2.0,<3"."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def declared() -> tuple[set[str], set[str]]:
    """Distributions every installation has, and those of the extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {})
    return (
        {bare(requirement) for requirement in project["dependencies"]},
        {bare(requirement) for required in extras.values() for requirement in required},
    )


def at_start(text: str) -> str:
    """The source without the bodies of functions and of `if TYPE_CHECKING:`: what an import of the module runs."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        if typing_only or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [ast.Pass()]
    return ast.unparse(ast.fix_missing_locations(tree))


def foreign(text: str) -> set[str]:
    """Top-level names of the libraries a source imports."""
    names = {module.partition(".")[0] for _, module in imported(text)}
    return names - set(sys.stdlib_module_names) - OWN


def faults(files: Iterable[tuple[str, str]], everywhere: set[str], extras: set[str]) -> Iterator[str]:
    """Libraries that are imported without being asked for, and extras that are imported when a module is loaded."""
    providers = {
        name: {bare(distribution) for distribution in found} for name, found in packages_distributions().items()
    }
    for file, text in files:
        for name in sorted(foreign(text)):
            provided = providers.get(name, {bare(name), *_within(name, everywhere | extras)})
            if provided & everywhere:
                continue
            if not provided & extras:
                yield f"{file}: {name} is imported but not in the dependencies"
            elif name in foreign(at_start(text)):
                yield f"{file}: {name} is an extra and imported before it is needed"


def _within(name: str, requirements: set[str]) -> set[str]:
    """Requirements that share a namespace which is not installed here: opentelemetry-sdk is in opentelemetry."""
    return {one for one in requirements if one.startswith(f"{bare(name)}-")}
