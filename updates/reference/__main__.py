"""Write the reference pages and the list of stories they rest on, or with --check say what is out of date.

    python -m updates.reference [--check]

A test holds what is committed against the code.
"""

import sys
from pathlib import Path

from shibosi.domains import registry
from shibosi.kernel.words import speak
from shibosi.settings import start_django
from updates.reference import (
    access,
    clauses,
    controls,
    errors,
    flows,
    measures,
    overview,
    parameters,
    records,
    settings,
    stories,
    to_verify,
)
from updates.reference.page import file_name

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
PAGES = {
    "README": overview.page, "clauses": clauses.page, "controls": controls.page, "records": records.page,
    "flows": flows.page, "measures": measures.page, "parameters": parameters.page, "access": access.page,
    "settings": settings.page, "errors": errors.page, "to-verify": to_verify.page,
}  # fmt: skip


def written() -> dict[str, str]:
    """Every page by file name."""
    start_django()
    registry.load()
    found: dict[str, str] = {}
    for language in ("en", "zh"):
        speak(language)
        found |= {file_name(name): made() for name, made in PAGES.items()}
    return found


def stale(pages: dict[str, str]) -> list[str]:
    """The files that are not as they would be written, and those nobody writes."""
    there = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in pages.keys() | there.keys() if pages.get(name) != there.get(name))


def main(arguments: list[str]) -> int:
    """Write or check; status 1 where --check found something out of date."""
    told = stories.text()
    if not stories.FILE.exists() or stories.FILE.read_text(encoding="utf-8") != told:
        if "--check" in arguments:
            print(f"{stories.FILE.name} is out of date: run python -m updates.reference")
            return 1
        stories.FILE.write_text(told, encoding="utf-8")
    pages = written()
    old = stale(pages)
    if "--check" in arguments:
        for name in old:
            print(f"docs/reference/{name} is out of date: run python -m updates.reference")
        return 1 if old else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in old:
        if name in pages:
            (FOLDER / name).write_text(pages[name], encoding="utf-8")
        else:
            (FOLDER / name).unlink()
        print(f"docs/reference/{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
