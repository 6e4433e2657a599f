"""Pages of the console over a million findings: how long each takes to answer an officer and members of firms.

    .venv/bin/python -m benchmarks.pages [--findings 1000000] [--folder WHERE] [--postgresql]

The database is filled by plain inserts beside a small example that came in by the intake; it is kept in the folder for
the next time. One firm is named in all that is put in. Asked for are some pages with filters, samples, and every page
whose address has no parts. Each is asked for in a process that serves nothing else, once and then five times; told are
the medians of how long the answer took and of what the processor worked for it, in milliseconds, and how many queries
it made. With `--postgresql` the database is a server that is started for it, and what the processor worked there counts
too.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.postgresql import server

BUDGET = 300
ASKED = 5
ROWS = 5000
FIRMS = 50


def main() -> int:
    """Fill where it is empty, ask, tell. Exit status 1 where a page is over its budget."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--findings", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp())
    os.environ |= {"SHIBOSI_HOME": str(folder), "SHIBOSI_EXAMPLE": "1"}
    if asked.postgresql:
        os.environ["SHIBOSI_DATABASE"] = server(folder, keep=True).get_uri()
    from shibosi.settings import start_django

    start_django()
    began = time.perf_counter()
    fill(asked.findings)
    print(f"ready after {time.perf_counter() - began:.0f} s")
    return int(sum(over(*one) for one in pages()) > 0)


def fill(findings: int) -> None:
    """The example, then dossiers with two findings each until there are so many."""
    from django.db import connection, transaction

    from shibosi.cli import serve
    from shibosi.store.models import Finding

    serve.prepare(serve.EMAIL, True, True)
    there = Finding.objects.count()
    if there >= findings:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in things((findings - there) // 2 + 1):
            put(cursor, table, columns, rows)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def put(cursor: Any, table: Any, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> None:
    """Insert rows of some columns; the others have their defaults."""
    from django.db import connection

    others = [one for one in table._meta.concrete_fields if one.column not in columns and not one.primary_key]
    given = tuple(one.get_db_prep_save(one.get_default(), connection) for one in others)
    names = ", ".join(f'"{name}"' for name in (*columns, *(one.column for one in others)))
    marks = ", ".join(["%s"] * (len(columns) + len(given)))
    while some := [row + given for row in islice(rows, ROWS)]:
        cursor.executemany(f'INSERT INTO "{table._meta.db_table}" ({names}) VALUES ({marks})', some)


def things(dossiers: int) -> Iterator[tuple[Any, tuple[str, ...], Iterator[tuple[Any, ...]]]]:
    """What is put into which table, with the columns."""
    from shibosi.kernel import controls
    from shibosi.store.models import (
        Document,
        DocumentParty,
        DossierParty,
        DossierState,
        Finding,
        PartyCode,
        Stake,
        stored,
    )

    now, numbers = datetime.now(UTC), range(dossiers)
    every = sorted((one for one in controls.KNOWN.values() if one.dossier.name == "order"), key=lambda one: one.name)
    facts = Finding._meta.get_field("facts").get_prep_value("{}")
    own = parties()[-1]
    codes = list(PartyCode.objects.exclude(party=own).order_by("pk").values_list("code", flat=True))
    everywhere = own.codes.all()[0].code
    firms = codes + [f"FIRM{number}" for number in range(FIRMS - len(codes))]
    first, document = (table.objects.order_by("-pk")[0].pk + 1 for table in (DossierState, Document))
    receipt = Document.objects.order_by("-pk")[0].receipt_id
    days = [now - timedelta(days=day, seconds=77 * day) for day in range(365)]

    def at(n: int, later: int = 0) -> datetime:
        return days[max(n % 365 - later, 0)]

    yield (
        DossierState,
        ("id", "kind", "key", "verdict", "judged_at", "judged_on"),
        ((first + n, "order", f"B{n}", 0 if n % 10 else 2, at(n), at(n).date()) for n in numbers),
    )
    yield (
        DossierParty,
        ("dossier_id", "who"),
        (
            (first + n, who)
            for n in numbers
            for who in (*(firms[(n + shift) % FIRMS] for shift in (0, 17, 31)), everywhere)
        ),
    )
    yield Finding, (
        "dossier_id", "control", "outcome", "severity", "facts", "blocks", "day", "place", "first_seen", "last_seen",
        "resolved_at",
    ), (
        (first + n, one.name, "broken", int(one.severity), facts, one.blocks, at(n).date(), "CN", at(n), at(n),
         None if n % 5 < 2 else at(n, 3))
        for n in numbers for half in (0, 11) for one in [every[(n * 7 + half) % len(every)]]
    )  # fmt: skip
    yield (
        Document,
        ("id", "kind", "number", "guid", "digest", "receipt_id", "reporter"),
        ((document + n, "order", f"B{n}", f"G{n}", f"{n:064}", receipt, "") for n in numbers),
    )
    yield (
        DocumentParty,
        ("document_id", "who"),
        (
            (document + n, who)
            for n in numbers
            for who in (*(firms[(n + shift) % FIRMS] for shift in (0, 17)), everywhere)
        ),
    )
    yield (
        Stake,
        ("dossier_id", "document_id", "currency", "amount"),
        ((first + n, document + n, "142", 10_000_000 + n) for n in numbers if n % 10 == 0),
    )
    yield (
        stored("order"),
        ("filed_id", "number", "guid", "paid", "currency"),
        ((document + n, f"B{n}", f"G{n}", 10_000_000 + n, "142") for n in numbers),
    )


def parties() -> list[Any]:
    """The firms of the person of a firm: the last is named in all that is put in."""
    from shibosi.cli.serving import FIRM
    from shibosi.store.models import Party

    return list(Party.objects.filter(members__account__email=FIRM).order_by("pk"))


def pages() -> Iterator[tuple[str, str, float, float, int]]:
    """Who asked, for which page, how long the answer took, how long the processor worked for it (medians), queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from shibosi.cli.serving import FIRM, PLACE
    from shibosi.pages import page
    from shibosi.store.models import Account, Document, Finding

    worked_at = workers()
    finding = Finding.objects.filter(resolved_at__isnull=True, dossier__key="B10").first() or Finding.objects.all()[0]
    document = Document.objects.order_by("-pk")[0]
    addresses = [
        "/overview/", "/home/", "/findings/", "/findings/?sort=-severity",
        "/findings/?outcome=broken&severity=critical",
        "/findings/?control=payments_equal_the_amount_paid", "/findings/?state=all&sort=-last_seen",
        "/findings/?clause=4.5.1.3", "/findings/?kind=order",
        "/findings/?first=2026-01-01&last=2026-06-30",
        "/findings/causes/", "/findings/causes/?outcome=broken&severity=critical", "/findings/causes/?state=resolved",
        "/findings/causes/?first=2026-01-01&last=2026-06-30", f"/findings/{finding.pk}/",
        "/dossiers/", "/dossiers/?decision=hold",
        "/dossiers/?sort=-judged_at", f"/dossiers/{finding.dossier_id}/", "/documents/", "/documents/?number=B1234",
        "/documents/?kind=order&standing=yes", f"/documents/{document.pk}/", "/accounts-list/", "/parties/",
        "/dossiers/?kind=order", "/findings/?state=all", "/findings/?party=FIRM7",
        "/findings/?state=all&control=payments_equal_the_amount_paid", *(
            f"/audit/sample/?kind={kind}&seed=2026-Q4{more}" for kind, more in (
                ("finding", ""), ("finding", "&size=500"), ("finding", "&control=payments_equal_the_amount_paid"),
                ("document", ""), ("document", "&size=500&first=2026-01-01"), ("dossier", ""), ("dossier", "&size=200"),
            )
        ), *(f"/{one.pattern}" for one in page.paths() if "<" not in str(one.pattern)),
    ]  # fmt: skip
    asking = {role: (f"{role}@{PLACE}", None) for role in ("officer", "administrator", "auditor")}
    asking |= {"firm": (FIRM, parties()[0]), "firm in all": (FIRM, parties()[-1])}
    for who, (email, party) in asking.items():
        client = Client(headers={"Host": "localhost"})
        client.force_login(Account.objects.get(email=email), "allauth.account.auth_backends.AuthenticationBackend")
        if party is not None:
            client.post("/act-for/", {"party": party.public})
        for address in dict.fromkeys(addresses):
            client.raise_request_exception = False
            address = told(client.get(address), address)
            if not address:
                continue
            times = []
            for _ in range(ASKED):
                began = time.perf_counter(), worked_at()
                client.get(address)
                times.append((1000 * (time.perf_counter() - began[0]), 1000 * (worked_at() - began[1])))
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            waited, worked = (statistics.median(some) for some in zip(*times, strict=True))
            yield who, address, waited, worked, len(queries)


def workers() -> Callable[[], float]:
    """How long the processor worked so far, in seconds: in this process and for its connection to PostgreSQL."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        spent = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # what others do for it could not be told
    return lambda: time.process_time() + int(spent.read_text().split()[0]) / 1e9


def told(answer: Any, address: str) -> str:
    """The address at which a page lies: where the answer leads, if to itself with more; none where there is no page."""
    if answer.status_code >= 500:
        raise SystemExit(f"{address}: {answer.status_code}")
    led = answer.headers.get("Location", "")
    if answer.status_code == 302 and led.partition("?")[0] == address.partition("?")[0]:
        return str(led)
    return address if answer.status_code == 200 else ""


def over(who: str, address: str, waited: float, worked: float, queries: int) -> bool:
    """Tell one, and whether it is over the budget: by the processor, for others may use the machine."""
    mark = "  over" if worked > BUDGET else ""
    print(f"{who:<14} {address:<60} {waited:8.0f} {worked:8.0f} {queries:5}{mark}", flush=True)
    return worked > BUDGET


if __name__ == "__main__":
    raise SystemExit(main())
