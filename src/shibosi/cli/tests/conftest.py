"""A run over a generated example, and the command line called as a user calls it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shibosi.batch.check import Asked, check
from shibosi.cli.main import main
from shibosi.example import write_example
from shibosi.kernel.words import speak


@dataclass(frozen=True)
class Answer:
    """What a command answered: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.out)

    @property
    def words(self) -> str:
        """The answer without line breaks and table lines, as tables break long cells."""
        return " ".join(self.out.replace("│", " ").replace("┃", " ").split())


Ask = Callable[..., Answer]


@pytest.fixture
def ask(capsys, monkeypatch) -> Ask:
    """Call `shibosi` with arguments, in English unless a language is given."""
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")

    def asked(*arguments: object, language: str = "en") -> Answer:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["--lang", language, *map(str, arguments)])
        found = capsys.readouterr()
        return Answer(int(left.value.code or 0), found.out, found.err)

    return asked


@pytest.fixture(autouse=True)
def english_again():
    """Whatever language a command spoke, the next test begins in English."""
    yield
    speak("en")


@pytest.fixture(scope="session")
def the_run(tmp_path_factory) -> Path:
    """The run folder of a check over an example with many faults. Not to be changed."""
    folder = tmp_path_factory.mktemp("example")
    made = write_example(folder / "example", 400, 1, fault_share=0.3)
    check(Asked((folder / "example" / "documents",), folder / "run", made.as_of, report=False))
    return folder / "run"


@pytest.fixture
def a_run(the_run, tmp_path) -> Path:
    """A copy of that run folder, to be damaged. Its inputs are those of the other."""
    return shutil.copytree(the_run, tmp_path / "run")


@pytest.fixture
def own_run(tmp_path) -> Path:
    """A small run with inputs of its own, to be changed: `documents` beside the run folder."""
    made = write_example(tmp_path / "example", 20, 1, format="csv", fault_share=0.5)
    shutil.move(tmp_path / "example" / "documents", tmp_path / "documents")
    check(Asked((tmp_path / "documents",), tmp_path / "run", made.as_of, report=False))
    return tmp_path / "run"


def changed(path: Path, **fields: Any) -> None:
    """Change fields of a JSON file."""
    found = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(found | fields), encoding="utf-8")
