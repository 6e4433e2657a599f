"""Memory to spare: what the machine says, within what a container may use."""

from pathlib import Path

import pytest

from shibosi.kernel.engines import memory

SAID = "MemTotal: 2000 kB\nMemAvailable:    1000 kB\n"


@pytest.mark.parametrize(
    ("machine", "most", "used", "free"),
    [
        (SAID, None, None, 1_024_000),
        (SAID, "max\n", "5\n", 1_024_000),
        (SAID, "700000\n", "200000\n", 500_000),
        (SAID, "700000\n", "900000\n", 0),
        (None, None, None, 0),
        (None, "700000\n", "200000\n", 500_000),
    ],
)
def test_what_can_be_spared(machine, most, used, free, tmp_path: Path, monkeypatch):
    files = [tmp_path / name for name in ("machine", "most", "used")]
    for file, said in zip(files, (machine, most, used), strict=True):
        if said is not None:
            file.write_text(said, encoding="ascii")
    monkeypatch.setattr(memory, "MEMINFO", files[0])
    monkeypatch.setattr(memory, "LIMITS", ((files[1], files[2]),))
    assert memory.available() == free
