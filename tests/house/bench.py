"""A workbench for the front door: a copy of it in a scratch folder, on a machine whose tools are play tools."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.house.files import ROOT

UTILITIES = ("basename", "cat", "cksum", "dirname", "mkdir", "mv", "readlink", "rm", "sh", "sleep", "sort", "tr")
PYTHON = """#!/bin/sh
case "$*" in
    *ensurepip*) exit {venv} ;;
    *sys.executable*) echo "$0" ;;
    -V) echo "Python {version}" ;;
    *version_info*) exit {old} ;;
    *) exec {real} "$@" ;;
esac
"""
UV = """#!/bin/sh
[ "$1" != --version ] || {{ echo "uv {version}"; exit; }}
echo "$*" >>{calls}
[ ! -f {folder}/slow ] || sleep 2
[ ! -f {folder}/fails ] || exit 1
mkdir -p "$UV_PROJECT_ENVIRONMENT/bin"
for name in python pytest shibosi; do
    printf '#!/bin/sh\\n[ "$1" != -V ] || exec echo Python 3.12.1\\necho "%s: $* in $PWD"\\n' $name \\
        >"$UV_PROJECT_ENVIRONMENT/bin/$name"
    {chmod} +x "$UV_PROJECT_ENVIRONMENT/bin/$name"
done
"""


@dataclass
class Bench:
    """`house` holds the front door, `tools` is the whole PATH, `calls` lists what uv was asked to do."""

    house: Path
    tools: Path
    calls: Path

    def tool(self, name: str, script: str) -> None:
        """Put a play tool into PATH."""
        path = self.tools / name
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)

    def python(self, name: str = "python3", *, version: str = "3.12.1", old: bool = False, venv: bool = True) -> None:
        """A Python that says it has this version, with or without its venv module."""
        script = PYTHON.format(version=version, old=int(old), venv=int(not venv), real=sys.executable)
        self.tool(name, script)

    def uv(self, version: str = "0.9.1") -> None:
        """A uv that notes its calls and makes an environment whose programs say how they were called."""
        parts = {"calls": self.calls, "folder": self.tools, "chmod": shutil.which("chmod")}
        self.tool("uv", UV.format(version=version, **parts))

    def asked(self) -> list[str]:
        """What uv was asked to do so far."""
        return self.calls.read_text(encoding="utf-8").splitlines() if self.calls.exists() else []

    def start(self, *arguments: str, door: Path | None = None, cwd: Path | None = None, **env: str) -> subprocess.Popen:
        """Call the front door in an otherwise empty environment, in a process group of its own."""
        return subprocess.Popen(
            [str(door or self.house / "shibosi"), *arguments],
            cwd=cwd or self.house,
            env={"PATH": str(self.tools), "HOME": str(self.tools), **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def call(self, *arguments: str, **rest) -> tuple[int, str, str]:
        """Call it and wait: status, standard output, standard error."""
        process = self.start(*arguments, **rest)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err


def bench(folder: Path) -> Bench:
    """A bench with all utilities, git, Python and uv."""
    house, tools = folder / "house", folder / "tools"
    house.mkdir()
    tools.mkdir()
    for name in ("shibosi", "uv.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, house / name)
    for name in UTILITIES:
        (tools / name).symlink_to(os.path.realpath(shutil.which(name) or name))
    made = Bench(house, tools, folder / "calls")
    made.tool("git", "#!/bin/sh\n")
    made.python()
    made.uv()
    return made
