"""Measuring commands: each in a fresh process, one after the other, its time, processor time and peak memory.

Memory is that of the process with all its children, looked at every 20 ms: the most that was resident at a time.
"""

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOOK = 0.02
MEGABYTE = 1024


@dataclass(frozen=True)
class Spent:
    """What a command took: seconds by the clock, seconds of processor, peak memory in MB."""

    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True)
class Contender:
    """A command that is measured. `command(out)` writes into the path it is given."""

    name: str
    command: Callable[[Path], Sequence[str]]
    good: frozenset[int] = frozenset({0})


@dataclass
class Measured:
    """All runs of a contender; `failure` says why there are none."""

    name: str
    runs: list[Spent]
    failure: str = ""

    @property
    def seconds(self) -> float:
        """Median of the seconds."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def processor(self) -> float:
        """Median of the processor seconds."""
        return statistics.median(run.processor for run in self.runs)

    @property
    def memory(self) -> float:
        """The largest peak memory, in MB."""
        return max(run.memory for run in self.runs)


class Failed(Exception):
    """A command ended as it should not have; the text is the end of what it said."""


def measure(command: Sequence[str], good: Iterable[int] = (0,)) -> Spent:
    """Run a command by itself and say what it took. Raises Failed."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        watch = _Watch(process.pid)
        watch.start()
        said = process.stderr.read() if process.stderr else ""
        _, status, used = os.wait4(process.pid, 0)
        spent = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
    if process.returncode not in set(good):
        raise Failed(said.strip()[-2000:] or f"exit status {process.returncode}")
    return Spent(spent, used.ru_utime + used.ru_stime, watch.peak / MEGABYTE)


def alternating(contenders: Sequence[Contender], repeats: int, out: Callable[[str, int], Path]) -> list[Measured]:
    """Every contender in turn, as many rounds as asked; one that fails is not called again."""
    found = {contender.name: Measured(contender.name, []) for contender in contenders}
    for number in range(repeats):
        for contender in contenders:
            measured = found[contender.name]
            if measured.failure:
                continue
            try:
                measured.runs.append(measure(contender.command(out(contender.name, number)), contender.good))
            except Failed as failure:
                measured.failure = _told(str(failure))
                measured.runs.clear()
    return list(found.values())


def table(measured: Sequence[Measured], against: Measured | None) -> None:
    """Print medians, spread, memory, and how many times the time of `against` each one took."""
    print(f"  {'':<28}{'s':>8}{'min-max s':>16}{'cpu s':>8}{'peak MB':>9}{'ratio':>8}{'cpu ratio':>11}")
    for one in measured:
        if one.failure:
            print(f"  {one.name:<28}  failed: {one.failure}")
            continue
        times = [run.seconds for run in one.runs]
        spread = f"{min(times):.2f}-{max(times):.2f}"
        ratios = f"{one.seconds / against.seconds:>8.2f}{one.processor / against.processor:>11.2f}" if against else ""
        print(f"  {one.name:<28}{one.seconds:>8.2f}{spread:>16}{one.processor:>8.2f}{one.memory:>9,.0f}{ratios}")


def _told(said: str) -> str:
    """The line that tells the error, or the last one."""
    lines = said.splitlines()
    return next((line for line in lines if "Error" in line), lines[-1]).strip()


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children until told to stop; `peak` is in KB."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.peak = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(LOOK):
            tree = list(_tree(self.process))
            together = sum(_kilobytes(process, "VmRSS") for process in tree)
            self.peak = max(self.peak, together, _kilobytes(self.process, "VmHWM"))

    def stop(self) -> None:
        self.over.set()
        self.join()


def _tree(process: int) -> Iterable[int]:
    """A process and all that it started."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in _read(children).split():
            yield from _tree(int(child))


def _kilobytes(process: int, name: str) -> int:
    for line in _read(Path(f"/proc/{process}/status")).splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0


def _read(path: Path) -> str:
    """What stands there; nothing where the process is gone meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return ""
