"""Pages of the console over a million findings: how long each takes to answer an officer and a member of a firm.

    .venv/bin/python -m benchmarks.pages [--findings 1000000] [--folder WHERE]

The database is filled by plain inserts beside a small example that came in by the intake; it is kept in the folder for
the next time. Each page is asked for in a process that serves nothing else; told are the first answer and the median of
the next five, in milliseconds.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

BUDGET = 300
ASKED = 5
ROWS = 5000
FIRMS = 50
YEAR = 365 * 86400


def main() -> int:
    """Fill where it is empty, ask, tell. Exit status 1 where a page is over its budget."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--findings", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp())
    os.environ |= {"SHIBOSI_HOME": str(folder), "SHIBOSI_EXAMPLE": "1"}
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
    with transaction.atomic():
        for table, rows in things((findings - there) // 2 + 1):
            while some := list(islice(rows, ROWS)):
                table.objects.bulk_create(some)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def things(dossiers: int) -> Iterator[tuple[Any, Iterator[Any]]]:
    """What is put into which table."""
    from shibosi.kernel import controls
    from shibosi.store.models import Document, DocumentParty, DossierParty, DossierState, Finding, PartyCode, stored

    now, numbers = datetime.now(UTC), range(dossiers)
    every = sorted((one for one in controls.KNOWN.values() if one.dossier.name == "order"), key=lambda one: one.name)
    codes = list(PartyCode.objects.order_by("pk").values_list("code", flat=True))
    firms = codes + [f"FIRM{number}" for number in range(FIRMS - len(codes))]
    first, document = (table.objects.order_by("-pk")[0].pk + 1 for table in (DossierState, Document))
    receipt = Document.objects.order_by("-pk")[0].receipt_id
    order = stored("order")

    def at(n: int) -> datetime:
        return now - timedelta(seconds=70 * n % YEAR)

    yield DossierState, (
        DossierState(pk=first + n, kind="order", key=f"B{n}", verdict=0 if n % 10 else 2, judged_at=at(n),
                     judged_on=at(n).date())
        for n in numbers
    )  # fmt: skip
    yield (
        DossierParty,
        (DossierParty(dossier_id=first + n, who=firms[(n + shift) % FIRMS]) for n in numbers for shift in (0, 17, 31)),
    )
    yield Finding, (
        Finding(dossier_id=first + n, control=one.name, outcome="broken", severity=int(one.severity), facts="{}",
                blocks=one.blocks, day=at(n).date(), place="CN", first_seen=at(n), last_seen=at(n),
                resolved_at=None if n % 5 < 2 else min(at(n) + timedelta(days=3), now))
        for n in numbers for half in (0, 11) for one in [every[(n * 7 + half) % len(every)]]
    )  # fmt: skip
    yield (
        Document,
        (
            Document(pk=document + n, kind="order", number=f"B{n}", guid=f"G{n}", digest=f"{n:064}", receipt_id=receipt)
            for n in numbers
        ),
    )
    yield (
        DocumentParty,
        (DocumentParty(document_id=document + n, who=firms[(n + shift) % FIRMS]) for n in numbers for shift in (0, 17)),
    )
    yield (
        order,
        (
            order(filed_id=document + n, number=f"B{n}", guid=f"G{n}", paid=10_000_000 + n, currency="142")
            for n in numbers
        ),
    )


def pages() -> Iterator[tuple[str, str, float, float]]:
    """Who asked, for which page, how long the first answer took, and the median of the next."""
    from django.test import Client

    from shibosi.cli.serving import FIRM, PLACE
    from shibosi.store.models import Account, Document, Finding, Party

    finding = Finding.objects.filter(resolved_at__isnull=True, dossier__key="B10").first() or Finding.objects.all()[0]
    document = Document.objects.order_by("-pk")[0]
    addresses = [
        "/overview/", "/home/", "/findings/", "/findings/?sort=-severity",
        "/findings/?outcome=broken&severity=critical",
        "/findings/?control=payments_equal_the_amount_paid", "/findings/?state=all&sort=-last_seen",
        "/findings/?clause=4.5.1.3", "/findings/?kind=order",
        "/findings/?first=2026-01-01&last=2026-06-30",
        "/findings/causes/", f"/findings/{finding.pk}/", "/dossiers/", "/dossiers/?decision=hold",
        "/dossiers/?sort=-judged_at", f"/dossiers/{finding.dossier_id}/", "/documents/", "/documents/?number=B1234",
        "/documents/?kind=order&standing=yes", f"/documents/{document.pk}/", "/accounts-list/", "/parties/",
        "/tokens/", "/webhooks/", "/access-log/", "/security/",
    ]  # fmt: skip
    for who in (f"officer@{PLACE}", f"administrator@{PLACE}", FIRM):
        client = Client(headers={"Host": "localhost"})
        client.force_login(Account.objects.get(email=who), "allauth.account.auth_backends.AuthenticationBackend")
        if who == FIRM:
            client.post("/act-for/", {"party": Party.objects.filter(members__account__email=FIRM)[0].public})
        for address in addresses:
            times = []
            for _ in range(ASKED + 1):
                began = time.perf_counter()
                status = client.get(address).status_code
                times.append(1000 * (time.perf_counter() - began))
            if status == 200:
                yield who.partition("@")[0], address, times[0], statistics.median(times[1:])


def over(who: str, address: str, first: float, median: float) -> bool:
    """Tell one, and whether it is over the budget."""
    print(f"{who:<14} {address:<60} {first:8.0f} {median:8.0f}{'  over' if median > BUDGET else ''}", flush=True)
    return median > BUDGET


if __name__ == "__main__":
    raise SystemExit(main())
