"""The example of the README runs."""

import re
from importlib import import_module
from pathlib import Path

from shibosi.kernel.log import verifier
from shibosi.kernel.log.bundle import VERIFIER
from shibosi.kernel.log.tests.builders import leaves

MODULES = ("bundle", "commitments", "heads", "journal", "keys")


def test_the_example_runs_and_its_bundle_verifies(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (VERIFIER.parent / "README.md").read_text("utf-8"), re.DOTALL)
    names: dict[str, object] = {"keys": tmp_path / "keys", "run": tmp_path / "run", "entries": leaves(3)}
    for module in MODULES:
        for name, thing in vars(import_module(f"shibosi.kernel.log.{module}")).items():
            names.setdefault(name, thing)
    exec(compile(example, "README.md", "exec"), names)
    assert verifier.main([str(tmp_path / "run" / "bundle.json"), "--key", str(names["public"])]) == 0
    assert (tmp_path / "run" / "log" / "leaves").stat().st_size == 6 * 32
