"""Which outcomes the stories in the rooms' tests tell of each control and flow: `domains/stories.csv`.

Tests are not read where the software runs; coverage asks this file.
"""

import importlib
import pkgutil
from collections import defaultdict
from pathlib import Path

from shibosi.domains import registry
from shibosi.kernel.flows.testing import Told

FILE = Path(registry.__file__).with_name("stories.csv")
ORIGIN = "# Outcomes that stories tell, by control: collected from the tests of the rooms by updates/reference."


def collected() -> dict[str, set[str]]:
    """Control or flow to outcomes, from every list `STORIES` of a room's tests."""
    found: dict[str, set[str]] = defaultdict(set)
    for room in registry.rooms():
        for module in pkgutil.iter_modules([str(room / "tests")]):
            if module.name.startswith("test_"):
                made = importlib.import_module(f"shibosi.domains.{room.name}.tests.{module.name}")
                for story in getattr(made, "STORIES", []):
                    found[story.flow if isinstance(story, Told) else story.control].add(
                        story.outcome.name.lower().replace("_", "-")
                    )
    return dict(found)


def text() -> str:
    """The file as it should be."""
    rows = [f'"{control}","{" ".join(sorted(outcomes))}"' for control, outcomes in sorted(collected().items())]
    return "\n".join([ORIGIN, '"control","outcomes"', *rows]) + "\n"
