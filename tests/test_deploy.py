"""What stands in `deploy/` and `docs/operate/` fits the code: settings and commands are there, nobody is root."""

import re
import shlex
import shutil
import subprocess

import pytest
import yaml

from shibosi.cli.main import COMMANDS
from shibosi.settings.named import SETTINGS
from tests.house import files

DEPLOY = files.ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
SAID = [*sorted(DEPLOY.iterdir()), *sorted((files.ROOT / "docs" / "operate").iterdir())]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
FRONT_DOOR = {"SHIBOSI_EXTRAS"}


@pytest.mark.parametrize("path", SAID, ids=lambda path: path.name)
def test_every_setting_and_command_that_is_named_exists(path):
    text = path.read_text("utf-8")
    assert set(re.findall(r"\b(?:SHIBOSI|OTEL)_[A-Z][A-Z_]+", text)) - FRONT_DOOR <= SETTINGS.keys()
    assert set(re.findall(r"(?:\./shibosi|bin/shibosi|`shibosi) ([a-z]+)\b", text)) <= COMMANDS.keys()


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_a_unit_runs_as_nobody_in_particular_and_writes_in_its_own_folder(path):
    text = path.read_text("utf-8")
    for line in ("User=shibosi", "ProtectSystem=strict", "StateDirectory=shibosi", "NoNewPrivileges=yes"):
        assert line in text.splitlines()
    (command,) = re.findall(r"^ExecStart=(.+)$", text, flags=re.M)
    assert shlex.split(command)[1] in COMMANDS


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
def test_systemd_understands_the_units(tmp_path):
    for path in UNITS:
        text = re.sub(r"^(Exec\w+=)\S+", r"\1/bin/true", path.read_text("utf-8"), flags=re.M)
        (tmp_path / path.name).write_text(text, "utf-8")
    found = subprocess.run(
        ["systemd-analyze", "verify", *[tmp_path / path.name for path in UNITS]], capture_output=True, text=True
    )  # fmt: skip
    assert not [line for line in found.stderr.splitlines() if str(tmp_path) in line or "shibosi" in line]


def test_the_image_is_not_root_says_whether_it_is_well_and_holds_no_secret():
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    last = text.rpartition("\nFROM ")[2]
    assert "USER 10001:10001" in last and "HEALTHCHECK" in last and "/health/ready" in last
    secret = [name for name, one in SETTINGS.items() if one.secret]
    assert not [name for name in secret if name in text]
    assert "uv sync --locked" in text
    assert shlex.split(last.rpartition("CMD")[2].strip(" []\n").replace(",", ""))[0] in COMMANDS


def test_the_composition_is_shut_in_and_takes_its_secrets_from_outside():
    server, worker = COMPOSE["services"]["server"], COMPOSE["services"]["worker"]
    for service in (server, worker):
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
        for name, value in service["environment"].items():
            assert not SETTINGS[name].secret or ":?}" in value
    assert server["ports"] == ["127.0.0.1:8000:8000"]
    assert worker["command"][0] in COMMANDS and worker["deploy"]["replicas"] == 2
    assert set(COMPOSE["volumes"]) == {"home", "database"}
