"""Admission: how long it takes to look at an application of a firm, and to say whether papers allow something.

    .venv/bin/python -m benchmarks.admission [FIRMS]

Firms hand in all that an admission rests on (fourteen documents each) to a server of their own on SQLite; then
applications are looked at one by one, as the page and the API do, and `may` is asked with the papers at hand. Told are
milliseconds and microseconds: by the clock, and of the processor, for others use the machine too.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from benchmarks.timing import microseconds, percentile

FIRMS, ASKED, AT_ONCE = 2_000, 200, 50
CHECKS_MS, MAY_US = 200, 1_000
"""The budgets."""
Spent = tuple[list[float], list[float]]
"""Microseconds each call took, sorted: by the clock, and of the processor."""


def main(firms: int) -> int:
    """Fill, look, ask, tell. Exit status 1 where a budget is missed by processor time."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["SHIBOSI_HOME"] = home
        from shibosi.settings import start_django

        start_django()
        fill(firms)
        looks = looked(firms)
        asks = asked()
        return int(told("application looked at, ms", looks, 1_000, CHECKS_MS)
                   + told("may, us", asks, 1, MAY_US) > 0)  # fmt: skip


def fill(firms: int) -> None:
    """So many firms with all that admission to run shops in Germany rests on."""
    from shibosi.store import running
    from shibosi.store.admission.tests.world import documents
    from shibosi.store.intake.receiving import HandedIn, receive

    running.make_tables()
    began = time.perf_counter()
    for first in range(0, firms, AT_ONCE):
        some = [one for n in range(first, min(first + AT_ONCE, firms)) for one in documents(f"F{n}")]
        receive(some, HandedIn("benchmark", "all"), datetime.now(UTC))
    print(f"{firms} firms after {time.perf_counter() - began:.0f} s")


def looked(firms: int) -> Spent:
    """Looks at applications, one after the other."""
    from shibosi.store.admission.application import Asked, look, machine

    wanted = [Asked(f"F{n}", "shop-operation", "DE") for n in range(0, firms, max(1, firms // ASKED))]
    viewer = machine(datetime.now(UTC))
    look(viewer, wanted[0])
    return _twice(lambda one: look(viewer, one), wanted)


def asked() -> Spent:
    """Microseconds of asking whether papers at hand allow it."""
    from shibosi.domains.papers import papers
    from shibosi.store.admission.application import machine
    from shibosi.store.reading.papers import of_holder
    from shibosi.store.reading.permits import Question, may
    from shibosi.store.zones import HOUSE

    viewer = machine(datetime.now(UTC))
    today = viewer.now.astimezone(HOUSE).date()
    held = [papers.held(row) for row in of_holder(viewer, "F0")]
    doing = {"activity": "shop-operation", "market": "DE", "own_site": None, "sole_trader": False, "for_profit": None,
             "home": "DE"}  # fmt: skip
    return _twice(lambda one: may(held, [doing], one), [Question("shop-operation", "DE", None, today)] * 2_000)


def _twice(call: Callable[[Any], object], things: Sequence[Any]) -> Spent:
    return microseconds(call, things), microseconds(call, things, time.thread_time_ns)


def told(what: str, spent: Spent, unit: int, budget: int) -> int:
    """Say what it took; 1 where the 99th percentile of the processor is over the budget."""
    wall, processor = ([percentile(one, share) / unit for share in (0.5, 0.99)] for one in spent)
    print(f"{what}: median {wall[0]:.1f}, 99th percentile {wall[1]:.1f}; of the processor {processor[0]:.1f}, "
          f"{processor[1]:.1f}; budget {budget}; load {os.getloadavg()[0]:.1f}")  # fmt: skip
    return int(processor[1] > budget)


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if sys.argv[1:] else FIRMS))
