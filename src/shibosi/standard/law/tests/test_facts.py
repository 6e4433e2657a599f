"""Facts picked at random from the reference files, asked of the book by day."""

import csv
import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from shibosi.standard.law.book import book

FOLDER = os.environ.get("SHIBOSI_REAL_DATA")
SEED, PICKED = 20261120, 50
COLLECTED = date(2026, 11, 20)
"""The day the reference files were collected; later rows are corrections and changes."""
ONE = timedelta(days=1)
pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not FOLDER, reason="SHIBOSI_REAL_DATA is not set: the reference files are not at hand"),
]


def rows(name):
    """The rows of a reference file."""
    with (Path(FOLDER or "") / "reference" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day_in(first, last, chosen):
    """A day between the two, where an empty one is open; the first and the last day come up as well."""
    start = date.fromisoformat(first) if first else date.fromisoformat(last) - 400 * ONE if last else date(2026, 1, 1)
    end = date.fromisoformat(last) if last else start + 400 * ONE
    return chosen.choice([start, end, start + chosen.randint(0, (end - start).days) * ONE])


def answers(table, place, day, **values):
    """Whether a row in force that day in that place says this."""
    return any(
        all(fact[name] == value for name, value in values.items())
        for fact in (book().as_of(series, day) for series in book().series(table, place))
        if fact is not None
    )


def rates(chosen) -> Iterator[bool]:
    for row in chosen.sample(rows("market-rates"), PICKED):
        rate = Decimal(row["rate_percent"]) if row["rate_percent"] else None
        day = day_in(row["valid_from"], row["valid_to"], chosen)
        yield answers("rates", row["market"], day, rate=rate, kind=row["rate_kind"])


def limits(chosen) -> Iterator[bool]:
    for row in chosen.sample(rows("market-thresholds"), PICKED):
        yield answers(
            "thresholds", row["market"], day_in(row["valid_from"], row["valid_to"], chosen), tax=row["tax"],
            amount=Decimal(row["threshold_amount"]), currency=row["currency"], comparison=row["comparison"],
        )  # fmt: skip


def zones(chosen) -> Iterator[bool]:
    for row in chosen.sample(rows("pilot-zones"), PICKED):
        first = date.fromisoformat(row["date_issued"])
        there = book().as_of(f"zones/{row['id']}", first)
        before = book().as_of(f"zones/{row['id']}", first - ONE)
        gone = row["status_changed"] and book().as_of(f"zones/{row['id']}", date.fromisoformat(row["status_changed"]))
        yield there is not None and before is None and not gone and str(there["zone"]) == row["zone_en"]


def norms(chosen) -> Iterator[bool]:
    for row in chosen.sample(rows("policies"), PICKED):
        last = str(date.fromisoformat(row["date_repealed"]) - ONE) if row["date_repealed"] else ""
        found = book().as_of(f"norms/{row['id']}", day_in(row["date_effective"], last, chosen))
        after = row["date_repealed"] and book().as_of(f"norms/{row['id']}", date.fromisoformat(row["date_repealed"]))
        number = found is not None and (found["number"] or "")
        yield found is not None and not after and number == row["document_number"]


def requirements(chosen) -> Iterator[bool]:
    for row in chosen.sample(rows("product-requirements"), PICKED):
        day = day_in(row["effective_from"], row["effective_to"], chosen)
        found = book().as_of(f"requirements/{row['id']}", day)
        early = row["effective_from"] and book().as_of(
            f"requirements/{row['id']}", date.fromisoformat(row["effective_from"]) - ONE
        )
        wanted = [row["requirement"], row["evidence_document"], row["validity_rule"]]
        names = ("requirement", "evidence", "validity")
        yield found is not None and not early and [found.shown(name) for name in names] == wanted


def culture(chosen) -> Iterator[bool]:
    for row in chosen.sample(rows("culture"), PICKED):
        found = book().as_of(f"culture/{row['id']}", day_in(row["date_start"], row["date_end"], chosen))
        yield found is not None and found["severity"] == row["severity"]


def goods(chosen) -> Iterator[bool]:
    for row in chosen.sample(rows("dangerous-goods"), PICKED):
        found = book().as_of(f"dangerous_goods/{row['id']}", date(2026, 11, 20))
        yield found is not None and found.shown("un_number") == row["un_number"].replace("|", ", ")


@pytest.mark.parametrize("asked", [rates, limits, zones, norms, requirements, culture, goods])
def test_facts_picked_at_random_are_answered_by_day(asked):
    answered = list(asked(random.Random(SEED)))
    assert len(answered) == PICKED and all(answered), [at for at, one in enumerate(answered) if not one]


@pytest.mark.parametrize(
    ("name", "table"),
    [("market-rates", "rates"), ("pilot-zones", "zones"), ("policies", "norms"), ("culture", "culture"),
     ("product-requirements", "requirements"), ("dangerous-goods", "dangerous_goods")],
)  # fmt: skip
def test_every_row_of_the_reference_is_in_the_book(name, table):
    there = [fact for fact in book().facts if fact.table == table and fact.recorded <= COLLECTED]
    assert len(there) == len(rows(name))
    if name != "market-rates":
        assert {fact.id for fact in there} == {row["id"] for row in rows(name)}


def test_the_limits_of_retail_import_are_those_the_parameters_point_to():
    from shibosi.standard.tables import in_force

    for day in (date(2018, 12, 31), date(2019, 1, 1)):
        limit, row = book().as_of("thresholds/CN/both/retail-import", day), in_force("retail_import_limits", day, "CN")
        assert limit is not None and row is not None and limit["amount"] == row.number("single")
