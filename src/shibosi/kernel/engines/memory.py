"""How much memory this machine can spare."""

from pathlib import Path

MEMINFO = Path("/proc/meminfo")
LIMITS = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"), Path("/sys/fs/cgroup/memory/memory.usage_in_bytes")),
)
"""What a container may use and what it uses, in either version of control groups."""


def available() -> int:
    """Bytes that can be used without taking them from others; 0 where the machine does not say."""
    free = [_of_the_machine(), *(_of_the_container(*files) for files in LIMITS)]
    return min((found for found in free if found is not None), default=0)


def _of_the_machine() -> int | None:
    for line in (_said(MEMINFO) or "").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _of_the_container(limit: Path, usage: Path) -> int | None:
    most, used = _said(limit) or "", _said(usage) or ""
    return max(0, int(most) - int(used)) if most.strip().isdigit() and used.strip().isdigit() else None


def _said(file: Path) -> str | None:
    try:
        return file.read_text(encoding="ascii")
    except OSError:
        return None
