"""Timing single calls: microseconds each, median and 99th percentile."""

import gc
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

Given = TypeVar("Given")


def microseconds(
    call: Callable[[Given], object], given: Iterable[Given], clock: Callable[[], int] = time.perf_counter_ns
) -> list[float]:
    """Call once with everything given and return what each call took, sorted.

    What was made before is left alone by the garbage collector, as in a server that has started; it runs as usual.
    With `clock=time.thread_time_ns` waiting for a processor that others use does not count.
    """
    things = list(given)
    gc.collect()
    gc.freeze()
    spent = []
    for thing in things:
        start = clock()
        call(thing)
        spent.append(clock() - start)
    gc.unfreeze()
    return sorted(nanoseconds / 1000 for nanoseconds in spent)


def percentile(spent: list[float], share: float) -> float:
    """The value below which that share of sorted values lies."""
    return spent[min(len(spent) - 1, int(share * len(spent)))]
