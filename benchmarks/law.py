"""The law in memory and on its pages: a value of a day, loading the tables, a search, the page of a clause.

    .venv/bin/python -m benchmarks.law

Loading is measured in a process of its own each time; a page is asked of the application itself, as nobody. Told are
medians and 99th percentiles of processor time, beside the budgets; exit status 1 where one is missed by more than
twice, for others may use the machine.
"""

import logging
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from statistics import median
from typing import Any

from benchmarks.short import budget
from benchmarks.timing import microseconds, percentile

VALUE, LOADING, REGISTER, SEARCH, PAGE = 5, 300_000, 50_000, 50_000, 100_000
"""Microseconds at most."""
LOADED, ASKED = 5, 20
QUERIES = (
    "增值税", "杭州", "海外仓 退货", "的", "e", "limit", "Germany VAT", "4.5.1", "GB/T", "财关税〔2018〕49号",
    "battery",
)  # fmt: skip
CLAUSES = ("4.5.1.3", "9.1.3", "11", "12-a", "10.4.2.2-a", "4.5", "002-33")
LOAD = """
import time
{imports}
began = time.process_time()
{calls}
print(time.process_time() - began)
"""


def main() -> int:
    """Measure everything, tell it beside its budget."""
    return int(not all([values(), loading(), searches(), pages()]))


def values() -> bool:
    """Every value on some days."""
    from shibosi.standard.law.book import book

    law = book()
    days = [date(2015, 1, 1) + timedelta(days=400 * step) for step in range(12)]
    asked = [(series, day) for series in law.series() for day in days]
    spent = microseconds(lambda one: law.as_of(*one), asked, time.thread_time_ns)
    print(f"{len(asked):,} values by day")
    return budget("a value in force, us", median(spent), VALUE)


def loading() -> bool:
    """The tables of law and the register of clauses, read and checked."""
    tables = _loading("from shibosi.standard.law.book import book", "book()")
    clauses = _loading("from shibosi.standard.register import clauses, companions", "clauses(); companions()")
    print(f"loaded {LOADED} times each")
    return all([budget("loading tables, us", tables, LOADING), budget("loading the register, us", clauses, REGISTER)])


def _loading(imports: str, calls: str) -> float:
    """Microseconds in a process of its own, the median."""
    program = [sys.executable, "-c", LOAD.format(imports=imports, calls=calls)]
    spent = [float(subprocess.run(program, check=True, capture_output=True, text=True).stdout) for _ in range(LOADED)]
    return median(spent) * 1e6


def searches() -> bool:
    """Searches with their hits marked, as the page shows them."""
    from shibosi.telling.searching import hit, search

    def asked(query: str) -> list[Any]:
        return [hit(one, query) for one in search(query)[:ASKED]]

    began = time.process_time()
    search(QUERIES[0])
    print(f"index made in {time.process_time() - began:.1f} s (once a process)")
    return _told("a search, us", asked, QUERIES, SEARCH)


def pages() -> bool:
    """Pages of clauses, as nobody."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SHIBOSI_HOME": folder, "SHIBOSI_EXAMPLE": "1"}
        from shibosi.settings import start_django

        start_django()
        from django.core.management import call_command
        from django.test import Client

        call_command("migrate", verbosity=0)
        logging.disable()
        client = Client(headers={"Host": "localhost"})

        def asked(number: str) -> None:
            assert client.get(f"/rules/clauses/{number}/").status_code == 200, number

        for number in CLAUSES:
            asked(number)
        return _told("the page of a clause, us", asked, CLAUSES, PAGE)


def _told(name: str, call: Callable[[str], object], given: Iterable[str], limit: int) -> bool:
    """Call with everything given, many times; whether the slowest are within the budget."""
    spent = microseconds(call, [one for one in given for _ in range(ASKED)], time.thread_time_ns)
    print(f"{len(spent)} times; median {median(spent):,.0f} us")
    return budget(f"{name}, 99th percentile", percentile(spent, 0.99), limit)


if __name__ == "__main__":
    raise SystemExit(main())
