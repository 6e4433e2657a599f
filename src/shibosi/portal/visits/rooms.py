"""Rooms: a folder for each visit, with a name nobody guesses, swept away when its time is over.

files/        what was dropped            visit.json    when it began, in which language, whether it is kept
tables.json   what the tables look like   work.json     how far the check is
map.yaml      how columns are read        run/          the run folder
"""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shibosi.kernel.log.files import replace_file
from shibosi.portal.visits.bounds import LONG, SHORT

OPEN_STEPS = ("waiting", "running")


@dataclass(frozen=True)
class Room:
    """One visit."""

    folder: Path

    @property
    def name(self) -> str:
        """Its name in addresses."""
        return self.folder.name

    @property
    def files(self) -> Path:
        """The folder of what was dropped."""
        return self.folder / "files"

    @property
    def run(self) -> Path:
        """The run folder."""
        return self.folder / "run"

    @property
    def map(self) -> Path:
        """The map file."""
        return self.folder / "map.yaml"

    def told(self, name: str) -> dict[str, Any]:
        """What stands in one of its files ("visit", "work", "tables"); empty where there is none."""
        try:
            found: dict[str, Any] = json.loads((self.folder / f"{name}.json").read_bytes())
        except FileNotFoundError:
            return {}
        return found

    def tell(self, name: str, **told: Any) -> None:
        """Put down what stands in one of its files."""
        replace_file(self.folder / f"{name}.json", json.dumps(told, ensure_ascii=False, default=str).encode())

    def until(self) -> datetime:
        """When it is swept away."""
        visit = self.told("visit")
        began = datetime.fromisoformat(visit["began_at"])
        seen = datetime.fromtimestamp((self.folder / "seen").stat().st_mtime, began.tzinfo)
        return max(seen + SHORT, began + LONG) if visit["kept"] else seen + SHORT

    def forget_run(self) -> None:
        """What came of an earlier check goes; the files wait to be checked again."""
        shutil.rmtree(self.run, ignore_errors=True)
        self.tell("work", step="waiting")

    def delete(self) -> None:
        """Everything of it, at once."""
        shutil.rmtree(self.folder, ignore_errors=True)
